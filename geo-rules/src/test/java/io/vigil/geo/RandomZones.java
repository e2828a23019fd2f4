package io.vigil.geo;

import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Random zones with the same geometry for JTS beside them. */
final class RandomZones {
    static final GeometryFactory JTS = new GeometryFactory();

    private final Random random;

    /** Coordinates are rounded to this many steps a degree, so that points fall on edges exactly; 0 for none. */
    private final double stepsPerDegree;

    RandomZones(Random random, double stepsPerDegree) {
        this.random = random;
        this.stepsPerDegree = stepsPerDegree;
    }

    static Zone zone(String id, ZoneShape shape) {
        return new Zone(
                id,
                null,
                "test",
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Double.NaN,
                Map.of(),
                shape);
    }

    static List<Zone> zones(List<? extends ZoneShape> shapes) {
        List<Zone> zones = new ArrayList<>();
        for (ZoneShape shape : shapes) {
            zones.add(zone("z" + zones.size(), shape));
        }
        return zones;
    }

    static ZoneIndex index(ZoneShape... shapes) {
        return ZoneIndex.build(zones(Arrays.asList(shapes)));
    }

    /** Longitudes and latitudes in turn. */
    static ZoneShape.Ring ring(double... lonLat) {
        double[] lats = new double[lonLat.length / 2];
        double[] lons = new double[lonLat.length / 2];
        for (int i = 0; i < lats.length; i++) {
            lons[i] = lonLat[2 * i];
            lats[i] = lonLat[2 * i + 1];
        }
        return new ZoneShape.Ring(lats, lons);
    }

    static ZoneShape.Area area(ZoneShape.Ring outer, ZoneShape.Ring... holes) {
        return new ZoneShape.Area(List.of(new ZoneShape.Polygon(outer, List.of(holes))));
    }

    static ZoneShape.Area rectangle(double south, double west, double north, double east) {
        return area(ring(west, south, east, south, east, north, west, north));
    }

    double snap(double value) {
        return stepsPerDegree == 0 ? value : Math.rint(value * stepsPerDegree) / stepsPerDegree;
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** A valid area around a point: one to three stars beside each other, some with holes. */
    ZoneShape.Area area(double lat, double lon, double radiusDegrees) {
        while (true) {
            int polygons = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
            List<ZoneShape.Polygon> parts = new ArrayList<>();
            for (int i = 0; i < polygons; i++) {
                double radius = radiusDegrees / polygons;
                double x = lon + (2 * i + 1 - polygons) * radius * 1.05;
                ZoneShape.Ring outer = star(lat, x, radius, 1, 3 + random.nextInt(60));
                List<ZoneShape.Ring> holes = new ArrayList<>();
                int wanted = random.nextInt(3);
                for (int h = 0; h < wanted; h++) {
                    double angle = Math.PI * h + random.nextDouble();
                    holes.add(star(
                            lat + 0.2 * radius * Math.sin(angle),
                            x + 0.2 * radius * Math.cos(angle),
                            radius * 0.1,
                            1,
                            3 + random.nextInt(12)));
                }
                parts.add(new ZoneShape.Polygon(outer, holes));
            }
            ZoneShape.Area area = new ZoneShape.Area(parts);
            if (jts(area).isValid()) {
                return area;
            }
        }
    }

    ZoneShape.Ring star(double lat, double lon, double radius, double stretch, int vertices) {
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        double start = between(0, 7);
        for (int i = 0; i < vertices; i++) {
            double angle = start + 2 * Math.PI * i / vertices;
            double reach = radius * between(0.45, 1);
            lats[i] = snap(lat + reach * Math.sin(angle));
            lons[i] = snap(lon + reach * Math.cos(angle) * stretch);
        }
        return new ZoneShape.Ring(lats, lons);
    }

    static Geometry jts(ZoneShape.Area area) {
        Polygon[] polygons = new Polygon[area.polygons().size()];
        for (int i = 0; i < polygons.length; i++) {
            ZoneShape.Polygon polygon = area.polygons().get(i);
            LinearRing[] holes = polygon.holes().stream().map(RandomZones::jts).toArray(LinearRing[]::new);
            polygons[i] = JTS.createPolygon(jts(polygon.outer()), holes);
        }
        return polygons.length == 1 ? polygons[0] : JTS.createMultiPolygon(polygons);
    }

    private static LinearRing jts(ZoneShape.Ring ring) {
        int n = ring.latitudes().length;
        Coordinate[] coordinates = new Coordinate[n + 1];
        for (int i = 0; i <= n; i++) {
            coordinates[i] = new Coordinate(ring.longitudes()[i % n], ring.latitudes()[i % n]);
        }
        return JTS.createLinearRing(coordinates);
    }

    /** A vertex, a point on or beside an edge, or a point anywhere near, as {latitude, longitude}. */
    double[] pointNear(ZoneShape.Area area) {
        ZoneShape.Polygon polygon =
                area.polygons().get(random.nextInt(area.polygons().size()));
        int hole = random.nextInt(polygon.holes().size() + 1);
        ZoneShape.Ring ring = hole == 0 ? polygon.outer() : polygon.holes().get(hole - 1);
        int a = random.nextInt(ring.latitudes().length);
        int b = (a + 1) % ring.latitudes().length;
        double aLat = ring.latitudes()[a];
        double aLon = ring.longitudes()[a];
        double dLat = ring.latitudes()[b] - aLat;
        double dLon = ring.longitudes()[b] - aLon;
        double t = random.nextInt(9) / 8.0;
        switch (random.nextInt(6)) {
            case 0:
                return new double[] {aLat, aLon};
            case 1:
                return new double[] {aLat + t * dLat, aLon + t * dLon};
            case 2:
                return new double[] {Math.nextUp(aLat + t * dLat), Math.nextDown(aLon + t * dLon)};
            case 3:
                return new double[] {snap(aLat + between(-1, 1) * dLat), snap(aLon + between(-1, 1) * dLon)};
            case 4:
                return new double[] {aLat, snap(aLon + between(-3, 3) * dLon)};
            default:
                double reach = 8 * Math.hypot(dLat, dLon);
                return new double[] {aLat + between(-reach, reach), aLon + between(-reach, reach)};
        }
    }
}
