package io.vigil.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A cell while an index is built: what of which zone may matter in it. */
final class Cell {
    private static final int COST_OF_CIRCLE = 16;
    private static final int COST_OF_CORRIDOR_EDGE = 6;

    /**
     * A part whose edge may touch the cell.
     *
     * @param runs first vertex and number of edges, in turn, of the edges that may touch the cell
     * @param insideAtReference whether the cell's reference point is inside; areas only
     */
    record Entry(ZonePart part, int[] runs, boolean insideAtReference) {
        int edges() {
            int edges = 0;
            for (int i = 1; i < runs.length; i += 2) {
                edges += runs[i];
            }
            return edges;
        }
    }

    final int level;
    final int ix;
    final int iy;

    /** How many times the memory of the edges as they came is spent on the way down to here. */
    double growth;

    int jitter;
    double referenceX;
    double referenceY;
    /** Zones that hold the whole cell and are not listed with a node above. */
    int[] inside = {};

    List<Entry> entries = new ArrayList<>();

    Cell(int level, int ix, int iy, double growth) {
        this.level = level;
        this.ix = ix;
        this.iy = iy;
        this.growth = growth;
    }

    /** Adds zones that hold the whole cell and drops their parts. */
    void addInside(int[] above, IntArray found) {
        int[] merged = Arrays.copyOf(above, above.length + found.size());
        System.arraycopy(found.toArray(), 0, merged, above.length, found.size());
        Arrays.sort(merged);
        int n = 0;
        for (int i = 0; i < merged.length; i++) {
            if (i == 0 || merged[i] != merged[i - 1]) {
                merged[n++] = merged[i];
            }
        }
        inside = Arrays.copyOf(merged, n);
        if (found.size() > 0) {
            entries.removeIf(entry -> Arrays.binarySearch(inside, entry.part().zone()) >= 0);
        }
    }

    /** How many ints it takes as a leaf, about: a vertex for every edge, and of every run one vertex and its head. */
    int ints() {
        int ints = Leaf.HEAD + inside.length;
        for (Entry entry : entries) {
            ints += 1 + entry.runs().length + (entry.part().isArea() ? entry.edges() : 0);
        }
        return ints;
    }

    /** What a lookup in this cell costs, counted in edges to test; a geodesic distance is as dear as many. */
    int cost() {
        int cost = 0;
        for (Entry entry : entries) {
            cost += switch (entry.part().kind()) {
                case Leaf.AREA -> entry.edges();
                case Leaf.CIRCLE -> COST_OF_CIRCLE;
                default -> COST_OF_CORRIDOR_EDGE * entry.edges();
            };
        }
        return cost;
    }
}
