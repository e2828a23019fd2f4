package io.vigil.geo;

/** Where a point is relative to a route; reusable, so that a projection allocates little. */
public final class RouteFix {
    private int segment = -1;
    private double fraction = Double.NaN;
    private double crossTrackMeters = Double.NaN;
    private int side;
    private double progressMeters = Double.NaN;

    /**
     * The nearest segment, from vertex {@code i} to {@code i + 1}; -1 where the point was NaN. Hand it in as the
     * next hint.
     */
    public int segment() {
        return segment;
    }

    /** Where on the segment the nearest point is, 0 at its begin, 1 at its end. */
    public double fraction() {
        return fraction;
    }

    /** Distance from the route, m, 0 or more; NaN where the point was NaN. */
    public double crossTrackMeters() {
        return crossTrackMeters;
    }

    /** 1 right of the segment as the route runs, -1 left of it, 0 on its line. */
    public int side() {
        return side;
    }

    /** Length of the route from its begin to the nearest point, m; NaN where the point was NaN. */
    public double progressMeters() {
        return progressMeters;
    }

    void set(int newSegment, double newFraction, double newCrossTrack, int newSide, double newProgress) {
        segment = newSegment;
        fraction = newFraction;
        crossTrackMeters = newCrossTrack;
        side = newSide;
        progressMeters = newProgress;
    }

    /** Becomes a copy of another. */
    public void copyFrom(RouteFix other) {
        set(other.segment, other.fraction, other.crossTrackMeters, other.side, other.progressMeters);
    }
}
