package io.vigil.geo;

import java.util.Arrays;

/**
 * The finished tree of cells in arrays of ints.
 *
 * <p>A reference is the number of a node (with {@link #HAS_LIST} where zones hold the whole node) or the complement
 * of a leaf's place in the pool. A leaf is: its level and the number of zones that hold it whole; the place of its
 * reference point and the number of entries; the zones; then per entry the zone, flags, and runs of edges as first
 * vertex and number. A table of the references on one of the upper levels spares the way down to there.
 */
final class CellTree {
    static final int CHILDREN = CellGrid.SIDE * CellGrid.SIDE;
    static final int HAS_LIST = 1 << 30;

    static final int LEVEL_SHIFT = 28;
    private static final int INSIDE_MASK = (1 << LEVEL_SHIFT) - 1;

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
    final int[] pool;
    private final int[] top;
    private final int topBits;

    CellTree(CellGrid grid, ZoneShapes shapes, int root, int[] nodes, int[] nodeLists, int[] pool) {
        this.grid = grid;
        this.geometries = shapes.geometries;
        this.xy = shapes.xy;
        this.root = root;
        this.nodes = nodes;
        this.nodeLists = nodeLists;
        this.pool = pool;
        topBits = CellGrid.LEVEL_BITS * topLevel();
        top = new int[1 << 2 * topBits];
        fillTop(root, 0, 0, 0);
    }

    /** The deepest level that costs no more memory than half the nodes and has no list above it. */
    private int topLevel() {
        int affordable = 0;
        while (affordable < grid.deepest && 1L << 2 * CellGrid.LEVEL_BITS * (affordable + 1) <= nodes.length / 2) {
            affordable++;
        }
        return levelOfFirstList(root, 0, affordable);
    }

    private int levelOfFirstList(int reference, int level, int limit) {
        if (level >= limit || !isNode(reference)) {
            return limit;
        }
        if ((reference & HAS_LIST) != 0) {
            return level;
        }
        int first = limit;
        for (int slot = 0; slot < CHILDREN; slot++) {
            first = levelOfFirstList(child(reference, slot), level + 1, first);
        }
        return first;
    }

    private void fillTop(int reference, int level, int ix, int iy) {
        int bits = topBits - CellGrid.LEVEL_BITS * level;
        if (bits > 0 && isNode(reference)) {
            for (int slot = 0; slot < CHILDREN; slot++) {
                int column = ix * CellGrid.SIDE + slot % CellGrid.SIDE;
                fillTop(child(reference, slot), level + 1, column, iy * CellGrid.SIDE + slot / CellGrid.SIDE);
            }
            return;
        }
        int side = 1 << bits;
        for (int row = iy * side; row < (iy + 1) * side; row++) {
            Arrays.fill(top, (row << topBits) + ix * side, (row << topBits) + (ix + 1) * side, reference);
        }
    }

    /** Bytes in the arrays, without what the zones themselves hold. */
    long bytes() {
        return 4L * (nodes.length + nodeLists.length + pool.length + top.length) + 8L * xy.length;
    }

    int child(int node, int slot) {
        return nodes[(node & ~HAS_LIST) * CHILDREN + slot];
    }

    static boolean isNode(int reference) {
        return reference >= 0;
    }

    /** Whether a leaf has entries; a node has some below it. */
    boolean hasEntries(int reference) {
        return reference >= 0 || pool[~reference + 1] != 0;
    }

