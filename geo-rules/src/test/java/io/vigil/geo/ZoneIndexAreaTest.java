package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/** Lookups in areas against JTS, which must agree in every single point. */
class ZoneIndexAreaTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void agreesWithJtsOnScatteredZones() {
        assertAgreement(1, 40, 300, 0, 2, 0.002, 0.2);
        assertAgreement(2, 6, 3000, 0, 10, 0.01, 0.1);
    }

    @Test
    void agreesWithJtsOnHeavilyOverlappingZones() {
        assertAgreement(3, 10, 150, 0, 0.5, 0.2, 0.6);
    }

    @Test
    void agreesWithJtsWherePointsFallOnEdgesExactly() {
        assertAgreement(4, 40, 150, 256, 1, 0.05, 0.3);
        assertAgreement(5, 20, 100, 64, 1, 0.2, 0.5);
        assertAgreement(6, 20, 100, 1000, 1, 0.02, 0.5);
    }

    /** 66,000 points and more for every call. */
    private void assertAgreement(
            long seed, int layouts, int zones, double steps, double spread, double minRadius, double maxRadius) {
        Random random = new Random(seed);
        System.out.println("ZoneIndexAreaTest seed " + seed);
        RandomZones make = new RandomZones(random, steps);
        int points = 0;
        int inside = 0;
        for (int layout = 0; layout < layouts; layout++) {
            double lat0 = make.between(-70, 70);
            double lon0 = make.between(-170, 170);
            List<ZoneShape.Area> areas = new ArrayList<>();
            STRtree tree = new STRtree();
            for (int i = 0; i < zones; i++) {
                ZoneShape.Area area = make.area(
                        lat0 + make.between(-spread, spread),
                        lon0 + make.between(-spread, spread),
                        make.between(minRadius, maxRadius));
                areas.add(area);
                Geometry geometry = RandomZones.jts(area);
                tree.insert(geometry.getEnvelopeInternal(), new Oracle(i, PreparedGeometryFactory.prepare(geometry)));
            }
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(areas));
            for (int i = 0; i < 80_000 / layouts; i++) {
                double[] at = make.pointNear(areas.get(random.nextInt(zones)));
                index.locate(at[0], at[1], hits);
                int[] found = hits.toArray();
                assertThat(found)
                        .as("seed %d layout %d point %s %s", seed, layout, at[0], at[1])
                        .isEqualTo(expected(tree, at[0], at[1]));
                points++;
                inside += found.length;
                if (i % 16 == 0) {
                    for (int zone = 0; zone < zones; zone += 7) {
                        assertThat(index.contains(zone, at[0], at[1])).isEqualTo(hits.contains(zone));
                    }
                }
            }
        }
        assertThat(points).isGreaterThan(66_000);
        assertThat(inside).isGreaterThan(points / 10);
    }

    private record Oracle(int zone, PreparedGeometry geometry) {}

    private static int[] expected(STRtree tree, double lat, double lon) {
        Point point = RandomZones.JTS.createPoint(new Coordinate(lon, lat));
        List<?> candidates = tree.query(point.getEnvelopeInternal());
        return candidates.stream()
                .map(Oracle.class::cast)
                .filter(oracle -> oracle.geometry().covers(point))
                .mapToInt(Oracle::zone)
                .sorted()
                .toArray();
    }

    @Test
    void countsAPointOnTheEdgeOfAHoleAsInside() {
        ZoneIndex index = RandomZones.index(RandomZones.area(
                RandomZones.ring(0, 0, 10, 0, 10, 10, 0, 10), RandomZones.ring(4, 4, 6, 4, 6, 6, 4, 6)));

        assertThat(found(index, 5, 4)).containsExactly(0);
        assertThat(found(index, 6, 6)).containsExactly(0);
        assertThat(found(index, 5, Math.nextUp(4.0))).isEmpty();
        assertThat(found(index, 5, Math.nextDown(4.0))).containsExactly(0);
        assertThat(found(index, 10, 10)).containsExactly(0);
        assertThat(found(index, Math.nextUp(10.0), 10)).isEmpty();
    }

    @Test
    void joinsPolygonsOfOneZoneThatOverlap() {
        ZoneShape.Polygon left = RandomZones.rectangle(0, 0, 2, 2).polygons().get(0);
        ZoneShape.Polygon right = RandomZones.rectangle(1, 1, 3, 3).polygons().get(0);
        ZoneIndex index = RandomZones.index(new ZoneShape.Area(List.of(left, right)));

        assertThat(found(index, 1.5, 1.5)).containsExactly(0);
        assertThat(found(index, 0.5, 0.5)).containsExactly(0);
        assertThat(found(index, 2.5, 1.5)).containsExactly(0);
        assertThat(found(index, 2.5, 0.5)).isEmpty();
    }

    @Test
    void findsAZoneAcrossTheAntimeridianFromBothSides() {
        for (double turn : new double[] {0, -360}) {
            ZoneIndex index = RandomZones.index(RandomZones.rectangle(10, 179 + turn, 12, 181 + turn));

            assertThat(found(index, 11, 179.5)).containsExactly(0);
            assertThat(found(index, 11, -179.5)).containsExactly(0);
            assertThat(found(index, 11, 180)).containsExactly(0);
            assertThat(found(index, 11, -180)).containsExactly(0);
            assertThat(found(index, 11, 179)).containsExactly(0);
            assertThat(found(index, 11, -179)).containsExactly(0);
            assertThat(found(index, 11, -178.999)).isEmpty();
            assertThat(found(index, 11, 178.999)).isEmpty();
            assertThat(found(index, 11, 540.5)).containsExactly(0);
            assertThat(found(index, 11, 0)).isEmpty();
        }
    }

    @Test
    void countsTheMeridianItselfForZonesOnEitherSide() {
        ZoneIndex index = RandomZones.index(
                RandomZones.rectangle(0, 170, 1, 180),
                RandomZones.rectangle(0, -180, 1, -170),
                RandomZones.rectangle(0, 180, 1, 190));

        assertThat(found(index, 0.5, 180)).containsExactly(0, 1, 2);
        assertThat(found(index, 0.5, -180)).containsExactly(0, 1, 2);
        assertThat(found(index, 0.5, -175)).containsExactly(1, 2);
    }

    @Test
    void findsRandomZonesAcrossTheAntimeridianLikeJtsDoes() {
        Random random = new Random(7);
        System.out.println("ZoneIndexAreaTest seed 7");
        RandomZones make = new RandomZones(random, 512);
        List<ZoneShape.Area> areas = new ArrayList<>();
        STRtree tree = new STRtree();
        for (int i = 0; i < 200; i++) {
            double side = random.nextBoolean() ? 180 : -180;
            ZoneShape.Area area = make.area(make.between(-1, 1), side + make.between(-1, 1), make.between(0.05, 0.6));
            areas.add(area);
            Geometry geometry = RandomZones.jts(area);
            tree.insert(geometry.getEnvelopeInternal(), new Oracle(i, PreparedGeometryFactory.prepare(geometry)));
        }
        ZoneIndex index = ZoneIndex.build(RandomZones.zones(areas));
        for (int i = 0; i < 40_000; i++) {
            double[] at = make.pointNear(areas.get(random.nextInt(areas.size())));
            double lon = Geodesy.normalizeLongitude(at[1]);
            int[] expected = java.util.stream.IntStream.of(-1, 0, 1)
                    .flatMap(turn -> java.util.Arrays.stream(expected(tree, at[0], lon + 360 * turn)))
                    .sorted()
                    .distinct()
                    .toArray();

            assertThat(found(index, at[0], lon)).as("%s %s", at[0], lon).isEqualTo(expected);
        }
    }

    @Test
    void enclosesAPoleByAnEdgeAlongIt() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(80, -180, 90, 180));

        assertThat(found(index, 90, 12)).containsExactly(0);
        assertThat(found(index, 80, 180)).containsExactly(0);
        assertThat(found(index, 79.999, 0)).isEmpty();
    }

    private int[] found(ZoneIndex index, double lat, double lon) {
        index.locate(lat, lon, hits);
        return hits.toArray();
    }
}
