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
final class SegmentWalk implements CellTree.EntryVisitor {
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
            tree.forEachEntry(node, this);
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

    @Override
    public void visit(CellTree tree, int zone, int kind, int turn, int from, int end) {
        if (among != null && !among.get(zone) || hits.contains(zone)) {
            return;
        }
        double shift = 360.0 * (turn + homeTurn);
        boolean isTouched;
        if (kind == CellTree.AREA) {
            isTouched = touchesEdges(tree, shift, from, end);
        } else if (kind == CellTree.CIRCLE) {
            isTouched =
                    touchesCircle((CircleGeometry) tree.geometries[zone], MAX_TURNS * zone + turn + homeTurn, shift);
        } else {
            isTouched = touchesCorridor(tree, zone, shift, from, end);
        }
        if (isTouched) {
            hits.insert(zone);
        }
    }

    private boolean touchesEdges(CellTree tree, double shift, int from, int end) {
        double[] xy = tree.xy;
        int[] pool = tree.pool;
        for (int r = from; r < end; r += 2) {
            int last = 2 * (pool[r] + pool[r + 1]);
            for (int v = 2 * pool[r]; v < last; v += 2) {
                if (EdgeCrossings.intersect(
                        xy[v], xy[v + 1], xy[v + 2], xy[v + 3], lon1 + shift, lat1, lon2 + shift, lat2)) {
                    return true;
                }
            }
        }
        return false;
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

    private boolean touchesCorridor(CellTree tree, int zone, double shift, int from, int end) {
        CorridorGeometry corridor = (CorridorGeometry) tree.geometries[zone];
        int[] pool = tree.pool;
        for (int r = from; r < end; r += 2) {
            for (int v = pool[r]; v < pool[r] + pool[r + 1]; v++) {
                int edge = v - corridor.line().first;
                if (corridor.isEdgeWithin(plane, edge, lat1, lon1 + shift, lat2, lon2 + shift)) {
                    return true;
                }
            }
        }
        return false;
    }
}
