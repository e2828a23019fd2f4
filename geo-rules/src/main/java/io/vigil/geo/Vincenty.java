package io.vigil.geo;

import org.jspecify.annotations.Nullable;

/**
 * The geodesic problems on WGS 84 by T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid",
 * Survey Review 23 (1975). The inverse iteration fails for nearly antipodal points; there the line is found in two
 * halves.
 */
final class Vincenty {
    private static final double A = Geodesy.SEMI_MAJOR_METERS;
    private static final double B = Geodesy.SEMI_MINOR_METERS;
    private static final double F = Geodesy.FLATTENING;
    private static final double RADIANS = Math.PI / 180;
    private static final int MAX_ITERATIONS = 100;
    private static final double CONVERGED_RADIANS = 1e-13;
    private static final double QUARTER_METERS = 10_000_000;
    private static final int SCAN_STEPS = 72;

    private Vincenty() {}

    /**
     * The shortest line between two points.
     *
     * @param meters its length
     * @param course its course at the first point, degrees in [0, 360)
     */
    record Line(double meters, double course) {
        private static final Line UNKNOWN = new Line(Double.NaN, Double.NaN);
    }

    static Line inverse(double lat1, double lon1, double lat2, double lon2) {
        double lon = Geodesy.wrapped(lon2 - lon1) * RADIANS;
        if (!Double.isFinite(lat1 + lat2 + lon)) {
            return Line.UNKNOWN;
        }
        Line line = iterate(lat1, lon, lat2);
        return line != null ? line : nearlyAntipodal(lat1, lon1, lat2, lon2);
    }

