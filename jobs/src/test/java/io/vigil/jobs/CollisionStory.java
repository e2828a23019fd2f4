package io.vigil.jobs;

import io.vigil.geo.ClosestApproach;

/** One pair's collision risks: three updates in a row to open and for each level, three clear ones to close. */
final class CollisionStory extends PairStory {
    private static final long MERGE = 600_000;
    private static final long GAP = 120_000;
    private static final double[] CPA = {0.5 * PairOracle.NM, 0.3 * PairOracle.NM, 0.15 * PairOracle.NM};
    private static final double[] TCPA = {900, 480, 240};

    private final long step;
    private final long until;
    private int run;
    private int[] levelRun = new int[3];
    private long since;
    private long last = Long.MIN_VALUE;
    private boolean open;
    private int tier;
    private int fails;
    private boolean apart;
    private long apartAt;
    private long closed = Long.MIN_VALUE;
    private int worst;
    private long seen = Long.MIN_VALUE;

    CollisionStory(String one, String other, long step, long until) {
        super(one, other, until);
        this.step = step;
        this.until = until;
    }

    @Override
    void at(long time, PairOracle.Place a, PairOracle.Place b, boolean isNear, boolean wasNear) {
        passTime(time - 1);
        if (!isNear) {
            apart = true;
            apartAt = time;
            fail(time);
            return;
        }
        apart = false;
        seen = time;
        if (Math.abs(a.age() - b.age()) > 60_000) {
            return;
        }
        if (!open && time - last > GAP) {
            startOver();
        }
        ClosestApproach approach = PairOracle.approach(a, b);
        double relative = relative(a, b);
        int level = relative > 3 * PairOracle.KNOT ? level(approach) : 0;
        if (level > 0) {
            holds(time, level);
        } else if (approach.cpaMeters() > 1.5 * CPA[0] || relative <= 3 * PairOracle.KNOT) {
            fail(time);
        } else {
            fails = 0;
            if (!open) {
                startOver();
            }
        }
        last = time;
    }

    private static double relative(PairOracle.Place a, PairOracle.Place b) {
        double east = sin(a) - sin(b);
        double north = cos(a) - cos(b);
        return Math.hypot(east, north);
    }

    private static double sin(PairOracle.Place place) {
        return place.speed() == 0 ? 0 : place.speed() * Math.sin(Math.toRadians(place.course()));
    }

    private static double cos(PairOracle.Place place) {
        return place.speed() == 0 ? 0 : place.speed() * Math.cos(Math.toRadians(place.course()));
    }

    private static int level(ClosestApproach approach) {
        int level = 0;
        for (int i = 0; i < 3; i++) {
            if (approach.cpaMeters() < CPA[i] && approach.tcpaSeconds() > 0 && approach.tcpaSeconds() < TCPA[i]) {
                level = i + 1;
            }
        }
        return level;
    }

    private void holds(long time, int level) {
        fails = 0;
        if (run == 0) {
            since = time;
        }
        run++;
        levelRun[1] = level >= 2 ? levelRun[1] + 1 : 0;
        levelRun[2] = level >= 3 ? levelRun[2] + 1 : 0;
        int proven = levelRun[2] >= 3 ? 3 : levelRun[1] >= 3 ? 2 : 1;
        worst = Math.max(worst, proven);
        if (open && worst > tier) {
            tier = worst;
            say("escalated", time);
        } else if (!open && run >= 3) {
            open = true;
            boolean again = closed != Long.MIN_VALUE && since - closed <= MERGE;
            tier = again ? Math.max(tier, worst) : worst;
            say(again ? "amended" : "opened", time);
        }
    }

    private void fail(long time) {
        last = time;
        if (!open) {
            startOver();
            return;
        }
        fails++;
        if (fails >= 3) {
            close(time);
        }
    }

    private void close(long time) {
        open = false;
        closed = time;
        startOver();
        say("closed", time);
    }

    private void startOver() {
        run = 0;
        fails = 0;
        worst = 0;
        levelRun = new int[3];
    }

    private void passTime(long time) {
        while (open && apart && apartAt + step <= time) {
            apartAt += step;
            fail(apartAt);
        }
        if (open && !apart && seen + MERGE <= time) {
            close(seen + MERGE);
        }
    }

    @Override
    void end() {
        passTime(until);
    }
}
