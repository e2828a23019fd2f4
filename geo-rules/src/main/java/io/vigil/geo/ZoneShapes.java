package io.vigil.geo;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;

/** The shapes of all zones over one array of coordinates, cut into the parts an index is built from. */
final class ZoneShapes {
    private static final double PAD_DEGREES = 1e-9;
    private static final double MAX_LONGITUDE = 720;

    final double[] xy;
    final ZoneGeometry[] geometries;
    final List<ZonePart> parts = new ArrayList<>();
    private int vertices;

    ZoneShapes(List<Zone> zones) {
        int capacity = 0;
        for (Zone zone : zones) {
            capacity += capacityOf(zone.shape());
        }
        xy = new double[2 * capacity];
        geometries = new ZoneGeometry[zones.size()];
        for (int ordinal = 0; ordinal < geometries.length; ordinal++) {
            Zone zone = zones.get(ordinal);
            geometries[ordinal] = geometryOf(zone.id(), zone.shape());
            addParts(ordinal, geometries[ordinal]);
        }
    }

    int vertices() {
        return vertices;
    }

    private static int capacityOf(ZoneShape shape) {
        if (shape instanceof ZoneShape.Area area) {
            int capacity = 0;
            for (ZoneShape.Polygon polygon : area.polygons()) {
                capacity += polygon.outer().latitudes().length + 2;
                for (ZoneShape.Ring hole : polygon.holes()) {
                    capacity += hole.latitudes().length + 2;
                }
            }
            return capacity;
        }
        return shape instanceof ZoneShape.Corridor corridor ? corridor.latitudes().length + 1 : 0;
    }

    private ZoneGeometry geometryOf(String id, ZoneShape shape) {
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
            Chain line = chain(id, corridor.latitudes(), corridor.longitudes(), false);
            return new CorridorGeometry(
                    line,
                    corridor.halfWidthMeters(),
                    CircleGeometry.around(boxOf(List.of(line)), corridor.halfWidthMeters()));
        }
        throw new IllegalStateException("unknown shape " + shape);
    }

    private AreaGeometry areaOf(String id, ZoneShape.Area area) {
        List<List<Chain>> polygons = new ArrayList<>();
        List<Chain> all = new ArrayList<>();
        for (ZoneShape.Polygon polygon : area.polygons()) {
            List<Chain> rings = new ArrayList<>();
            rings.add(chain(id, polygon.outer().latitudes(), polygon.outer().longitudes(), true));
            for (ZoneShape.Ring hole : polygon.holes()) {
                rings.add(chain(id, hole.latitudes(), hole.longitudes(), true));
            }
            polygons.add(List.copyOf(rings));
            all.addAll(rings);
        }
        return new AreaGeometry(List.copyOf(polygons), List.copyOf(all), boxOf(all));
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

    /** Repeated vertices go, since an edge without length says nothing; one edge stays in any case. */
    private Chain chain(String id, double[] latitudes, double[] longitudes, boolean closed) {
        int first = vertices;
        for (int i = 0; i < latitudes.length; i++) {
            requireInRange(id, latitudes[i], longitudes[i]);
            if (i == 0 || latitudes[i] != latitudes[i - 1] || longitudes[i] != longitudes[i - 1]) {
                append(longitudes[i], latitudes[i]);
            }
        }
        int last = vertices - 1;
        boolean isClosed = last > first && xy[2 * first] == xy[2 * last] && xy[2 * first + 1] == xy[2 * last + 1];
        if (closed && !isClosed || last == first) {
            append(xy[2 * first], xy[2 * first + 1]);
        }
        return new Chain(xy, first, vertices - 1 - first);
    }

    private void append(double lon, double lat) {
        xy[2 * vertices] = lon;
        xy[2 * vertices + 1] = lat;
        vertices++;
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

    private void addParts(int zone, ZoneGeometry geometry) {
        if (geometry instanceof AreaGeometry area) {
            for (int i = 0; i < area.polygons().size(); i++) {
                List<Chain> rings = area.polygons().get(i);
                addTurns(zone, geometry, i, boxOf(rings), runsOf(rings));
            }
        } else if (geometry instanceof CorridorGeometry corridor) {
            addTurns(zone, geometry, 0, geometry.box(), runsOf(List.of(corridor.line())));
        } else {
            addTurns(zone, geometry, 0, geometry.box(), new int[0]);
        }
    }

    private void addTurns(int zone, ZoneGeometry geometry, int polygon, ZoneGeometry.Box box, int[] runs) {
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
