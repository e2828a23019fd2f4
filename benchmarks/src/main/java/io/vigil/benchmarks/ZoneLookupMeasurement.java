package io.vigil.benchmarks;

import io.vigil.geo.ZoneHits;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.PositionReport;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** The zone lookup, and the usual way to do it with JTS (a tree of envelopes, then prepared polygons) on the same points. */
final class ZoneLookupMeasurement {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final ZoneIndex index;
    private final STRtree tree = new STRtree();
    private final double[] latitudes;
    private final double[] longitudes;
    private long ours;
    private long theirs;

    ZoneLookupMeasurement(BenchmarkWorld world, List<PositionReport> reports) {
        index = ZoneIndex.build(world.control.zones());
        for (Zone zone : world.control.zones()) {
            Polygon polygon = polygon(BenchmarkWorld.ring(zone));
            tree.insert(polygon.getEnvelopeInternal(), PreparedGeometryFactory.prepare(polygon));
        }
        tree.build();
        latitudes = reports.stream().mapToDouble(PositionReport::latitude).toArray();
        longitudes = reports.stream().mapToDouble(PositionReport::longitude).toArray();
    }

    /** One pass with the index. */
    Timing runIndex() {
        ours = 0;
        ZoneHits hits = new ZoneHits();
        return Timing.of(() -> {
            for (int i = 0; i < latitudes.length; i++) {
                index.locate(latitudes[i], longitudes[i], hits);
                ours += hits.size();
            }
        });
    }

    /** One pass with JTS. */
    Timing runJts() {
        theirs = 0;
        return Timing.of(() -> {
            for (int i = 0; i < latitudes.length; i++) {
                Point point = GEOMETRIES.createPoint(new Coordinate(longitudes[i], latitudes[i]));
                tree.query(new Envelope(point.getCoordinate()), item -> {
                    if (item instanceof PreparedGeometry zone && zone.covers(point)) {
                        theirs++;
                    }
                });
            }
        });
    }

    /** Both must have found the same, or neither figure means anything. */
    void requireEqualAnswers() {
        if (ours != theirs || ours == 0) {
            throw new IllegalStateException("the index found " + ours + " zones, JTS " + theirs);
        }
    }

    private static Polygon polygon(ZoneShape.Ring ring) {
        Coordinate[] coordinates = new Coordinate[ring.latitudes().length + 1];
        for (int i = 0; i < coordinates.length; i++) {
            int vertex = i % ring.latitudes().length;
            coordinates[i] = new Coordinate(ring.longitudes()[vertex], ring.latitudes()[vertex]);
        }
        return GEOMETRIES.createPolygon(coordinates);
    }
}
