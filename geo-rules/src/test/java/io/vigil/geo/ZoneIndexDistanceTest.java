package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.ZoneShape;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

/** Distances to zones against GeographicLib on every edge. */
class ZoneIndexDistanceTest {
    @Test
    void measuresTheDistanceToTheEdgeOfAnArea() {
        Random random = new Random(61);
        System.out.println("ZoneIndexDistanceTest seed 61");
        RandomZones make = new RandomZones(random, 0);
        int outside = 0;
        for (int i = 0; i < 1500; i++) {
            double lat0 = make.between(-75, 75);
            double lon0 = i % 5 == 0 ? 180 : make.between(-180, 180);
            ZoneShape.Ring ring =
                    make.star(lat0, lon0, Math.pow(10, make.between(-4, -0.3)), 1, 3 + random.nextInt(12));
            ZoneIndex index = RandomZones.index(RandomZones.area(ring));
            GeodesicData at = Geodesic.WGS84.Direct(lat0, lon0, make.between(0, 360), Math.pow(10, make.between(0, 5)));
            double exact = ringMeters(ring, at.lat2, at.lon2);

            double edge = index.distanceToEdgeMeters(0, at.lat2, at.lon2);
            double distance = index.distanceMeters(0, at.lat2, at.lon2);

            assertThat(edge).as("%s from %s %s", ring, at.lat2, at.lon2).isCloseTo(exact, within(0.05 + 1e-4 * exact));
            boolean isInside = index.contains(0, at.lat2, at.lon2);
            assertThat(distance).isEqualTo(isInside ? 0 : edge);
            assertThat(index.isEdgeWithin(0, at.lat2, at.lon2, edge + 1e-6)).isTrue();
            assertThat(index.isEdgeWithin(0, at.lat2, at.lon2, edge - 1e-6)).isFalse();
            outside += isInside ? 0 : 1;
        }
        assertThat(outside).isBetween(500, 1450);
    }

    @Test
    void staysWithinAPercentFarAwayAndNearThePoles() {
        Random random = new Random(62);
        System.out.println("ZoneIndexDistanceTest seed 62");
        RandomZones make = new RandomZones(random, 0);
        for (int i = 0; i < 300; i++) {
            double lat0 = i % 3 == 0 ? make.between(84, 88) : make.between(-80, 80);
            ZoneShape.Ring ring = make.star(lat0, 179, make.between(0.1, 2), 3, 3 + random.nextInt(12));
            ZoneIndex index = RandomZones.index(RandomZones.area(ring));
            double lat = i % 3 == 0 ? make.between(80, 90) : make.between(-89, 89);
            double lon = make.between(-180, 180);
            double exact = ringMeters(ring, lat, lon);
            if (exact < 15_000_000) {
                assertThat(index.distanceToEdgeMeters(0, lat, lon))
                        .as("%s from %s %s", ring, lat, lon)
                        .isCloseTo(exact, within(0.05 + 0.01 * exact));
                assertThat(index.isEdgeWithin(0, lat, lon, 1.02 * exact + 1)).isTrue();
                assertThat(index.isEdgeWithin(0, lat, lon, 0.98 * exact - 1)).isFalse();
            }
        }
    }

    private static double ringMeters(ZoneShape.Ring ring, double lat, double lon) {
        int n = ring.latitudes().length;
        double[] lats = java.util.Arrays.copyOf(ring.latitudes(), n + 1);
        double[] lons = java.util.Arrays.copyOf(ring.longitudes(), n + 1);
        lats[n] = lats[0];
        lons[n] = lons[0];
        return BruteForce.lineMeters(lats, lons, lat, lon);
    }

