package io.vigil.geo;

/**
 * A run of connected straight edges over shared coordinates, with bounding boxes over groups of eight, so that a
 * search looks at few of them.
 */
final class Chain {
    private static final int GROUP = 8;

    /** Longitude and latitude in turn, degrees; shared by all chains of one index. */
    final double[] xy;

    /** Number of the first vertex. */
    final int first;

    /** How many edges; there is one vertex more. */
    final int edges;

    /**
     * West, south, east, north of each group: groups of eight edges first, then groups of eight groups, up to one.
     */
    private final double[] boxes;

    private final int[] levelStart;

    Chain(double[] xy, int first, int edges) {
        this.xy = xy;
        this.first = first;
        this.edges = edges;
        int levels = 1;
        int groups = groupsOf(edges);
        int total = groups;
        while (groups > 1) {
            groups = groupsOf(groups);
            total += groups;
            levels++;
        }
        levelStart = new int[levels + 1];
        boxes = new double[4 * total];
        fillBoxes();
    }

    private static int groupsOf(int members) {
        return Math.max(1, (members + GROUP - 1) / GROUP);
    }

    private void fillBoxes() {
        int groups = groupsOf(edges);
        levelStart[1] = groups;
        for (int g = 0; g < groups; g++) {
            startBox(g);
            int end = Math.min(edges, (g + 1) * GROUP);
            for (int v = g * GROUP; v <= end; v++) {
                growBox(g, x(v), y(v), x(v), y(v));
            }
        }
        for (int level = 1; level < levelStart.length - 1; level++) {
            int below = levelStart[level - 1];
            int members = levelStart[level] - below;
            groups = groupsOf(members);
            levelStart[level + 1] = levelStart[level] + groups;
            for (int g = 0; g < groups; g++) {
                int box = levelStart[level] + g;
                startBox(box);
                for (int m = g * GROUP; m < Math.min(members, (g + 1) * GROUP); m++) {
                    int i = 4 * (below + m);
                    growBox(box, boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]);
                }
            }
        }
    }

    private void startBox(int box) {
        boxes[4 * box] = Double.POSITIVE_INFINITY;
        boxes[4 * box + 1] = Double.POSITIVE_INFINITY;
        boxes[4 * box + 2] = Double.NEGATIVE_INFINITY;
        boxes[4 * box + 3] = Double.NEGATIVE_INFINITY;
    }

    private void growBox(int box, double west, double south, double east, double north) {
        int i = 4 * box;
        boxes[i] = Math.min(boxes[i], west);
        boxes[i + 1] = Math.min(boxes[i + 1], south);
        boxes[i + 2] = Math.max(boxes[i + 2], east);
        boxes[i + 3] = Math.max(boxes[i + 3], north);
    }

    double x(int vertex) {
        return xy[2 * (first + vertex)];
    }

    double y(int vertex) {
        return xy[2 * (first + vertex) + 1];
    }

    double west() {
        return boxes[boxes.length - 4];
    }

    double south() {
        return boxes[boxes.length - 3];
    }

    double east() {
        return boxes[boxes.length - 2];
    }

    double north() {
        return boxes[boxes.length - 1];
    }

    /** Receives the edges a search finds. */
    interface EdgeVisitor {
        void visit(int edge);
    }

    /** Hands on every edge whose bounding box touches a box, and a few more of the same group. */
    void forEachEdgeNear(double west, double south, double east, double north, EdgeVisitor visitor) {
        visitNear(levelStart.length - 2, 0, west, south, east, north, visitor);
    }

    private void visitNear(
            int level, int group, double west, double south, double east, double north, EdgeVisitor visitor) {
        int i = 4 * (levelStart[level] + group);
        if (boxes[i] > east || boxes[i + 1] > north || boxes[i + 2] < west || boxes[i + 3] < south) {
            return;
        }
        int end = Math.min((group + 1) * GROUP, membersOf(level));
        for (int m = group * GROUP; m < end; m++) {
            if (level == 0) {
                visitor.visit(m);
            } else {
                visitNear(level - 1, m, west, south, east, north, visitor);
            }
        }
    }

    private int membersOf(int level) {
        return level == 0 ? edges : levelStart[level] - levelStart[level - 1];
    }

    /** Lets a search look at the edges that may be nearer than what it has, the most promising group first. */
    void searchNearest(NearestEdge search) {
        int top = levelStart.length - 2;
        if (search.mayBeNearer(boxes, 4 * levelStart[top])) {
            searchNearest(search, top, 0);
        }
    }

    private void searchNearest(NearestEdge search, int level, int group) {
        int from = group * GROUP;
        int end = Math.min(from + GROUP, membersOf(level));
        if (level == 0) {
            for (int edge = from; edge < end; edge++) {
                search.consider(this, edge);
            }
            return;
        }
        int base = levelStart[level - 1];
        int promising = from;
        double least = Double.POSITIVE_INFINITY;
        for (int m = from; m < end; m++) {
            double squared = search.boxDistanceSquared(boxes, 4 * (base + m));
            if (squared < least) {
                least = squared;
                promising = m;
            }
        }
        searchNearest(search, level - 1, promising);
        for (int m = from; m < end; m++) {
            if (m != promising && search.mayBeNearer(boxes, 4 * (base + m))) {
                searchNearest(search, level - 1, m);
            }
        }
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
}
