package io.vigil.benchmarks;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** What one writes with JTS: a tree of envelopes, then prepared polygons. */
final class JtsLookup {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private record Item(int ordinal, PreparedGeometry geometry) {}

    private final STRtree tree = new STRtree();
    private int[] found = new int[16];
    private int size;

    JtsLookup(List<Zone> zones) {
        for (int i = 0; i < zones.size(); i++) {
            Geometry geometry = geometry((ZoneShape.Area) zones.get(i).shape());
            tree.insert(geometry.getEnvelopeInternal(), new Item(i, PreparedGeometryFactory.prepare(geometry)));
        }
        tree.build();
    }

    static Geometry geometry(ZoneShape.Area area) {
        List<Polygon> polygons = new ArrayList<>();
        for (ZoneShape.Polygon polygon : area.polygons()) {
            LinearRing[] holes = polygon.holes().stream().map(JtsLookup::ring).toArray(LinearRing[]::new);
            polygons.add(GEOMETRIES.createPolygon(ring(polygon.outer()), holes));
        }
        return polygons.size() == 1 ? polygons.get(0) : GEOMETRIES.createMultiPolygon(polygons.toArray(new Polygon[0]));
    }

    private static LinearRing ring(ZoneShape.Ring ring) {
        int vertices = ring.latitudes().length;
        Coordinate[] coordinates = new Coordinate[vertices + 1];
        for (int i = 0; i <= vertices; i++) {
            coordinates[i] = new Coordinate(ring.longitudes()[i % vertices], ring.latitudes()[i % vertices]);
        }
        return GEOMETRIES.createLinearRing(coordinates);
    }

    /** How many zones hold a point; they are kept until the next question. */
    int find(double lat, double lon) {
        size = 0;
        Point point = GEOMETRIES.createPoint(new Coordinate(lon, lat));
        tree.query(new Envelope(point.getCoordinate()), each -> {
            if (each instanceof Item item && item.geometry().covers(point)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                found[size++] = item.ordinal();
            }
        });
        return size;
    }

    /** What was found last, ascending. */
    int[] toArray() {
        int[] ordinals = Arrays.copyOf(found, size);
        Arrays.sort(ordinals);
        return ordinals;
    }
}
