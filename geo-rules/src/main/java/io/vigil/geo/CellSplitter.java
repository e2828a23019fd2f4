package io.vigil.geo;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a cell into its children: which edges may touch which child, and which zones hold a child whole.
 *
 * <p>Whether an edge touches a cell may err on the safe side; whether a point is inside never errs, since it follows
 * the exact parity of crossings from one reference point to the next.
 */
final class CellSplitter {
    private static final int CHILDREN = CellTree.CHILDREN;
    private static final double PLANE_REACH_METERS = 30_000;
    private static final double MAX_PLANE_LATITUDE = 80;

    private final CellGrid grid;
    private final IntArray[] childRuns = new IntArray[CHILDREN];
    private final IntArray[] childInside = new IntArray[CHILDREN];

    CellSplitter(CellGrid grid) {
        this.grid = grid;
        for (int i = 0; i < CHILDREN; i++) {
            childRuns[i] = new IntArray();
            childInside[i] = new IntArray();
        }
    }

    /** A cell to begin with, from all parts that may touch it. */
    Cell start(List<ZonePart> parts, int level, int ix, int iy) {
        Cell cell = new Cell(level, ix, iy, 1);
        IntArray inside = new IntArray();
        List<int[]> runs = new ArrayList<>();
        for (ZonePart part : parts) {
            int[] near = part.isArea() ? edgesNear(part, cell) : part.runs();
            runs.add(near);
            if (part.isArea() && near.length > 0) {
                cell.entries.add(new Cell.Entry(part, near, false));
            }
        }
        chooseReference(cell);
        cell.entries.clear();
        for (int i = 0; i < runs.size(); i++) {
            ZonePart part = parts.get(i);
            if (!part.isArea()) {
                addRound(new Cell.Entry(part, runs.get(i), false), cell, inside);
                continue;
            }
            boolean isInside = part.containsByRay(cell.referenceY, cell.referenceX);
            if (runs.get(i).length > 0) {
                cell.entries.add(new Cell.Entry(part, runs.get(i), isInside));
            } else if (isInside) {
                inside.add(part.zone());
            }
        }
        cell.addInside(cell.inside, inside);
        return cell;
    }

    private int[] edgesNear(ZonePart part, Cell cell) {
        double halfX = grid.width(cell.level) / 2;
        double halfY = grid.height(cell.level) / 2;
        double middleX = grid.cellWest(cell.level, cell.ix) + halfX + part.shift();
        double middleY = grid.cellSouth(cell.level, cell.iy) + halfY;
        IntArray near = childRuns[0];
        near.clear();
        int[] runs = part.runs();
        for (int r = 0; r < runs.length; r += 2) {
            Chain chain = part.geometry().chainOf(runs[r]);
            for (int v = 0; v < chain.edges; v++) {
                if (EdgeCrossings.mayTouchBox(
                        chain.x(v),
                        chain.y(v),
                        chain.x(v + 1),
                        chain.y(v + 1),
                        middleX,
                        middleY,
                        halfX + CellGrid.PAD_DEGREES,
                        halfY + CellGrid.PAD_DEGREES)) {
                    near.addEdge(chain.first + v);
                }
            }
        }
        return near.toArray();
    }

    Cell[] split(Cell parent) {
        int level = parent.level + 1;
        Cell[] children = new Cell[CHILDREN];
        for (int i = 0; i < CHILDREN; i++) {
            int ix = parent.ix * CellGrid.SIDE + i % CellGrid.SIDE;
            int iy = parent.iy * CellGrid.SIDE + i / CellGrid.SIDE;
            children[i] = new Cell(level, ix, iy, parent.growth);
            childInside[i].clear();
        }
        int[][][] areaRuns = new int[parent.entries.size()][][];
        for (int e = 0; e < areaRuns.length; e++) {
            Cell.Entry entry = parent.entries.get(e);
            if (entry.part().isArea()) {
                areaRuns[e] = distribute(entry, children);
                for (int i = 0; i < CHILDREN; i++) {
                    if (areaRuns[e][i].length > 0) {
                        children[i].entries.add(new Cell.Entry(entry.part(), areaRuns[e][i], false));
                    }
                }
            }
        }
        for (Cell child : children) {
            chooseReference(child);
            child.entries.clear();
        }
        for (int e = 0; e < areaRuns.length; e++) {
            Cell.Entry entry = parent.entries.get(e);
            if (areaRuns[e] != null) {
                addArea(parent, entry, areaRuns[e], children);
            } else {
                for (int i = 0; i < CHILDREN; i++) {
                    addRound(entry, children[i], childInside[i]);
                }
            }
        }
        for (int i = 0; i < CHILDREN; i++) {
            children[i].addInside(parent.inside, childInside[i]);
        }
        return children;
    }

