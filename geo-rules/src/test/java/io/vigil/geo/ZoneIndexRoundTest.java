package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

/** Circles and corridors against GeographicLib; points nearer to the edge than the stated error are left out. */
class ZoneIndexRoundTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void findsCirclesByGeodesicDistance() {
        Random random = new Random(41);
        System.out.println("ZoneIndexRoundTest seed 41");
        int decided = 0;
        for (int layout = 0; layout < 60; layout++) {
            List<ZoneShape.Circle> circles = new ArrayList<>();
            double lat0 = layout % 6 == 5 ? 89.5 : random.nextDouble() * 160 - 80;
            double lon0 = layout % 4 == 3 ? 180 : random.nextDouble() * 360 - 180;
            double size = Math.pow(10, 1 + random.nextDouble() * 5.5);
            for (int i = 0; i < 30; i++) {
                GeodesicData centre =
                        Geodesic.WGS84.Direct(lat0, lon0, random.nextDouble() * 360, random.nextDouble() * 3 * size);
                circles.add(new ZoneShape.Circle(centre.lat2, centre.lon2, size * (0.1 + random.nextDouble())));
            }
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(circles));
            for (int i = 0; i < 500; i++) {
                ZoneShape.Circle near = circles.get(random.nextInt(circles.size()));
                double reach = near.radiusMeters() * (random.nextInt(3) == 0 ? 1 : 2 * random.nextDouble());
                GeodesicData at =
                        Geodesic.WGS84.Direct(near.latitude(), near.longitude(), random.nextDouble() * 360, reach);
                index.locate(at.lat2, at.lon2, hits);
                for (int zone = 0; zone < circles.size(); zone++) {
                    ZoneShape.Circle circle = circles.get(zone);
                    double exact = Geodesic.WGS84.Inverse(circle.latitude(), circle.longitude(), at.lat2, at.lon2).s12;
                    double margin = circle.radiusMeters() - exact;
                    if (Math.abs(margin) > 0.1 + 1e-6 * exact) {
                        decided++;
                        assertThat(hits.contains(zone))
                                .as("%s at %s %s", circle, at.lat2, at.lon2)
                                .isEqualTo(margin > 0);
                        assertThat(index.contains(zone, at.lat2, at.lon2)).isEqualTo(margin > 0);
                    }
                }
            }
        }
        assertThat(decided).isGreaterThan(600_000);
    }

    @Test
    void findsCorridorsByDistanceToTheLine() {
        Random random = new Random(42);
        System.out.println("ZoneIndexRoundTest seed 42");
        int decided = 0;
        int inside = 0;
        for (int layout = 0; layout < 40; layout++) {
            double lat0 = random.nextDouble() * 150 - 75;
            double lon0 = layout % 4 == 3 ? 180 : random.nextDouble() * 360 - 180;
            double halfWidth = Math.pow(10, 1 + random.nextDouble() * 3.3);
            List<ZoneShape.Corridor> corridors = new ArrayList<>();
            for (int c = 0; c < 8; c++) {
                corridors.add(corridor(random, lat0, lon0, halfWidth * (0.5 + random.nextDouble())));
            }
            ZoneIndex index = ZoneIndex.build(RandomZones.zones(corridors));
            for (int i = 0; i < 150; i++) {
                double[] at = pointNear(random, corridors.get(random.nextInt(corridors.size())));
                index.locate(at[0], at[1], hits);
                for (int zone = 0; zone < corridors.size(); zone++) {
                    ZoneShape.Corridor corridor = corridors.get(zone);
                    double exact = BruteForce.lineMeters(corridor.latitudes(), corridor.longitudes(), at[0], at[1]);
                    double margin = corridor.halfWidthMeters() - exact;
                    if (Math.abs(margin) > 0.02 + 1e-5 * exact) {
                        decided++;
                        inside += margin > 0 ? 1 : 0;
                        assertThat(hits.contains(zone))
                                .as("layout %d zone %d at %s %s, exact %s", layout, zone, at[0], at[1], exact)
                                .isEqualTo(margin > 0);
                        assertThat(index.contains(zone, at[0], at[1])).isEqualTo(margin > 0);
                    }
                }
            }
        }
        assertThat(decided).isGreaterThan(30_000);
        assertThat(inside).isGreaterThan(3_000);
    }

    private static ZoneShape.Corridor corridor(Random random, double lat0, double lon0, double halfWidth) {
        int vertices = 2 + random.nextInt(8);
        double[] lats = new double[vertices];
        double[] lons = new double[vertices];
        double step = halfWidth / 111_000 * 6;
        double lat = lat0 + (random.nextDouble() - 0.5) * 4 * step;
        double lon = lon0 + (random.nextDouble() - 0.5) * 4 * step;
        for (int i = 0; i < vertices; i++) {
            lats[i] = lat;
            lons[i] = lon;
            lat += (random.nextDouble() - 0.5) * 2 * step;
            lon += (random.nextDouble() - 0.5) * 2 * step;
        }
        return new ZoneShape.Corridor(lats, lons, halfWidth);
    }

    private static double[] pointNear(Random random, ZoneShape.Corridor corridor) {
        int segment = random.nextInt(corridor.latitudes().length - 1);
        double t = random.nextDouble() * 1.2 - 0.1;
        double lat =
                corridor.latitudes()[segment] + t * (corridor.latitudes()[segment + 1] - corridor.latitudes()[segment]);
        double lon = corridor.longitudes()[segment]
                + t * (corridor.longitudes()[segment + 1] - corridor.longitudes()[segment]);
        double reach = corridor.halfWidthMeters() * (random.nextBoolean() ? 1 : 2 * random.nextDouble());
        GeodesicData at = Geodesic.WGS84.Direct(lat, lon, random.nextDouble() * 360, reach);
        return new double[] {at.lat2, Geodesy.normalizeLongitude(at.lon2)};
    }

    @Test
    void findsACorridorFromThePoleAcrossTheAntimeridian() {
        double[] latitudes = {-90, -45, -32, -20};
        double[] longitudes = {-140, -190, -170, -162};
        ZoneIndex index = RandomZones.index(new ZoneShape.Corridor(latitudes, longitudes, 500));

        for (int leg = 0; leg < 3; leg++) {
            for (double t = 0.05; t < 1; t += 0.05) {
                double lat = latitudes[leg] + t * (latitudes[leg + 1] - latitudes[leg]);
                double lon = longitudes[leg] + t * (longitudes[leg + 1] - longitudes[leg]);
                index.locate(lat, Geodesy.normalizeLongitude(lon), hits);
                assertThat(hits.toArray()).as("leg %d at %s %s", leg, lat, lon).containsExactly(0);
                double home = Geodesy.normalizeLongitude(lon - 1);
                assertThat(index.crosses(0, lat, home, lat, Geodesy.normalizeLongitude(lon + 1)))
                        .as("across leg %d at %s %s", leg, lat, lon)
                        .isTrue();
            }
        }
    }

    @Test
    void findsACircleThatHoldsThePole() {
        ZoneIndex index = RandomZones.index(new ZoneShape.Circle(89.9, 10, 50_000));

        index.locate(90, -120, hits);
        assertThat(hits.toArray()).containsExactly(0);
        index.locate(89.8, -170, hits);
        assertThat(hits.toArray()).containsExactly(0);
        index.locate(89.5, -170, hits);
        assertThat(hits.toArray()).isEmpty();
    }

    @Test
    void findsAWideCorridorAndOneNearThePole() {
        ZoneIndex index = RandomZones.index(
                new ZoneShape.Corridor(new double[] {0, 0}, new double[] {0, 40}, 200_000),
                new ZoneShape.Corridor(new double[] {89, 89}, new double[] {0, 60}, 20_000));

        index.locate(1.7, 20, hits);
        assertThat(hits.toArray()).containsExactly(0);
        index.locate(1.9, 20, hits);
        assertThat(hits.toArray()).isEmpty();
        index.locate(89.1, 30, hits);
        assertThat(hits.toArray()).containsExactly(1);
        index.locate(89.3, 30, hits);
        assertThat(hits.toArray()).isEmpty();
    }
}
