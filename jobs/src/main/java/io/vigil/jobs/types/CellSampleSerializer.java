package io.vigil.jobs.types;

import io.vigil.model.MoverId;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairCodec;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a sample on its way to a cell: a version byte, the cell, then the sample as {@link PairCodec} has it. */
public final class CellSampleSerializer extends CodecSerializer<CellSample> {
    /** The version written now. */
    public static final int VERSION = 2;

    /** The type of these samples on Flink's edges. */
    public static final TypeInformation<CellSample> TYPE =
            new CodecTypeInfo<>(CellSample.class, new CellSampleSerializer());

    private static final long serialVersionUID = 1;
    private static final PairChange[] CHANGES = PairChange.values();

    /** Holds nothing; all instances are the same. */
    public CellSampleSerializer() {
        super(true);
    }

    @Override
    public CellSample createInstance() {
        PairPoint point = new PairPoint(0, 0, 0, 0, 0, 0, 0, 0);
        MoverId nobody = new MoverId("vessel:0");
        PairSample sample = new PairSample(0, nobody, null, 0, 0, "", null, 0, 0, 0, point, null);
        return new CellSample(0, sample, 0, PairChange.TOLD);
    }

    @Override
    public CellSample copy(CellSample from) {
        return from;
    }

    @Override
    public void serialize(CellSample sample, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeLong(sample.cell());
        target.writeLong(sample.toldAtMillis());
        target.writeByte(sample.change().ordinal());
        PairCodec.writeSample(sample.sample(), target);
    }

    @Override
    public CellSample deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("sample form " + version + " is not known, this program knows " + VERSION);
        }
        long cell = source.readLong();
        long toldAtMillis = source.readLong();
        PairChange change = CHANGES[source.readByte()];
        return new CellSample(cell, PairCodec.readSample(source), toldAtMillis, change);
    }

    @Override
    public TypeSerializerSnapshot<CellSample> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint keeps of it. */
    public static final class Snapshot extends CodecSnapshot<CellSample> {
        @Override
        protected int currentFormVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<CellSample> serializer() {
            return new CellSampleSerializer();
        }
    }
}
