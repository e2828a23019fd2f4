package io.vigil.jobs.types;

import io.vigil.evaluate.PairCell;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes who was told to a cell, with a version byte first. */
public final class CellMemorySerializer extends CodecSerializer<CellMemory> {
    /** The version written now. */
    public static final int VERSION = 2;

    /** The type of a cell's memory in Flink's state. */
    public static final TypeInformation<CellMemory> TYPE =
            new CodecTypeInfo<>(CellMemory.class, new CellMemorySerializer());

    private static final long serialVersionUID = 1;

    /** Holds nothing; all instances are the same. */
    public CellMemorySerializer() {
        super(false);
    }

    @Override
    public CellMemory createInstance() {
        return CellMemory.empty();
    }

    @Override
    public CellMemory copy(CellMemory from) {
        CellMemory copy = CellMemory.empty();
        from.cells().forEach(cell -> copy.cells().add(cell.copy()));
        return copy;
    }

    @Override
    public void serialize(CellMemory memory, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeInt(memory.cells().size());
        for (PairCell cell : memory.cells()) {
            cell.write(target);
        }
    }

    @Override
    public CellMemory deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("form " + version + " of a cell is not known, this program knows " + VERSION);
        }
        CellMemory memory = CellMemory.empty();
        int count = source.readInt();
        for (int i = 0; i < count; i++) {
            memory.cells().add(PairCell.read(source));
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
            return VERSION;
        }

        @Override
        protected TypeSerializer<CellMemory> serializer() {
            return new CellMemorySerializer();
        }
    }
}
