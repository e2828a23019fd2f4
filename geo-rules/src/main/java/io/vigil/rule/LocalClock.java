package io.vigil.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Local time of day in one time zone, fast for many times near each other. One per thread. */
public final class LocalClock {
    /** Milliseconds in a day of 24 hours. */
    public static final int MILLIS_PER_DAY = 86_400_000;

    private final ZoneRules rules;
    private long offsetMillis;
    private long validFromMillis = Long.MAX_VALUE;
    private long validToMillis = Long.MIN_VALUE;

    /** A clock for that zone. */
    public LocalClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Local time of day of that instant, milliseconds since midnight. */
    public int millisOfDay(long timeMillis) {
        if (timeMillis < validFromMillis || timeMillis >= validToMillis) {
            lookUp(timeMillis);
        }
        return Math.floorMod(timeMillis + offsetMillis, MILLIS_PER_DAY);
    }

    /** Whether a time of day lies in a window, begin inclusive, end exclusive; a window may run over midnight. */
    public static boolean isWithin(int millisOfDay, int fromMillis, int toMillis) {
        return fromMillis <= toMillis
                ? millisOfDay >= fromMillis && millisOfDay < toMillis
                : millisOfDay >= fromMillis || millisOfDay < toMillis;
    }

    /**
     * How much of a stretch of time lies in a daily window.
     *
     * @param beginMillis begin of the stretch as a time of day; below 0 where it lies on the day before
     * @param endMillis end of the stretch as a time of day, at most a day later
     */
    static long overlapMillis(long beginMillis, long endMillis, int fromMillis, int toMillis) {
        long length = Math.floorMod(toMillis - fromMillis, MILLIS_PER_DAY);
        long overlap = 0;
        for (long day = -2; day <= 1; day++) {
            long from = fromMillis + day * MILLIS_PER_DAY;
            overlap += Math.max(0, Math.min(endMillis, from + length) - Math.max(beginMillis, from));
        }
        return overlap;
    }

    /** Time from a time of day until the next occurrence of another, 1 to 86,400,000 ms. */
    public static long millisUntil(int millisOfDay, int targetMillis) {
        int wait = Math.floorMod(targetMillis - millisOfDay, MILLIS_PER_DAY);
        return wait == 0 ? MILLIS_PER_DAY : wait;
    }

    private void lookUp(long timeMillis) {
        Instant instant = Instant.ofEpochMilli(timeMillis);
        offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        validFromMillis = before == null ? Long.MIN_VALUE : before.toEpochSecond() * 1000;
        validToMillis = after == null ? Long.MAX_VALUE : after.toEpochSecond() * 1000;
    }
}
