package io.vigil.geo;

import net.sf.geographiclib.Geodesic;

/** Slow answers by GeographicLib alone. */
final class BruteForce {
    private BruteForce() {}

    /**
     * Distance, segment and fraction of the point of a line nearest to a point.
     */
    record Foot(double meters, int segment, double fraction) {}

    static double lineMeters(double[] lats, double[] lons, double lat, double lon) {
        return foot(lats, lons, lat, lon).meters();
    }

    static Foot foot(double[] lats, double[] lons, double lat, double lon) {
        Foot best = new Foot(Double.POSITIVE_INFINITY, -1, 0);
        for (int i = 0; i + 1 < lats.length; i++) {
            Foot foot = foot(lats, lons, i, lat, lon);
            if (foot.meters() < best.meters()) {
                best = foot;
            }
        }
        return best;
    }

    /** The best of 13 places, then golden section between its neighbours. */
    private static Foot foot(double[] lats, double[] lons, int segment, double lat, double lon) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k <= 12; k++) {
            double meters = at(lats, lons, segment, k / 12.0, lat, lon);
            if (meters < least) {
                least = meters;
                best = k;
            }
        }
        double low = Math.max(0, (best - 1) / 12.0);
        double high = Math.min(1, (best + 1) / 12.0);
        double golden = (Math.sqrt(5) - 1) / 2;
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double atLeft = at(lats, lons, segment, left, lat, lon);
        double atRight = at(lats, lons, segment, right, lat, lon);
        for (int i = 0; i < 40; i++) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - golden * (high - low);
                atLeft = at(lats, lons, segment, left, lat, lon);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + golden * (high - low);
                atRight = at(lats, lons, segment, right, lat, lon);
            }
        }
        double fraction = (low + high) / 2;
        double meters = at(lats, lons, segment, fraction, lat, lon);
        return meters < least ? new Foot(meters, segment, fraction) : new Foot(least, segment, best / 12.0);
    }

    private static double at(double[] lats, double[] lons, int i, double t, double lat, double lon) {
        return Geodesic.WGS84.Inverse(
                        lat, lon, lats[i] + t * (lats[i + 1] - lats[i]), lons[i] + t * (lons[i + 1] - lons[i]))
                .s12;
    }

    /** Length of a part of a segment in pieces of a thousandth of it. */
    static double partMeters(double[] lats, double[] lons, int i, double from, double to) {
        int pieces = 1 + (int) (1000 * Math.abs(to - from));
        double sum = 0;
        for (int k = 0; k < pieces; k++) {
            double a = from + (to - from) * k / pieces;
            double b = from + (to - from) * (k + 1) / pieces;
            sum += Geodesic.WGS84.Inverse(
                            lats[i] + a * (lats[i + 1] - lats[i]),
                            lons[i] + a * (lons[i + 1] - lons[i]),
                            lats[i] + b * (lats[i + 1] - lats[i]),
                            lons[i] + b * (lons[i + 1] - lons[i]))
                    .s12;
        }
        return sum;
    }
}
