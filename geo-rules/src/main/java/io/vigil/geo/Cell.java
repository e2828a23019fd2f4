package io.vigil.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A cell while an index is built: what of which zone may matter in it. */
final class Cell {
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
    /** Index among the children of all nodes where the reference to this cell is to be written; -1 for the root. */
    final int slot;

    int jitter;
    double referenceX;
    double referenceY;
    /** Zones that hold the whole cell and are not listed with a node above. */
    int[] inside = {};

    List<Entry> entries = new ArrayList<>();

    Cell(int level, int ix, int iy, int slot) {
        this.level = level;
        this.ix = ix;
        this.iy = iy;
        this.slot = slot;
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

    /** How many ints it takes as a leaf. */
    int ints() {
        int ints = 2 + inside.length;
        for (Entry entry : entries) {
            ints += 2 + entry.runs().length;
        }
        return ints;
    }

    /** What a lookup in this cell costs, counted in edges to test. */
    int cost() {
        int cost = 0;
        for (Entry entry : entries) {
            cost += entry.part().isArea() ? entry.edges() : 2 + 4 * entry.edges();
        }
        return cost;
    }
}
