package io.vigil.geo;

/**
 * The shifted coordinates of Chinese maps: GCJ-02, into which a terminal's encryption plug-in turns its fixes (JT/T
 * 808 status bit 5), and BD-09, the further shift of one map provider.
 *
 * <p>The shift is applied in the rectangle latitude 0.8293 to 55.8271, longitude 72.004 to 137.8347 and is none
 * outside; the rectangle holds foreign land and open sea too, as the publicly known form of the transformation has
 * it, and reaches south of all Chinese waters. Foreign positions within it that a map shows unshifted must not be
 * handed in.
 *
 * <p>Inverses are iterated until they repeat to 1e-9 degrees (0.1 mm) or better. They are exact where the shift has an
 * inverse: everywhere but within a kilometre of the rectangle's border, where a point outside may be the image of one
 * inside, too. There the point inside is answered. NaN stays NaN.
 */
public final class Gcj02 {
    private static final double SOUTH = 0.8293;
    private static final double NORTH = 55.8271;
    private static final double WEST = 72.004;
    private static final double EAST = 137.8347;

    /** Krasovsky's ellipsoid of 1940, which the transformation uses. */
    private static final double SEMI_MAJOR_METERS = 6_378_245.0;

    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;

    private static final double BD09_PI = Math.PI * 3000 / 180;
    private static final double BD09_LONGITUDE_SHIFT = 0.0065;
    private static final double BD09_LATITUDE_SHIFT = 0.006;

    private static final double CONVERGED_DEGREES = 1e-12;
    private static final double ROUNDING_DEGREES = 1e-10;
    private static final int MAX_ITERATIONS = 40;

    private Gcj02() {}

    /** Whether a point lies in the rectangle in which the shift is applied. */
    public static boolean isInChina(double lat, double lon) {
        return lat >= SOUTH && lat <= NORTH && lon >= WEST && lon <= EAST;
    }

    /** WGS 84 to GCJ-02. */
    public static Geodesy.Position fromWgs84(double lat, double lon) {
        return isInChina(lat, lon) ? shifted(lat, lon) : new Geodesy.Position(lat, lon);
    }

    /** GCJ-02 to WGS 84, to 1e-9 degrees. */
    public static Geodesy.Position toWgs84(double lat, double lon) {
        return unshifted(lat, lon, lat, lon);
    }

    /** GCJ-02 to BD-09; by its formula alone, wherever the point is. */
    public static Geodesy.Position toBd09(double lat, double lon) {
        double radius = Math.sqrt(lon * lon + lat * lat) + 0.00002 * Math.sin(lat * BD09_PI);
        double angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD09_PI);
        return new Geodesy.Position(
                radius * Math.sin(angle) + BD09_LATITUDE_SHIFT, radius * Math.cos(angle) + BD09_LONGITUDE_SHIFT);
    }

    /** BD-09 to GCJ-02, to 1e-9 degrees. */
    public static Geodesy.Position fromBd09(double lat, double lon) {
        return inverse(lat, lon, Gcj02::toBd09);
    }

    /**
     * BD-09 to GCJ-02 in one step, as it is published and as other software has it; it errs by up to 1 m. For data that
     * were once converted so.
     */
    public static Geodesy.Position fromBd09InOneStep(double lat, double lon) {
        double x = lon - BD09_LONGITUDE_SHIFT;
        double y = lat - BD09_LATITUDE_SHIFT;
        double radius = Math.sqrt(x * x + y * y) - 0.00002 * Math.sin(y * BD09_PI);
        double angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * BD09_PI);
        return new Geodesy.Position(radius * Math.sin(angle), radius * Math.cos(angle));
    }

    /** WGS 84 to BD-09; outside the rectangle there is no shift. */
    public static Geodesy.Position wgs84ToBd09(double lat, double lon) {
        if (!isInChina(lat, lon)) {
            return new Geodesy.Position(lat, lon);
        }
        Geodesy.Position gcj = shifted(lat, lon);
        return toBd09(gcj.latitude(), gcj.longitude());
    }

    /** BD-09 to WGS 84, to 1e-9 degrees; what no point in the rectangle is shifted to stays as it is. */
    public static Geodesy.Position bd09ToWgs84(double lat, double lon) {
        Geodesy.Position gcj = fromBd09(lat, lon);
        return unshifted(gcj.latitude(), gcj.longitude(), lat, lon);
    }

    /** Where a point of GCJ-02 comes from if that is in the rectangle, to rounding, else another. */
    private static Geodesy.Position unshifted(double lat, double lon, double otherLat, double otherLon) {
        Geodesy.Position from = inverse(lat, lon, Gcj02::shifted);
        double inLat = Math.max(SOUTH, Math.min(NORTH, from.latitude()));
        double inLon = Math.max(WEST, Math.min(EAST, from.longitude()));
        boolean isWithin = Math.abs(from.latitude() - inLat) <= ROUNDING_DEGREES
                && Math.abs(from.longitude() - inLon) <= ROUNDING_DEGREES;
        return isWithin ? new Geodesy.Position(inLat, inLon) : new Geodesy.Position(otherLat, otherLon);
    }

    private interface Shift {
        Geodesy.Position of(double lat, double lon);
    }

    /** Goes back by what the shift misses; it changes by 2 % of the way at most, so each step gains two digits. */
    private static Geodesy.Position inverse(double lat, double lon, Shift shift) {
        double fromLat = lat;
        double fromLon = lon;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            Geodesy.Position there = shift.of(fromLat, fromLon);
            double dLat = lat - there.latitude();
            double dLon = lon - there.longitude();
            fromLat += dLat;
            fromLon += dLon;
            if (!(Math.abs(dLat) > CONVERGED_DEGREES || Math.abs(dLon) > CONVERGED_DEGREES)) {
                break;
            }
        }
        return new Geodesy.Position(fromLat, fromLon);
    }

    private static Geodesy.Position shifted(double lat, double lon) {
        double x = lon - 105;
        double y = lat - 35;
        double radLat = Math.toRadians(lat);
        double sin = Math.sin(radLat);
        double w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
        double w = Math.sqrt(w2);
        double north = northMeters(x, y);
        double east = eastMeters(x, y);
        double dLat = Math.toDegrees(north * w2 * w / (SEMI_MAJOR_METERS * (1 - ECCENTRICITY_SQUARED)));
        double dLon = Math.toDegrees(east * w / (SEMI_MAJOR_METERS * Math.cos(radLat)));
        return new Geodesy.Position(lat + dLat, lon + dLon);
    }

    private static double northMeters(double x, double y) {
        double sum = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
        sum += ripple(x);
        sum += (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3;
        return sum + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    }

    private static double eastMeters(double x, double y) {
        double sum = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
        sum += ripple(x);
        sum += (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3;
        return sum + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    }

    private static double ripple(double x) {
        return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
    }
}