    @Test
    void measuresTheDistanceToACircleAndACorridor() {
        ZoneIndex index = RandomZones.index(
                new ZoneShape.Circle(30, 122, 1000),
                new ZoneShape.Corridor(new double[] {30, 30}, new double[] {122, 123}, 500));
        Geodesy.Position at = Geodesy.destination(30, 122, 180, 3000);

        assertThat(index.distanceMeters(0, at.latitude(), at.longitude())).isCloseTo(2000, within(0.01));
        assertThat(index.distanceMeters(1, at.latitude(), at.longitude())).isCloseTo(2500, within(0.1));
        assertThat(index.distanceMeters(0, 30, 122)).isZero();
        assertThat(index.distanceMeters(1, 30.001, 122.5)).isZero();
        assertThat(index.distanceToEdgeMeters(0, 30, 122)).isCloseTo(1000, within(0.01));
        assertThat(index.distanceMeters(0, Double.NaN, 122)).isNaN();
        assertThat(index.distanceToEdgeMeters(1, 30, Double.NaN)).isNaN();
    }

    @Test
    void findsHowFarAheadAZoneBegins() {
        Random random = new Random(63);
        System.out.println("ZoneIndexDistanceTest seed 63");
        RandomZones make = new RandomZones(random, 0);
        int met = 0;
        for (int i = 0; i < 400; i++) {
            double lat0 = make.between(-75, 75);
            double lon0 = i % 4 == 0 ? 180 : make.between(-180, 180);
            double radius = Math.pow(10, make.between(1, 4));
            ZoneIndex index = RandomZones.index(new ZoneShape.Circle(lat0, lon0, radius));
            double away = radius * make.between(1.01, 10);
            GeodesicData from = Geodesic.WGS84.Direct(lat0, lon0, make.between(0, 360), away);
            double toCentre = Geodesic.WGS84.Inverse(from.lat2, from.lon2, lat0, lon0).azi1;
            double course = toCentre + make.between(-1, 1) * Math.toDegrees(Math.asin(radius / away)) * 1.2;

            double ahead = index.distanceAlongCourseMeters(0, from.lat2, from.lon2, course, 200_000);

            double exact = firstContact(lat0, lon0, radius, from.lat2, from.lon2, course, away);
            double grazing = Math.abs(course - toCentre) / Math.toDegrees(Math.asin(radius / away));
            if (Math.abs(grazing - 1) > 0.02) {
                assertThat(Double.isNaN(ahead)).isEqualTo(Double.isNaN(exact));
                if (!Double.isNaN(exact)) {
                    met++;
                    assertThat(ahead).isCloseTo(exact, within(1 + 1e-4 * exact));
                }
            }
        }
        assertThat(met).isGreaterThan(200);
    }

    private static double firstContact(
            double lat0, double lon0, double radius, double lat, double lon, double course, double away) {
        double beyond = 0;
        double step = radius / 200;
        for (double gone = 0; gone < 2 * away; gone += step) {
            if (from(lat0, lon0, lat, lon, course, gone) <= radius) {
                double within = gone;
                beyond = Math.max(0, gone - step);
                for (int i = 0; i < 50; i++) {
                    double middle = (beyond + within) / 2;
                    if (from(lat0, lon0, lat, lon, course, middle) <= radius) {
                        within = middle;
                    } else {
                        beyond = middle;
                    }
                }
                return within;
            }
        }
        return Double.NaN;
    }

    private static double from(double lat0, double lon0, double lat, double lon, double course, double gone) {
        GeodesicData at = Geodesic.WGS84.Direct(lat, lon, course, gone);
        return Geodesic.WGS84.Inverse(lat0, lon0, at.lat2, at.lon2).s12;
    }

    @Test
    void doesNotMeetWhatLiesBehindOrTooFar() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(10, 20, 11, 21));

        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, 90, 200_000)).isCloseTo(109_460, within(20.0));
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, 90, 100_000)).isNaN();
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, 270, 200_000)).isNaN();
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 20.5, 270, 10)).isZero();
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, 0, Double.POSITIVE_INFINITY))
                .isNaN();
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, Double.NaN, 200_000))
                .isNaN();
        assertThat(index.distanceAlongCourseMeters(0, 10.5, 19, 90, Double.NaN)).isNaN();
        assertThat(index.distanceAlongCourseMeters(0, Double.NaN, 19, 90, 200_000))
                .isNaN();
    }
}
