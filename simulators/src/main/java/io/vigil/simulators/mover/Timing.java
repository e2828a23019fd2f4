package io.vigil.simulators.mover;

/**
 * When a simulation plays and how its misdeeds are spread.
 *
 * @param startMillis first moment, milliseconds since the epoch, a whole second
 * @param endMillis last moment
 * @param misdeeds how they are spread
 */
public record Timing(long startMillis, long endMillis, Misdeeds misdeeds) {
    /** How misdeeds are spread over the time played. */
    public enum Misdeeds {
        /** Nobody does wrong. */
        NONE,
        /** Evenly over the time played. */
        DAY,
        /** The first of each kind within the first minutes, then every few hours. */
        EARLY,
        /** The day of a typhoon: the fishing fleet is ordered back to port, and not everybody comes. */
        TYPHOON,
        /** The day on which the closed season ends at noon, with a channel, a navigation area and a reservoir. */
        CLOSURES
    }

    /** Times of so many errands of one mover, each day where they are spread evenly, ascending. */
    long[] times(int count, long seconds, Dice dice) {
        int days = (int) Math.max(1, (endMillis - startMillis) / DayClock.DAY);
        return misdeeds == Misdeeds.DAY ? spread(count * days, seconds, dice) : spread(count, seconds, dice);
    }

    private long[] spread(int count, long seconds, Dice dice) {
        long[] times = new long[count];
        double room = Math.max(0, endMillis - startMillis - (seconds + 1200) * DayClock.SECOND);
        for (int i = 0; i < count; i++) {
            double at = misdeeds == Misdeeds.EARLY
                    ? i * 3.0 * DayClock.HOUR + dice.between(0.5, i == 0 ? 5 : 40) * DayClock.MINUTE
                    : room * (i + dice.between(0.1, 0.9)) / count;
            times[i] = startMillis + (long) (at / DayClock.SECOND) * DayClock.SECOND;
        }
        return times;
    }

    /** The moments of these that lie on the national holiday, or that do not. */
    static long[] onHoliday(boolean wanted, long[] times) {
        return java.util.Arrays.stream(times)
                .filter(at -> wanted == (at >= RoadOffences.HOLIDAY_FROM && at < RoadOffences.HOLIDAY_TO))
                .toArray();
    }

    /** Each day's moment at that local time (seconds of the day), from the start on. */
    long[] daily(int secondOfDay) {
        int days = (int) ((endMillis - startMillis) / DayClock.DAY) + 1;
        long[] times = new long[days];
        for (int i = 0; i < days; i++) {
            times[i] = DayClock.next(startMillis, secondOfDay) + i * DayClock.DAY;
        }
        return times;
    }
}
