package io.vigil.jobs.types;

import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.MoverStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a mover's memory: a version byte, the pending wake-up call, then the state as its own codec has it. */
public final class MoverMemorySerializer extends CodecSerializer<MoverMemory> {
    /** The version of what is written around the state's own form. */
    public static final int VERSION = 1;

    /** The type of a mover's memory in Flink's state. */
    public static final TypeInformation<MoverMemory> TYPE =
            new CodecTypeInfo<>(MoverMemory.class, new MoverMemorySerializer());

    private static final long serialVersionUID = 1;

    /** Holds nothing; all instances are the same. */
    public MoverMemorySerializer() {
        super(false);
    }

    @Override
    public MoverMemory createInstance() {
        throw new UnsupportedOperationException("a mover's memory begins with its first event");
    }

    @Override
    public MoverMemory copy(MoverMemory from) {
        return new MoverMemory(MoverStateCodec.copy(from.state()), from.timerMillis());
    }

    @Override
    public void serialize(MoverMemory memory, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeLong(memory.timerMillis());
        MoverStateCodec.write(memory.state(), target);
    }

    @Override
    public MoverMemory deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "form " + version + " of a mover's memory is not known, this program knows " + VERSION);
        }
        long timerMillis = source.readLong();
        MoverState state = MoverStateCodec.read(source);
        return new MoverMemory(state, timerMillis);
    }

    @Override
    public TypeSerializerSnapshot<MoverMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it: both versions in one number. */
    public static final class Snapshot extends CodecSnapshot<MoverMemory> {
        @Override
        protected int currentFormVersion() {
            return VERSION << 16 | MoverStateCodec.VERSION;
        }

        @Override
        protected TypeSerializer<MoverMemory> serializer() {
            return new MoverMemorySerializer();
        }
    }
}
