package io.vigil.geo;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;

/** Makes of the shape of a zone its geometry, and cuts it into the parts an index is built from. */
final class ZoneShapes {
    private static final double PAD_DEGREES = 1e-9;
    private static final double MAX_LONGITUDE = 720;

    private ZoneShapes() {}

    /**
     * The geometry of a zone; it reads the zone's own coordinates.
     *
     * @throws IllegalArgumentException for a coordinate out of range, a radius or half width not above 0, or too many
     *     vertices
     */
    static ZoneGeometry geometryOf(Zone zone) {
        String id = zone.id();
        ZoneShape shape = zone.shape();
        if (shape instanceof ZoneShape.Area area) {
            return areaOf(id, area);
        }
        if (shape instanceof ZoneShape.Circle circle) {
            requireInRange(id, circle.latitude(), circle.longitude());
            requireAboveZero(id, circle.radiusMeters(), "radiusMeters");
            return CircleGeometry.of(circle);
        }
        if (shape instanceof ZoneShape.Corridor corridor) {
            requireAboveZero(id, corridor.halfWidthMeters(), "halfWidthMeters");
            Chain line = chain(id, corridor.latitudes(), corridor.longitudes(), false, 0);
            return new CorridorGeometry(
                    line,
                    corridor.halfWidthMeters(),
                    CircleGeometry.around(boxOf(List.of(line)), corridor.halfWidthMeters()));
        }
        throw new IllegalStateException("unknown shape " + shape);
    }

    private static AreaGeometry areaOf(String id, ZoneShape.Area area) {
        List<List<Chain>> polygons = new ArrayList<>();
        List<Chain> all = new ArrayList<>();
        int first = 0;
        for (ZoneShape.Polygon polygon : area.polygons()) {
            List<Chain> rings = new ArrayList<>();
            rings.add(chain(id, polygon.outer().latitudes(), polygon.outer().longitudes(), true, first));
            first = after(rings.get(0));
            for (ZoneShape.Ring hole : polygon.holes()) {
                Chain ring = chain(id, hole.latitudes(), hole.longitudes(), true, first);
                rings.add(ring);
                first = after(ring);
            }
            polygons.add(List.copyOf(rings));
            all.addAll(rings);
        }
        return new AreaGeometry(List.copyOf(polygons), List.copyOf(all), boxOf(all));
    }

    /** A number is left out between two rings, so that no run of edges goes from one to the next. */
    private static int after(Chain ring) {
        return ring.first + ring.edges + 1;
    }

    private static Chain chain(String id, double[] latitudes, double[] longitudes, boolean isRing, int first) {
        for (int i = 0; i < latitudes.length; i++) {
            requireInRange(id, latitudes[i], longitudes[i]);
        }
        if (first + latitudes.length >= Leaf.MAX_EDGES) {
            throw new IllegalArgumentException(
                    "zone " + id + " has more vertices than the " + Leaf.MAX_EDGES + " that are allowed");
        }
        return new Chain(longitudes, latitudes, isRing, first);
    }

    private static void requireInRange(String id, double lat, double lon) {
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= MAX_LONGITUDE)) {
            throw new IllegalArgumentException("zone " + id + " has a vertex at latitude " + lat + ", longitude " + lon
                    + "; allowed are -90 to 90 and -720 to 720 degrees");
        }
    }

    private static void requireAboveZero(String id, double meters, String name) {
        if (!(meters > 0 && meters < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("zone " + id + ": " + name + "=" + meters + " must be above 0");
        }
    }

    private static ZoneGeometry.Box boxOf(List<Chain> chains) {
        double west = Double.POSITIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (Chain chain : chains) {
            west = Math.min(west, chain.west());
            south = Math.min(south, chain.south());
            east = Math.max(east, chain.east());
            north = Math.max(north, chain.north());
        }
        return new ZoneGeometry.Box(west, south, east, north);
    }

    /** Adds the parts of a zone. */
    static void addParts(int zone, ZoneGeometry geometry, List<ZonePart> parts) {
        if (geometry instanceof AreaGeometry area) {
            for (int i = 0; i < area.polygons().size(); i++) {
                List<Chain> rings = area.polygons().get(i);
                addTurns(zone, geometry, i, boxOf(rings), runsOf(rings), parts);
            }
        } else if (geometry instanceof CorridorGeometry corridor) {
            addTurns(zone, geometry, 0, geometry.box(), runsOf(List.of(corridor.line())), parts);
        } else if (geometry instanceof CircleGeometry) {
            addTurns(zone, geometry, 0, geometry.box(), new int[0], parts);
        }
    }

    private static void addTurns(
            int zone, ZoneGeometry geometry, int polygon, ZoneGeometry.Box box, int[] runs, List<ZonePart> parts) {
        for (int turn = box.firstTurn(180); turn <= box.lastTurn(-180); turn++) {
            double shift = 360.0 * turn;
            ZoneGeometry.Box home = new ZoneGeometry.Box(
                    Math.max(-180, box.west() - shift) - PAD_DEGREES,
                    box.south() - PAD_DEGREES,
                    Math.min(180, box.east() - shift) + PAD_DEGREES,
                    box.north() + PAD_DEGREES);
            parts.add(new ZonePart(zone, geometry, polygon, turn, home, runs));
        }
    }

    private static int[] runsOf(List<Chain> chains) {
        int[] runs = new int[2 * chains.size()];
        for (int i = 0; i < chains.size(); i++) {
            runs[2 * i] = chains.get(i).first;
            runs[2 * i + 1] = chains.get(i).edges;
        }
        return runs;
    }
}
