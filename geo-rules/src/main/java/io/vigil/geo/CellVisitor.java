package io.vigil.geo;

/** Looks at the cells of an index, to draw or count them. */
public interface CellVisitor {
    /**
     * A cell that is not cut any further.
     *
     * @param south border, degrees
     * @param west border, degrees
     * @param north border, degrees
     * @param east border, degrees
     * @param zonesInside how many zones hold the whole cell and are answered without a test
     * @param zonesOnEdge how many polygons, circles and corridors have an edge in it
     * @param edges how many edges of areas a lookup in it looks at
     */
    void visit(double south, double west, double north, double east, int zonesInside, int zonesOnEdge, int edges);
}
