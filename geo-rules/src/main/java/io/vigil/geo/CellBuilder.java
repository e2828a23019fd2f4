package io.vigil.geo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the tree of cells from the top down: a cell is cut as long as a lookup in it costs too much and memory allows,
 * so that a thousand copies of one coast end in large cells rather than in no memory.
 */
final class CellBuilder {
    private static final int CHEAP_COST = 24;
    private static final int MAX_LISTED_BELOW = 16;
    private static final int SPARE_INTS = 1 << 13;
    private static final int INTS_PER_ZONE = 100;
    private static final int INTS_PER_EDGE = 3;

    private final CellGrid grid;
    private final CellSplitter splitter;
    private final LeafWriter writer;
    private final IntArray nodes;
    private final CellPool pool;
    private final Map<List<Integer>, Integer> plainLeaves = new HashMap<>();
    private double maxGrowth;

    /** Adds to nodes and leaves there are. */
    CellBuilder(CellGrid grid, IntArray nodes, CellPool pool) {
        this.grid = grid;
        this.nodes = nodes;
        this.pool = pool;
        splitter = new CellSplitter(grid);
        writer = new LeafWriter(grid);
    }

    /** Builds a cell from all parts that may touch it, and what is below; returns the reference to it. */
    int build(List<ZonePart> parts, int level, int ix, int iy) {
        Cell cell = splitter.start(parts, level, ix, iy);
        double edges = cell.cost();
        maxGrowth = (SPARE_INTS + INTS_PER_ZONE * (double) parts.size() + INTS_PER_EDGE * edges) / (1.0 + cell.ints());
        return place(cell);
    }

    private int place(Cell cell) {
        if (cell.entries.isEmpty()) {
            return plainLeaf(cell.level, cell.inside);
        }
        if (cell.cost() <= CHEAP_COST || cell.level == grid.deepest || cell.growth > maxGrowth) {
            return ~pool.add(writer.write(cell));
        }
        int node = nodes.size();
        for (int i = 0; i < CellTree.CHILDREN; i++) {
            nodes.add(0);
        }
        int list = 0;
        if (cell.inside.length > MAX_LISTED_BELOW) {
            nodes.add(plainLeaf(cell.level, cell.inside));
            cell.inside = new int[0];
            list = CellTree.HAS_LIST;
        }
        Cell[] children = splitter.split(cell);
        double ints = 0;
        for (Cell child : children) {
            ints += child.entries.isEmpty() ? 1 : 1 + child.ints();
        }
        double grown = cell.growth * Math.max(1, ints / cell.ints());
        for (int i = 0; i < CellTree.CHILDREN; i++) {
            children[i].growth = grown;
            nodes.set(node + i, place(children[i]));
        }
        return node | list;
    }

    /** A leaf that needs no test; equal ones of a level are stored once. */
    private int plainLeaf(int level, int[] inside) {
        List<Integer> key = new ArrayList<>(inside.length + 1);
        key.add(level);
        for (int zone : inside) {
            key.add(zone);
        }
        return plainLeaves.computeIfAbsent(key, unused -> ~pool.add(writer.writePlain(level, inside)));
    }
}
