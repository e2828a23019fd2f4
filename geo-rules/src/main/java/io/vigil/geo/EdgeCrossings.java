package io.vigil.geo;

/**
 * Exact questions about edges, points and segments in the plane of longitude (x) and latitude (y).
 *
 * <p>Parities count how often a path crosses edges: 0 even, 1 odd, {@link #ON_EDGE} where the point itself lies on
 * one.
 */
final class EdgeCrossings {
    static final int ON_EDGE = 2;

    private EdgeCrossings() {}

    /** Whether the edge crosses the ray east of p: 1, 0, or ON_EDGE. A vertex belongs to the edges above it. */
    static int eastward(double ax, double ay, double bx, double by, double px, double py) {
        if (py < Math.min(ay, by) || py > Math.max(ay, by) || px > Math.max(ax, bx)) {
            return 0;
        }
        boolean straddles = ay > py != by > py;
        if (straddles && px < Math.min(ax, bx)) {
            return 1;
        }
        int side = Orientation.sign(ax, ay, bx, by, px, py);
        if (side == 0) {
            return px >= Math.min(ax, bx) ? ON_EDGE : 0;
        }
        return straddles && side > 0 == by > ay ? 1 : 0;
    }

    /**
     * Parity of the edges between consecutive vertices that the straight path from a reference point c to p crosses.
     *
     * <p>A vertex on the path counts as left of it, so a path through a vertex counts its two edges rightly. Neither
     * c nor a path along an edge does harm, as long as c lies on no edge.
     *
     * @param chain what the edges are part of
     * @param first which edge of it is the first
     * @param edges how many edges
     */
    static int parity(Chain chain, int first, int edges, double cx, double cy, double px, double py) {
        double dx = px - cx;
        double dy = py - cy;
        int parity = 0;
        double ax = chain.x(first);
        double ay = chain.y(first);
        int sideOfA = pathSide(dx, dy, ax, ay, cx, cy, px, py);
        for (int v = first + 1; v <= first + edges; v++) {
            double bx = chain.x(v);
            double by = chain.y(v);
            int sideOfB = pathSide(dx, dy, bx, by, cx, cy, px, py);
            if (sideOfA * sideOfB <= 0) {
                int step = step(ax, ay, bx, by, sideOfA, sideOfB, cx, cy, px, py);
                if (step == ON_EDGE) {
                    return ON_EDGE;
                }
                parity ^= step;
            }
            ax = bx;
            ay = by;
            sideOfA = sideOfB;
        }
        return parity;
    }

    private static int pathSide(
            double dx, double dy, double ax, double ay, double cx, double cy, double px, double py) {
        double left = dx * (ay - cy);
        double right = dy * (ax - cx);
        double determinant = left - right;
        double error = Orientation.ERROR_BOUND * (Math.abs(left) + Math.abs(right));
        if (determinant > error) {
            return 1;
        }
        return determinant < -error ? -1 : Orientation.sign(px, py, ax, ay, cx, cy);
    }

    private static int step(
            double ax,
            double ay,
            double bx,
            double by,
            int sideOfA,
            int sideOfB,
            double cx,
            double cy,
            double px,
            double py) {
        int sideOfP = Orientation.sign(ax, ay, bx, by, px, py);
        if (sideOfP == 0 && isInBox(ax, ay, bx, by, px, py)) {
            return ON_EDGE;
        }
        if (sideOfA >= 0 == sideOfB >= 0) {
            return 0;
        }
        return sideOfP * Orientation.sign(ax, ay, bx, by, cx, cy) < 0 ? 1 : 0;
    }

    static boolean isInBox(double ax, double ay, double bx, double by, double px, double py) {
        return px >= Math.min(ax, bx) && px <= Math.max(ax, bx) && py >= Math.min(ay, by) && py <= Math.max(ay, by);
    }

    /** Whether a point lies on an edge. */
    static boolean isOn(double ax, double ay, double bx, double by, double px, double py) {
        return isInBox(ax, ay, bx, by, px, py) && Orientation.sign(ax, ay, bx, by, px, py) == 0;
    }

    /** Whether two closed segments share a point. */
    static boolean intersect(double ax, double ay, double bx, double by, double px, double py, double qx, double qy) {
        if (Math.max(ax, bx) < Math.min(px, qx)
                || Math.max(px, qx) < Math.min(ax, bx)
                || Math.max(ay, by) < Math.min(py, qy)
                || Math.max(py, qy) < Math.min(ay, by)) {
            return false;
        }
        int p = Orientation.sign(ax, ay, bx, by, px, py);
        int q = Orientation.sign(ax, ay, bx, by, qx, qy);
        if (p * q > 0) {
            return false;
        }
        int a = Orientation.sign(px, py, qx, qy, ax, ay);
        int b = Orientation.sign(px, py, qx, qy, bx, by);
        if (a * b > 0) {
            return false;
        }
        if (p != 0 || q != 0 || a != 0 || b != 0) {
            return p * q < 0 && a * b < 0
                    || p == 0 && isInBox(ax, ay, bx, by, px, py)
                    || q == 0 && isInBox(ax, ay, bx, by, qx, qy)
                    || a == 0 && isInBox(px, py, qx, qy, ax, ay)
                    || b == 0 && isInBox(px, py, qx, qy, bx, by);
        }
        return isInBox(ax, ay, bx, by, px, py)
                || isInBox(ax, ay, bx, by, qx, qy)
                || isInBox(px, py, qx, qy, ax, ay)
                || isInBox(px, py, qx, qy, bx, by);
    }

    /** Whether a segment may touch a box given by its middle and half sides; never false where it does. */
    static boolean mayTouchBox(
            double ax, double ay, double bx, double by, double middleX, double middleY, double halfX, double halfY) {
        double x1 = ax - middleX;
        double y1 = ay - middleY;
        double x2 = bx - middleX;
        double y2 = by - middleY;
        if (Math.min(x1, x2) > halfX
                || Math.max(x1, x2) < -halfX
                || Math.min(y1, y2) > halfY
                || Math.max(y1, y2) < -halfY) {
            return false;
        }
        double dx = x2 - x1;
        double dy = y2 - y1;
        double terms = Math.abs(x1 * dy) + Math.abs(y1 * dx);
        return Math.abs(x1 * dy - y1 * dx) <= halfX * Math.abs(dy) + halfY * Math.abs(dx) + 1e-15 * terms;
    }
}
