package io.vigil.geo;

/**
 * Tests the entries of one leaf for one point: which parts hold it, and how large a box around it no edge passes.
 *
 * <p>Vertices in a leaf are rounded to units, so a side of a line is believed only where it exceeds what rounding can
 * do to it; the other edges, few in a thousand lookups, are asked exactly with the zone's own coordinates. What is
 * believed is what the exact question would have answered, edge by edge, so the parity is exact.
 */
final class LeafScan {
    /** What rounding moves a coordinate at most, units; the exact half and the errors of getting there. */
    private static final double ROUNDING = 0.51;

    /** Rounding of a longitude or latitude in any frame, degrees, times the largest lever, units. */
    private static final double SLACK_DEGREES = 4e-13 * (1 << 19);

    private final ZoneHits hits;
    private final FreeBox box = new FreeBox();
    private final NearestEdge nearest = new NearestEdge(0, 0, 0);

    private double lat;
    private double lon;
    private int level;
    private int column;
    private int row;
    private int jitter;
    private double pointX;
    private double pointY;
    private int boxX;
    private int boxY;
    private double slack;
    private boolean isOnEdge;
    private boolean wantsBox;

    LeafScan(ZoneHits hits) {
        this.hits = hits;
    }

    /** Adds the zones of a leaf with entries that hold a point in its cell, and narrows the safe box. */
    void run(CellTree tree, int[] chunk, int leaf, int ix, int iy, double pointLat, double pointLon, boolean withBox) {
        wantsBox = withBox;
        CellGrid grid = tree.grid;
        lat = pointLat;
        lon = pointLon;
        column = ix;
        row = iy;
        level = Leaf.level(chunk[leaf]);
        jitter = Leaf.jitter(chunk[leaf + 1]);
        double unitsX = grid.unitsX(level);
        double unitsY = grid.unitsY(level);
        double x = (lon - grid.cellWest(level, ix)) * unitsX;
        double y = (lat - grid.cellSouth(level, iy)) * unitsY;
        if (wantsBox) {
            box.head(hits.wayLon * unitsX, hits.wayLat * unitsY);
            box.start((int) x, (int) y, (int) (Leaf.UNITS - x), (int) (Leaf.UNITS - y));
        }
        pointX = x + Leaf.MARGIN;
        pointY = y + Leaf.MARGIN;
        boxX = (int) (pointX + 0.5);
        boxY = (int) (pointY + 0.5);
        slack = SLACK_DEGREES * Math.max(unitsX, unitsY);
        testEntries(tree, chunk, leaf);
        if (!wantsBox) {
            return;
        }
        hits.narrowSafeBox(
                lat - box.south / unitsY, lon - box.west / unitsX, lat + box.north / unitsY, lon + box.east / unitsX);
    }

    private void testEntries(CellTree tree, int[] chunk, int leaf) {
        int inside = leaf + Leaf.HEAD;
        int insideEnd = inside + Leaf.inside(chunk[leaf]);
        int entries = Leaf.entries(chunk[leaf + 1]);
        int at = insideEnd;
        int found = -1;
        for (int i = 0; i < entries; i++) {
            int entry = chunk[at++];
            int zone = Leaf.zone(entry);
            int kind = Leaf.kind(entry);
            boolean isInside;
            if (kind == Leaf.AREA) {
                int parity = Leaf.parityAtReference(entry);
                isOnEdge = false;
                int run;
                do {
                    run = chunk[at];
                    parity ^= parity(tree, chunk, at, entry);
                    if (wantsBox) {
                        box.add(chunk, at + 1, at + 1 + Leaf.edges(run), boxX, boxY);
                    }
                    at += Leaf.edges(run) + 2;
                } while (!Leaf.isLast(run));
                isInside = parity != 0 || isOnEdge;
            } else {
                isInside = testRound(tree, chunk, at, entry);
                at = Leaf.afterRuns(chunk, at, kind);
            }
            if (isInside && zone != found) {
                found = zone;
                while (inside < insideEnd && chunk[inside] < zone) {
                    hits.append(chunk[inside++]);
                }
                hits.append(zone);
            }
        }
        while (inside < insideEnd) {
            hits.append(chunk[inside++]);
        }
    }

