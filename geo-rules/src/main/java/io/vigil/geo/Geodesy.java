package io.vigil.geo;

/**
 * Distances, courses and destinations on the WGS 84 ellipsoid.
 *
 * <p>Latitudes and longitudes are degrees; longitudes may be written unwrapped (181 is -179). A NaN or infinite
 * argument gives NaN; nothing here throws. Poles and the antimeridian need no care from the caller.
 */
public final class Geodesy {
    static final double SEMI_MAJOR_METERS = 6_378_137.0;
    static final double FLATTENING = 1 / 298.257223563;
    static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
    static final double SEMI_MINOR_METERS = SEMI_MAJOR_METERS * (1 - FLATTENING);

    /** No degree of latitude or longitude is longer than this (a degree of latitude at the pole is 111,693.98 m). */
    static final double MAX_METERS_PER_DEGREE = 111_694.0;

    private static final double RADIANS = Math.PI / 180;
    private static final double SHORT_DEGREES = 0.05;
    private static final double SHORT_MAX_LATITUDE = 80;
    private static final double CHORD_MAX_METERS = 200_000;
    private static final double NEAR_METERS = 20_000;
    private static final double NEAR_MAX_LATITUDE = 60;
    private static final double MEAN_RADIUS_METERS = 6_371_009;

    private Geodesy() {}

