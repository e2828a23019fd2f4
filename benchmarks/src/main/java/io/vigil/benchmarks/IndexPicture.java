package io.vigil.benchmarks;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.Locale;

/** An SVG picture of cells and outlines in a part of the world, as wide as 1,000 pixels. */
final class IndexPicture {
    private static final double WIDTH = 1_000;

    /** White, green, then the more edges the redder. */
    private static final String[] COLOURS = {"#ffffff", "#d5ecd4", "#fff3c4", "#fdd58c", "#f9a65a", "#e4572e"};

    private static final int[] EDGES = {4, 9, 16};

    private final double south;
    private final double west;
    private final double north;
    private final double east;
    private final double pixelsX;
    private final double pixelsY;
    private final StringBuilder[] paths = new StringBuilder[COLOURS.length];
    private final StringBuilder outlines = new StringBuilder();
    private String mark = "";
    private int cells;

    IndexPicture(double south, double west, double north, double east) {
        this.south = south;
        this.west = west;
        this.north = north;
        this.east = east;
        pixelsX = WIDTH / (east - west);
        pixelsY = pixelsX / Math.cos(Math.toRadians((south + north) / 2));
        for (int i = 0; i < paths.length; i++) {
            paths[i] = new StringBuilder();
        }
    }

    int cells() {
        return cells;
    }

    void addCells(ZoneIndex index) {
        index.forEachCell((cellSouth, cellWest, cellNorth, cellEast, inside, onEdge, edges) -> {
            if (cellSouth < north && cellNorth > south && cellWest < east && cellEast > west) {
                double x = x(cellWest);
                double y = y(cellNorth);
                paths[colour(inside, onEdge, edges)].append(String.format(
                        Locale.ROOT, "M%.1f %.1fh%.1fv%.1fH%.1fz", x, y, x(cellEast) - x, y(cellSouth) - y, x));
                cells++;
            }
        });
    }

    private static int colour(int inside, int onEdge, int edges) {
        if (onEdge == 0) {
            return inside == 0 ? 0 : 1;
        }
        int colour = 2;
        for (int limit : EDGES) {
            colour += edges > limit ? 1 : 0;
        }
        return colour;
    }

    void addOutline(Zone zone) {
        if (zone.shape() instanceof ZoneShape.Area area) {
            for (ZoneShape.Polygon polygon : area.polygons()) {
                addRing(polygon.outer());
                polygon.holes().forEach(this::addRing);
            }
        }
    }

    private void addRing(ZoneShape.Ring ring) {
        int size = ring.latitudes().length;
        boolean isDrawing = false;
        for (int i = 0; i < size; i++) {
            int next = (i + 1) % size;
            if (!isNear(ring, i) && !isNear(ring, next)) {
                isDrawing = false;
                continue;
            }
            if (!isDrawing) {
                outlines.append(
                        String.format(Locale.ROOT, "M%.1f %.1f", x(ring.longitudes()[i]), y(ring.latitudes()[i])));
            }
            outlines.append(
                    String.format(Locale.ROOT, "L%.1f %.1f", x(ring.longitudes()[next]), y(ring.latitudes()[next])));
            isDrawing = true;
        }
    }

    private boolean isNear(ZoneShape.Ring ring, int i) {
        double lat = ring.latitudes()[i];
        double lon = ring.longitudes()[i];
        return lat > south && lat < north && lon > west && lon < east;
    }

    void addPoint(ZoneIndex index, double lat, double lon) {
        ZoneHits hits = new ZoneHits();
        index.locate(lat, lon, hits);
        String dot = String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='4' fill='#1749b3'/>%n", x(lon), y(lat));
        mark = !hits.isSafeAt(lat, lon)
                ? dot
                : dot
                        + String.format(
                                Locale.ROOT,
                                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='none' stroke='#1749b3'"
                                        + " stroke-width='2.5'/>%n",
                                x(hits.safeWest()),
                                y(hits.safeNorth()),
                                x(hits.safeEast()) - x(hits.safeWest()),
                                y(hits.safeSouth()) - y(hits.safeNorth()));
    }

    private double x(double lon) {
        return (lon - west) * pixelsX;
    }

    private double y(double lat) {
        return (north - lat) * pixelsY;
    }

    String toSvg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f'>%n", WIDTH, y(south)));
        for (int i = 0; i < paths.length; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path fill='%s' stroke='#b9b9b9' stroke-width='.5' d='%s'/>%n",
                    COLOURS[i],
                    paths[i]));
        }
        svg.append(
                String.format(Locale.ROOT, "<path fill='none' stroke='#222' stroke-width='1.2' d='%s'/>%n", outlines));
        return svg.append(mark).append("</svg>\n").toString().replace("\r", "");
    }
}
