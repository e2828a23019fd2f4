package io.vigil.geo;

/**
 * A piece of a zone in one frame of longitude: a polygon with its holes, a circle or a corridor.
 *
 * @param zone ordinal of the zone
 * @param geometry the whole zone
 * @param polygon which polygon of an area, else 0
 * @param turn whole turns to add to a longitude in [-180, 180] to reach the frame of the shape, -1, 0 or 1 as a rule
 * @param box where it is, with longitudes brought back to [-180, 180]; never too small
 * @param runs number of the first edge and how many, in turn, of its rings or line; no run goes over two chains
 */
record ZonePart(int zone, ZoneGeometry geometry, int polygon, int turn, ZoneGeometry.Box box, int[] runs) {
    double shift() {
        return 360.0 * turn;
    }

    boolean isArea() {
        return geometry instanceof AreaGeometry;
    }

    int kind() {
        if (isArea()) {
            return Leaf.AREA;
        }
        return geometry instanceof CircleGeometry ? Leaf.CIRCLE : Leaf.CORRIDOR;
    }

    /** Whether a point of the index is inside or on an edge, by an independent way: rays over whole rings. */
    boolean containsByRay(double lat, double lon) {
        AreaGeometry area = (AreaGeometry) geometry;
        int parity = 0;
        for (Chain ring : area.polygons().get(polygon)) {
            int step = ring.parityOverAll(lon + shift(), lat);
            if (step == EdgeCrossings.ON_EDGE) {
                return true;
            }
            parity ^= step;
        }
        return parity == 1;
    }

    /** Whether it can touch a cell. */
    boolean mayTouch(CellGrid grid, int level, int ix, int iy) {
        double west = grid.cellWest(level, ix);
        double south = grid.cellSouth(level, iy);
        return box.west() <= west + grid.width(level)
                && box.east() >= west
                && box.south() <= south + grid.height(level)
                && box.north() >= south;
    }
}
