package io.vigil.geo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of connected straight edges: a ring or a line. It reads the coordinates where the zone or route has them and
 * copies none. Boxes over groups of edges, for searches along the whole chain, are made when first asked for.
 */
final class Chain {
    /** Number of the first edge among those of the zone. */
    final int first;

    /** How many edges; there is one vertex more, which in a ring is the first one again. */
    final int edges;

    private final double[] xs;
    private final double[] ys;
    private final double west;
    private final double south;
    private final double east;
    private final double north;

    /** Made by whoever comes first; threads that race make equal ones. */
    private @Nullable EdgeGroups groups;

    /**
     * Takes vertices.
     *
     * @param xs longitudes, degrees; not to be changed from now on
     * @param ys latitudes, degrees, as many
     * @param isRing whether an edge leads from the last vertex to the first; a single vertex has one edge in any case
     * @param first number of the first edge
     */
    Chain(double[] xs, double[] ys, boolean isRing, int first) {
        this.xs = xs;
        this.ys = ys;
        this.first = first;
        edges = isRing || xs.length == 1 ? xs.length : xs.length - 1;
        double w = Double.POSITIVE_INFINITY;
        double s = Double.POSITIVE_INFINITY;
        double e = Double.NEGATIVE_INFINITY;
        double n = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            w = Math.min(w, xs[i]);
            s = Math.min(s, ys[i]);
            e = Math.max(e, xs[i]);
            n = Math.max(n, ys[i]);
        }
        west = w;
        south = s;
        east = e;
        north = n;
    }

    /** One edge as a chain of its own. */
    Chain only(int edge) {
        return ofEdge(x(edge), y(edge), x(edge + 1), y(edge + 1));
    }

    /** Some edges of a line as a chain of their own, which keep their numbers. */
    Chain part(int from, int count) {
        return new Chain(
                Arrays.copyOfRange(xs, from, from + count + 1),
                Arrays.copyOfRange(ys, from, from + count + 1),
                false,
                first + from);
    }

    static Chain ofEdge(double ax, double ay, double bx, double by) {
        return new Chain(new double[] {ax, bx}, new double[] {ay, by}, false, 0);
    }

    double x(int vertex) {
        return xs[vertex == xs.length ? 0 : vertex];
    }

    double y(int vertex) {
        return ys[vertex == ys.length ? 0 : vertex];
    }

    double west() {
        return west;
    }

    double south() {
        return south;
    }

    double east() {
        return east;
    }

    double north() {
        return north;
    }

    /** Receives the edges a search finds. */
    interface EdgeVisitor {
        void visit(int edge);
    }

    /** Hands on every edge whose bounding box touches a box, and a few more of the same group. */
    void forEachEdgeNear(double boxWest, double boxSouth, double boxEast, double boxNorth, EdgeVisitor visitor) {
        groups().forEachEdgeNear(boxWest, boxSouth, boxEast, boxNorth, visitor);
    }

    /** Lets a search look at the edges that may be nearer than what it has, the most promising group first. */
    void searchNearest(NearestEdge search) {
        groups().searchNearest(this, search);
    }

    private EdgeGroups groups() {
        EdgeGroups known = groups;
        if (known == null) {
            known = new EdgeGroups(this);
            groups = known;
        }
        return known;
    }

    /** Parity of crossings of a line straight east, or ON_EDGE; exact. */
    int parityOf(double px, double py) {
        int[] parity = {0};
        forEachEdgeNear(px, py, Double.POSITIVE_INFINITY, py, edge -> {
            if (parity[0] != EdgeCrossings.ON_EDGE) {
                int step = EdgeCrossings.eastward(x(edge), y(edge), x(edge + 1), y(edge + 1), px, py);
                parity[0] = step == EdgeCrossings.ON_EDGE ? step : parity[0] ^ step;
            }
        });
        return parity[0];
    }

    /** The same without the groups, which it is not worth to make for one point. */
    int parityOverAll(double px, double py) {
        int parity = 0;
        for (int edge = 0; edge < edges; edge++) {
            int step = EdgeCrossings.eastward(x(edge), y(edge), x(edge + 1), y(edge + 1), px, py);
            if (step == EdgeCrossings.ON_EDGE) {
                return step;
            }
            parity ^= step;
        }
        return parity;
    }
}
