package io.vigil.jobs.types;

import io.vigil.evaluate.PairState;
import io.vigil.evaluate.PairStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what is kept under a key of pairs: a version byte, the pending wake-up call, then each pair's state. */
public final class PairMemorySerializer extends CodecSerializer<PairMemory> {
    /** The version of what is written around the state's own form. */
    public static final int VERSION = 1;

    /** The type of a pair's memory in Flink's state. */
    public static final TypeInformation<PairMemory> TYPE =
            new CodecTypeInfo<>(PairMemory.class, new PairMemorySerializer());

    private static final long serialVersionUID = 1;

    /** Holds nothing; all instances are the same. */
    public PairMemorySerializer() {
        super(false);
    }

    @Override
    public PairMemory createInstance() {
        return new PairMemory();
    }

    @Override
    public PairMemory copy(PairMemory from) {
        PairMemory copy = new PairMemory();
        copy.timerMillis(from.timerMillis());
        from.states().forEach(state -> copy.states().add(PairStateCodec.copy(state)));
        return copy;
    }

    @Override
    public void serialize(PairMemory memory, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeLong(memory.timerMillis());
        target.writeInt(memory.states().size());
        for (PairState state : memory.states()) {
            PairStateCodec.write(state, target);
        }
    }

    @Override
    public PairMemory deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "form " + version + " of a pair's memory is not known, this program knows " + VERSION);
        }
        PairMemory memory = new PairMemory();
        memory.timerMillis(source.readLong());
        int count = source.readInt();
        for (int i = 0; i < count; i++) {
            memory.states().add(PairStateCodec.read(source));
        }
        return memory;
    }

    @Override
    public TypeSerializerSnapshot<PairMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it: both versions in one number. */
    public static final class Snapshot extends CodecSnapshot<PairMemory> {
        @Override
        protected int currentFormVersion() {
            return VERSION << 16 | PairStateCodec.VERSION;
        }

        @Override
        protected TypeSerializer<PairMemory> serializer() {
            return new PairMemorySerializer();
        }
    }
}
