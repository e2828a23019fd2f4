package io.vigil.geo;

import java.util.List;

/**
 * How the box around all zones is cut into cells: every level cuts a cell into two by two. A cell is known by its
 * level and its column and row on that level.
 */
final class CellGrid {
    static final int LEVEL_BITS = 1;
    static final int SIDE = 1 << LEVEL_BITS;
    static final int MAX_LEVEL = 24;
    static final int MAX_BITS = LEVEL_BITS * MAX_LEVEL;

    /** More than all rounding errors of a longitude or latitude in the frame of a shape; about a micrometre. */
    static final double PAD_DEGREES = 1e-11;

    /** How many places a reference point can take within a cell. */
    static final int JITTERS = 128;

    private static final double[] PLACES_X = places(0.41, 0.7548776662466927);
    private static final double[] PLACES_Y = places(0.57, 0.5698402909980532);
    private static final double MIN_CELL_DEGREES = 1e-6;

    final double west;
    final double south;
    final double east;
    final double north;
    final int deepest;
    private final double scaleX;
    private final double scaleY;
    private final double[] widths = new double[MAX_LEVEL + 1];
    private final double[] heights = new double[MAX_LEVEL + 1];
    private final double[] unitsX = new double[MAX_LEVEL + 1];
    private final double[] unitsY = new double[MAX_LEVEL + 1];

    CellGrid(List<ZonePart> parts) {
        double w = Double.POSITIVE_INFINITY;
        double s = Double.POSITIVE_INFINITY;
        double e = Double.NEGATIVE_INFINITY;
        double n = Double.NEGATIVE_INFINITY;
        for (ZonePart part : parts) {
            w = Math.min(w, part.box().west());
            s = Math.min(s, part.box().south());
            e = Math.max(e, part.box().east());
            n = Math.max(n, part.box().north());
        }
        boolean isEmpty = parts.isEmpty();
        west = isEmpty ? 180 : w;
        south = isEmpty ? 90 : s;
        east = isEmpty ? 181 : Math.max(e, w + 1e-6);
        north = isEmpty ? 91 : Math.max(n, s + 1e-6);
        int levels = 0;
        for (int level = 0; level <= MAX_LEVEL; level++) {
            widths[level] = Math.scalb(east - west, -LEVEL_BITS * level);
            heights[level] = Math.scalb(north - south, -LEVEL_BITS * level);
            if (Math.min(widths[level], heights[level]) > MIN_CELL_DEGREES) {
                levels = level;
            }
        }
        deepest = levels;
        scaleX = Math.scalb(1 - 1e-9, MAX_BITS) / (east - west);
        scaleY = Math.scalb(1 - 1e-9, MAX_BITS) / (north - south);
        for (int level = 0; level <= MAX_LEVEL; level++) {
            widths[level] /= 1 - 1e-9;
            heights[level] /= 1 - 1e-9;
            unitsX[level] = Leaf.UNITS / widths[level];
            unitsY[level] = Leaf.UNITS / heights[level];
        }
    }

    boolean contains(double lat, double lon) {
        return lat >= south && lat <= north && lon >= west && lon <= east;
    }

    /** Column of a longitude on the deepest level. */
    int column(double lon) {
        return (int) ((lon - west) * scaleX);
    }

    /** Row of a latitude on the deepest level. */
    int row(double lat) {
        return (int) ((lat - south) * scaleY);
    }

    double width(int level) {
        return widths[level];
    }

    double height(int level) {
        return heights[level];
    }

    double cellWest(int level, int ix) {
        return west + ix * widths[level];
    }

    double cellSouth(int level, int iy) {
        return south + iy * heights[level];
    }

    double referenceX(int level, int ix, int jitter) {
        return west + (ix + PLACES_X[jitter]) * widths[level];
    }

    double referenceY(int level, int iy, int jitter) {
        return south + (iy + PLACES_Y[jitter]) * heights[level];
    }

    /** Units of a leaf in a degree of longitude. */
    double unitsX(int level) {
        return unitsX[level];
    }

    /** Units of a leaf in a degree of latitude. */
    double unitsY(int level) {
        return unitsY[level];
    }

    /** Reference points in units from the western and southern border of what a leaf can hold. */
    static double placeX(int jitter) {
        return Leaf.MARGIN + PLACES_X[jitter] * Leaf.UNITS;
    }

    static double placeY(int jitter) {
        return Leaf.MARGIN + PLACES_Y[jitter] * Leaf.UNITS;
    }

    /** Places that fill the inner part of a cell evenly (the two-dimensional golden ratio sequence). */
    private static double[] places(double first, double step) {
        double[] places = new double[JITTERS];
        for (int i = 0; i < JITTERS; i++) {
            places[i] = 0.1 + 0.8 * fraction(first + i * step);
        }
        return places;
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    /** Upper bound of the distance from the middle of a cell to any of its points, m. */
    double reachMeters(int level, int iy) {
        double bottom = cellSouth(level, iy);
        double top = bottom + heights[level];
        double least = bottom > 0 ? bottom : top < 0 ? -top : 0;
        return (widths[level] / 2 * Geodesy.metersPerDegreeLongitude(Math.min(least, 90))
                        + heights[level] / 2 * Geodesy.MAX_METERS_PER_DEGREE)
                * 1.0001;
    }
}
