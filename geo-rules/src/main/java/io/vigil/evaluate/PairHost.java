package io.vigil.evaluate;

import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the pair rules in one thread and in memory: for tests, for judging stored history again, and for whoever uses the
 * evaluator as a library. A job spreads the same work over cells and pairs.
 */
public final class PairHost {
    private final PairMatcher matcher;
    private final PairRunner runner;
    private final WarningOutput out;
    private final Map<CellInstant, PairCell> cells = new HashMap<>();
    private final Map<PairKey, PairState> pairs = new HashMap<>();
    private long reachedMillis = Long.MIN_VALUE;

    /** Where samples of one instant meet. */
    private record CellInstant(long layer, long cell, long timeMillis) {}

    private record PairKey(long family, String one, String other) {}

    /** A host for an engine's pair rules; warnings go to {@code out}. */
    public PairHost(Engine engine, WarningOutput out) {
        this(EngineVersions.of(engine), null, out);
    }

    /**
     * A host for engines that change with event time.
     *
     * @param revision how far back the past is judged again, or null for not at all
     */
    public PairHost(EngineVersions engines, @Nullable RevisionSettings revision, WarningOutput out) {
        matcher = new PairMatcher(engines, revision);
        runner = new PairRunner(engines, revision);
        this.out = out;
    }

    /** Goes on with other versions: mostly those of before and one more. */
    public void use(EngineVersions engines) {
        matcher.use(engines);
        runner.use(engines);
    }

    /** Takes a sample; of one mover they come in order. */
    public void accept(PairSample sample) {
        accept(sample, PairChange.TOLD);
    }

    /** Takes a sample that came to be known in that way. */
    public void accept(PairSample sample, PairChange change) {
        matcher.cellsOf(sample, cell -> {
            CellInstant key = new CellInstant(sample.layer(), cell, sample.now().timeMillis());
            PairCell there = cells.computeIfAbsent(key, unused -> new PairCell(cell, sample));
            matcher.tell(there, sample, change, reachedMillis, this::meeting);
        });
    }

    /** The event time of the whole stream has passed an instant; {@link Long#MAX_VALUE} at its end. */
    public void advanceTo(long timeMillis) {
        for (Iterator<PairCell> each = cells.values().iterator(); each.hasNext(); ) {
            PairCell cell = each.next();
            if (!cell.complete && matcher.completeAtMillis(cell) <= timeMillis) {
                matcher.complete(cell, this::meeting);
            }
            if (cell.complete && matcher.forgetAtMillis(cell) <= timeMillis) {
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
        for (PairCell cell : cells.values()) {
            cell.write(out);
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
            PairCell cell = PairCell.read(in);
            cells.put(new CellInstant(cell.layer, cell.cell, cell.timeMillis), cell);
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
