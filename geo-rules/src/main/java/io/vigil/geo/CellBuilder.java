package io.vigil.geo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Builds the tree of cells, level by level from the top: a cell is cut as long as a lookup in it costs too much and
 * memory allows, so that a thousand copies of one coast end in large cells rather than in no memory.
 */
final class CellBuilder {
    private static final int CHEAP_COST = 10;
    private static final int DEAR_COST = 64;
    private static final int MAX_LISTED_BELOW = 16;

    private final CellGrid grid;
    private final ZoneShapes shapes;
    private final CellSplitter splitter;
    private final IntArray nodes = new IntArray();
    private final IntArray nodeLists = new IntArray();
    private final IntArray pool = new IntArray();
    private final Map<List<Integer>, Integer> lists = new HashMap<>();
    private final Queue<Cell> open = new ArrayDeque<>();
    private final long frugalInts;
    private long openInts;

    CellBuilder(ZoneShapes shapes) {
        this.shapes = shapes;
        grid = new CellGrid(shapes.parts);
        splitter = new CellSplitter(grid, shapes.xy);
        frugalInts = (1 << 17) + 600L * shapes.geometries.length + 6L * shapes.vertices();
    }

    CellTree build() {
        int rootReference = place(splitter.root(shapes.parts));
        while (!open.isEmpty()) {
            Cell cell = open.remove();
            openInts -= cell.ints();
            nodes.set(cell.slot, place(cell));
        }
        return new CellTree(grid, shapes, rootReference, nodes.toArray(), nodeLists.toArray(), pool.toArray());
    }

    /** Writes a cell as a leaf, or as a node whose children wait their turn; returns the reference to it. */
    private int place(Cell cell) {
        int cost = cell.cost();
        long used = nodes.size() + pool.size() + openInts;
        int bearable = used < frugalInts ? CHEAP_COST : used < 2 * frugalInts ? DEAR_COST : Integer.MAX_VALUE;
        if (cost <= bearable || cell.level == grid.deepest) {
            return cell.entries.isEmpty() ? plainLeaf(cell.level, cell.inside) : ~leaf(cell);
        }
        int base = nodes.size();
        int reference = base / CellTree.CHILDREN;
        for (int i = 0; i < CellTree.CHILDREN; i++) {
            nodes.add(0);
        }
        if (cell.inside.length > MAX_LISTED_BELOW) {
            nodeLists.add(~plainLeaf(cell.level, cell.inside));
            cell.inside = new int[0];
            reference |= CellTree.HAS_LIST;
        } else {
            nodeLists.add(0);
        }
        for (Cell child : splitter.split(cell, base)) {
            if (child.entries.isEmpty()) {
                nodes.set(child.slot, plainLeaf(child.level, child.inside));
            } else {
                open.add(child);
                openInts += child.ints();
            }
        }
        return reference;
    }

    /** A leaf that needs no test; equal ones of a level are stored once. */
    private int plainLeaf(int level, int[] inside) {
        List<Integer> key = new ArrayList<>(inside.length + 1);
        key.add(level);
        for (int zone : inside) {
            key.add(zone);
        }
        return lists.computeIfAbsent(key, unused -> {
            int at = pool.size();
            pool.add(inside.length | level << CellTree.LEVEL_SHIFT);
            pool.add(0);
            pool.addAll(inside);
            return ~at;
        });
    }

    private int leaf(Cell cell) {
        int at = pool.size();
        pool.add(cell.inside.length | cell.level << CellTree.LEVEL_SHIFT);
        pool.add(cell.entries.size() | cell.jitter << CellTree.JITTER_SHIFT);
        pool.addAll(cell.inside);
        for (Cell.Entry entry : cell.entries) {
            ZonePart part = entry.part();
            int kind = part.isArea()
                    ? CellTree.AREA
                    : part.geometry() instanceof CircleGeometry ? CellTree.CIRCLE : CellTree.CORRIDOR;
            pool.add(part.zone());
            pool.add(kind
                    | (entry.insideAtReference() ? CellTree.INSIDE_AT_REFERENCE : 0)
                    | part.turn() + CellTree.TURN_BIAS << CellTree.TURN_SHIFT
                    | entry.runs().length / 2 << CellTree.RUNS_SHIFT);
            pool.addAll(entry.runs());
        }
        return at;
    }
}
