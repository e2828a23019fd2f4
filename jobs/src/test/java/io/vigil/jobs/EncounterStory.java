package io.vigil.jobs;

import java.util.ArrayList;
import java.util.List;

/** One pair's encounters: three moments in a row and the hold to open, half an hour apart to close, four to come back. */
final class EncounterStory extends PairStory {
    private static final long RELEASE = 1_800_000;
    private static final long MERGE = 4 * 3_600_000L;
    private static final long LOST = 12 * 3_600_000L;

    private final PairOracle.Encounter knobs;
    private final long until;
    private final List<Boolean> slowMoments = new ArrayList<>();
    private long since;
    private long last = Long.MIN_VALUE;
    private boolean open;
    private long apartSince = Long.MIN_VALUE;
    private long closed = Long.MIN_VALUE;

    EncounterStory(String one, String other, PairOracle.Encounter knobs, long until) {
        super(one, other, until);
        this.knobs = knobs;
        this.until = until;
    }

    @Override
    void at(long time, PairOracle.Place a, PairOracle.Place b, boolean isNear, boolean wasNear) {
        passTime(time - 1);
        if (!isNear) {
            apart(time);
            return;
        }
        apartSince = Long.MIN_VALUE;
        if (!open && time - last > knobs.gap()) {
            slowMoments.clear();
        }
        double meters = PairOracle.meters(a, b);
        boolean slow = (a.speed() + b.speed()) / 2 < 2 * PairOracle.KNOT;
        if (meters > knobs.near()) {
            if (!open) {
                slowMoments.clear();
            }
            last = time;
            return;
        }
        if (slowMoments.isEmpty() && !slow) {
            last = time;
            return;
        }
        if (slowMoments.isEmpty()) {
            since = time;
        }
        last = time;
        slowMoments.add(slow);
        long slowOnes = slowMoments.stream().filter(each -> each).count();
        if (!open && slowMoments.size() >= 3 && time - since >= knobs.hold() && 2 * slowOnes > slowMoments.size()) {
            open = true;
            boolean again = closed != Long.MIN_VALUE && since - closed <= MERGE;
            say(again ? "amended" : "opened", time);
        }
    }

    private void apart(long time) {
        last = time;
        if (apartSince == Long.MIN_VALUE) {
            apartSince = time;
        }
        if (!open) {
            slowMoments.clear();
        }
    }

    /** Whatever ends an open encounter by an instant without the two being near. */
    private void passTime(long time) {
        if (!open) {
            return;
        }
        long end = apartSince == Long.MIN_VALUE
                ? last + LOST
                : apartSince + PairOracle.ceilDiv(RELEASE, knobs.step()) * knobs.step();
        if (end <= time) {
            open = false;
            closed = end;
            slowMoments.clear();
            say("closed", end);
        }
    }

    @Override
    void end() {
        passTime(until);
    }
}
