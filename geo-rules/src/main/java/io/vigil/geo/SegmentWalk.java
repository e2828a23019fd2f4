package io.vigil.geo;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zones whose edge a segment touches, over the cells it passes. Reusable, so that it allocates nothing but
 * where a distance is too close to call in the plane.
 *
 * <p>Of every cell the children are taken in lines along the longer side of the segment, and from each line those that
 * the part of the segment within it passes. There its slope is at most 1, so rounding stays within the padding.
 */
final class SegmentWalk {
    private static final double PAD_DEGREES = CellGrid.PAD_DEGREES;
    private static final int SIDE = CellGrid.SIDE;

    private static final int MAX_TURNS = 16;

    private final PlaneSegment plane = new PlaneSegment();

    /** Circles and turns out of reach of the segment: the next cells have them too. */
    private final IntArray missed = new IntArray();

    private final ZoneHits hits;
    private double lat1;
    private double lon1;
    private double lat2;
    private double lon2;
    private int homeTurn;
    private @Nullable BitSet among;

    private boolean isWide;
    private double startAlong;
    private double startAcross;
    private double leastAlong;
    private double mostAlong;
    private double slope;

    /** Will add to these hits. */
    SegmentWalk(ZoneHits hits) {
        this.hits = hits;
    }

    /**
     * Adds the zones touched on the way from a point of the index to one whose longitude is unwrapped from there.
     *
     * @param only the zones looked for, or null for all
     */
    void run(CellTree tree, double fromLat, double fromLon, double toLat, double toLon, @Nullable BitSet only) {
        among = only;
        lat1 = fromLat;
        lon1 = fromLon;
        lat2 = toLat;
        lon2 = toLon;
        missed.clear();
        plane.reset(lat1, lat2);
        CellGrid grid = tree.grid;
        if (Math.max(lat1, lat2) < grid.south - PAD_DEGREES || Math.min(lat1, lat2) > grid.north + PAD_DEGREES) {
            return;
        }
        for (homeTurn = -1; homeTurn <= 1; homeTurn++) {
            double west = Math.min(lon1, lon2) + 360 * homeTurn;
            double east = Math.max(lon1, lon2) + 360 * homeTurn;
            if (east >= grid.west - PAD_DEGREES && west <= grid.east + PAD_DEGREES) {
                aim();
                walkFromSmallestCell(tree, west, east);
            }
        }
    }

    /** Goes down to the smallest cell that holds the whole segment, then over its children. */
    private void walkFromSmallestCell(CellTree tree, double west, double east) {
        CellGrid grid = tree.grid;
        double south = Math.min(lat1, lat2);
        double north = Math.max(lat1, lat2);
        int node = tree.root;
        int level = 0;
        int column = 0;
        int row = 0;
        if (grid.contains(south - PAD_DEGREES, west - PAD_DEGREES)
                && grid.contains(north + PAD_DEGREES, east + PAD_DEGREES)) {
            column = grid.column(west - PAD_DEGREES);
            row = grid.row(south - PAD_DEGREES);
            int apart = column ^ grid.column(east + PAD_DEGREES) | row ^ grid.row(north + PAD_DEGREES);
            int shift = CellGrid.MAX_BITS - CellGrid.LEVEL_BITS;
            while (CellTree.isNode(node) && apart >>> shift == 0) {
                node = tree.child(node, (row >>> shift & SIDE - 1) * SIDE + (column >>> shift & SIDE - 1));
                level++;
                shift -= CellGrid.LEVEL_BITS;
            }
        }
        int shift = CellGrid.MAX_BITS - CellGrid.LEVEL_BITS * level;
        walk(tree, node, level, column >>> shift, row >>> shift);
    }

    private void aim() {
        double x = lon1 + 360 * homeTurn;
        double dx = lon2 - lon1;
        double dy = lat2 - lat1;
        isWide = Math.abs(dx) >= Math.abs(dy);
        startAlong = isWide ? x : lat1;
        startAcross = isWide ? lat1 : x;
        double along = isWide ? dx : dy;
        leastAlong = Math.min(startAlong, startAlong + along) - PAD_DEGREES;
        mostAlong = Math.max(startAlong, startAlong + along) + PAD_DEGREES;
        slope = along == 0 ? 0 : (isWide ? dy : dx) / along;
    }

