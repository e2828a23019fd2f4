package io.vigil.simulators.mover;

import io.vigil.model.MoverId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the seconds of an offence together to intervals; a short pause does not end one. */
final class TruthLog {
    private static final long PAUSE_MILLIS = 180_000L;
    /** What goes on for days is one offence, however often the vehicle rests; a driver's ends with a rest. */
    private static final Map<String, Long> PAUSES = Map.of(
            "registry-status", DayClock.DAY,
            "cloned-plate", DayClock.DAY,
            "driving-time", 20 * DayClock.MINUTE);

    private final MoverId mover;
    private final List<TruthInterval> closed = new ArrayList<>();
    private final Map<String, long[]> openOffences = new TreeMap<>();
    private final Map<String, long[]> openControls = new TreeMap<>();

    TruthLog(MoverId mover) {
        this.mover = mover;
    }

    void offence(String rule, long atMillis) {
        note(openOffences, rule, atMillis, true);
    }

    void control(String rule, long atMillis) {
        note(openControls, rule, atMillis, false);
    }

    private void note(Map<String, long[]> open, String rule, long atMillis, boolean offence) {
        long[] span = open.get(rule);
        if (span != null && atMillis - span[1] <= PAUSES.getOrDefault(rule, PAUSE_MILLIS)) {
            span[1] = atMillis;
            return;
        }
        if (span != null) {
            closed.add(new TruthInterval(rule, mover, span[0], span[1], offence));
        }
        open.put(rule, new long[] {atMillis, atMillis});
    }

    /** Everything noted so far, by begin. */
    List<TruthInterval> intervals() {
        List<TruthInterval> all = new ArrayList<>(closed);
        openOffences.forEach((rule, span) -> all.add(new TruthInterval(rule, mover, span[0], span[1], true)));
        openControls.forEach((rule, span) -> all.add(new TruthInterval(rule, mover, span[0], span[1], false)));
        all.sort((a, b) -> Long.compare(a.fromMillis(), b.fromMillis()));
        return all;
    }
}
