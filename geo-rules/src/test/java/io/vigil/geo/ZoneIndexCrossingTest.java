package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.ZoneShape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Ways between fixes against JTS and against many points on the way. */
class ZoneIndexCrossingTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void findsTheAreasASegmentTouchesLikeJts() {
        assertAgreement(71, 0);
        assertAgreement(72, 128);
    }

    private void assertAgreement(long seed, double steps) {
        Random random = new Random(seed);
        System.out.println("ZoneIndexCrossingTest seed " + seed);
        RandomZones make = new RandomZones(random, steps);
        int touched = 0;
        for (int layout = 0; layout < 10; layout++) {
            double lat0 = make.between(-70, 70);
            double lon0 = make.between(-170, 170);
            List<ZoneShape.Area> areas = new ArrayList<>();
            List<PreparedGeometry> oracles = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                ZoneShape.Area area =
                        make.area(lat0 + make.between(-1, 1), lon0 + make.between(-1, 1), make.between(0.03, 0.3));
                areas.add(area);
                oracles.add(PreparedGeometryFactory.prepare(RandomZones.jts(area)));
            }
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(areas));
            for (int i = 0; i < 1500; i++) {
                double[] a = make.pointNear(areas.get(random.nextInt(areas.size())));
                double[] b = i % 3 == 0
                        ? new double[] {make.snap(a[0] + make.between(-0.02, 0.02)), a[1]}
                        : make.pointNear(areas.get(random.nextInt(areas.size())));
                index.crossed(a[0], a[1], b[0], b[1], hits);
                LineString way = RandomZones.JTS.createLineString(
                        new Coordinate[] {new Coordinate(a[1], a[0]), new Coordinate(b[1], b[0])});
                int[] expected = IntStream.range(0, areas.size())
                        .filter(zone -> oracles.get(zone).intersects(way))
                        .toArray();
                assertThat(hits.toArray())
                        .as("%s %s to %s %s", a[0], a[1], b[0], b[1])
                        .isEqualTo(expected);
                touched += expected.length;
                for (int zone = 0; zone < areas.size(); zone += 5) {
                    assertThat(index.crosses(zone, a[0], a[1], b[0], b[1])).isEqualTo(hits.contains(zone));
                }
            }
        }
        assertThat(touched).isGreaterThan(15_000);
        assertThat(hits.isSafeAt(0, 0)).isFalse();
    }

    @Test
    void findsTheZonesThatSayThemselvesThatAWayTouchesThem() {
        Random random = new Random(74);
        System.out.println("ZoneIndexCrossingTest seed 74");
        int touched = 0;
        for (int layout = 0; layout < 24; layout++) {
            RandomZones make = new RandomZones(random, 0);
            double lat0 = layout % 4 == 0 ? make.between(84, 88) : make.between(-75, 75);
            double lon0 = layout % 4 == 1 ? 180 : make.between(-180, 180);
            double spread = Math.pow(10, make.between(-1, 0.3));
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(shapes(make, random, lat0, lon0, spread)));
            for (int i = 0; i < 400; i++) {
                double lat1 = make.between(lat0 - 1.5 * spread, Math.min(90, lat0 + 1.5 * spread));
                double lon1 = make.between(lon0 - 2 * spread, lon0 + 2 * spread);
                double reach = spread * Math.pow(10, make.between(-3, 0.2));
                double lat2 = Math.min(90, lat1 + (i % 7 == 0 ? 0 : make.between(-reach, reach)));
                double lon2 = lon1 + (i % 7 == 1 ? 0 : make.between(-reach, reach));
                double homeLon1 = Geodesy.normalizeLongitude(lon1);
                double homeLon2 = Geodesy.normalizeLongitude(lon2);
                index.crossed(lat1, homeLon1, lat2, homeLon2, hits);
                int[] expected = IntStream.range(0, index.size())
                        .filter(zone -> index.crosses(zone, lat1, homeLon1, lat2, homeLon2))
                        .toArray();
                assertThat(hits.toArray())
                        .as("layout %d: %s %s to %s %s", layout, lat1, homeLon1, lat2, homeLon2)
                        .isEqualTo(expected);
                touched += expected.length;
            }
        }
        assertThat(touched).isGreaterThan(8_000);
    }

    private static List<ZoneShape> shapes(RandomZones make, Random random, double lat0, double lon0, double spread) {
        List<ZoneShape> shapes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double lat = Math.min(89.9, lat0 + make.between(-spread, spread));
            double lon = lon0 + make.between(-spread, spread);
            double size = spread * Math.pow(10, make.between(-2, -0.2));
            shapes.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new ZoneShape.Circle(lat, lon, 80_000 * size);
                        case 1 -> new ZoneShape.Corridor(
                                new double[] {lat, lat - size, lat - make.between(0, size)},
                                new double[] {lon, lon + make.between(-size, size), lon + 2 * size},
                                20_000 * size);
                        default -> make.area(Math.min(89, lat), lon, Math.min(size, 1));
                    });
        }
        return shapes;
    }

    @Test
    void allocatesNothingOnWaysPastAreas() {
        Random random = new Random(75);
        System.out.println("ZoneIndexCrossingTest seed 75");
        RandomZones make = new RandomZones(random, 0);
        List<ZoneShape> shapes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            shapes.add(make.area(30 + make.between(-1, 1), 120 + make.between(-1, 1), 0.1));
        }
        ZoneIndex index = ZoneIndex.build(RandomZones.zones(shapes));
        double[] ways = random.doubles(40_000, -1, 1).toArray();
        cross(index, ways);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int touched = cross(index, ways);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(touched).isGreaterThan(10_000);
        assertThat(allocated).isLessThan(ways.length / 4);
    }

    /** How many zones all ways touch together. */
    private int cross(ZoneIndex index, double[] ways) {
        int touched = 0;
        for (int i = 0; i < ways.length; i += 4) {
            index.crossed(30 + ways[i], 120 + ways[i + 1], 30 + ways[i] + ways[i + 2] / 4, 120 + ways[i + 3], hits);
            touched += hits.size();
        }
        return touched;
    }

    @Test
    void saysWhereTheWayEntersAndLeaves() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(0, 2, 1, 4));

        assertThat(index.crossing(0, 0.5, 0, 0.5, 10)).isEqualTo(new Crossing(0.2, 0.4));
        assertThat(index.crossing(0, 0.5, 3, 0.5, 13)).isEqualTo(new Crossing(0, 0.1));
        assertThat(index.crossing(0, 0.5, 1, 0.5, 3)).isEqualTo(new Crossing(0.5, 1));
        assertThat(index.crossing(0, 0.5, 3, 0.6, 3.5)).isEqualTo(new Crossing(0, 1));
        assertThat(index.crossing(0, 1, 0, 1, 10)).isEqualTo(new Crossing(0.2, 0.4));
        assertThat(index.crossing(0, 2, 2, 0.5, 0.5)).isNull();
        assertThat(index.crossing(0, 0.5, 3, 0.5, 3)).isEqualTo(new Crossing(0, 1));
        assertThat(index.crossing(0, Double.NaN, 3, 0.5, 3)).isNull();
    }

    @Test
    void takesTheShortWayAcrossTheAntimeridian() {
        ZoneIndex index = RandomZones.index(
                RandomZones.rectangle(0, 179.8, 1, 180.2),
                RandomZones.rectangle(0, -10, 1, 10),
                new ZoneShape.Circle(0.5, 180, 1000),
                new ZoneShape.Corridor(new double[] {0, 1}, new double[] {-179.9, -179.9}, 100));

        index.crossed(0.5, 179, 0.5, -179, hits);
        assertThat(hits.toArray()).containsExactly(0, 2, 3);
        index.crossed(0.5, -179, 0.5, 179, hits);
        assertThat(hits.toArray()).containsExactly(0, 2, 3);
        assertThat(index.crossing(0, 0.5, 179, 0.5, -179).entryFraction()).isCloseTo(0.4, within(1e-9));
        assertThat(index.crossing(0, 0.5, 179, 0.5, -179).exitFraction()).isCloseTo(0.6, within(1e-9));
        assertThat(index.crossing(3, 0.5, -179, 0.5, 179).entryFraction()).isCloseTo(0.45, within(1e-3));
        assertThat(index.crosses(1, 0.5, -179, 0.5, 179)).isFalse();
    }

    @Test
    void findsTheCirclesAndCorridorsThatManyPointsOnTheWayAreIn() {
        Random random = new Random(73);
        System.out.println("ZoneIndexCrossingTest seed 73");
        RandomZones make = new RandomZones(random, 0);
        int touched = 0;
        int notTouched = 0;
        for (int i = 0; i < 400; i++) {
            double lat = make.between(-70, 70);
            double lon = i % 5 == 0 ? 180 : make.between(-180, 180);
            double size = Math.pow(10, make.between(-3, -0.5));
            double meters = size * 111_000;
            double[] lats = {lat, lat + make.between(-size, size), lat + make.between(-size, size)};
            double[] lons = {lon, lon + make.between(-size, size), lon + make.between(-size, size)};
            ZoneIndex index = RandomZones.index(
                    new ZoneShape.Circle(lat, lon, meters * make.between(0.05, 1)),
                    new ZoneShape.Corridor(lats, lons, meters * make.between(0.02, 0.3)));
            double lat1 = lat + make.between(-2 * size, 2 * size);
            double lon1 = lon + make.between(-2 * size, 2 * size);
            double lat2 = lat + make.between(-2 * size, 2 * size);
            double lon2 = lon + make.between(-2 * size, 2 * size);
            index.crossed(lat1, lon1, lat2, lon2, hits);
            for (int zone = 0; zone < 2; zone++) {
                double first = Double.NaN;
                double last = Double.NaN;
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k <= 1000; k++) {
                    double t = k / 1000.0;
                    double gap = index.distanceMeters(zone, lat1 + t * (lat2 - lat1), lon1 + t * (lon2 - lon1));
                    least = Math.min(least, gap);
                    if (gap == 0) {
                        first = Double.isNaN(first) ? t : first;
                        last = t;
                    }
                }
                Crossing crossing = index.crossing(zone, lat1, lon1, lat2, lon2);
                assertThat(hits.contains(zone)).isEqualTo(crossing != null);
                if (!Double.isNaN(first)) {
                    touched++;
                    assertThat(crossing).isNotNull();
                    assertThat(crossing.entryFraction()).isCloseTo(first, within(0.0021));
                    assertThat(crossing.exitFraction()).isCloseTo(last, within(0.0021));
                } else if (least > meters * 0.01) {
                    notTouched++;
                    assertThat(crossing).isNull();
                }
            }
        }
        assertThat(touched).isGreaterThan(130);
        assertThat(notTouched).isGreaterThan(130);
    }
}
