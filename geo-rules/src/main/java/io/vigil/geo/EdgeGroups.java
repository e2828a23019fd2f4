package io.vigil.geo;

/** Bounding boxes over groups of eight edges of a chain, over groups of eight groups, and so on up to one. */
final class EdgeGroups {
    private static final int GROUP = 8;

    private final int edges;

    /** West, south, east, north of each group, the lowest level first. */
    private final double[] boxes;

    private final int[] levelStart;

    EdgeGroups(Chain chain) {
        edges = chain.edges;
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
        fillLowest(chain);
        fillOthers();
    }

    private static int groupsOf(int members) {
        return Math.max(1, (members + GROUP - 1) / GROUP);
    }

    private void fillLowest(Chain chain) {
        levelStart[1] = groupsOf(edges);
        for (int g = 0; g < levelStart[1]; g++) {
            startBox(g);
            int end = Math.min(edges, (g + 1) * GROUP);
            for (int v = g * GROUP; v <= end; v++) {
                growBox(g, chain.x(v), chain.y(v), chain.x(v), chain.y(v));
            }
        }
    }

    private void fillOthers() {
        for (int level = 1; level < levelStart.length - 1; level++) {
            int below = levelStart[level - 1];
            int members = levelStart[level] - below;
            int groups = groupsOf(members);
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

    void forEachEdgeNear(double west, double south, double east, double north, Chain.EdgeVisitor visitor) {
        visitNear(levelStart.length - 2, 0, west, south, east, north, visitor);
    }

    private void visitNear(
            int level, int group, double west, double south, double east, double north, Chain.EdgeVisitor visitor) {
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

    void searchNearest(Chain chain, NearestEdge search) {
        int top = levelStart.length - 2;
        if (search.mayBeNearer(boxes, 4 * levelStart[top])) {
            searchNearest(chain, search, top, 0);
        }
    }

    private void searchNearest(Chain chain, NearestEdge search, int level, int group) {
        int from = group * GROUP;
        int end = Math.min(from + GROUP, membersOf(level));
        if (level == 0) {
            for (int edge = from; edge < end; edge++) {
                search.consider(chain, edge);
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
        searchNearest(chain, search, level - 1, promising);
        for (int m = from; m < end; m++) {
            if (m != promising && search.mayBeNearer(boxes, 4 * (base + m))) {
                searchNearest(chain, search, level - 1, m);
            }
        }
    }
}
