package io.vigil.simulators.mover;

/** Local time of the city: eight hours ahead of UTC, without summer time since 1991. */
final class DayClock {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    private static final long OFFSET = 8 * HOUR;

    private DayClock() {}

    /** Second of the local day, 0 to 86,399. */
    static int secondOfDay(long millis) {
        return (int) (Math.floorMod(millis + OFFSET, DAY) / SECOND);
    }

    /** The next moment, from the given one on, at which the local day is that many seconds old. */
    static long next(long fromMillis, int secondOfDay) {
        long ahead = Math.floorMod(secondOfDay * SECOND - Math.floorMod(fromMillis + OFFSET, DAY), DAY);
        return fromMillis + ahead;
    }

    /** Seconds of the day at which a clock shows that time. */
    static int at(int hour, int minute) {
        return hour * 3600 + minute * 60;
    }
}
