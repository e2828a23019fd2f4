package io.vigil.geo;

/** Hands on all cells of a tree. */
final class CellWalk {
    private final CellTree tree;
    private final CellVisitor visitor;

    CellWalk(CellTree tree, CellVisitor visitor) {
        this.tree = tree;
        this.visitor = visitor;
    }

    void run() {
        walk(tree.root, 0, 0, 0, 0);
    }

    private void walk(int reference, int level, int ix, int iy, int insideAbove) {
        if (!CellTree.isNode(reference)) {
            visit(reference, level, ix, iy, insideAbove);
            return;
        }
        int inside = insideAbove;
        if ((reference & CellTree.HAS_LIST) != 0) {
            int list = tree.list(reference);
            inside += Leaf.inside(tree.chunkOf(list)[CellTree.offsetOf(list)]);
        }
        for (int slot = 0; slot < CellTree.CHILDREN; slot++) {
            walk(
                    tree.child(reference, slot),
                    level + 1,
                    ix * CellGrid.SIDE + slot % CellGrid.SIDE,
                    iy * CellGrid.SIDE + slot / CellGrid.SIDE,
                    inside);
        }
    }

    private void visit(int leaf, int level, int ix, int iy, int insideAbove) {
        int[] chunk = tree.chunkOf(leaf);
        int at = CellTree.offsetOf(leaf);
        int inside = insideAbove + Leaf.inside(chunk[at]);
        int entries = Leaf.entries(chunk[at + 1]);
        int edges = 0;
        at += Leaf.HEAD + Leaf.inside(chunk[at]);
        for (int i = 0; i < entries; i++) {
            int kind = Leaf.kind(chunk[at]);
            int end = Leaf.afterRuns(chunk, at + 1, kind);
            for (int run = at + 1; kind == Leaf.AREA && run < end; run += Leaf.edges(chunk[run]) + 2) {
                edges += Leaf.edges(chunk[run]);
            }
            at = end;
        }
        double west = tree.grid.cellWest(level, ix);
        double south = tree.grid.cellSouth(level, iy);
        visitor.visit(
                south, west, south + tree.grid.height(level), west + tree.grid.width(level), inside, entries, edges);
    }
}
