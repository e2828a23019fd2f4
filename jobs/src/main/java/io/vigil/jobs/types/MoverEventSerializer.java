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
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as {@link EventCodec} does, behind their length and a version byte. Events are immutable, so a copy is the
 * event; the length lets sorters move events without reading them. One instance serves one thread.
 */
public final class MoverEventSerializer extends CodecSerializer<MoverEvent> {
    /** The version written now. */
    public static final int VERSION = 1;

    /** The type of events on Flink's edges. */
    public static final TypeInformation<MoverEvent> TYPE =
            new CodecTypeInfo<>(MoverEvent.class, new MoverEventSerializer());

    private static final long serialVersionUID = 1;
    private static final int LENGTH_BYTES = 4;

    private transient @Nullable DataOutputSerializer scratch;
    private byte[] bytes = new byte[0];

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
    public TypeSerializer<MoverEvent> duplicate() {
        return new MoverEventSerializer();
    }

    @Override
    public void serialize(MoverEvent event, DataOutputView target) throws IOException {
        if (target instanceof DataOutputSerializer buffer) {
            int start = buffer.length();
            buffer.writeInt(0);
            write(event, buffer);
            buffer.writeIntUnsafe(buffer.length() - start - LENGTH_BYTES, start);
            return;
        }
        DataOutputSerializer buffer = scratch();
        buffer.clear();
        write(event, buffer);
        target.writeInt(buffer.length());
        target.write(buffer.getSharedBuffer(), 0, buffer.length());
    }

    @Override
    public MoverEvent deserialize(DataInputView source) throws IOException {
        source.readInt();
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("event form " + version + " is not known, this program knows " + VERSION);
        }
        return EventCodec.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        if (bytes.length < length) {
            bytes = new byte[length * 2];
        }
        source.readFully(bytes, 0, length);
        target.writeInt(length);
        target.write(bytes, 0, length);
    }

    @Override
    public TypeSerializerSnapshot<MoverEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    private static void write(MoverEvent event, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        EventCodec.write(event, target);
    }

    private DataOutputSerializer scratch() {
        if (scratch == null) {
            scratch = new DataOutputSerializer(256);
        }
        return scratch;
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
