package io.vigil.jobs.types;

import io.vigil.evaluate.MoverStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes what is kept under a key: a version byte, the pending wake-up call, how many movers share the key, then the
 * state of each as its own codec has it.
 */
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
        MoverMemory copy = new MoverMemory(MoverStateCodec.copy(from.state()));
        copy.timerMillis(from.timerMillis());
        for (MoverMemory other = from.next(); other != null; other = other.next()) {
            copy.add(new MoverMemory(MoverStateCodec.copy(other.state())));
        }
        return copy;
    }

    @Override
    public void serialize(MoverMemory memory, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeLong(memory.timerMillis());
        int movers = 0;
        for (MoverMemory each = memory; each != null; each = each.next()) {
            movers++;
        }
        target.writeInt(movers);
        for (MoverMemory each = memory; each != null; each = each.next()) {
            MoverStateCodec.write(each.state(), target);
        }
    }

    @Override
    public MoverMemory deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "form " + version + " of a mover's memory is not known, this program knows " + VERSION);
        }
        long timerMillis = source.readLong();
        int movers = source.readInt();
        MoverMemory memory = new MoverMemory(MoverStateCodec.read(source));
        memory.timerMillis(timerMillis);
        for (int i = 1; i < movers; i++) {
            memory.add(new MoverMemory(MoverStateCodec.read(source)));
        }
        return memory;
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
