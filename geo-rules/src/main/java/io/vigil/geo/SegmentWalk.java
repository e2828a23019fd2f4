package io.vigil.geo;

/** Finds the zones whose edge a segment touches, over the cells it passes. */
final class SegmentWalk {
    private final CellTree tree;
    private final double lat1;
    private final double lon1;
    private final double lat2;
    private final double lon2;
    private final ZoneHits hits;
    private int homeTurn;

    /** From a point of the index to one whose longitude is unwrapped from there. */
    SegmentWalk(CellTree tree, double lat1, double lon1, double lat2, double lon2, ZoneHits hits) {
        this.tree = tree;
        this.lat1 = lat1;
        this.lon1 = lon1;
        this.lat2 = lat2;
        this.lon2 = lon2;
        this.hits = hits;
    }

    void run() {
        for (homeTurn = -1; homeTurn <= 1; homeTurn++) {
            walk(tree.root, 0, 0, 0);
        }
    }

    private void walk(int reference, int level, int ix, int iy) {
        if (!mayTouch(level, ix, iy)) {
            return;
        }
        if (!CellTree.isNode(reference)) {
            tree.forEachEntry(reference, this::visit);
            return;
        }
        for (int slot = 0; slot < CellTree.CHILDREN; slot++) {
            walk(
                    tree.child(reference, slot),
                    level + 1,
                    ix * CellGrid.SIDE + slot % CellGrid.SIDE,
                    iy * CellGrid.SIDE + slot / CellGrid.SIDE);
        }
    }

    private boolean mayTouch(int level, int ix, int iy) {
        CellGrid grid = tree.grid;
        double shift = 360.0 * homeTurn;
        double halfX = grid.width(level) / 2;
        double halfY = grid.height(level) / 2;
        return EdgeCrossings.mayTouchBox(
                lon1 + shift,
                lat1,
                lon2 + shift,
                lat2,
                grid.cellWest(level, ix) + halfX,
                grid.cellSouth(level, iy) + halfY,
                halfX + CellGrid.PAD_DEGREES,
                halfY + CellGrid.PAD_DEGREES);
    }

    private void visit(int zone, int kind, int turn, int[] pool, int from, int end) {
        if (hits.contains(zone)) {
            return;
        }
        boolean isTouched = kind == CellTree.AREA
                ? touchesEdges(360.0 * (turn + homeTurn), pool, from, end)
                : tree.geometries[zone].touches(lat1, lon1, lat2, lon2);
        if (isTouched) {
            hits.insert(zone);
        }
    }

    private boolean touchesEdges(double shift, int[] pool, int from, int end) {
        double[] xy = tree.xy;
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
}
