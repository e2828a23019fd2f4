package io.vigil.simulators.mover;

import java.util.Locale;

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
        /** Evenly over the time played, by the cast of the sea watch: {@link SeaWatchRoles}. */
        SEA,
        /** Some within the first minutes, the others within hours, and again every few hours. */
        EARLY,
        /** The day of a typhoon: the fishing fleet is ordered back to port, and not everybody comes. */
        TYPHOON,
        /** The day on which the closed season ends at noon, with a channel, a navigation area and a reservoir. */
        CLOSURES,
        /** Days on which all of the sea's parts are played: the sea watch, the closures on the first, a typhoon on the last. */
        SEA_WEEK;

        /** Name in scenario files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The morning, at the scenario's time of day, of the day of the typhoon: the last whole day. */
    public long typhoonMillis() {
        long days = misdeeds == Misdeeds.SEA_WEEK ? (endMillis - startMillis) / DayClock.DAY : 0;
        return startMillis + Math.max(0, days - 1) * DayClock.DAY;
    }

    boolean isSeaWeek() {
        return misdeeds == Misdeeds.SEA_WEEK;
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
                    ? i * 6.0 * DayClock.HOUR + early(i, dice) * DayClock.MINUTE
                    : room * (i + dice.between(0.1, 0.9)) / count;
            times[i] = startMillis + (long) (at / DayClock.SECOND) * DayClock.SECOND;
        }
        return times;
    }

    /** Minutes: one in eight begins at once, so that there is something to see; a desk cannot take all of them at once. */
    private static double early(int number, Dice dice) {
        boolean atOnce = number == 0 && dice.chance(0.12);
        return atOnce ? dice.between(0.5, 12) : dice.between(12, 240);
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
