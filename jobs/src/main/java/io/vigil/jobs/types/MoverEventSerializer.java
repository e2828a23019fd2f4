package io.vigil.jobs.types;

import io.vigil.model.EventCodec;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events as {@link EventCodec} does, behind a version byte. Events are immutable, so a copy is the event. */
public final class MoverEventSerializer extends CodecSerializer<MoverEvent> {
    /** The version written now. */
    public static final int VERSION = 1;

    /** The type of events on Flink's edges. */
    public static final TypeInformation<MoverEvent> TYPE =
            new CodecTypeInfo<>(MoverEvent.class, new MoverEventSerializer());

    private static final long serialVersionUID = 1;

    /** Holds nothing; all instances are the same. */
    public MoverEventSerializer() {
        super(true);
    }

    @Override
    public MoverEvent createInstance() {
        return IdentityReport.of(new MoverId("vehicle:0"), 0, PositionReport.NO_TIME, Map.of());
    }

    @Override
    public MoverEvent copy(MoverEvent from) {
        return from;
    }

    @Override
    public void serialize(MoverEvent event, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        EventCodec.write(event, target);
    }

    @Override
    public MoverEvent deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("event form " + version + " is not known, this program knows " + VERSION);
        }
        return EventCodec.read(source);
    }

    @Override
    public TypeSerializerSnapshot<MoverEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it. */
    public static final class Snapshot extends CodecSnapshot<MoverEvent> {
        @Override
        protected int currentFormVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<MoverEvent> serializer() {
            return new MoverEventSerializer();
        }
    }
}