    void locate(double lat, double lon, ZoneHits hits) {
        int column = grid.column(lon);
        int row = grid.row(lat);
        int shift = CellGrid.MAX_BITS - topBits;
        int reference = top[row >>> shift << topBits | column >>> shift];
        boolean isSorted = true;
        while (reference >= 0) {
            if ((reference & HAS_LIST) != 0) {
                reference &= ~HAS_LIST;
                appendList(nodeLists[reference], hits);
                isSorted = false;
            }
            shift -= CellGrid.LEVEL_BITS;
            reference = nodes[reference * CHILDREN + slot(row >>> shift, column >>> shift)];
        }
        int leaf = ~reference;
        int level = pool[leaf] >>> LEVEL_SHIFT;
        int cellShift = CellGrid.MAX_BITS - CellGrid.LEVEL_BITS * level;
        int ix = column >>> cellShift;
        int iy = row >>> cellShift;
        double west = grid.cellWest(level, ix);
        double south = grid.cellSouth(level, iy);
        hits.setSafeBox(
                south + CellGrid.PAD_DEGREES,
                west + CellGrid.PAD_DEGREES,
                south + grid.height(level) - CellGrid.PAD_DEGREES,
                west + grid.width(level) - CellGrid.PAD_DEGREES);
        if (pool[leaf + 1] == 0) {
            appendList(leaf, hits);
        } else {
            testLeaf(leaf, level, ix, iy, lat, lon, hits);
        }
        if (!isSorted) {
            hits.sort();
        }
    }

    private static int slot(int row, int column) {
        return (row & CellGrid.SIDE - 1) << CellGrid.LEVEL_BITS | column & CellGrid.SIDE - 1;
    }

    private void appendList(int leaf, ZoneHits hits) {
        int end = leaf + 2 + (pool[leaf] & INSIDE_MASK);
        for (int i = leaf + 2; i < end; i++) {
            hits.append(pool[i]);
        }
    }

    private void testLeaf(int leaf, int level, int ix, int iy, double lat, double lon, ZoneHits hits) {
        int inside = leaf + 2;
        int insideEnd = inside + (pool[leaf] & INSIDE_MASK);
        int entries = pool[leaf + 1] & COUNT_MASK;
        int jitter = pool[leaf + 1] >>> JITTER_SHIFT;
        double referenceX = grid.referenceX(level, ix, jitter);
        double referenceY = grid.referenceY(level, iy, jitter);
        double width = grid.width(level);
        double height = grid.height(level);
        hits.clearance = 1;
        int at = insideEnd;
        int found = -1;
        for (int i = 0; i < entries; i++) {
            int zone = pool[at];
            int flags = pool[at + 1];
            int runs = at + 2;
            at = runs + 2 * (flags >>> RUNS_SHIFT);
            double turned = 360.0 * ((flags >>> TURN_SHIFT & TURN_MASK) - TURN_BIAS);
            boolean isInside;
            int kind = flags & KIND_MASK;
            if (kind == AREA) {
                int parity = flags & INSIDE_AT_REFERENCE;
                hits.isOnEdge = false;
                for (int r = runs; r < at; r += 2) {
                    parity ^= INSIDE_AT_REFERENCE
                            * EdgeClearance.scan(
                                    xy,
                                    pool[r],
                                    pool[r + 1],
                                    referenceX + turned,
                                    referenceY,
                                    lon + turned,
                                    lat,
                                    width,
                                    height,
                                    hits);
                }
                isInside = parity != 0 || hits.isOnEdge;
            } else {
                double margin = marginMeters(kind, zone, runs, at, lat, lon + turned, hits.scratch);
                isInside = margin >= 0;
                double free = EdgeClearance.ofMeters(Math.abs(margin), lat, width, height);
                hits.clearance = Math.min(hits.clearance, free);
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
        EdgeClearance.narrow(hits, lat, lon, hits.clearance * width, hits.clearance * height);
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
        /**
         * A part of a zone that may touch the cell; runs of edges are in the pool from {@code from} to {@code end}.
         */
        void visit(CellTree tree, int zone, int kind, int turn, int from, int end);
    }

    void forEachEntry(int reference, EntryVisitor visitor) {
        int leaf = ~reference;
        int entries = pool[leaf + 1] & COUNT_MASK;
        int at = leaf + 2 + (pool[leaf] & INSIDE_MASK);
        for (int i = 0; i < entries; i++) {
            int flags = pool[at + 1];
            int runs = at + 2;
            int end = runs + 2 * (flags >>> RUNS_SHIFT);
            visitor.visit(this, pool[at], flags & KIND_MASK, (flags >>> TURN_SHIFT & TURN_MASK) - TURN_BIAS, runs, end);
            at = end;
        }
    }
}