    /** Parity of the edges of a run between the reference point and the point; the box leaves them out. */
    private int parity(CellTree tree, int[] chunk, int runAt, int entry) {
        double px = pointX;
        double py = pointY;
        double dx = px - CellGrid.placeX(jitter);
        double dy = py - CellGrid.placeY(jitter);
        double doubt = ROUNDING * (Math.abs(dx) + Math.abs(dy)) + slack;
        int begin = runAt + 1;
        int end = begin + Leaf.edges(chunk[runAt]);
        double ax = Leaf.x(chunk[begin]) - px;
        double ay = Leaf.y(chunk[begin]) - py;
        double sideOfA = dx * ay - dy * ax;
        int parity = 0;
        for (int v = begin + 1; v <= end; v++) {
            double bx = Leaf.x(chunk[v]) - px;
            double by = Leaf.y(chunk[v]) - py;
            double sideOfB = dx * by - dy * bx;
            if ((sideOfA <= doubt || sideOfB <= doubt) && (sideOfA >= -doubt || sideOfB >= -doubt)) {
                int step = step(ax, ay, bx, by, dx, dy, Math.min(Math.abs(sideOfA), Math.abs(sideOfB)) > doubt);
                parity ^= step >= 0 ? step : exactStep(tree, entry, Leaf.first(chunk[runAt]) + v - begin - 1);
            }
            ax = bx;
            ay = by;
            sideOfA = sideOfB;
        }
        return parity;
    }

    /**
     * Whether the path from the reference point to the point crosses an edge given relative to the point: 1, 0, or -1
     * where rounding leaves it open.
     *
     * @param areEndsSure whether both ends of the edge are surely beside the path's line; then they are on either side
     */
    private int step(double ax, double ay, double bx, double by, double dx, double dy, boolean areEndsSure) {
        double ofPoint = ax * by - ay * bx;
        double error = ROUNDING * (Math.abs(ax) + Math.abs(ay) + Math.abs(bx) + Math.abs(by) + 1) + slack;
        if (Math.abs(ofPoint) <= error) {
            return -1;
        }
        double ofReference = (bx - ax) * (-dy - ay) - (by - ay) * (-dx - ax);
        double reach = Math.abs(ax + dx) + Math.abs(ay + dy) + Math.abs(bx + dx) + Math.abs(by + dy);
        if (Math.abs(ofReference) <= ROUNDING * (reach + 1) + slack) {
            return -1;
        }
        if (ofPoint > 0 == ofReference > 0) {
            return 0;
        }
        return areEndsSure ? 1 : -1;
    }

    private int exactStep(CellTree tree, int entry, int edge) {
        double turned = 360.0 * Leaf.turn(entry);
        Chain chain = tree.geometries[Leaf.zone(entry)].chainOf(edge);
        int step = EdgeCrossings.parity(
                chain,
                edge - chain.first,
                1,
                tree.grid.referenceX(level, column, jitter) + turned,
                tree.grid.referenceY(level, row, jitter),
                lon + turned,
                lat);
        if (step == EdgeCrossings.ON_EDGE) {
            isOnEdge = true;
            box.limit(0, 0);
            return 0;
        }
        return step;
    }

    private boolean testRound(CellTree tree, int[] chunk, int runs, int entry) {
        double x = lon + 360.0 * Leaf.turn(entry);
        ZoneGeometry geometry = tree.geometries[Leaf.zone(entry)];
        double margin = geometry instanceof CircleGeometry circle
                ? circle.radiusMeters() - Geodesy.distanceMeters(circle.lat(), circle.lon(), lat, x)
                : marginOfCorridor((CorridorGeometry) geometry, chunk, runs, x);
        double dLat = Math.abs(margin) / 2 / Geodesy.MAX_METERS_PER_DEGREE;
        double metersX = Geodesy.metersPerDegreeLongitude(lat) + Math.toRadians(dLat) * Geodesy.MAX_METERS_PER_DEGREE;
        double dLon = Math.abs(margin) / 2 / Math.min(metersX, Geodesy.MAX_METERS_PER_DEGREE);
        box.limit((int) (dLon * tree.grid.unitsX(level)), (int) (dLat * tree.grid.unitsY(level)));
        return margin >= 0;
    }

    /** How far inside the edge of a corridor the point is, m; negative outside, 0 on the edge. */
    private double marginOfCorridor(CorridorGeometry corridor, int[] chunk, int runs, double x) {
        nearest.reset(lat, x, Double.POSITIVE_INFINITY);
        if (!nearest.isPlane() || corridor.halfWidthMeters() > CorridorGeometry.PLANE_MAX_METERS) {
            return corridor.contains(lat, Geodesy.normalizeLongitude(x)) ? 0 : -Double.MIN_VALUE;
        }
        Chain line = corridor.line();
        int at = runs;
        int run;
        do {
            run = chunk[at++];
            int begin = Leaf.first(run) - line.first;
            for (int edge = begin; edge < begin + Leaf.edges(run); edge++) {
                nearest.consider(line, edge);
            }
        } while (!Leaf.isLast(run));
        return corridor.halfWidthMeters() - nearest.meters;
    }
}
