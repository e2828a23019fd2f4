package io.vigil.geo;

/**
 * The shortest line between two points, as a ship's leg along a great circle, and where others are beside it.
 *
 * <p>Not the line GeoJSON means, which is straight in longitude and latitude: for that see {@link RouteLine}. Over 100 km
 * from west to east at 45 degrees the two are 200 m apart.
 *
 * @param lat1 begin, degrees
 * @param lon1 begin, degrees
 * @param lat2 end, degrees
 * @param lon2 end, degrees
 */
public record GeodesicLeg(double lat1, double lon1, double lat2, double lon2) {
    private static final double RADIUS_METERS = 6_371_000;
    private static final double CLOSE_METERS = 1e-3;
    private static final int MAX_STEPS = 20;

    /**
     * Where a point is beside a leg.
     *
     * @param crossTrackMeters distance to the nearest point of the leg, m, negative left of it; NaN for NaN
     * @param alongMeters way from the begin of the leg to that point, m, from 0 to its length
     */
    public record Place(double crossTrackMeters, double alongMeters) {}

    /** Its length, m; errors as of {@link Geodesy#distanceMeters}. */
    public double lengthMeters() {
        return Geodesy.distanceMeters(lat1, lon1, lat2, lon2);
    }

    /**
     * Finds the nearest point. From a guess on the leg it goes on by the side of the right-angled triangle on a sphere, until
     * that is nothing. Errs by at most 0.01 m for legs up to 1,000 km and points up to 100 km from them; the side is that of
     * the course at the nearest point, and means nothing for a point on the leg to that error.
     */
    public Place place(double lat, double lon) {
        Vincenty.Line leg = Geodesy.inverse(lat1, lon1, lat2, lon2);
        double along = 0;
        Vincenty.Line way = Geodesy.inverse(lat1, lon1, lat, lon);
        double course = leg.course();
        for (int i = 0; i < MAX_STEPS; i++) {
            double turn = Math.toRadians(way.course() - course);
            double arc = way.meters() / RADIUS_METERS;
            double ahead = RADIUS_METERS * Math.atan2(Math.sin(arc) * Math.cos(turn), Math.cos(arc));
            double next = Math.max(0, Math.min(leg.meters(), along + ahead));
            double moved = Math.abs(next - along);
            along = next;
            Geodesy.Position foot = Geodesy.destination(lat1, lon1, leg.course(), along);
            way = Geodesy.inverse(foot.latitude(), foot.longitude(), lat, lon);
            course = courseAt(foot, along, leg);
            if (!(moved > CLOSE_METERS)) {
                break;
            }
        }
        boolean isLeft = Geodesy.courseDifferenceDegrees(course, way.course()) < 0;
        return new Place(isLeft ? -way.meters() : way.meters(), along);
    }

    /** Taken from the end that is farther: near one it would be rounding. */
    private double courseAt(Geodesy.Position foot, double along, Vincenty.Line leg) {
        return along < leg.meters() / 2
                ? Geodesy.inverse(foot.latitude(), foot.longitude(), lat2, lon2).course()
                : Geodesy.inverse(foot.latitude(), foot.longitude(), lat1, lon1).course() + 180;
    }
}
