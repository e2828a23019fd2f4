package io.vigil.geo;

/**
 * How near two movers come to each other if both keep course and speed: distance and time of the closest point of
 * approach (CPA, TCPA).
 *
 * <p>Keeping course means following the geodesic that starts in it. A mover steering one compass course leaves that
 * line by s² tan(latitude) / 12,700 km after s metres: 23 m after 20 km at 30 degrees.
 *
 * @param cpaMeters least distance, m, 0 or more; NaN where a position, speed or course in motion is not available
 * @param tcpaSeconds when, in seconds after the instant asked for; negative where they are moving apart already, 0 where
 * neither moves relative to the other
 * @param errorMeters bound of how far {@code cpaMeters} is from the true least distance and from the true distance at
 * the time found, m
 */
public record ClosestApproach(double cpaMeters, double tcpaSeconds, double errorMeters) {
    private static final ClosestApproach UNKNOWN = new ClosestApproach(Double.NaN, Double.NaN, Double.NaN);

    private static final double RADIANS = Math.PI / 180;
    private static final double MIDDLE_LATITUDE_MAX_DEGREES = 0.3;
    private static final double MIDDLE_LATITUDE_MAX_LATITUDE = 70;

    /** Slower relative to each other than this, m/s, they keep their distance for all that can be measured. */
    private static final double STILL_MPS = 1e-3;

    private static final double RADIUS_METERS = 6_335_000;
    private static final double ERROR_SHARE = 1 / 3.0;
    private static final double FLOOR_METERS = 0.02;
    private static final double PRECISE_SECONDS = 1e-3;

    /**
     * A mover at an instant.
     *
     * @param latitude degrees
     * @param longitude degrees
     * @param speedMps speed over ground, m/s, 0 or more
     * @param courseDegrees course over ground, degrees; NaN is good enough where the speed is 0
     * @param timeMillis when it was there
     */
    public record Motion(double latitude, double longitude, double speedMps, double courseDegrees, long timeMillis) {
        /** Where it is at another instant, by dead reckoning; error at most 1 mm and what is written of courses. */
        public Geodesy.Position at(double laterSeconds) {
            double meters = speedMps * laterSeconds;
            if (meters == 0) {
                return new Geodesy.Position(latitude, Geodesy.normalizeLongitude(longitude));
            }
            double course = meters < 0 ? courseDegrees + 180 : courseDegrees;
            return Geodesy.destination(latitude, longitude, course, Math.abs(meters));
        }
    }

    /**
     * The closest approach, in a plane laid along the geodesic between the two positions. The plane keeps distances and
     * angles along that line; what it gets wrong is the curvature of the globe, by at most L³ / (3 R²), with L the
     * distance between the positions and the ways of both until then together: 3 cm for 10 km, 0.25 m for 30 km, 8.4 m
     * for 100 km. That and 2 cm are {@link #errorMeters}.
     *
     * @param atMillis the instant from which time is counted; positions are reckoned to it
     */
    public static ClosestApproach of(Motion one, Motion other, long atMillis) {
        double dLat = other.latitude - one.latitude;
        double dLon = Geodesy.wrapped(other.longitude - one.longitude);
        double middle = one.latitude + dLat / 2;
        double meters;
        double courseThere;
        double courseOn;
        if (Math.abs(dLat) < MIDDLE_LATITUDE_MAX_DEGREES
                && Math.abs(dLon) < MIDDLE_LATITUDE_MAX_DEGREES
                && Math.abs(middle) < MIDDLE_LATITUDE_MAX_LATITUDE) {
            double east = dLon * Geodesy.metersPerDegreeLongitude(middle);
            double north = dLat * Geodesy.metersPerDegreeLatitude(middle);
            double convergence = dLon * Math.sin(middle * RADIANS) / 2;
            double course = Math.atan2(east, north) / RADIANS;
            meters = Math.hypot(east, north);
            courseThere = course - convergence;
            courseOn = course + convergence;
        } else {
            Vincenty.Line there = Geodesy.inverse(one.latitude, one.longitude, other.latitude, other.longitude);
            Vincenty.Line back = Geodesy.inverse(other.latitude, other.longitude, one.latitude, one.longitude);
            meters = there.meters();
            courseThere = there.course();
            courseOn = back.course() + 180;
        }
        return inPlane(one, other, atMillis, meters, courseThere, courseOn);
    }

    /** One at the origin, the other {@code meters} along the x axis. */
    private static ClosestApproach inPlane(
            Motion one, Motion other, long atMillis, double meters, double courseThere, double courseOn) {
        double oneX = along(one, courseThere);
        double oneY = across(one, courseThere);
        double otherX = along(other, courseOn);
        double otherY = across(other, courseOn);
        double oneAge = (atMillis - one.timeMillis) / 1000.0;
        double otherAge = (atMillis - other.timeMillis) / 1000.0;
        double x = meters + otherX * otherAge - oneX * oneAge;
        double y = otherY * otherAge - oneY * oneAge;
        double speedX = otherX - oneX;
        double speedY = otherY - oneY;
        double squared = speedX * speedX + speedY * speedY;
        double seconds = squared < STILL_MPS * STILL_MPS ? 0 : -(x * speedX + y * speedY) / squared;
        double cpa = Math.hypot(x + speedX * seconds, y + speedY * seconds);
        if (!Double.isFinite(cpa)) {
            return UNKNOWN;
        }
        double extent =
                meters + Math.abs(one.speedMps * (oneAge + seconds)) + Math.abs(other.speedMps * (otherAge + seconds));
        return new ClosestApproach(cpa, seconds, errorOf(extent));
    }

    private static double errorOf(double extentMeters) {
        double ratio = extentMeters / RADIUS_METERS;
        return FLOOR_METERS + ERROR_SHARE * extentMeters * ratio * ratio;
    }

    private static double along(Motion motion, double axisDegrees) {
        return motion.speedMps == 0 ? 0 : motion.speedMps * Math.cos((motion.courseDegrees - axisDegrees) * RADIANS);
    }

    private static double across(Motion motion, double axisDegrees) {
        return motion.speedMps == 0 ? 0 : motion.speedMps * Math.sin((motion.courseDegrees - axisDegrees) * RADIANS);
    }

    /**
     * The closest approach within a time, on the geodesics themselves: error at most 0.1 m + 1e-6 of the distance, for
     * ways and distances that together are shorter than 5,000 km. A hundred times dearer than {@link #of}.
     *
     * @param horizonSeconds how far ahead to look, 0 or more; the time found lies between now and then
     */
    public static ClosestApproach within(Motion one, Motion other, long atMillis, double horizonSeconds) {
        double low = 0;
        double high = horizonSeconds;
        double golden = (Math.sqrt(5) - 1) / 2;
        while (high - low > PRECISE_SECONDS) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (distance(one, other, atMillis, left) <= distance(one, other, atMillis, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        double seconds = (low + high) / 2;
        double cpa = distance(one, other, atMillis, seconds);
        double first = distance(one, other, atMillis, 0);
        if (first <= cpa) {
            seconds = 0;
            cpa = first;
        }
        return Double.isFinite(cpa) ? new ClosestApproach(cpa, seconds, 0.1 + 1e-6 * cpa) : UNKNOWN;
    }

    private static double distance(Motion one, Motion other, long atMillis, double laterSeconds) {
        Geodesy.Position a = one.at((atMillis - one.timeMillis) / 1000.0 + laterSeconds);
        Geodesy.Position b = other.at((atMillis - other.timeMillis) / 1000.0 + laterSeconds);
        return Geodesy.distanceMeters(a.latitude(), a.longitude(), b.latitude(), b.longitude());
    }
}
