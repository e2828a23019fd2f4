package io.vigil.simulators.mover;

import java.util.List;

/**
 * What everybody knows of the typhoon: the wind that is forecast, and the order to return to port. Local times of one day.
 */
public final class Typhoon {
    /** Id of the order. */
    public static final String ORDER = "typhoon-12";

    /** When the order is issued, seconds of the day. */
    public static final int ISSUED = DayClock.at(6, 30);

    /** By when boats must be in port. */
    public static final int DEADLINE = DayClock.at(12, 0);

    /** What every fishing boat is rated for, Beaufort. */
    static final int RATING_BFT = 7;

    /** The wind in steps: from when on, and its force. */
    public static final List<Step> WIND = List.of(
            new Step(0, 5),
            new Step(DayClock.at(8, 0), 6),
            new Step(DayClock.at(10, 0), 7),
            new Step(DayClock.at(12, 0), 8),
            new Step(DayClock.at(14, 0), 10));

    /** How far ahead the rules look at the forecast. */
    private static final int LEAD_SECONDS = 2 * 3600;

    /** Time to acknowledge. */
    private static final int ACKNOWLEDGE_SECONDS = 1800;

    private Typhoon() {}

    /**
     * A step of the wind.
     *
     * @param secondOfDay from when on
     * @param bft its force, Beaufort
     */
    public record Step(int secondOfDay, int bft) {}

    /** Whether a boat at sea is in wind over its rating, or will be within the lead. */
    static boolean isOverRating(int secondOfDay) {
        return WIND.stream()
                .anyMatch(step -> step.bft() > RATING_BFT && secondOfDay >= step.secondOfDay() - LEAD_SECONDS);
    }

    /** Whether somebody who is still out then, and should not be, is to be seen to. */
    static boolean isOutstanding(int secondOfDay) {
        return secondOfDay >= ISSUED + ACKNOWLEDGE_SECONDS;
    }
}
