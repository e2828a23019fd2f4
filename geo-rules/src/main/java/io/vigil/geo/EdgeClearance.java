package io.vigil.geo;

/** How large a box around a point is free of edges; lengths are given relative to the sides of a cell. */
final class EdgeClearance {
    private static final double KEPT = 1 - 1e-9;

    private EdgeClearance() {}

    /**
     * Parity of the edges of a run between a reference point c, which lies on no edge, and a point p; where p lies
     * on an edge it says so in the hits. On the way it narrows their clearance: half the side of a box of the cell's
     * proportions around p that no edge touches, in sides of the cell, not too large but for rounding.
     *
     * <p>The same as {@link EdgeCrossings#parity}, from coordinates relative to p that serve both ends.
     */
    static int scan(
            double[] xy,
            int first,
            int edges,
            double cx,
            double cy,
            double px,
            double py,
            double width,
            double height,
            ZoneHits hits) {
        double dx = px - cx;
        double dy = py - cy;
        double scaleX = 0.5 / width;
        double scaleY = 0.5 / height;
        double free = hits.clearance;
        int at = 2 * first;
        int end = at + 2 * edges;
        double ax = xy[at] - px;
        double ay = xy[at + 1] - py;
        double leftOfA = dx * ay;
        double rightOfA = dy * ax;
        int parity = 0;
        while (at < end) {
            at += 2;
            double bx = xy[at] - px;
            double by = xy[at + 1] - py;
            double leftOfB = dx * by;
            double rightOfB = dy * bx;
            double sideOfA = leftOfA - rightOfA;
            double sideOfB = leftOfB - rightOfB;
            boolean isSure = Math.abs(sideOfA) > Orientation.ERROR_BOUND * (Math.abs(leftOfA) + Math.abs(rightOfA))
                    && Math.abs(sideOfB) > Orientation.ERROR_BOUND * (Math.abs(leftOfB) + Math.abs(rightOfB));
            if (!isSure || sideOfA > 0 != sideOfB > 0) {
                int step = EdgeCrossings.parity(xy, at / 2 - 1, 1, cx, cy, px, py);
                if (step == EdgeCrossings.ON_EDGE) {
                    hits.clearance = 0;
                    hits.isOnEdge = true;
                    return 0;
                }
                parity ^= step;
            }
            double stepX = Math.abs(bx - ax);
            double stepY = Math.abs(by - ay);
            double gapX = (Math.abs(ax + bx) - stepX) * scaleX;
            double gapY = (Math.abs(ay + by) - stepY) * scaleY;
            if (gapX < free && gapY < free) {
                double cross = Math.abs(ax * by - ay * bx);
                double sides = width * stepY + height * stepX;
                if (cross < free * sides) {
                    free = Math.max(Math.max(gapX, gapY), cross / sides);
                }
            }
            ax = bx;
            ay = by;
            leftOfA = leftOfB;
            rightOfA = rightOfB;
        }
        hits.clearance = free;
        return parity;
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