    private void walk(CellTree tree, int node, int level, int ix, int iy) {
        if (!CellTree.isNode(node)) {
            visitLeaf(tree, tree.chunkOf(node), CellTree.offsetOf(node));
            return;
        }
        CellGrid grid = tree.grid;
        double width = grid.width(level + 1);
        double height = grid.height(level + 1);
        double west = grid.cellWest(level + 1, ix * SIDE);
        double south = grid.cellSouth(level + 1, iy * SIDE);
        double base = isWide ? west : south;
        double step = isWide ? width : height;
        double baseAcross = isWide ? south : west;
        double stepAcross = isWide ? height : width;
        int last = Math.min(SIDE - 1, floor((mostAlong - base) / step));
        for (int line = Math.max(0, floor((leastAlong - base) / step)); line <= last; line++) {
            double from = Math.max(leastAlong, base + line * step - PAD_DEGREES);
            double to = Math.min(mostAlong, base + (line + 1) * step + PAD_DEGREES);
            double enters = startAcross + (from - startAlong) * slope - baseAcross;
            double leaves = startAcross + (to - startAlong) * slope - baseAcross;
            int first = Math.max(0, floor((Math.min(enters, leaves) - PAD_DEGREES) / stepAcross));
            int end = Math.min(SIDE - 1, floor((Math.max(enters, leaves) + PAD_DEGREES) / stepAcross));
            for (int across = first; across <= end; across++) {
                int column = isWide ? line : across;
                int row = isWide ? across : line;
                int child = tree.child(node, row * SIDE + column);
                if (tree.hasEntries(child)) {
                    walk(tree, child, level + 1, ix * SIDE + column, iy * SIDE + row);
                }
            }
        }
    }

    private static int floor(double value) {
        return (int) Math.floor(value);
    }

    private void visitLeaf(CellTree tree, int[] chunk, int leaf) {
        int entries = Leaf.entries(chunk[leaf + 1]);
        int at = leaf + Leaf.HEAD + Leaf.inside(chunk[leaf]);
        for (int i = 0; i < entries; i++) {
            int entry = chunk[at++];
            if (isWanted(Leaf.zone(entry)) && isTouched(tree, chunk, at, entry)) {
                hits.insert(Leaf.zone(entry));
            }
            at = Leaf.afterRuns(chunk, at, Leaf.kind(entry));
        }
    }

    private boolean isWanted(int zone) {
        return (among == null || among.get(zone)) && !hits.contains(zone);
    }

    private boolean isTouched(CellTree tree, int[] chunk, int runs, int entry) {
        int turn = Leaf.turn(entry) + homeTurn;
        double shift = 360.0 * turn;
        ZoneGeometry geometry = tree.geometries[Leaf.zone(entry)];
        if (geometry instanceof CircleGeometry circle) {
            return touchesCircle(circle, MAX_TURNS * Leaf.zone(entry) + turn, shift);
        }
        boolean isArea = Leaf.kind(entry) == Leaf.AREA;
        int at = runs;
        int run;
        do {
            run = chunk[at];
            Chain chain = geometry.chainOf(Leaf.first(run));
            int begin = Leaf.first(run) - chain.first;
            for (int edge = begin; edge < begin + Leaf.edges(run); edge++) {
                if (isArea
                        ? intersects(chain, edge, shift)
                        : ((CorridorGeometry) geometry)
                                .isEdgeWithin(plane, edge, lat1, lon1 + shift, lat2, lon2 + shift)) {
                    return true;
                }
            }
            at += isArea ? Leaf.edges(run) + 2 : 1;
        } while (!Leaf.isLast(run));
        return false;
    }

    private boolean intersects(Chain chain, int edge, double shift) {
        return EdgeCrossings.intersect(
                chain.x(edge),
                chain.y(edge),
                chain.x(edge + 1),
                chain.y(edge + 1),
                lon1 + shift,
                lat1,
                lon2 + shift,
                lat2);
    }

    private boolean touchesCircle(CircleGeometry circle, int key, double shift) {
        if (missed.holds(key)) {
            return false;
        }
        double distance =
                plane.metersTo(circle.lon(), circle.lat(), circle.lon(), circle.lat(), lon1 + shift, lon2 + shift);
        double error = plane.errorMeters(distance, lon2 - lon1);
        if (distance + error <= circle.radiusMeters()
                || distance - error <= circle.radiusMeters() && circle.touches(lat1, lon1, lat2, lon2)) {
            return true;
        }
        missed.add(key);
        return false;
    }
}