    private static @Nullable Line iterate(double lat1, double lon, double lat2) {
        double tanU1 = (1 - F) * Math.tan(lat1 * RADIANS);
        double tanU2 = (1 - F) * Math.tan(lat2 * RADIANS);
        double cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
        double cosU2 = 1 / Math.sqrt(1 + tanU2 * tanU2);
        double sinU1 = tanU1 * cosU1;
        double sinU2 = tanU2 * cosU2;
        double lambda = lon;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double sinLambda = Math.sin(lambda);
            double cosLambda = Math.cos(lambda);
            double east = cosU2 * sinLambda;
            double north = cosU1 * sinU2 - sinU1 * cosU2 * cosLambda;
            double sinSigma = Math.sqrt(east * east + north * north);
            if (sinSigma == 0) {
                return cosLambda > 0 || cosU1 * cosU2 == 0 ? new Line(0, 0) : null;
            }
            double cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
            double sigma = Math.atan2(sinSigma, cosSigma);
            double sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            double cos2Alpha = 1 - sinAlpha * sinAlpha;
            double cos2SigmaM = cos2Alpha < 1e-15 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cos2Alpha;
            double c = F / 16 * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
            double inner = cos2SigmaM + c * cosSigma * (2 * cos2SigmaM * cos2SigmaM - 1);
            double next = lon + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * inner);
            double change = Math.abs(next - lambda);
            lambda = next;
            if (Math.abs(lambda) > Math.PI) {
                return null;
            }
            if (change < CONVERGED_RADIANS) {
                double meters = length(cos2Alpha, sigma, sinSigma, cosSigma, cos2SigmaM);
                return new Line(meters, Geodesy.normalizeCourse(Math.atan2(east, north) / RADIANS));
            }
        }
        return null;
    }

    private static double length(double cos2Alpha, double sigma, double sinSigma, double cosSigma, double cos2SigmaM) {
        double u2 = cos2Alpha * (A * A - B * B) / (B * B);
        return B * seriesA(u2) * (sigma - deltaSigma(seriesB(u2), sinSigma, cosSigma, cos2SigmaM));
    }

    private static double seriesA(double u2) {
        return 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
    }

    private static double seriesB(double u2) {
        return u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
    }

    private static double deltaSigma(double b, double sinSigma, double cosSigma, double cos2SigmaM) {
        double square = cos2SigmaM * cos2SigmaM;
        double third = b / 6 * cos2SigmaM * (4 * sinSigma * sinSigma - 3) * (4 * square - 3);
        return b * sinSigma * (cos2SigmaM + b / 4 * (cosSigma * (2 * square - 1) - third));
    }

    static Geodesy.Position direct(double lat, double lon, double courseDegrees, double meters) {
        double sinAlpha1 = Math.sin(courseDegrees * RADIANS);
        double cosAlpha1 = Math.cos(courseDegrees * RADIANS);
        double tanU1 = (1 - F) * Math.tan(lat * RADIANS);
        double cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
        double sinU1 = tanU1 * cosU1;
        double sigma1 = Math.atan2(tanU1, cosAlpha1);
        double sinAlpha = cosU1 * sinAlpha1;
        double cos2Alpha = 1 - sinAlpha * sinAlpha;
        double u2 = cos2Alpha * (A * A - B * B) / (B * B);
        double reach = meters / (B * seriesA(u2));
        double b = seriesB(u2);
        double sigma = reach;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double cos2SigmaM = Math.cos(2 * sigma1 + sigma);
            double next = reach + deltaSigma(b, Math.sin(sigma), Math.cos(sigma), cos2SigmaM);
            double change = Math.abs(next - sigma);
            sigma = next;
            if (!(change > CONVERGED_RADIANS)) {
                break;
            }
        }
        double sinSigma = Math.sin(sigma);
        double cosSigma = Math.cos(sigma);
        double cos2SigmaM = Math.cos(2 * sigma1 + sigma);
        double down = sinU1 * sinSigma - cosU1 * cosSigma * cosAlpha1;
        double lat2 = Math.atan2(
                sinU1 * cosSigma + cosU1 * sinSigma * cosAlpha1,
                (1 - F) * Math.sqrt(sinAlpha * sinAlpha + down * down));
        double lambda = Math.atan2(sinSigma * sinAlpha1, cosU1 * cosSigma - sinU1 * sinSigma * cosAlpha1);
        double c = F / 16 * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
        double inner = cos2SigmaM + c * cosSigma * (2 * cos2SigmaM * cos2SigmaM - 1);
        double difference = lambda - (1 - c) * F * sinAlpha * (sigma + c * sinSigma * inner);
        return new Geodesy.Position(lat2 / RADIANS, Geodesy.normalizeLongitude(lon + difference / RADIANS));
    }

    /**
     * Any line from here to a point on the far side crosses the ring a quarter of the globe away, so the shortest
     * one is the best over the points of that ring; both halves of it are far from antipodal and converge.
     */
    private static Line nearlyAntipodal(double lat1, double lon1, double lat2, double lon2) {
        double best = Double.POSITIVE_INFINITY;
        double bestCourse = 0;
        for (int i = 0; i < SCAN_STEPS; i++) {
            double course = 360.0 * i / SCAN_STEPS;
            double meters = throughRing(lat1, lon1, lat2, lon2, course);
            if (meters < best) {
                best = meters;
                bestCourse = course;
            }
        }
        double low = bestCourse - 360.0 / SCAN_STEPS;
        double high = bestCourse + 360.0 / SCAN_STEPS;
        double golden = (Math.sqrt(5) - 1) / 2;
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double atLeft = throughRing(lat1, lon1, lat2, lon2, left);
        double atRight = throughRing(lat1, lon1, lat2, lon2, right);
        while (high - low > 1e-7) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - golden * (high - low);
                atLeft = throughRing(lat1, lon1, lat2, lon2, left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + golden * (high - low);
                atRight = throughRing(lat1, lon1, lat2, lon2, right);
            }
        }
        return new Line(Math.min(atLeft, atRight), Geodesy.normalizeCourse((low + high) / 2));
    }

    private static double throughRing(double lat1, double lon1, double lat2, double lon2, double course) {
        Geodesy.Position ring = direct(lat1, lon1, course, QUARTER_METERS);
        Line rest = iterate(ring.latitude(), Geodesy.wrapped(lon2 - ring.longitude()) * RADIANS, lat2);
        return rest == null ? Double.POSITIVE_INFINITY : QUARTER_METERS + rest.meters();
    }
}
