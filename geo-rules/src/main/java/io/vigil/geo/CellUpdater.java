package io.vigil.geo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes of a tree of cells another one in which some zones have changed. Cells that no changed zone touched before or
 * touches now are shared; where a cell is about as small as the zone, it is built again from all zones in it.
 */
final class CellUpdater {
    /** The new tree is not made this way if it would carry along more ints than so many times the last full one. */
    private static final double MAX_GROWTH = 1.5;

    private static final int SPARE_INTS = 1 << 20;

    private final CellTree tree;
    private final ZoneGeometry[] geometries;
    private final BitSet changed;
    private final List<ZonePart> changes = new ArrayList<>();
    private final IntArray nodes = new IntArray();
    private final CellPool pool;

    /**
     * Prepares.
     *
     * @param geometries of all zones as they are to be; the ordinals of the tree keep their meaning
     * @param changed ordinals of zones that are new, other or no more
     */
    CellUpdater(CellTree tree, ZoneGeometry[] geometries, BitSet changed) {
        this.tree = tree;
        this.geometries = geometries;
        this.changed = changed;
        pool = new CellPool(tree.chunks);
        nodes.addAll(tree.nodes);
        for (int zone = changed.nextSetBit(0); zone >= 0; zone = changed.nextSetBit(zone + 1)) {
            if (zone < tree.geometries.length) {
                ZoneShapes.addParts(zone, tree.geometries[zone], changes);
            }
            ZoneShapes.addParts(zone, geometries[zone], changes);
        }
    }

    /** The new tree; built from scratch where a change reaches beyond the grid or too much would be carried along. */
    CellTree update() {
        for (ZonePart part : changes) {
            if (!tree.grid.contains(part.box().south(), part.box().west())
                    || !tree.grid.contains(part.box().north(), part.box().east())) {
                return CellTree.build(geometries);
            }
        }
        int root = update(tree.root, 0, 0, 0);
        CellTree updated =
                new CellTree(tree.grid, geometries, root, nodes.toArray(), pool.toChunks(), tree.intsWhenBuilt);
        return updated.ints() > MAX_GROWTH * tree.intsWhenBuilt + SPARE_INTS ? CellTree.build(geometries) : updated;
    }

    private int update(int reference, int level, int ix, int iy) {
        boolean isTouched = false;
        boolean isSmall = !CellTree.isNode(reference);
        double area = tree.grid.width(level) * tree.grid.height(level);
        for (ZonePart part : changes) {
            if (part.mayTouch(tree.grid, level, ix, iy)) {
                isTouched = true;
                ZoneGeometry.Box box = part.box();
                isSmall |= (box.east() - box.west()) * (box.north() - box.south()) >= area;
            }
        }
        if (!isTouched) {
            return reference;
        }
        return isSmall || isListed(reference)
                ? rebuild(reference, level, ix, iy)
                : updateNode(reference, level, ix, iy);
    }

    /** Whether a changed zone was held to hold the whole node. */
    private boolean isListed(int node) {
        BitSet listed = new BitSet();
        if ((node & CellTree.HAS_LIST) != 0) {
            collectLeaf(tree.list(node), listed);
        }
        return listed.intersects(changed);
    }

    private int updateNode(int node, int level, int ix, int iy) {
        int[] children = new int[CellTree.CHILDREN];
        boolean isSame = true;
        for (int slot = 0; slot < children.length; slot++) {
            int child = tree.child(node, slot);
            children[slot] = update(
                    child,
                    level + 1,
                    ix * CellGrid.SIDE + slot % CellGrid.SIDE,
                    iy * CellGrid.SIDE + slot / CellGrid.SIDE);
            isSame &= children[slot] == child;
        }
        if (isSame) {
            return node;
        }
        int place = nodes.size();
        nodes.addAll(children);
        if ((node & CellTree.HAS_LIST) == 0) {
            return place;
        }
        nodes.add(tree.list(node));
        return place | CellTree.HAS_LIST;
    }

    private int rebuild(int reference, int level, int ix, int iy) {
        BitSet zones = new BitSet();
        collect(reference, zones);
        zones.or(changed);
        List<ZonePart> all = new ArrayList<>();
        for (int zone = zones.nextSetBit(0); zone >= 0; zone = zones.nextSetBit(zone + 1)) {
            ZoneShapes.addParts(zone, geometries[zone], all);
        }
        List<ZonePart> parts = new ArrayList<>();
        for (ZonePart part : all) {
            if (part.mayTouch(tree.grid, level, ix, iy)) {
                parts.add(part);
            }
        }
        return new CellBuilder(tree.grid, nodes, pool).build(parts, level, ix, iy);
    }

    private void collect(int reference, BitSet zones) {
        if (!CellTree.isNode(reference)) {
            collectLeaf(reference, zones);
            return;
        }
        if ((reference & CellTree.HAS_LIST) != 0) {
            collectLeaf(tree.list(reference), zones);
        }
        for (int slot = 0; slot < CellTree.CHILDREN; slot++) {
            collect(tree.child(reference, slot), zones);
        }
    }

    private void collectLeaf(int reference, BitSet zones) {
        int[] chunk = tree.chunkOf(reference);
        int at = CellTree.offsetOf(reference);
        int entries = Leaf.entries(chunk[at + 1]);
        int end = at + Leaf.HEAD + Leaf.inside(chunk[at]);
        for (int i = at + Leaf.HEAD; i < end; i++) {
            zones.set(chunk[i]);
        }
        int entryAt = end;
        for (int i = 0; i < entries; i++) {
            int entry = chunk[entryAt];
            zones.set(Leaf.zone(entry));
            entryAt = Leaf.afterRuns(chunk, entryAt + 1, Leaf.kind(entry));
        }
    }
}
