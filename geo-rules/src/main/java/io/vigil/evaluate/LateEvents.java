package io.vigil.evaluate;

import io.vigil.history.HistoryEntry;
import io.vigil.model.MoverEvent;
import io.vigil.model.Withdrawal;
import java.util.ArrayList;
import java.util.List;

/** Events that came late, on their way into the chunks of a history: what is to be put in, and what is to be taken out. */
final class LateEvents {
    private final MoverRunner runner;
    private final RunnerOutput out;
    private final List<MoverEvent> additions = new ArrayList<>();
    private final List<MoverEvent> removals = new ArrayList<>();
    private final List<MoverEvent> placed = new ArrayList<>();
    /** Passes and dispositions, which were judged when they came. */
    private final List<MoverEvent> judgedOnArrival = new ArrayList<>();

    private long earliestMillis = Long.MAX_VALUE;

    LateEvents(MoverRunner runner, List<MoverEvent> waiting, RunnerOutput out) {
        this.runner = runner;
        this.out = out;
        for (MoverEvent event : waiting) {
            earliestMillis = Math.min(earliestMillis, runner.judgedAtMillis(event));
            if (event instanceof Withdrawal withdrawal) {
                removals.add(withdrawal.of());
            } else {
                additions.add(event);
                if (MoverRunner.isToldByOthers(event)) {
                    judgedOnArrival.add(event);
                }
            }
        }
        additions.sort((one, other) ->
                EventOrder.compare(runner.judgedAtMillis(one), one, runner.judgedAtMillis(other), other));
        // What was told and taken back before anybody looked.
        removals.removeIf(additions::remove);
    }

    long earliestMillis() {
        return earliestMillis;
    }

    /** Whether nothing is left to be put in or taken out. */
    boolean isPlaced() {
        return additions.isEmpty() && removals.isEmpty() && judgedOnArrival.isEmpty();
    }

    /** What was put into its place so far. */
    List<MoverEvent> placed() {
        return placed;
    }

    /**
     * Changes a chunk.
     *
     * @param isLast whether no chunk follows
     * @return the changed chunk, or the same object where nothing changes
     */
    List<HistoryEntry> change(List<HistoryEntry> chunk, boolean isLast) {
        List<HistoryEntry> changed = without(chunk);
        while (!additions.isEmpty()) {
            MoverEvent event = additions.get(0);
            int at = placeIn(changed, event);
            if (at == changed.size() && !isLast) {
                break;
            }
            additions.remove(0);
            if (at < changed.size() && changed.get(at).equals(new HistoryEntry(event, HistoryEntry.OWN))) {
                out.duplicate(event);
                continue;
            }
            changed = changed == chunk ? new ArrayList<>(chunk) : changed;
            changed.add(at, new HistoryEntry(event, HistoryEntry.OWN));
            placed.add(event);
        }
        return changed;
    }

    /** A pass or a disposition that was judged when it came now gets its place; what was withdrawn goes. */
    private List<HistoryEntry> without(List<HistoryEntry> chunk) {
        List<HistoryEntry> left = chunk;
        for (HistoryEntry entry : chunk) {
            boolean gotPlace = entry.judgedAtMillis() != HistoryEntry.OWN && judgedOnArrival.remove(entry.event());
            if (gotPlace || removals.remove(entry.event())) {
                left = left == chunk ? new ArrayList<>(chunk) : left;
                left.remove(entry);
            }
        }
        return left;
    }

    /** Where it belongs, or where its like is. */
    private int placeIn(List<HistoryEntry> chunk, MoverEvent event) {
        long time = runner.judgedAtMillis(event);
        int at = chunk.size();
        while (at > 0) {
            HistoryEntry before = chunk.get(at - 1);
            if (EventOrder.compare(time, event, judgedAt(before), before.event()) > 0) {
                break;
            }
            at--;
        }
        return at;
    }

    /** The event time at which an entry is judged. */
    long judgedAt(HistoryEntry entry) {
        return entry.judgedAtMillis() == HistoryEntry.OWN
                ? runner.judgedAtMillis(entry.event())
                : entry.judgedAtMillis();
    }
}
