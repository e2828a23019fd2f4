package io.vigil.geo;

/**
 * A piece of a zone in one frame of longitude: a polygon with its holes, a circle or a corridor.
 *
 * @param zone ordinal of the zone
 * @param geometry the whole zone
 * @param polygon which polygon of an area, else 0
 * @param turn whole turns to add to a longitude in [-180, 180] to reach the frame of the shape, -1, 0 or 1 as a rule
 * @param box where it is, with longitudes brought back to [-180, 180]; never too small
 * @param runs number of the first vertex and of edges, in turn, of its rings or line
 */
record ZonePart(int zone, ZoneGeometry geometry, int polygon, int turn, ZoneGeometry.Box box, int[] runs) {
    double shift() {
        return 360.0 * turn;
    }

    boolean isArea() {
        return geometry instanceof AreaGeometry;
    }

    /** Parity of a point of the index by an independent way: rays over whole rings. */
    boolean containsByRay(double lat, double lon) {
        AreaGeometry area = (AreaGeometry) geometry;
        return AreaGeometry.isInside(area.polygons().get(polygon), lat, lon + shift());
    }
}