    /**
     * Length of the shortest line between two points, in metres.
     *
     * <p>Error at most 0.02 m up to 5 km, 0.1 m + 1e-6 of the distance up to 200 km, 0.001 m + 1e-9 of it beyond. Up
     * to about 5 km it takes the radii of curvature at the middle latitude, up to 200 km the chord through the
     * ellipsoid, beyond that Vincenty's iteration, and where that does not converge (nearly antipodal points) the
     * minimum over two lines that do.
     */
    public static double distanceMeters(double lat1, double lon1, double lat2, double lon2) {
        double dLat = lat2 - lat1;
        double dLon = wrapped(lon2 - lon1);
        if (Math.abs(dLat) < SHORT_DEGREES && Math.abs(dLon) < SHORT_DEGREES && Math.abs(lat1) < SHORT_MAX_LATITUDE) {
            return shortDistance(lat1 + dLat / 2, dLat, dLon);
        }
        double cos1 = Math.cos(lat1 * RADIANS);
        double sin1 = Math.sin(lat1 * RADIANS);
        double cos2 = Math.cos(lat2 * RADIANS);
        double sin2 = Math.sin(lat2 * RADIANS);
        double normal1 = SEMI_MAJOR_METERS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin1 * sin1);
        double normal2 = SEMI_MAJOR_METERS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin2 * sin2);
        double axial = (normal1 * sin1 - normal2 * sin2) * (1 - ECCENTRICITY_SQUARED);
        double radial = normal1 * cos1 - normal2 * cos2;
        double half = Math.sin(dLon * RADIANS / 2);
        double squared = axial * axial + radial * radial + 4 * normal1 * cos1 * normal2 * cos2 * half * half;
        if (squared <= CHORD_MAX_METERS * CHORD_MAX_METERS) {
            return arc(Math.sqrt(squared), (sin1 + sin2) / 2);
        }
        return inverse(lat1, lon1, lat2, lon2).meters();
    }

    /**
     * Whether two points are surely no farther apart than a distance, without computing it: true only where they are,
     * false where they are not, and also where it takes more than a glance to know. A degree is nowhere longer than
     * {@link #MAX_METERS_PER_DEGREE}, and the shortest way is no longer than the way along meridian and parallel.
     */
    public static boolean isSurelyWithin(double lat1, double lon1, double lat2, double lon2, double meters) {
        return (Math.abs(lat2 - lat1) + Math.abs(lon2 - lon1)) * MAX_METERS_PER_DEGREE <= meters;
    }

    /**
     * Course at the first point of the shortest line to the second, degrees in [0, 360); 0 where they coincide. Error at
     * most 2e-4 degrees for points 10 m to 10,000 km apart where |latitude| is at most 85.
     */
    public static double initialCourseDegrees(double lat1, double lon1, double lat2, double lon2) {
        double dLat = lat2 - lat1;
        double dLon = wrapped(lon2 - lon1);
        if (Math.abs(dLat) < SHORT_DEGREES && Math.abs(dLon) < SHORT_DEGREES && Math.abs(lat1) < SHORT_MAX_LATITUDE) {
            double middle = lat1 + dLat / 2;
            double course = Math.atan2(dLon * metersPerDegreeLongitude(middle), dLat * metersPerDegreeLatitude(middle));
            return normalizeCourse(course / RADIANS - dLon * Math.sin(middle * RADIANS) / 2);
        }
        return inverse(lat1, lon1, lat2, lon2).course();
    }

    /** Where one arrives from a point on a course after a distance (0 or more); error at most 1 mm. */
    public static Position destination(double lat, double lon, double courseDegrees, double meters) {
        return Vincenty.direct(lat, lon, courseDegrees, meters);
    }

    /**
     * The same where centimetres do not matter, several times as fast: error at most 0.25 m up to 20 km where |latitude|
     * is at most 60; elsewhere it is {@link #destination}. By the radii of curvature and the course at the middle of the
     * way.
     */
    public static Position destinationNear(double lat, double lon, double courseDegrees, double meters) {
        if (!(meters <= NEAR_METERS && Math.abs(lat) <= NEAR_MAX_LATITUDE)) {
            return destination(lat, lon, courseDegrees, meters);
        }
        double cosCourse = Math.cos(courseDegrees * RADIANS);
        double sinCourse = Math.sin(courseDegrees * RADIANS);
        double middle = lat * RADIANS + meters * cosCourse / (2 * MEAN_RADIUS_METERS);
        double cos = Math.cos(middle);
        double sin = Math.sin(middle);
        double w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
        double normal = SEMI_MAJOR_METERS / Math.sqrt(w2);
        // Half of what the course of the shortest line turns on the way.
        double turn = meters * sinCourse * sin / (2 * normal * cos);
        double north = meters * (cosCourse - turn * sinCourse);
        double east = meters * (sinCourse + turn * cosCourse);
        double meridian = normal * (1 - ECCENTRICITY_SQUARED) / w2;
        return new Position(
                lat + north / meridian / RADIANS, normalizeLongitude(lon + east / (normal * cos) / RADIANS));
    }

    /**
     * A point.
     *
     * @param latitude degrees in [-90, 90], or NaN
     * @param longitude degrees in [-180, 180), or NaN
     */
    public record Position(double latitude, double longitude) {}

    /** The turn from one course to another, degrees in [-180, 180), clockwise positive. */
    public static double courseDifferenceDegrees(double fromDegrees, double toDegrees) {
        return normalizeLongitude(toDegrees - fromDegrees);
    }

    /** The same course in [0, 360). */
    public static double normalizeCourse(double degrees) {
        double course = degrees - 360 * Math.floor(degrees / 360);
        return course >= 360 ? 0 : course;
    }

    /** The same meridian in [-180, 180); exact where it already is. */
    public static double normalizeLongitude(double lon) {
        if (lon >= -180 && lon < 180) {
            return lon;
        }
        double normal = lon - 360 * Math.floor((lon + 180) / 360);
        return normal >= 180 ? normal - 360 : normal;
    }

    /** Whether the shorter way between two longitudes in [-180, 180] crosses the 180th meridian. */
    public static boolean crossesAntimeridian(double lon1, double lon2) {
        return Math.abs(lon2 - lon1) > 180;
    }

    /** The longitude plus whole turns, within 180 degrees of another: what a line drawn from there continues to. */
    public static double unwrapLongitude(double lon, double nearLon) {
        double turns = Math.rint((nearLon - lon) / 360);
        return turns == 0 ? lon : lon + 360 * turns;
    }

    /** Metres a degree of latitude is long at a latitude. */
    public static double metersPerDegreeLatitude(double lat) {
        double sin = Math.sin(lat * RADIANS);
        double w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
        return SEMI_MAJOR_METERS * (1 - ECCENTRICITY_SQUARED) * RADIANS / (w2 * Math.sqrt(w2));
    }

    /** Metres a degree of longitude is long at a latitude; 0 at the poles. */
    public static double metersPerDegreeLongitude(double lat) {
        double cos = Math.cos(lat * RADIANS);
        return SEMI_MAJOR_METERS * RADIANS * cos / Math.sqrt(1 - ECCENTRICITY_SQUARED * (1 - cos * cos));
    }

    static Vincenty.Line inverse(double lat1, double lon1, double lat2, double lon2) {
        return Vincenty.inverse(lat1, lon1, lat2, lon2);
    }

    /** A difference of longitudes in [-180, 180]; exact where it already is. */
    static double wrapped(double dLon) {
        return Math.abs(dLon) <= 180 ? dLon : dLon - 360 * Math.rint(dLon / 360);
    }

    static double shortDistance(double middleLat, double dLat, double dLon) {
        double cos = Math.cos(middleLat * RADIANS);
        double w2 = 1 - ECCENTRICITY_SQUARED * (1 - cos * cos);
        double scale = SEMI_MAJOR_METERS * RADIANS / Math.sqrt(w2);
        double north = dLat * scale * (1 - ECCENTRICITY_SQUARED) / w2;
        double east = dLon * scale * cos;
        return Math.sqrt(north * north + east * east);
    }

    private static double arc(double chord, double sinMiddle) {
        double w2 = 1 - ECCENTRICITY_SQUARED * sinMiddle * sinMiddle;
        double radius2 = SEMI_MINOR_METERS * SEMI_MINOR_METERS / (w2 * w2);
        double ratio = chord * chord / radius2;
        return chord * (1 + ratio / 24 + 3 * ratio * ratio / 640);
    }
}
