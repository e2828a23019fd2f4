package io.vigil.evaluate;

import io.vigil.pair.PairCodec;
import io.vigil.pair.PairSample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who was told to one cell at one instant. By roles, so that two fishing boats are not held against each other where only a
 * merchant and a fishing boat matter. Mutable, owned by whoever hosts it; a {@link PairMatcher} works on it.
 */
public final class PairCell {
    /** Which cell. */
    final long cell;

    final long layer;
    final long timeMillis;

    /** Whether everybody's sample is there: what comes now comes late. */
    boolean complete;

    final List<Bucket> buckets = new ArrayList<>(2);

    /** Those of the same roles, in the order in which they were told. */
    record Bucket(long roles, List<PairSample> samples) {}

    /** An empty one, for samples of that layer and instant. */
    public PairCell(long cell, PairSample sample) {
        this(cell, sample.layer(), sample.now().timeMillis());
    }

    private PairCell(long cell, long layer, long timeMillis) {
        this.cell = cell;
        this.layer = layer;
        this.timeMillis = timeMillis;
    }

    /** Whether a sample told to that cell belongs here. */
    public boolean isOf(long otherCell, PairSample sample) {
        return cell == otherCell
                && layer == sample.layer()
                && timeMillis == sample.now().timeMillis();
    }

    /** The instant. */
    public long timeMillis() {
        return timeMillis;
    }

    /** Whether nobody is left in it. */
    public boolean isEmpty() {
        return buckets.isEmpty();
    }

    /** Whether everybody's sample is there. */
    public boolean isComplete() {
        return complete;
    }

    void add(PairSample sample) {
        for (Bucket bucket : buckets) {
            if (bucket.roles == sample.roles()) {
                bucket.samples.add(sample);
                return;
            }
        }
        List<PairSample> samples = new ArrayList<>(4);
        samples.add(sample);
        buckets.add(new Bucket(sample.roles(), samples));
    }

    /** Takes a sample out; answers whether it was there. */
    boolean remove(PairSample sample) {
        for (Bucket bucket : buckets) {
            if (bucket.roles == sample.roles() && bucket.samples.remove(sample)) {
                buckets.removeIf(each -> each.samples.isEmpty());
                return true;
            }
        }
        return false;
    }

    /** All of them. */
    List<PairSample> samples() {
        List<PairSample> all = new ArrayList<>();
        buckets.forEach(bucket -> all.addAll(bucket.samples));
        return all;
    }

    /** A copy that shares nothing mutable. */
    public PairCell copy() {
        PairCell copy = new PairCell(cell, layer, timeMillis);
        copy.complete = complete;
        buckets.forEach(bucket -> copy.buckets.add(new Bucket(bucket.roles, new ArrayList<>(bucket.samples))));
        return copy;
    }

    /** Writes it; the caller versions it. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(cell);
        out.writeLong(layer);
        out.writeLong(timeMillis);
        out.writeBoolean(complete);
        List<PairSample> all = samples();
        out.writeInt(all.size());
        for (PairSample sample : all) {
            PairCodec.writeSample(sample, out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static PairCell read(DataInput in) throws IOException {
        PairCell cell = new PairCell(in.readLong(), in.readLong(), in.readLong());
        cell.complete = in.readBoolean();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            cell.add(PairCodec.readSample(in));
        }
        return cell;
    }
}
