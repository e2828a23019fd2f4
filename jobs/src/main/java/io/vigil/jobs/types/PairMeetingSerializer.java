package io.vigil.jobs.types;

import io.vigil.pair.PairChange;
import io.vigil.pair.PairCodec;
import io.vigil.pair.PairMeeting;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes meetings as {@link PairCodec} does, behind a version byte. */
public final class PairMeetingSerializer extends CodecSerializer<PairMeeting> {
    /** The version written now. */
    public static final int VERSION = 2;

    /** The type of meetings on Flink's edges. */
    public static final TypeInformation<PairMeeting> TYPE =
            new CodecTypeInfo<>(PairMeeting.class, new PairMeetingSerializer());

    private static final long serialVersionUID = 1;

    /** Holds nothing; all instances are the same. */
    public PairMeetingSerializer() {
        super(true);
    }

    @Override
    public PairMeeting createInstance() {
        return new PairMeeting(
                0,
                0,
                0,
                new CellSampleSerializer().createInstance().sample(),
                null,
                null,
                0,
                0,
                PairMeeting.NONE,
                null,
                Long.MAX_VALUE,
                PairChange.TOLD);
    }

    @Override
    public PairMeeting copy(PairMeeting from) {
        return from;
    }

    @Override
    public void serialize(PairMeeting meeting, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        PairCodec.writeMeeting(meeting, target);
    }

    @Override
    public PairMeeting deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("meeting form " + version + " is not known, this program knows " + VERSION);
        }
        return PairCodec.readMeeting(source);
    }

    @Override
    public TypeSerializerSnapshot<PairMeeting> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it. */
    public static final class Snapshot extends CodecSnapshot<PairMeeting> {
        @Override
        protected int currentFormVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<PairMeeting> serializer() {
            return new PairMeetingSerializer();
        }
    }
}
