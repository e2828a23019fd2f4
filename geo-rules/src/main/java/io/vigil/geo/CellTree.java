package io.vigil.geo;

/**
 * The finished tree of cells in arrays of ints.
 *
 * <p>A reference is {@link #EMPTY}, the number of a node (with {@link #HAS_LIST} where zones hold the whole node), or the
 * complement of a leaf's place in the pool. A leaf is: number of zones that hold it whole; number of entries and the
 * place of the reference point; the zones; then per entry the zone, flags, and runs of edges as first vertex and number.
 */
final class CellTree {
    static final int CHILDREN = CellGrid.SIDE * CellGrid.SIDE;
    static final int EMPTY = -1;
    static final int HAS_LIST = 1 << 30;

    static final int JITTER_SHIFT = 24;
    private static final int COUNT_MASK = (1 << JITTER_SHIFT) - 1;

    static final int AREA = 0;
    static final int CIRCLE = 1;
    static final int CORRIDOR = 2;
    private static final int KIND_MASK = 3;
    static final int INSIDE_AT_REFERENCE = 4;
    static final int TURN_SHIFT = 3;
    static final int TURN_BIAS = 4;
    private static final int TURN_MASK = 7;
    static final int RUNS_SHIFT = 6;

    final CellGrid grid;
    final ZoneGeometry[] geometries;
    final double[] xy;
    final int root;
    private final int[] nodes;
    private final int[] nodeLists;
    private final int[] pool;

    CellTree(CellGrid grid, ZoneShapes shapes, int root, int[] nodes, int[] nodeLists, int[] pool) {
        this.grid = grid;
        this.geometries = shapes.geometries;
        this.xy = shapes.xy;
        this.root = root;
        this.nodes = nodes;
        this.nodeLists = nodeLists;
        this.pool = pool;
    }

    /** Bytes in the arrays, without what the zones themselves hold. */
    long bytes() {
        return 4L * (nodes.length + nodeLists.length + pool.length) + 8L * xy.length;
    }

    int child(int node, int slot) {
        return nodes[(node & ~HAS_LIST) * CHILDREN + slot];
    }

    static boolean isNode(int reference) {
        return reference >= 0;
    }

    void locate(double lat, double lon, ZoneHits hits) {
        int column = grid.column(lon);
        int row = grid.row(lat);
        int shift = CellGrid.MAX_BITS;
        int reference = root;
        boolean isSorted = true;
        while (reference >= 0) {
            if ((reference & HAS_LIST) != 0) {
                reference &= ~HAS_LIST;
                int list = nodeLists[reference];
                appendList(list, hits);
                isSorted = false;
            }
            shift -= CellGrid.LEVEL_BITS;
            int slot =
                    (row >>> shift & CellGrid.SIDE - 1) << CellGrid.LEVEL_BITS | column >>> shift & CellGrid.SIDE - 1;
            reference = nodes[reference * CHILDREN + slot];
        }
        int level = (CellGrid.MAX_BITS - shift) / CellGrid.LEVEL_BITS;
        int ix = column >>> shift;
        int iy = row >>> shift;
        double west = grid.cellWest(level, ix);
        double south = grid.cellSouth(level, iy);
        double width = grid.width(level);
        double height = grid.height(level);
        hits.setSafeBox(
                south + CellGrid.PAD_DEGREES,
                west + CellGrid.PAD_DEGREES,
                south + height - CellGrid.PAD_DEGREES,
                west + width - CellGrid.PAD_DEGREES);
        if (reference == EMPTY) {
            return;
        }
        int leaf = ~reference;
        if (pool[leaf + 1] == 0) {
            appendList(leaf, hits);
        } else {
            testLeaf(leaf, level, ix, iy, lat, lon, hits);
        }
        if (!isSorted) {
            hits.sort();
        }
    }

    private void appendList(int leaf, ZoneHits hits) {
        int end = leaf + 2 + pool[leaf];
        for (int i = leaf + 2; i < end; i++) {
            hits.append(pool[i]);
        }
    }

