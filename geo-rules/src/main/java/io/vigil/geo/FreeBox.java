package io.vigil.geo;

/**
 * A box around a point that no edge passes. Sides are distances from the point, in units of a leaf.
 *
 * <p>Every edge cuts the box on the side where its bounding box is farthest from the point; one whose bounding box holds
 * the point is taken as the line it is on. So a square as large as the nearest edge allows always remains, and beyond it
 * what the edges leave. To push the sides out again, where an edge cut off turns out not to be in the way, was tried: it
 * saves 8 % of lookups and costs more than that.
 *
 * <p>It is whole numbers and masks instead of branches: which side an edge is on cannot be foreseen, and a branch taken
 * wrongly costs more than an edge.
 */
final class FreeBox {
    /** Vertices and the point are rounded by half a unit each; the rest is for rounding on the way. */
    private static final int MARGIN = 2;

    private static final int FAR = 1 << 20;

    int west;
    int south;
    int east;
    int north;

    void start(int mostToWest, int mostToSouth, int mostToEast, int mostToNorth) {
        west = mostToWest;
        south = mostToSouth;
        east = mostToEast;
        north = mostToNorth;
    }

    /** Keeps at most so much on either side. */
    void limit(int x, int y) {
        west = Math.min(west, x);
        south = Math.min(south, y);
        east = Math.min(east, x);
        north = Math.min(north, y);
    }

    /** Leaves the edges out between consecutive vertices of a leaf; the point is given in its units. */
    void add(int[] chunk, int begin, int end, int px, int py) {
        int toWest = west;
        int toSouth = south;
        int toEast = east;
        int toNorth = north;
        int ax = Leaf.x(chunk[begin]) - px;
        int ay = Leaf.y(chunk[begin]) - py;
        for (int v = begin + 1; v <= end; v++) {
            int bx = Leaf.x(chunk[v]) - px;
            int by = Leaf.y(chunk[v]) - py;
            int x0 = Math.min(ax, bx) - MARGIN;
            int x1 = -Math.max(ax, bx) - MARGIN;
            int y0 = Math.min(ay, by) - MARGIN;
            int y1 = -Math.max(ay, by) - MARGIN;
            int gapX = Math.max(x0, x1);
            int gapY = Math.max(y0, y1);
            if (Math.max(gapX, gapY) <= 0) {
                west = toWest;
                south = toSouth;
                east = toEast;
                north = toNorth;
                cutCorner(ax, ay, bx, by);
                toWest = west;
                toSouth = south;
                toEast = east;
                toNorth = north;
            } else {
                int isBeside = gapY - gapX >> 31;
                toEast = Math.min(toEast, aheadOrFar(x0, isBeside));
                toWest = Math.min(toWest, aheadOrFar(x1, isBeside));
                toNorth = Math.min(toNorth, aheadOrFar(y0, ~isBeside));
                toSouth = Math.min(toSouth, aheadOrFar(y1, ~isBeside));
            }
            ax = bx;
            ay = by;
        }
        west = toWest;
        south = toSouth;
        east = toEast;
        north = toNorth;
    }

    /** The distance where it is above 0 and the mask is set, else far away. */
    private static int aheadOrFar(int distance, int mask) {
        int isAhead = -distance >> 31 & mask;
        return distance & isAhead | FAR & ~isAhead;
    }

    /** Takes an edge as its line: the sides towards it become half a square that reaches it but for rounding. */
    private void cutCorner(int ax, int ay, int bx, int by) {
        long normalX = by - ay;
        long normalY = ax - bx;
        long distance = normalX * ax + normalY * ay;
        long doubt = MARGIN * (long) (Math.abs(ax) + Math.abs(ay) + Math.abs(bx) + Math.abs(by) + MARGIN);
        long sides = Math.abs(normalX) + Math.abs(normalY) + 3 * MARGIN;
        int half = (int) ((Math.abs(distance) - doubt) / sides);
        if (half <= 0) {
            // On which side of the line the point is, rounding has not left to see.
            limit(0, 0);
            return;
        }
        if (normalX > 0 == distance > 0) {
            east = Math.min(east, half);
        } else {
            west = Math.min(west, half);
        }
        if (normalY > 0 == distance > 0) {
            north = Math.min(north, half);
        } else {
            south = Math.min(south, half);
        }
    }
}