    private int[][] distribute(Cell.Entry entry, Cell[] children) {
        double shift = entry.part().shift();
        int level = children[0].level;
        double width = grid.width(level);
        double height = grid.height(level);
        double west = grid.cellWest(level, children[0].ix) + shift;
        double south = grid.cellSouth(level, children[0].iy);
        for (IntArray runs : childRuns) {
            runs.clear();
        }
        int[] parentRuns = entry.runs();
        for (int r = 0; r < parentRuns.length; r += 2) {
            Chain chain = entry.part().geometry().chainOf(parentRuns[r]);
            int begin = parentRuns[r] - chain.first;
            for (int v = begin; v < begin + parentRuns[r + 1]; v++) {
                double ax = chain.x(v);
                double ay = chain.y(v);
                double bx = chain.x(v + 1);
                double by = chain.y(v + 1);
                int fromX = child((Math.min(ax, bx) - CellGrid.PAD_DEGREES - west) / width);
                int toX = child((Math.max(ax, bx) + CellGrid.PAD_DEGREES - west) / width);
                int fromY = child((Math.min(ay, by) - CellGrid.PAD_DEGREES - south) / height);
                int toY = child((Math.max(ay, by) + CellGrid.PAD_DEGREES - south) / height);
                for (int y = fromY; y <= toY; y++) {
                    for (int x = fromX; x <= toX; x++) {
                        if (EdgeCrossings.mayTouchBox(
                                ax,
                                ay,
                                bx,
                                by,
                                west + (x + 0.5) * width,
                                south + (y + 0.5) * height,
                                width / 2 + CellGrid.PAD_DEGREES,
                                height / 2 + CellGrid.PAD_DEGREES)) {
                            childRuns[y * CellGrid.SIDE + x].addEdge(chain.first + v);
                        }
                    }
                }
            }
        }
        int[][] runs = new int[CHILDREN][];
        for (int i = 0; i < CHILDREN; i++) {
            runs[i] = childRuns[i].toArray();
        }
        return runs;
    }

    private static int child(double position) {
        return (int) Math.max(0, Math.min(CellGrid.SIDE - 1, Math.floor(position)));
    }

    /** Takes the first place that lies on no edge of the cell. */
    private void chooseReference(Cell cell) {
        for (int jitter = 0; jitter < CellGrid.JITTERS; jitter++) {
            cell.jitter = jitter;
            cell.referenceX = grid.referenceX(cell.level, cell.ix, jitter);
            cell.referenceY = grid.referenceY(cell.level, cell.iy, jitter);
            if (isReferenceFree(cell)) {
                return;
            }
        }
        throw new IllegalStateException("no reference point off the edges in cell " + cell.level + "/" + cell.ix + "/"
                + cell.iy + " with " + cell.entries.size() + " zone parts");
    }

