package io.vigil.evaluate;

import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
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
