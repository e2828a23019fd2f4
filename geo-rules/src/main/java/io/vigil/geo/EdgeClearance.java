package io.vigil.geo;

/** How large a box around a point is free of edges; lengths are given relative to the sides of a cell. */
final class EdgeClearance {
    private static final double KEPT = 1 - 1e-9;

    private EdgeClearance() {}

    /**
     * Half the side of the largest box of a cell's proportions around a point that no edge of the runs touches, in sides of
     * the cell; never too large but for rounding, and at most a given value.
     */
    static double ofRuns(
            double[] xy,
            int[] pool,
            int from,
            int end,
            double px,
            double py,
            double width,
            double height,
            double atMost) {
        double scaleX = 1 / width;
        double scaleY = 1 / height;
        double free = atMost;
        for (int r = from; r < end; r += 2) {
            int v = 2 * pool[r];
            int last = v + 2 * pool[r + 1];
            double ax = (xy[v] - px) * scaleX;
            double ay = (xy[v + 1] - py) * scaleY;
            while (v < last) {
                v += 2;
                double bx = (xy[v] - px) * scaleX;
                double by = (xy[v + 1] - py) * scaleY;
                free = Math.min(free, ofEdge(ax, ay, bx, by));
                ax = bx;
                ay = by;
            }
        }
        return free;
    }

    /** A square around the origin and a segment are apart if one of the square's sides or the segment parts them. */
    private static double ofEdge(double ax, double ay, double bx, double by) {
        double gapX = Math.max(Math.min(ax, bx), -Math.max(ax, bx));
        double gapY = Math.max(Math.min(ay, by), -Math.max(ay, by));
        double gap = Math.max(0, Math.max(gapX, gapY));
        double cross = Math.abs(ax * by - ay * bx);
        double sides = Math.abs(bx - ax) + Math.abs(by - ay);
        return cross > gap * sides ? cross / sides : gap;
    }

    /** The same from a distance that no point of the box may exceed. */
    static double ofMeters(double meters, double lat, double width, double height) {
        double dLat = meters / 2 / Geodesy.MAX_METERS_PER_DEGREE;
        double metersX = Geodesy.metersPerDegreeLongitude(lat) + Math.toRadians(dLat) * Geodesy.MAX_METERS_PER_DEGREE;
        double dLon = meters / 2 / Math.min(metersX, Geodesy.MAX_METERS_PER_DEGREE);
        return Math.min(dLon / width, dLat / height);
    }

    /** Narrows the safe box to a box around the point; empty where nothing is left. */
    static void narrow(ZoneHits hits, double lat, double lon, double dLon, double dLat) {
        double x = dLon * KEPT - CellGrid.PAD_DEGREES;
        double y = dLat * KEPT - CellGrid.PAD_DEGREES;
        if (x <= 0 || y <= 0) {
            hits.setSafeBox(
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.NEGATIVE_INFINITY);
            return;
        }
        hits.setSafeBox(
                Math.max(hits.safeSouth(), lat - y),
                Math.max(hits.safeWest(), lon - x),
                Math.min(hits.safeNorth(), lat + y),
                Math.min(hits.safeEast(), lon + x));
    }
}