    private void testLeaf(int leaf, int level, int ix, int iy, double lat, double lon, ZoneHits hits) {
        int inside = leaf + 2;
        int insideEnd = inside + pool[leaf];
        int entries = pool[leaf + 1] & COUNT_MASK;
        int jitter = pool[leaf + 1] >>> JITTER_SHIFT;
        double referenceX = grid.referenceX(level, ix, jitter);
        double referenceY = grid.referenceY(level, iy, jitter);
        double reachX = grid.width(level);
        double reachY = grid.height(level);
        double free = 1;
        int at = insideEnd;
        int found = -1;
        for (int i = 0; i < entries; i++) {
            int zone = pool[at];
            int flags = pool[at + 1];
            int runs = at + 2;
            at = runs + 2 * (flags >>> RUNS_SHIFT);
            double turned = 360.0 * ((flags >>> TURN_SHIFT & TURN_MASK) - TURN_BIAS);
            double x = lon + turned;
            boolean isInside;
            int kind = flags & KIND_MASK;
            if (kind == AREA) {
                isInside = isInArea(flags, runs, at, referenceX + turned, referenceY, x, lat);
                free = Math.min(free, EdgeClearance.ofRuns(xy, pool, runs, at, x, lat, reachX, reachY, free));
            } else {
                double margin = marginMeters(kind, zone, runs, at, lat, x, hits.scratch);
                isInside = margin >= 0;
                free = Math.min(free, EdgeClearance.ofMeters(Math.abs(margin), lat, reachX, reachY));
            }
            if (isInside && zone != found) {
                found = zone;
                while (inside < insideEnd && pool[inside] < zone) {
                    hits.append(pool[inside++]);
                }
                hits.append(zone);
            }
        }
        while (inside < insideEnd) {
            hits.append(pool[inside++]);
        }
        EdgeClearance.narrow(hits, lat, lon, free * reachX, free * reachY);
    }

    private boolean isInArea(int flags, int runs, int end, double cx, double cy, double px, double py) {
        int parity = flags & INSIDE_AT_REFERENCE;
        for (int r = runs; r < end; r += 2) {
            int step = EdgeCrossings.parity(xy, pool[r], pool[r + 1], cx, cy, px, py);
            if (step == EdgeCrossings.ON_EDGE) {
                return true;
            }
            parity ^= step * INSIDE_AT_REFERENCE;
        }
        return parity != 0;
    }

    /** How far inside the edge of a circle or corridor a point is, m; negative outside, 0 on the edge. */
    private double marginMeters(int kind, int zone, int runs, int end, double lat, double x, NearestEdge scratch) {
        if (kind == CIRCLE) {
            CircleGeometry circle = (CircleGeometry) geometries[zone];
            return circle.radiusMeters() - Geodesy.distanceMeters(circle.lat(), circle.lon(), lat, x);
        }
        CorridorGeometry corridor = (CorridorGeometry) geometries[zone];
        scratch.reset(lat, x, Double.POSITIVE_INFINITY);
        if (!scratch.isPlane() || corridor.halfWidthMeters() > CorridorGeometry.PLANE_MAX_METERS) {
            return corridor.contains(lat, Geodesy.normalizeLongitude(x)) ? 0 : -Double.MIN_VALUE;
        }
        for (int r = runs; r < end; r += 2) {
            for (int v = pool[r]; v < pool[r] + pool[r + 1]; v++) {
                scratch.consider(corridor.line(), v - corridor.line().first);
            }
        }
        return corridor.halfWidthMeters() - scratch.meters;
    }

    /** Receives the entries of leaves that a walk over cells meets. */
    interface EntryVisitor {
        /** A part of a zone that may touch the cell; runs of edges are in the pool from {@code from} to {@code end}. */
        void visit(int zone, int kind, int turn, int[] pool, int from, int end);
    }

    void forEachEntry(int reference, EntryVisitor visitor) {
        int leaf = ~reference;
        int entries = pool[leaf + 1] & COUNT_MASK;
        int at = leaf + 2 + pool[leaf];
        for (int i = 0; i < entries; i++) {
            int flags = pool[at + 1];
            int runs = at + 2;
            int end = runs + 2 * (flags >>> RUNS_SHIFT);
            visitor.visit(pool[at], flags & KIND_MASK, (flags >>> TURN_SHIFT & TURN_MASK) - TURN_BIAS, pool, runs, end);
            at = end;
        }
    }
}
