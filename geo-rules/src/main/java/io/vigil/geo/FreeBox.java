package io.vigil.geo;

/**
 * A box around a point that no edge passes. Sides are distances from the point, in units of a leaf.
 *
 * <p>Every edge cuts the box on the side where its bounding box is farthest from the point; one whose bounding box holds
 * the point is taken as the line it is on. So a square as large as the nearest edge allows always remains, and beyond it
 * what the edges leave. To push the sides out again, where an edge cut off turns out not to be in the way, was tried: it
 * saves 8 % of lookups and costs more than that.
 *
 * <p>Where it is known which way the mover goes, a side counts for what it is worth to it: the one ahead is kept long, the one
 * behind is given up first. That saves a fifth of the lookups of vehicles.
 *
 * <p>It is whole numbers and masks instead of branches: which side an edge is on cannot be foreseen, and a branch taken
 * wrongly costs more than an edge.
 */
final class FreeBox {
    /** Vertices and the point are rounded by half a unit each; the rest is for rounding on the way. */
    private static final int MARGIN = 2;

    private static final int FAR = 1 << 20;

    /** What a side that the mover goes away from is worth beside the one it goes to: it may turn. */
    private static final double WORTH_BEHIND = 0.125;
    /** Weights of distances are whole numbers, so many for one. */
    private static final int WEIGHT_UNITS = 16;

    private double worthOfWest;
    private double worthOfSouth;
    private double worthOfEast;
    private double worthOfNorth;
    private int weightOfWest;
    private int weightOfSouth;
    private int weightOfEast;
    private int weightOfNorth;

    int west;
    int south;
    int east;
    int north;

    /**
     * Says which way the mover goes, in units of the leaf; 0 and 0 where nobody knows. Only the ratio of the two counts.
     */
    void head(double toEast, double toNorth) {
        double larger = Math.max(Math.abs(toEast), Math.abs(toNorth));
        double x = larger > 0 ? toEast / larger : 0;
        double y = larger > 0 ? toNorth / larger : 0;
        worthOfWest = Math.max(-x, 0) + WORTH_BEHIND;
        worthOfSouth = Math.max(-y, 0) + WORTH_BEHIND;
        worthOfEast = Math.max(x, 0) + WORTH_BEHIND;
        worthOfNorth = Math.max(y, 0) + WORTH_BEHIND;
        weightOfWest = (int) (WEIGHT_UNITS / worthOfWest);
        weightOfSouth = (int) (WEIGHT_UNITS / worthOfSouth);
        weightOfEast = (int) (WEIGHT_UNITS / worthOfEast);
        weightOfNorth = (int) (WEIGHT_UNITS / worthOfNorth);
    }

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
            int gapX = Math.max(x0 * weightOfEast, x1 * weightOfWest);
            int gapY = Math.max(y0 * weightOfNorth, y1 * weightOfSouth);
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

    /** Takes an edge as its line: the sides towards it become a rectangle that reaches it but for rounding. */
    private void cutCorner(int ax, int ay, int bx, int by) {
        long normalX = by - ay;
        long normalY = ax - bx;
        long distance = normalX * ax + normalY * ay;
        long doubt = MARGIN * (long) (Math.abs(ax) + Math.abs(ay) + Math.abs(bx) + Math.abs(by) + MARGIN);
        long free = Math.abs(distance) - doubt;
        if (free <= 0) {
            // On which side of the line the point is, rounding has not left to see.
            limit(0, 0);
            return;
        }
        boolean isEast = normalX > 0 == distance > 0;
        boolean isNorth = normalY > 0 == distance > 0;
        double worthX = isEast ? worthOfEast : worthOfWest;
        double worthY = isNorth ? worthOfNorth : worthOfSouth;
        // Each part of the normal errs by less than the margin; three times that is for the sides rounded as well.
        double scale = free / ((Math.abs(normalX) + 3 * MARGIN) * worthX + (Math.abs(normalY) + 3 * MARGIN) * worthY);
        int x = (int) (scale * worthX);
        int y = (int) (scale * worthY);
        if (isEast) {
            east = Math.min(east, x);
        } else {
            west = Math.min(west, x);
        }
        if (isNorth) {
            north = Math.min(north, y);
        } else {
            south = Math.min(south, y);
        }
    }
}
