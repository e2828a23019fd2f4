package io.vigil.geo;

/** Writes leaves. */
final class LeafWriter {
    private static final double MOST = Leaf.MOST;

    private final CellGrid grid;
    private final IntArray leaf = new IntArray();
    private double west;
    private double south;
    private double unitsX;
    private double unitsY;

    /** The edge being written, in units; after {@link #clip} what is left of it. */
    private double ax;

    private double ay;
    private double bx;
    private double by;

    /** Where the head of the run being written is; -1 where there is none. */
    private int openRun;

    private int lastRun;

    LeafWriter(CellGrid grid) {
        this.grid = grid;
    }

    /** A leaf without entries; it serves every cell of its level that these zones hold. */
    IntArray writePlain(int level, int[] inside) {
        leaf.clear();
        leaf.add(Leaf.head(level, inside.length));
        leaf.add(0);
        leaf.addAll(inside);
        return leaf;
    }

    IntArray write(Cell cell) {
        leaf.clear();
        leaf.add(Leaf.head(cell.level, cell.inside.length));
        leaf.add(Leaf.counts(cell.jitter, cell.entries.size()));
        leaf.addAll(cell.inside);
        for (Cell.Entry entry : cell.entries) {
            ZonePart part = entry.part();
            leaf.add(Leaf.entry(part.zone(), part.turn(), part.kind(), entry.insideAtReference()));
            if (part.kind() == Leaf.AREA) {
                writeEdges(cell, entry);
            } else if (part.kind() == Leaf.CORRIDOR) {
                writeRuns(entry.runs());
            }
        }
        return leaf;
    }

    private void writeRuns(int[] runs) {
        for (int r = 0; r < runs.length; r += 2) {
            for (int done = 0; done < runs[r + 1]; done += Leaf.MAX_RUN) {
                lastRun = leaf.size();
                leaf.add(Leaf.run(runs[r] + done, Math.min(Leaf.MAX_RUN, runs[r + 1] - done), false));
            }
        }
        leaf.set(lastRun, leaf.get(lastRun) | 1);
    }

    private void writeEdges(Cell cell, Cell.Entry entry) {
        west = grid.cellWest(cell.level, cell.ix);
        south = grid.cellSouth(cell.level, cell.iy);
        unitsX = grid.unitsX(cell.level);
        unitsY = grid.unitsY(cell.level);
        double shift = entry.part().shift();
        int[] runs = entry.runs();
        int before = leaf.size();
        for (int r = 0; r < runs.length; r += 2) {
            Chain chain = entry.part().geometry().chainOf(runs[r]);
            openRun = -1;
            for (int id = runs[r]; id < runs[r] + runs[r + 1]; id++) {
                writeEdge(chain, id, shift);
            }
        }
        if (leaf.size() == before) {
            throw new IllegalStateException("no edge of zone " + entry.part().zone() + " reaches cell " + cell.level
                    + "/" + cell.ix + "/" + cell.iy);
        }
        leaf.set(lastRun, leaf.get(lastRun) | 1);
    }

    private void writeEdge(Chain chain, int id, double shift) {
        int v = id - chain.first;
        ax = toX(chain.x(v) - shift);
        ay = toY(chain.y(v));
        bx = toX(chain.x(v + 1) - shift);
        by = toY(chain.y(v + 1));
        boolean isWhole = isWithin(ax, ay) && isWithin(bx, by);
        if (!isWhole && !clip()) {
            openRun = -1;
            return;
        }
        if (isWhole && openRun >= 0 && Leaf.edges(leaf.get(openRun)) < Leaf.MAX_RUN) {
            leaf.set(openRun, leaf.get(openRun) + 2);
        } else {
            lastRun = leaf.size();
            openRun = isWhole ? lastRun : -1;
            leaf.add(Leaf.run(id, 1, false));
            leaf.add(Leaf.vertex(round(ax), round(ay)));
        }
        leaf.add(Leaf.vertex(round(bx), round(by)));
    }

    private double toX(double lon) {
        return (lon - west) * unitsX + Leaf.MARGIN;
    }

    private double toY(double lat) {
        return (lat - south) * unitsY + Leaf.MARGIN;
    }

    private static boolean isWithin(double x, double y) {
        return x >= 0 && x <= MOST && y >= 0 && y <= MOST;
    }

    private static int round(double value) {
        return (int) Math.max(0, Math.min(MOST, Math.rint(value)));
    }

    /** Cuts the edge to what can be written (Liang and Barsky); false where nothing is left. */
    private boolean clip() {
        double dx = bx - ax;
        double dy = by - ay;
        double from = Math.max(enters(ax, dx), enters(ay, dy));
        double to = Math.min(leaves(ax, dx), leaves(ay, dy));
        if (!(from <= to)) {
            return false;
        }
        double x = ax;
        double y = ay;
        if (from > 0) {
            ax = x + from * dx;
            ay = y + from * dy;
        }
        if (to < 1) {
            bx = x + to * dx;
            by = y + to * dy;
        }
        return true;
    }

    private static double enters(double a, double d) {
        if (d == 0) {
            return a >= 0 && a <= MOST ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.max(0, ((d > 0 ? 0 : MOST) - a) / d);
    }

    private static double leaves(double a, double d) {
        return d == 0 ? 1 : Math.min(1, ((d > 0 ? MOST : 0) - a) / d);
    }
}
