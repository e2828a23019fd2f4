package io.vigil.jobs.archive;

import io.vigil.jobs.types.CodecSerializer;
import io.vigil.jobs.types.CodecSnapshot;
import io.vigil.jobs.types.CodecTypeInfo;
import io.vigil.model.EventCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes feed items where source and intake do not share a thread. */
public final class FeedItemSerializer extends CodecSerializer<FeedItem> {
    /** The type of feed items on Flink's edges. */
    public static final TypeInformation<FeedItem> TYPE = new CodecTypeInfo<>(FeedItem.class, new FeedItemSerializer());

    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    /** Holds nothing; all instances are the same. */
    public FeedItemSerializer() {
        super(true);
    }

    @Override
    public FeedItem createInstance() {
        return new FeedItem(null, new FeedItem.Note(false, "", 0, "", ""));
    }

    @Override
    public FeedItem copy(FeedItem from) {
        return from;
    }

    @Override
    public void serialize(FeedItem item, DataOutputView target) throws IOException {
        FeedItem.Note note = item.note();
        target.writeBoolean(note == null);
        if (item.event() != null) {
            EventCodec.write(item.event(), target);
        } else if (note != null) {
            target.writeBoolean(note.rejected());
            target.writeUTF(note.file());
            target.writeLong(note.line());
            target.writeUTF(note.word());
            target.writeUTF(note.detail().length() > 1000 ? note.detail().substring(0, 1000) : note.detail());
        } else {
            throw new IllegalStateException("a feed item without event and note");
        }
    }

    @Override
    public FeedItem deserialize(DataInputView source) throws IOException {
        if (source.readBoolean()) {
            return new FeedItem(EventCodec.read(source), null);
        }
        FeedItem.Note note = new FeedItem.Note(
                source.readBoolean(), source.readUTF(), source.readLong(), source.readUTF(), source.readUTF());
        return new FeedItem(null, note);
    }

    @Override
    public TypeSerializerSnapshot<FeedItem> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it. */
    public static final class Snapshot extends CodecSnapshot<FeedItem> {
        @Override
        protected int currentFormVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<FeedItem> serializer() {
            return new FeedItemSerializer();
        }
    }
}
