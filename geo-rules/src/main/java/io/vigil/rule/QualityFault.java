package io.vigil.rule;

/** Why a report is kept from the rules. */
public final class QualityFault {
    /** The mover cannot have come so far in the time. */
    public static final String JUMP = "jump";

    /** The coordinates stand still while the mover says it moves. */
    public static final String FROZEN = "frozen";

    /** The event time lies ahead of the received time. */
    public static final String AHEAD = "ahead";

    /** The event time lies impossibly far behind the received time: 1970, a lost clock, a GPS week roll-over. */
    public static final String BEHIND = "behind";

    /** The event time lies behind the received time by the difference of two time zones: the terminal is set to the wrong one. */
    public static final String TIME_ZONE = "time-zone";

    /** Latitude and longitude are both zero. */
    public static final String NULL_ISLAND = "null-island";

    /** Outside the configured legal area. */
    public static final String OUTSIDE_AREA = "outside-area";

    /** The terminal says itself that it has no fix. */
    public static final String NOT_LOCATED = "not-located";

    private QualityFault() {}

    /** Whether it is the place that cannot be true: the terminal's fixes drift or are frozen. */
    public static boolean isOfPlace(String fault) {
        return fault.equals(JUMP) || fault.equals(FROZEN) || fault.equals(NULL_ISLAND) || fault.equals(OUTSIDE_AREA);
    }
}
