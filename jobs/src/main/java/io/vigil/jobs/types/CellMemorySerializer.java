package io.vigil.jobs.types;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes who was told to a cell: how many, then each with its own version. */
public final class CellMemorySerializer extends CodecSerializer<CellMemory> {
    /** The type of a cell's memory in Flink's state. */
    public static final TypeInformation<CellMemory> TYPE =
            new CodecTypeInfo<>(CellMemory.class, new CellMemorySerializer());

    private static final long serialVersionUID = 1;

    private final CellSampleSerializer samples = new CellSampleSerializer();

    /** Holds nothing; all instances are the same. */
    public CellMemorySerializer() {
        super(false);
    }

    @Override
    public CellMemory createInstance() {
        return CellMemory.empty();
    }

    /** Samples are immutable. */
    @Override
    public CellMemory copy(CellMemory from) {
        return new CellMemory(new ArrayList<>(from.samples()));
    }

    @Override
    public void serialize(CellMemory memory, DataOutputView target) throws IOException {
        target.writeInt(memory.samples().size());
        for (CellSample sample : memory.samples()) {
            samples.serialize(sample, target);
        }
    }

    @Override
    public CellMemory deserialize(DataInputView source) throws IOException {
        CellMemory memory = CellMemory.empty();
        int count = source.readInt();
        for (int i = 0; i < count; i++) {
            memory.samples().add(samples.deserialize(source));
        }
        return memory;
    }

    @Override
    public TypeSerializerSnapshot<CellMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it. */
    public static final class Snapshot extends CodecSnapshot<CellMemory> {
        @Override
        protected int currentFormVersion() {
            return CellSampleSerializer.VERSION;
        }

        @Override
        protected TypeSerializer<CellMemory> serializer() {
            return new CellMemorySerializer();
        }
    }
}
