package io.vigil.geo;

/**
 * A segment between two latitudes, for its distance to edges in the plane with the scales of its middle latitude. The
 * distance errs by no more than it says.
 */
final class PlaneSegment {
    private static final double MAX_PLANE_LATITUDE = 80;
    private static final double SPREAD_PER_METER = 4e-7;

    private double lat1;
    private double lat2;
    private double metersX;
    private double metersY;

    /** Takes another segment, so that one object serves many. */
    void reset(double newLat1, double newLat2) {
        lat1 = newLat1;
        lat2 = newLat2;
        double middle = (lat1 + lat2) / 2;
        metersX = Geodesy.metersPerDegreeLongitude(middle);
        metersY = Geodesy.metersPerDegreeLatitude(middle);
    }

    /** Least distance to an edge from a to b, m. */
    double metersTo(double ax, double ay, double bx, double by, double lon1, double lon2) {
        if (EdgeCrossings.intersect(ax, ay, bx, by, lon1, lat1, lon2, lat2)) {
            return 0;
        }
        double squared = Math.min(
                Math.min(squared(lon1, lat1, ax, ay, bx, by), squared(lon2, lat2, ax, ay, bx, by)),
                Math.min(squared(ax, ay, lon1, lat1, lon2, lat2), squared(bx, by, lon1, lat1, lon2, lat2)));
        return Math.sqrt(squared);
    }

    /** How far off such a distance may be, m: all of it where the plane says nothing. */
    double errorMeters(double distance, double dLon) {
        double middle = Math.abs(lat1 + lat2) / 2;
        if (middle > MAX_PLANE_LATITUDE) {
            return Double.POSITIVE_INFINITY;
        }
        if (distance == 0) {
            return 0;
        }
        double extent = distance + Math.abs(lat2 - lat1) * metersY + Math.abs(dLon) * metersX;
        double spread = SPREAD_PER_METER * (1 + metersY / metersX) * extent;
        return spread > 0.5 ? Double.POSITIVE_INFINITY : distance * spread + 0.01;
    }

    private double squared(double px, double py, double ax, double ay, double bx, double by) {
        double x1 = (ax - px) * metersX;
        double y1 = (ay - py) * metersY;
        double dx = (bx - ax) * metersX;
        double dy = (by - ay) * metersY;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length));
        double x = x1 + along * dx;
        double y = y1 + along * dy;
        return x * x + y * y;
    }
}
