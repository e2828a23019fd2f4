package io.vigil.geo;

/** Points on the way between two others. */
public final class Midway {
    private static final double RADIANS = Math.PI / 180;

    private Midway() {}

    /**
     * The point at a share of the way from one point to another, by the normals of the ellipsoid: over poles and the
     * antimeridian. Within 0.3 m + 1e-3 of the way of the point that divides the shortest line so, for ways up to 100 km;
     * nearly antipodal points have no such point.
     *
     * @param share 0 at the first point, 1 at the second
     */
    public static Geodesy.Position between(double lat1, double lon1, double lat2, double lon2, double share) {
        double cos1 = Math.cos(lat1 * RADIANS) * (1 - share);
        double cos2 = Math.cos(lat2 * RADIANS) * share;
        double x = cos1 * Math.cos(lon1 * RADIANS) + cos2 * Math.cos(lon2 * RADIANS);
        double y = cos1 * Math.sin(lon1 * RADIANS) + cos2 * Math.sin(lon2 * RADIANS);
        double z = Math.sin(lat1 * RADIANS) * (1 - share) + Math.sin(lat2 * RADIANS) * share;
        double latitude = Math.atan2(z, Math.sqrt(x * x + y * y)) / RADIANS;
        return new Geodesy.Position(latitude, Geodesy.normalizeLongitude(Math.atan2(y, x) / RADIANS));
    }
}
