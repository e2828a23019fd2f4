package io.vigil.traffic;

import org.jspecify.annotations.Nullable;

/**
 * How one vehicle travels along one road: which way, and where it was last. About 100 bytes.
 *
 * <p>Which way it travels is known once it has come {@value #TURN_METERS} m from where it was farthest the other way: a
 * vehicle that stands in a jam keeps its direction although its fixes scatter.
 *
 * @param timeMillis event time of its last fix on the road
 * @param progressMeters where that was, m from the road's begin
 * @param farthestMeters the farthest it has come in its direction, m from the road's begin
 * @param direction 1 as the road is drawn, -1 against it, 0 not known yet
 */
public record RoadTrack(long timeMillis, double progressMeters, double farthestMeters, int direction) {
    /** So far back it has turned round. */
    static final double TURN_METERS = 100;

    /** After a longer silence it may have been elsewhere, ms. */
    static final long LONGEST_GAP_MILLIS = 180_000;

    /** Takes the next fix; one that is not newer than the last changes nothing. */
    public static RoadTrack next(@Nullable RoadTrack before, RoadPoint point) {
        if (before == null || point.timeMillis() - before.timeMillis() > LONGEST_GAP_MILLIS) {
            return new RoadTrack(point.timeMillis(), point.progressMeters(), point.progressMeters(), 0);
        }
        if (point.timeMillis() <= before.timeMillis()) {
            return before;
        }
        double ahead = point.progressMeters() - before.farthestMeters();
        boolean isOnward = before.direction() * ahead > 0;
        boolean isTurn = !isOnward && Math.abs(ahead) >= TURN_METERS;
        return new RoadTrack(
                point.timeMillis(),
                point.progressMeters(),
                isOnward || isTurn ? point.progressMeters() : before.farthestMeters(),
                isTurn ? (int) Math.signum(ahead) : before.direction());
    }

    /** What was travelled since an earlier track, in the direction of this one; null where that says nothing. */
    @Nullable
    Travel since(@Nullable RoadTrack before) {
        if (before == null || direction == 0 || direction != before.direction() || timeMillis <= before.timeMillis()) {
            return null;
        }
        long millimeters = Math.round(direction * (progressMeters - before.progressMeters()) * 1_000);
        return new Travel(direction, millimeters, timeMillis - before.timeMillis());
    }

    /**
     * A stretch of a vehicle's way; whole numbers, so that sums do not depend on the order.
     *
     * @param direction 1 as the road is drawn, -1 against it
     * @param millimeters along the road in that direction; scatter makes it negative at a standstill
     * @param millis how long it took, above 0
     */
    public record Travel(int direction, long millimeters, long millis) {
        /** The two together; the direction is that of the longer time. */
        Travel plus(Travel other) {
            return new Travel(
                    other.millis > millis ? other.direction : direction,
                    millimeters + other.millimeters,
                    millis + other.millis);
        }
    }
}
