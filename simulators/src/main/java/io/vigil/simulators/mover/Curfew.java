package io.vigil.simulators.mover;

import java.util.List;

/**
 * Parts of the local day a mover keeps out of with whole trips.
 *
 * @param windows begin and end of each, seconds of the local day, begin before end
 * @param onHolidays whether the national holiday is one long window
 */
record Curfew(List<int[]> windows, boolean onHolidays) {
    /** Trucks with dangerous goods keep off the motorways well before 22:00, after 06:00 and on the holiday. */
    static final Curfew HAZMAT = new Curfew(
            List.of(new int[] {0, DayClock.at(6, 10)}, new int[] {DayClock.at(21, 40), DayClock.at(24, 0)}), true);

    private static final long HOLIDAY_MARGIN = 30 * DayClock.MINUTE;

    static final Curfew NONE = new Curfew(List.of());

    /** Coaches are off the road well before 02:00 and until after 05:00. */
    static final Curfew NIGHT = new Curfew(List.of(new int[] {DayClock.at(1, 38), DayClock.at(5, 10)}));

    /** Trucks that use the southern ring road keep clear of its hours. */
    static final Curfew RING_SOUTH = new Curfew(List.of(
            new int[] {DayClock.at(6, 50), DayClock.at(9, 10)}, new int[] {DayClock.at(16, 50), DayClock.at(19, 10)}));

    /** Buses rest at night. */
    static final Curfew BUS =
            new Curfew(List.of(new int[] {0, DayClock.at(5, 30)}, new int[] {DayClock.at(22, 30), DayClock.at(24, 0)}));

    private Curfew(List<int[]> windows) {
        this(windows, false);
    }

    /** Whether a trip that takes so long and begins now would touch a window. */
    boolean forbids(long nowMillis, long tripSeconds) {
        return !windows.isEmpty() && freeFrom(nowMillis, tripSeconds) > nowMillis;
    }

    /** The earliest moment, from now on, at which a trip of that length touches no window. */
    long freeFrom(long nowMillis, long tripSeconds) {
        long begin = nowMillis;
        boolean touchesHoliday = nowMillis + tripSeconds * DayClock.SECOND > RoadOffences.HOLIDAY_FROM - HOLIDAY_MARGIN
                && nowMillis < RoadOffences.HOLIDAY_TO + HOLIDAY_MARGIN;
        if (onHolidays && touchesHoliday) {
            begin = RoadOffences.HOLIDAY_TO + HOLIDAY_MARGIN;
        }
        for (int round = 0; round <= windows.size(); round++) {
            boolean moved = false;
            for (int[] window : windows) {
                int second = DayClock.secondOfDay(begin);
                boolean inside = second >= window[0] && second < window[1];
                long untilNext = DayClock.next(begin, window[0]) - begin;
                if (inside || untilNext < tripSeconds * DayClock.SECOND) {
                    begin = DayClock.next(begin, window[1] % 86_400);
                    moved = true;
                }
            }
            if (!moved) {
                return begin;
            }
        }
        return begin;
    }
}
