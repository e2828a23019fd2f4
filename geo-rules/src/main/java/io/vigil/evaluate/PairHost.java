package io.vigil.evaluate;

import io.vigil.pair.PairCodec;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Hosts the pair rules in one thread and in memory: for tests, for judging stored history again, and for whoever uses the
 * evaluator as a library. A job spreads the same work over cells and pairs.
 */
public final class PairHost {
    private final PairMatcher matcher;
    private final PairRunner runner;
    private final WarningOutput out;
    private final Map<CellInstant, List<PairSample>> cells = new HashMap<>();
    private final Map<PairKey, PairState> pairs = new HashMap<>();
    private long reachedMillis = Long.MIN_VALUE;

    /** Where samples of one instant meet. */
    private record CellInstant(long layer, long cell, long timeMillis) {}

    private record PairKey(long family, String one, String other) {}

    /** A host for an engine's pair rules; warnings go to {@code out}. */
    public PairHost(Engine engine, WarningOutput out) {
        matcher = new PairMatcher(engine);
        runner = new PairRunner(engine);
        this.out = out;
    }

    /** Takes a sample; of one mover they come in order. */
    public void accept(PairSample sample) {
        matcher.cellsOf(sample, cell -> {
            CellInstant key = new CellInstant(sample.layer(), cell, sample.now().timeMillis());
            List<PairSample> there = cells.computeIfAbsent(key, unused -> new ArrayList<>());
            for (PairSample each : there) {
                matcher.meet(cell, each, sample, this::meeting);
            }
            there.add(sample);
        });
    }

    /** The event time of the whole stream has passed an instant; {@link Long#MAX_VALUE} at its end. */
    public void advanceTo(long timeMillis) {
        for (Iterator<Map.Entry<CellInstant, List<PairSample>>> each =
                        cells.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<CellInstant, List<PairSample>> entry = each.next();
            if (matcher.completeAtMillis(entry.getValue().get(0)) <= timeMillis) {
                matcher.gather(entry.getKey().cell(), entry.getValue(), this::meeting);
                each.remove();
            }
        }
        reachedMillis = timeMillis;
        pairs.values().forEach(state -> runner.advanceTo(state, timeMillis, out));
        pairs.values().removeIf(state -> runner.isOver(state, timeMillis));
    }

    /** Writes what it remembers. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(reachedMillis);
        out.writeInt(cells.size());
        for (Map.Entry<CellInstant, List<PairSample>> cell : cells.entrySet()) {
            out.writeLong(cell.getKey().layer());
            out.writeLong(cell.getKey().cell());
            out.writeLong(cell.getKey().timeMillis());
            out.writeInt(cell.getValue().size());
            for (PairSample sample : cell.getValue()) {
                PairCodec.writeSample(sample, out);
            }
        }
        out.writeInt(pairs.size());
        for (PairState state : pairs.values()) {
            PairStateCodec.write(state, out);
        }
    }

    /** Takes what {@link #write} wrote, for the same engine. */
    public void read(DataInput in) throws IOException {
        reachedMillis = in.readLong();
        cells.clear();
        for (int left = in.readInt(); left > 0; left--) {
            CellInstant cell = new CellInstant(in.readLong(), in.readLong(), in.readLong());
            List<PairSample> there = new ArrayList<>();
            for (int samples = in.readInt(); samples > 0; samples--) {
                there.add(PairCodec.readSample(in));
            }
            cells.put(cell, there);
        }
        pairs.clear();
        for (int left = in.readInt(); left > 0; left--) {
            PairState state = PairStateCodec.read(in);
            String other = state.other == null ? "" : state.other.text();
            pairs.put(new PairKey(state.family, state.one.text(), other), state);
        }
    }

    /** How many pairs are remembered. */
    public int pairCount() {
        return pairs.size();
    }

    private void meeting(PairMeeting meeting) {
        PairKey key = new PairKey(
                meeting.family(),
                meeting.one().mover().text(),
                meeting.otherMover() == null ? "" : meeting.otherMover().text());
        runner.accept(pairs.computeIfAbsent(key, unused -> runner.newState(meeting)), meeting, reachedMillis, out);
    }
}
