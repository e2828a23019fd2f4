package io.vigil.model;

import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Answers whether a schedule is active, fast for many times near each other: it remembers the stretch of time around
 * the last one asked for in which the answer is the same.
 *
 * <p>The same answers as {@link Schedule#isActiveAt}, exact where clocks change. Within the stretch it costs two
 * comparisons and allocates nothing. Any number of threads may share one: they may lose each other's stretch, which is
 * then found again, never see half of one.
 */
public final class ScheduleClock {
    /** Windows of a day may begin the day before; further back there is nothing to learn from. */
    private static final long LOOK_BACK_MILLIS = 36 * 3_600_000L;

    private static final long LOOK_AHEAD_MILLIS = 40 * LocalMillis.PER_DAY;

    private final Schedule schedule;
    private final ZoneRules rules;
    private final ZoneId zone;

    /** Deliberately not volatile: a stretch is immutable, so a stale one is as good as a new one. */
    private Stretch stretch = new Stretch(Long.MAX_VALUE, Long.MIN_VALUE, false);

    /** A clock for a schedule in a time zone. */
    public ScheduleClock(Schedule schedule, ZoneId zone) {
        this.schedule = schedule;
        this.zone = zone;
        rules = zone.getRules();
        if (schedule.windows().isEmpty()) {
            stretch = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, true);
        }
    }

    private record Stretch(long fromMillis, long untilMillis, boolean isActive) {
        boolean holds(long timeMillis) {
            return timeMillis >= fromMillis && timeMillis < untilMillis;
        }
    }

    /** Whether it is active at that instant, epoch milliseconds. */
    public boolean isActiveAt(long timeMillis) {
        Stretch known = stretch;
        if (!known.holds(timeMillis)) {
            known = around(timeMillis);
            stretch = known;
        }
        return known.isActive;
    }

    private Stretch around(long timeMillis) {
        long from = timeMillis - LOOK_BACK_MILLIS;
        boolean active = schedule.isActiveAt(from, zone);
        while (true) {
            long change = schedule.changeWithin(from, rules, LOOK_AHEAD_MILLIS);
            long until = change == Long.MAX_VALUE ? timeMillis + LOOK_AHEAD_MILLIS - LOOK_BACK_MILLIS : change;
            if (until > timeMillis) {
                return new Stretch(from, until, active);
            }
            from = until;
            active = !active;
        }
    }
}
