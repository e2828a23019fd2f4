package io.vigil.simulators.world;

/**
 * Flat metres around the fictional city, and back to degrees.
 *
 * <p>x points east and y north of {@link #ORIGIN_LATITUDE}, {@link #ORIGIN_LONGITUDE}. The mapping is linear, so straight
 * edges stay straight; at 32 km north of the origin a metre of x is 0.4 % short of a metre on the ellipsoid.
 */
public final class Plane {
    /** Degrees WGS 84 of y = 0: where the real coast runs north to south as the fictional one does. */
    public static final double ORIGIN_LATITUDE = 38.62;

    /** Degrees WGS 84 of x = 0. */
    public static final double ORIGIN_LONGITUDE = 117.45;

    private static final double PHI = StrictMath.toRadians(ORIGIN_LATITUDE);
    // Series for the length of a degree on WGS 84, metres.
    private static final double METERS_PER_DEGREE_LATITUDE =
            111_132.954 - 559.822 * StrictMath.cos(2 * PHI) + 1.175 * StrictMath.cos(4 * PHI);
    private static final double METERS_PER_DEGREE_LONGITUDE =
            111_412.84 * StrictMath.cos(PHI) - 93.5 * StrictMath.cos(3 * PHI) + 0.118 * StrictMath.cos(5 * PHI);

    private Plane() {}

    /** Degrees of a place y metres north of the origin. */
    public static double latitude(double y) {
        return ORIGIN_LATITUDE + y / METERS_PER_DEGREE_LATITUDE;
    }

    /** Degrees of a place x metres east of the origin. */
    public static double longitude(double x) {
        return ORIGIN_LONGITUDE + x / METERS_PER_DEGREE_LONGITUDE;
    }

    /** Metres east of the origin. */
    public static double x(double longitude) {
        return (longitude - ORIGIN_LONGITUDE) * METERS_PER_DEGREE_LONGITUDE;
    }

    /** Metres north of the origin. */
    public static double y(double latitude) {
        return (latitude - ORIGIN_LATITUDE) * METERS_PER_DEGREE_LATITUDE;
    }

    /** Metres from a place to the segment from a to b. */
    static double distanceToSegment(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double lengthSquared = dx * dx + dy * dy;
        double along = lengthSquared == 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / lengthSquared;
        double clamped = Math.max(0, Math.min(1, along));
        double ex = x - ax - clamped * dx;
        double ey = y - ay - clamped * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
