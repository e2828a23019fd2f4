package io.vigil.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The finished tree of cells in arrays of ints.
 *
 * <p>A reference is the place of a node (with {@link #HAS_LIST} where zones hold the whole node) or the complement of
 * the place of a {@link Leaf}. A node is the references to its four children and, with a list, one more to a leaf with
 * the zones. A table of the references on one of the upper levels spares the way down to there.
 */
final class CellTree {
    static final int CHILDREN = CellGrid.SIDE * CellGrid.SIDE;
    static final int HAS_LIST = 1 << 30;

    final CellGrid grid;
    final ZoneGeometry[] geometries;
    final int root;
    final int[] nodes;
    final int[][] chunks;
    /** How many ints the tree had when it was last built from scratch; 0 stands for this one. */
    final long intsWhenBuilt;

    private final int[] top;
    private final int topBits;

    CellTree(CellGrid grid, ZoneGeometry[] geometries, int root, int[] nodes, int[][] chunks, long intsWhenBuilt) {
        this.grid = grid;
        this.geometries = geometries;
        this.root = root;
        this.nodes = nodes;
        this.chunks = chunks;
        topBits = CellGrid.LEVEL_BITS * topLevel();
        top = new int[1 << 2 * topBits];
        fillTop(root, 0, 0, 0);
        this.intsWhenBuilt = intsWhenBuilt == 0 ? ints() : intsWhenBuilt;
    }

    /** Builds a tree from scratch. */
    static CellTree build(ZoneGeometry[] geometries) {
        List<ZonePart> parts = new ArrayList<>();
        for (int zone = 0; zone < geometries.length; zone++) {
            ZoneShapes.addParts(zone, geometries[zone], parts);
        }
        CellGrid grid = new CellGrid(parts);
        IntArray nodes = new IntArray();
        CellPool pool = new CellPool(new int[0][]);
        int root = new CellBuilder(grid, nodes, pool).build(parts, 0, 0, 0);
        return new CellTree(grid, geometries, root, nodes.toArray(), pool.toChunks(), 0);
    }

    /** The deepest level that costs no more memory than the nodes and has no list above it. */
    private int topLevel() {
        int affordable = 0;
        while (affordable < grid.deepest && 1L << 2 * CellGrid.LEVEL_BITS * (affordable + 1) <= nodes.length) {
            affordable++;
        }
        return levelOfFirstList(root, 0, affordable);
    }

    private int levelOfFirstList(int reference, int level, int limit) {
        if (level >= limit || !isNode(reference)) {
            return limit;
        }
        if ((reference & HAS_LIST) != 0) {
            return level;
        }
        int first = limit;
        for (int slot = 0; slot < CHILDREN; slot++) {
            first = levelOfFirstList(child(reference, slot), level + 1, first);
        }
        return first;
    }

    private void fillTop(int reference, int level, int ix, int iy) {
        int bits = topBits - CellGrid.LEVEL_BITS * level;
        if (bits > 0 && isNode(reference)) {
            for (int slot = 0; slot < CHILDREN; slot++) {
                int column = ix * CellGrid.SIDE + slot % CellGrid.SIDE;
                fillTop(child(reference, slot), level + 1, column, iy * CellGrid.SIDE + slot / CellGrid.SIDE);
            }
            return;
        }
        int side = 1 << bits;
        for (int row = iy * side; row < (iy + 1) * side; row++) {
            Arrays.fill(top, (row << topBits) + ix * side, (row << topBits) + (ix + 1) * side, reference);
        }
    }

    /** Bytes in the arrays of the tree, without what the zones themselves hold. */
    long bytes() {
        return 4 * (ints() + top.length);
    }

    /** How many ints nodes and leaves take. */
    long ints() {
        long ints = nodes.length;
        for (int[] chunk : chunks) {
            ints += chunk.length;
        }
        return ints;
    }

    int child(int node, int slot) {
        return nodes[(node & ~HAS_LIST) + slot];
    }

    /** The leaf with the zones that hold a whole node which has a list. */
    int list(int node) {
        return nodes[(node & ~HAS_LIST) + CHILDREN];
    }

    static boolean isNode(int reference) {
        return reference >= 0;
    }

    /** Whether a leaf has entries; a node has some below it. */
    boolean hasEntries(int reference) {
        return reference >= 0 || chunkOf(reference)[offsetOf(reference) + 1] != 0;
    }

    /** The chunk a leaf is in. */
    int[] chunkOf(int leaf) {
        return chunks[~leaf >>> CellPool.CHUNK_BITS];
    }

    /** Where in its chunk a leaf begins. */
    static int offsetOf(int leaf) {
        return ~leaf & CellPool.OFFSET_MASK;
    }

    void locate(double lat, double lon, ZoneHits hits, boolean withBox) {
        int column = grid.column(lon);
        int row = grid.row(lat);
        int shift = CellGrid.MAX_BITS - topBits;
        int reference = top[row >>> shift << topBits | column >>> shift];
        boolean isSorted = true;
        while (reference >= 0) {
            if ((reference & HAS_LIST) != 0) {
                int list = list(reference);
                appendInside(chunkOf(list), offsetOf(list), hits);
                isSorted = false;
            }
            shift -= CellGrid.LEVEL_BITS;
            reference = child(reference, slot(row >>> shift, column >>> shift));
        }
        int[] chunk = chunkOf(reference);
        int at = offsetOf(reference);
        int level = Leaf.level(chunk[at]);
        int cellShift = CellGrid.MAX_BITS - CellGrid.LEVEL_BITS * level;
        int ix = column >>> cellShift;
        int iy = row >>> cellShift;
        if (withBox) {
            setSafeBox(level, ix, iy, hits);
        }
        if (chunk[at + 1] == 0) {
            appendInside(chunk, at, hits);
        } else {
            hits.scan.run(this, chunk, at, ix, iy, lat, lon, withBox);
        }
        if (!isSorted) {
            hits.sort();
        }
    }

    private void setSafeBox(int level, int ix, int iy, ZoneHits hits) {
        double west = grid.cellWest(level, ix);
        double south = grid.cellSouth(level, iy);
        hits.setSafeBox(
                south + CellGrid.PAD_DEGREES,
                west + CellGrid.PAD_DEGREES,
                south + grid.height(level) - CellGrid.PAD_DEGREES,
                west + grid.width(level) - CellGrid.PAD_DEGREES);
    }

    private static int slot(int row, int column) {
        return (row & CellGrid.SIDE - 1) << CellGrid.LEVEL_BITS | column & CellGrid.SIDE - 1;
    }

    private static void appendInside(int[] chunk, int at, ZoneHits hits) {
        int end = at + Leaf.HEAD + Leaf.inside(chunk[at]);
        for (int i = at + Leaf.HEAD; i < end; i++) {
            hits.append(chunk[i]);
        }
    }
}
