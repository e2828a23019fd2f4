package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Areas and points that make careless arithmetic wrong, against JTS; a small share of what {@code vigil bench --only
 * exactness} compares.
 */
class ZoneIndexHardPointsTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void agreesWithJtsOnNeedles() {
        Random random = new Random(121);
        System.out.println("ZoneIndexHardPointsTest seed 121");
        List<ZoneShape.Area> needles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double lat = 31 + random.nextDouble();
            double lon = 121 + random.nextDouble();
            double dLat = random.nextDouble() * 2 - 1;
            double dLon = random.nextDouble() * 2 - 1;
            double width = Math.pow(10, -6 - 9 * random.nextDouble());
            needles.add(RandomZones.area(RandomZones.ring(
                    lon, lat, lon + dLon, lat + dLat, lon + dLon / 3 - width * dLat, lat + dLat / 3 + width * dLon)));
        }
        assertAgreement(needles, random);
    }

    @Test
    void agreesWithJtsOnBordersThatNeighboursShareAndAnUlpBends() {
        Random random = new Random(122);
        System.out.println("ZoneIndexHardPointsTest seed 122");
        List<ZoneShape.Area> strips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double[] ring = new double[80];
            for (int k = 0; k < 20; k++) {
                ring[2 * k] = border(i, k);
                ring[2 * k + 1] = 30 + 0.1 * k;
                ring[78 - 2 * k] = border(i + 1, k);
                ring[79 - 2 * k] = 30 + 0.1 * k;
            }
            strips.add(RandomZones.area(RandomZones.ring(ring)));
        }
        assertAgreement(strips, random);
    }

    private static double border(int strip, int k) {
        double lon = 120 + 0.01 * strip;
        return k % 3 == 1 ? Math.nextUp(lon) : k % 3 == 2 ? Math.nextDown(lon) : lon;
    }

    /** Long edges that pass many cells and are cut off at their borders. */
    @Test
    void agreesWithJtsWhereEdgesAreMuchLongerThanCells() {
        Random random = new Random(123);
        System.out.println("ZoneIndexHardPointsTest seed 123");
        RandomZones make = new RandomZones(random, 0);
        List<ZoneShape.Area> areas = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            areas.add(RandomZones.area(make.star(make.between(-40, 40), make.between(-90, 90), 40, 1.5, 3)));
            areas.add(RandomZones.area(make.star(make.between(-1, 1), make.between(-1, 1), 0.1, 1, 50)));
        }
        assertAgreement(areas, random);
    }

    private void assertAgreement(List<ZoneShape.Area> areas, Random random) {
        ZoneIndex index = ZoneIndex.build(RandomZones.zones(areas));
        List<PreparedGeometry> oracles = areas.stream()
                .map(area -> PreparedGeometryFactory.prepare(RandomZones.jts(area)))
                .toList();
        int inside = 0;
        for (int i = 0; i < 30_000; i++) {
            double[] at = pointOnEdge(areas.get(random.nextInt(areas.size())), random);
            Point point = RandomZones.JTS.createPoint(new Coordinate(at[1], at[0]));
            int[] expected = IntStream.range(0, areas.size())
                    .filter(zone -> oracles.get(zone).covers(point))
                    .toArray();
            index.locate(at[0], at[1], hits);
            assertThat(hits.toArray()).as("%s %s", at[0], at[1]).isEqualTo(expected);
            index.find(at[0], at[1], hits);
            assertThat(hits.toArray()).isEqualTo(expected);
            inside += expected.length > 0 ? 1 : 0;
        }
        assertThat(inside).isBetween(3_000, 29_999);
    }

    /** A point of an edge, as near as doubles come, and often an ulp beside it. */
    private static double[] pointOnEdge(ZoneShape.Area area, Random random) {
        ZoneShape.Ring ring = area.polygons().get(0).outer();
        int a = random.nextInt(ring.latitudes().length);
        int b = (a + 1) % ring.latitudes().length;
        double share = random.nextInt(3) == 0 ? random.nextInt(9) / 8.0 : random.nextDouble() * 1.2 - 0.1;
        double lat = ring.latitudes()[a] + share * (ring.latitudes()[b] - ring.latitudes()[a]);
        double lon = ring.longitudes()[a] + share * (ring.longitudes()[b] - ring.longitudes()[a]);
        return switch (random.nextInt(4)) {
            case 0 -> new double[] {lat, lon};
            case 1 -> new double[] {Math.nextUp(lat), lon};
            case 2 -> new double[] {lat, Math.nextDown(lon)};
            default -> new double[] {Math.nextDown(lat), Math.nextUp(lon)};
        };
    }
}
