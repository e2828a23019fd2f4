package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Within the safe box the answer stays the same. */
class ZoneIndexSafeBoxTest {
    private final ZoneHits hits = new ZoneHits();
    private final ZoneHits other = new ZoneHits();

    @Test
    void findsTheSameZonesAnywhereInTheBox() {
        Random random = new Random(51);
        System.out.println("ZoneIndexSafeBoxTest seed 51");
        int boxes = 0;
        int lookups = 0;
        for (int layout = 0; layout < 30; layout++) {
            RandomZones make = new RandomZones(random, layout % 2 == 0 ? 0 : 128);
            double lat0 = make.between(-80, 80);
            double lon0 = layout % 5 == 0 ? 180 : make.between(-180, 180);
            List<ZoneShape> shapes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                shapes.add(shape(make, random, lat0, lon0));
            }
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(shapes));
            for (int i = 0; i < 2000; i++) {
                double lat = make.between(lat0 - 1.5, lat0 + 1.5);
                double lon = Geodesy.normalizeLongitude(make.between(lon0 - 1.5, lon0 + 1.5));
                index.locate(lat, lon, way(random), way(random), hits);
                lookups++;
                if (!hits.isSafeAt(lat, lon)) {
                    continue;
                }
                boxes++;
                for (int k = 0; k < 12; k++) {
                    double atLat = within(random, hits.safeSouth(), hits.safeNorth(), k % 3);
                    double atLon = within(random, hits.safeWest(), hits.safeEast(), k / 4);
                    index.locate(atLat, atLon, other);
                    assertThat(other.toArray())
                            .as("layout %d: %s %s, then %s %s", layout, lat, lon, atLat, atLon)
                            .isEqualTo(hits.toArray());
                }
            }
        }
        assertThat(boxes).isGreaterThan(lookups * 99 / 100);
    }

    @Test
    void keepsToThePointsSideOfAnEdgeItIsAlmostOn() {
        Random random = new Random(52);
        System.out.println("ZoneIndexSafeBoxTest seed 52");
        RandomZones make = new RandomZones(random, 0);
        int boxes = 0;
        for (int layout = 0; layout < 40; layout++) {
            double lat0 = make.between(-80, 80);
            double lon0 = make.between(-179, 178);
            ZoneShape.Ring ring = make.star(lat0, lon0, 0.3, 1, 40);
            ZoneIndex index = RandomZones.index(RandomZones.area(ring), make.area(lat0, lon0, 0.2));
            for (int i = 0; i < 4000; i++) {
                int a = random.nextInt(40);
                int b = (a + 1) % 40;
                double along = random.nextDouble();
                double off = Math.pow(10, make.between(-9, -2)) * (random.nextBoolean() ? 1 : -1);
                double lat = ring.latitudes()[a] + along * (ring.latitudes()[b] - ring.latitudes()[a]) + off;
                double lon = ring.longitudes()[a] + along * (ring.longitudes()[b] - ring.longitudes()[a]);
                index.locate(lat, lon, way(random), way(random), hits);
                if (!(hits.safeSouth() < hits.safeNorth() && hits.safeWest() < hits.safeEast())) {
                    continue;
                }
                boxes++;
                double atLat = within(random, hits.safeSouth(), hits.safeNorth(), i % 3);
                double atLon = within(random, hits.safeWest(), hits.safeEast(), i / 3 % 3);
                index.locate(atLat, atLon, other);
                assertThat(other.toArray())
                        .as("layout %d: %s %s, then %s %s", layout, lat, lon, atLat, atLon)
                        .isEqualTo(hits.toArray());
            }
        }
        assertThat(boxes).isGreaterThan(20_000);
    }

    /** Edges shorter than what vertices are rounded to in their cell. */
    @Test
    void keepsItsSideOfTinyEdgesInALargeCell() {
        Random random = new Random(53);
        System.out.println("ZoneIndexSafeBoxTest seed 53");
        RandomZones make = new RandomZones(random, 0);
        int boxes = 0;
        for (int layout = 0; layout < 60; layout++) {
            double size = Math.pow(10, make.between(-6, -2.5));
            ZoneShape.Ring hole = make.star(0.5, 0.5, size, 1, 3 + random.nextInt(15));
            ZoneIndex index = RandomZones.index(RandomZones.area(RandomZones.ring(0, 0, 1, 0, 1, 1, 0, 1), hole));
            for (int i = 0; i < 3000; i++) {
                double reach = i % 2 == 0 ? 1.5 * size : 5e-4;
                double lat = 0.5 + make.between(-reach, reach);
                double lon = 0.5 + make.between(-reach, reach);
                index.locate(lat, lon, way(random), way(random), hits);
                if (!(hits.safeSouth() < hits.safeNorth() && hits.safeWest() < hits.safeEast())) {
                    continue;
                }
                boxes++;
                double atLat = within(random, hits.safeSouth(), hits.safeNorth(), i / 2 % 3);
                double atLon = within(random, hits.safeWest(), hits.safeEast(), i / 6 % 3);
                index.locate(atLat, atLon, other);
                assertThat(other.toArray())
                        .as("layout %d: %s %s, then %s %s", layout, lat, lon, atLat, atLon)
                        .isEqualTo(hits.toArray());
            }
        }
        assertThat(boxes).isGreaterThan(60_000);
    }

    /** A mover that goes nowhere, a little or far, and what is no way at all. */
    private static double way(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextGaussian() * 1e-9;
            case 2 -> random.nextBoolean() ? Double.NaN : 400;
            default -> random.nextGaussian() * 1e-3;
        };
    }

    @Test
    void isLongerOnTheSideTheMoverGoesTo() {
        // The edge from south-west to north-east passes 0.2 degrees above the mover and as far to its left.
        ZoneIndex index = RandomZones.index(RandomZones.area(RandomZones.ring(10, 20, 11, 20, 11, 21)));

        index.locate(20.3, 10.5, hits);
        assertThat(hits.safeNorth() - 20.3).isBetween(0.099, 0.1);
        assertThat(10.5 - hits.safeWest()).isBetween(0.099, 0.1);

        index.locate(20.3, 10.5, 0.01, 0, hits);
        assertThat(hits.safeNorth() - 20.3).isBetween(0.178, 0.18);
        assertThat(10.5 - hits.safeWest()).isBetween(0.018, 0.02);

        index.locate(20.3, 10.5, 0, -0.01, hits);
        assertThat(hits.safeNorth() - 20.3).isBetween(0.018, 0.02);
        assertThat(10.5 - hits.safeWest()).isBetween(0.178, 0.18);
    }

    private static ZoneShape shape(RandomZones make, Random random, double lat0, double lon0) {
        double lat = lat0 + make.between(-1, 1);
        double lon = lon0 + make.between(-1, 1);
        switch (random.nextInt(4)) {
            case 0:
                return new ZoneShape.Circle(lat, lon, make.between(50, 40_000));
            case 1:
                return new ZoneShape.Corridor(
                        new double[] {lat, lat + make.between(-0.3, 0.3), lat + make.between(-0.3, 0.3)},
                        new double[] {lon, lon + make.between(-0.3, 0.3), lon + make.between(-0.3, 0.3)},
                        make.between(20, 4_000));
            default:
                return make.area(lat, lon, make.between(0.01, 0.4));
        }
    }

    private static double within(Random random, double low, double high, int how) {
        if (how == 0) {
            return Math.nextUp(low);
        }
        return how == 1 ? Math.nextDown(high) : low + random.nextDouble() * (high - low);
    }

    @Test
    void knowsHowFarTheEmptinessAroundAllZonesReaches() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(10, 20, 11, 21));

        index.locate(50, 20.5, hits);
        assertThat(hits.isSafeAt(12, -170)).isTrue();
        assertThat(hits.isSafeAt(10.5, 20.5)).isFalse();
        index.locate(10.5, 100, hits);
        assertThat(hits.isSafeAt(-80, 22)).isTrue();
        assertThat(hits.isSafeAt(10.5, 20.5)).isFalse();
    }

    @Test
    void hasNoBoxOnAnEdgeNorWithoutAPoint() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(10, 20, 11, 21));

        index.locate(10, 20.5, hits);
        assertThat(hits.toArray()).containsExactly(0);
        assertThat(hits.isSafeAt(10, 20.5)).isFalse();
        index.locate(Double.NaN, 20.5, hits);
        assertThat(hits.isSafeAt(10, 20.5)).isFalse();
        assertThat(hits.size()).isZero();
        index.locate(10.5, 20.5, hits);
        assertThat(hits.isSafeAt(Double.NaN, 20.5)).isFalse();
    }
}