    private boolean isReferenceFree(Cell cell) {
        for (Cell.Entry entry : cell.entries) {
            if (!entry.part().isArea()) {
                continue;
            }
            double x = cell.referenceX + entry.part().shift();
            int[] runs = entry.runs();
            for (int r = 0; r < runs.length; r += 2) {
                Chain chain = entry.part().geometry().chainOf(runs[r]);
                int begin = runs[r] - chain.first;
                for (int v = begin; v < begin + runs[r + 1]; v++) {
                    if (EdgeCrossings.isOn(
                            chain.x(v), chain.y(v), chain.x(v + 1), chain.y(v + 1), x, cell.referenceY)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void addArea(Cell parent, Cell.Entry entry, int[][] runs, Cell[] children) {
        boolean[] inside = new boolean[CHILDREN];
        for (int i = 0; i < CHILDREN; i++) {
            boolean hasEdges = runs[i].length > 0;
            int known = hasEdges ? -1 : neighbourWithoutEdges(runs, i);
            inside[i] = known >= 0 ? inside[known] : isInside(parent, entry, children[i]);
            if (hasEdges) {
                children[i].entries.add(new Cell.Entry(entry.part(), runs[i], inside[i]));
            } else if (inside[i]) {
                childInside[i].add(entry.part().zone());
            }
        }
    }

    private static int neighbourWithoutEdges(int[][] runs, int child) {
        if (child % CellGrid.SIDE > 0 && runs[child - 1].length == 0) {
            return child - 1;
        }
        return child >= CellGrid.SIDE && runs[child - CellGrid.SIDE].length == 0 ? child - CellGrid.SIDE : -1;
    }

    private boolean isInside(Cell parent, Cell.Entry entry, Cell child) {
        double shift = entry.part().shift();
        int parity = entry.insideAtReference() ? 1 : 0;
        int[] runs = entry.runs();
        for (int r = 0; r < runs.length; r += 2) {
            Chain chain = entry.part().geometry().chainOf(runs[r]);
            parity ^= EdgeCrossings.parity(
                    chain,
                    runs[r] - chain.first,
                    runs[r + 1],
                    parent.referenceX + shift,
                    parent.referenceY,
                    child.referenceX + shift,
                    child.referenceY);
        }
        return parity == 1;
    }

    private void addRound(Cell.Entry entry, Cell child, IntArray inside) {
        ZoneGeometry.Box box = entry.part().box();
        double west = grid.cellWest(child.level, child.ix);
        double south = grid.cellSouth(child.level, child.iy);
        double east = west + grid.width(child.level);
        double north = south + grid.height(child.level);
        if (box.west() > east || box.east() < west || box.south() > north || box.north() < south) {
            return;
        }
        double reach = grid.reachMeters(child.level, child.iy);
        double lat = (south + north) / 2;
        double lon = (west + east) / 2 + entry.part().shift();
        if (entry.part().geometry() instanceof CircleGeometry circle) {
            double distance = Geodesy.distanceMeters(lat, lon, circle.lat(), circle.lon());
            addByDistance(entry, child, entry.runs(), distance, circle.radiusMeters(), reach, inside);
        } else if (entry.part().geometry() instanceof CorridorGeometry corridor) {
            addCorridor(entry, corridor, child, lat, lon, reach, inside);
        }
    }

    private static void addByDistance(
            Cell.Entry entry, Cell child, int[] runs, double distance, double limit, double reach, IntArray inside) {
        double error = 1 + 1e-3 * distance;
        if (distance + reach + error < limit) {
            inside.add(entry.part().zone());
        } else if (distance - reach - error <= limit) {
            child.entries.add(new Cell.Entry(entry.part(), runs, false));
        }
    }

    /** Large or polar cells take all edges of their parent, since distances in the plane say little there. */
    private void addCorridor(
            Cell.Entry entry,
            CorridorGeometry corridor,
            Cell child,
            double lat,
            double lon,
            double reach,
            IntArray inside) {
        double limit = corridor.halfWidthMeters();
        if (reach + limit > PLANE_REACH_METERS || Math.abs(lat) > MAX_PLANE_LATITUDE) {
            child.entries.add(entry);
            return;
        }
        Chain line = corridor.line();
        NearestEdge search = new NearestEdge(lat, lon, Double.POSITIVE_INFINITY);
        double cutoff = (limit + reach) * 1.01 + 1;
        double nearest = Double.POSITIVE_INFINITY;
        IntArray near = childRuns[0];
        near.clear();
        int[] runs = entry.runs();
        for (int r = 0; r < runs.length; r += 2) {
            for (int v = runs[r]; v < runs[r] + runs[r + 1]; v++) {
                search.reset(lat, lon, cutoff);
                search.consider(line, v - line.first);
                if (search.chain != null) {
                    near.addEdge(v);
                    nearest = Math.min(nearest, search.meters);
                }
            }
        }
        if (near.size() > 0) {
            addByDistance(entry, child, near.toArray(), nearest, limit, reach, inside);
        }
    }
}
