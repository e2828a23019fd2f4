package io.vigil.jobs;

import java.util.ArrayList;
import java.util.List;

/** The story of two movers, told from its beginning: who, and what was said. */
abstract class PairStory {
    private final String pair;
    private final List<String> told = new ArrayList<>();
    private final long until;

    PairStory(String one, String other, long until) {
        pair = one + ' ' + other;
        this.until = until;
    }

    final void say(String what, long time) {
        if (time <= until) {
            told.add(pair + ' ' + what + ' ' + time);
        }
    }

    /** What was said, {@code one other what at}. */
    final List<String> told() {
        return told;
    }

    /** An instant at which the two are near, or were at the one before. */
    abstract void at(long time, PairOracle.Place a, PairOracle.Place b, boolean isNear, boolean wasNear);

    /** Nothing comes any more. */
    abstract void end();
}
