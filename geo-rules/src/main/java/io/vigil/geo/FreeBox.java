package io.vigil.geo;

import java.util.Arrays;

/**
 * A box around a point that no edge passes. Sides are distances from the point, in units of a leaf.
 *
 * <p>First every edge cuts the box on the side where it is farthest from the point. Then west and east, and after them
 * south and north, are pushed out again to the nearest edge that is really in their way, so the box becomes as long as
 * the edges let it. Edges are taken as their bounding boxes; one whose bounding box holds the point, as the line it is
 * on.
 *
 * <p>It is all whole numbers and masks instead of branches: which edge is in the way cannot be foreseen, and a branch
 * taken wrongly costs more than an edge.
 */
final class FreeBox {
    /** Vertices and the point are rounded by half a unit each; the rest is for rounding on the way. */
    private static final int MARGIN = 2;

    private static final int FAR = 1 << 20;

    /** Bounding boxes of edges, four numbers each. */
    private int[] boxes = new int[256];

    private int size;

    /** What the box may have at most: the cell, circles, corridors and slanting edges. */
    private int mostWest;

    private int mostSouth;
    private int mostEast;
    private int mostNorth;

    int west;
    int south;
    int east;
    int north;

    void start(int mostToWest, int mostToSouth, int mostToEast, int mostToNorth) {
        size = 0;
        mostWest = mostToWest;
        mostSouth = mostToSouth;
        mostEast = mostToEast;
        mostNorth = mostToNorth;
        west = mostToWest;
        south = mostToSouth;
        east = mostToEast;
        north = mostToNorth;
    }

    /** Keeps at most so much on either side. */
    void limit(int x, int y) {
        mostWest = Math.min(mostWest, x);
        mostSouth = Math.min(mostSouth, y);
        mostEast = Math.min(mostEast, x);
        mostNorth = Math.min(mostNorth, y);
    }

    /** Leaves the edges out between consecutive vertices of a leaf; the point is given in its units. */
    void add(int[] chunk, int begin, int end, int px, int py) {
        if (size + 4 * (end - begin) > boxes.length) {
            boxes = Arrays.copyOf(boxes, Math.max(2 * boxes.length, size + 4 * (end - begin)));
        }
        int ax = Leaf.x(chunk[begin]) - px;
        int ay = Leaf.y(chunk[begin]) - py;
        for (int v = begin + 1; v <= end; v++) {
            int bx = Leaf.x(chunk[v]) - px;
            int by = Leaf.y(chunk[v]) - py;
            add(ax, ay, bx, by);
            ax = bx;
            ay = by;
        }
    }

    private void add(int ax, int ay, int bx, int by) {
        int x0 = Math.min(ax, bx) - MARGIN;
        int x1 = Math.max(ax, bx) + MARGIN;
        int y0 = Math.min(ay, by) - MARGIN;
        int y1 = Math.max(ay, by) + MARGIN;
        int gapX = Math.max(x0, -x1);
        int gapY = Math.max(y0, -y1);
        int gap = Math.max(gapX, gapY);
        if (gap <= 0) {
            cutCorner(ax, ay, bx, by);
            return;
        }
        boxes[size] = x0;
        boxes[size + 1] = x1;
        boxes[size + 2] = y0;
        boxes[size + 3] = y1;
        size += 4;
        int beside = gapY - gapX >> 31;
        east = Math.min(east, beside(x0, beside));
        west = Math.min(west, beside(-x1, beside));
        north = Math.min(north, beside(y0, ~beside));
        south = Math.min(south, beside(-y1, ~beside));
    }

    /** The distance where it is above 0 and the mask is set, else far away. */
    private static int beside(int distance, int mask) {
        int isAhead = -distance >> 31 & mask;
        return distance & isAhead | FAR & ~isAhead;
    }

    /** Takes an edge as its line. */
    private void cutCorner(int ax, int ay, int bx, int by) {
        long normalX = by - ay;
        long normalY = ax - bx;
        long distance = normalX * ax + normalY * ay;
        long sides = Math.abs(normalX) + Math.abs(normalY);
        int half = sides == 0 ? 0 : (int) Math.max(0, Math.abs(distance) / sides - MARGIN);
        if (half == 0) {
            // On which side of the line the point is, rounding has not left to see.
            limit(0, 0);
            return;
        }
        if (normalX > 0 == distance > 0) {
            mostEast = Math.min(mostEast, half);
        } else {
            mostWest = Math.min(mostWest, half);
        }
        if (normalY > 0 == distance > 0) {
            mostNorth = Math.min(mostNorth, half);
        } else {
            mostSouth = Math.min(mostSouth, half);
        }
    }

    /** Makes the box as large as it can be. */
    void finish() {
        south = Math.min(south, mostSouth);
        north = Math.min(north, mostNorth);
        int least = -south;
        int most = north;
        int w = mostWest;
        int e = mostEast;
        for (int i = 0; i < size; i += 4) {
            int isInTheWay = boxes[i + 2] - most & least - boxes[i + 3];
            e = Math.min(e, beside(boxes[i], isInTheWay >> 31));
            w = Math.min(w, beside(-boxes[i + 1], isInTheWay >> 31));
        }
        int s = mostSouth;
        int n = mostNorth;
        for (int i = 0; i < size; i += 4) {
            int isInTheWay = boxes[i] - e & -w - boxes[i + 1];
            n = Math.min(n, beside(boxes[i + 2], isInTheWay >> 31));
            s = Math.min(s, beside(-boxes[i + 3], isInTheWay >> 31));
        }
        west = w;
        south = s;
        east = e;
        north = n;
    }
}
