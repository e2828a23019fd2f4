package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class GeodesyTest {
    @Test
    void measuresDistancesWithinTheStatedErrorAtEveryLength() {
        Random random = new Random(21);
        System.out.println("GeodesyTest seed 21");
        for (int i = 0; i < 200_000; i++) {
            double lat = random.nextDouble() * 180 - 90;
            double lon = random.nextDouble() * 360 - 180;
            double meters = Math.pow(10, random.nextDouble() * 7.3 - 1);
            GeodesicData line = Geodesic.WGS84.Direct(lat, lon, random.nextDouble() * 360, meters);
            double exact = Geodesic.WGS84.Inverse(lat, lon, line.lat2, line.lon2).s12;

            double measured = Geodesy.distanceMeters(lat, lon, line.lat2, line.lon2);

            double bound = exact > 200_100 ? 0.001 + 1e-9 * exact : exact < 5_000 ? 0.02 : 0.1 + 1e-6 * exact;
            assertThat(measured).as("%s %s %s", lat, lon, line.azi1).isCloseTo(exact, within(bound));
        }
    }

    @Test
    void findsNearDestinationsWithinTheStatedError() {
        Random random = new Random(24);
        System.out.println("GeodesyTest seed 24");
        for (int i = 0; i < 200_000; i++) {
            double lat = random.nextDouble() * 160 - 80;
            double lon = random.nextDouble() * 360 - 180;
            double course = random.nextDouble() * 360;
            double meters = i % 4 == 0 ? 20_000 : random.nextDouble() * 21_000;
            GeodesicData there = Geodesic.WGS84.Direct(lat, lon, course, meters);

            Geodesy.Position found = Geodesy.destinationNear(lat, lon, course, meters);

            assertThat(Geodesic.WGS84.Inverse(there.lat2, there.lon2, found.latitude(), found.longitude()).s12)
                    .as("%s %s %s %s", lat, lon, course, meters)
                    .isLessThan(0.25);
        }
        assertThat(Geodesy.destinationNear(Double.NaN, 0, 0, 1).latitude()).isNaN();
        assertThat(Geodesy.destinationNear(0, 0, Double.NaN, 1).latitude()).isNaN();
    }

    @Test
    void isSurelyWithinOnlyWhereItIs() {
        Random random = new Random(25);
        System.out.println("GeodesyTest seed 25");
        for (int i = 0; i < 100_000; i++) {
            double lat = random.nextDouble() * 170 - 85;
            double lon = random.nextDouble() * 360 - 180;
            double lat2 = lat + (random.nextDouble() - 0.5) * 0.02;
            double lon2 = lon + (random.nextDouble() - 0.5) * 0.02;
            double meters = random.nextDouble() * 3_000;

            if (Geodesy.isSurelyWithin(lat, lon, lat2, lon2, meters)) {
                assertThat(Geodesic.WGS84.Inverse(lat, lon, lat2, lon2).s12).isLessThanOrEqualTo(meters);
            }
        }
        assertThat(Geodesy.isSurelyWithin(30, 120, 30.001, 120, 112)).isTrue();
        assertThat(Geodesy.isSurelyWithin(Double.NaN, 0, 0, 0, 1)).isFalse();
    }

    @Test
    void measuresNearlyAntipodalPoints() {
        Random random = new Random(22);
        System.out.println("GeodesyTest seed 22");
        for (int i = 0; i < 300; i++) {
            double lat = i % 5 == 0 ? 0 : random.nextDouble() * 160 - 80;
            double lat2 = -lat + (random.nextDouble() - 0.5) * (i % 3);
            double lon2 = 180 + (random.nextDouble() - 0.5) * (i % 4);

            double measured = Geodesy.distanceMeters(lat, 0, lat2, lon2);

            assertThat(measured).isCloseTo(Geodesic.WGS84.Inverse(lat, 0, lat2, lon2).s12, within(0.05));
        }
        assertThat(Geodesy.distanceMeters(90, 0, -90, 77)).isCloseTo(20_003_931.459, within(0.05));
    }

    @Test
    void measuresAcrossTheAntimeridianAndInUnwrappedLongitudes() {
        double exact = Geodesic.WGS84.Inverse(30, 179.99, 30.01, -179.98).s12;

        assertThat(Geodesy.distanceMeters(30, 179.99, 30.01, -179.98)).isCloseTo(exact, within(0.02));
        assertThat(Geodesy.distanceMeters(30, 179.99, 30.01, 180.02)).isCloseTo(exact, within(0.02));
        assertThat(Geodesy.distanceMeters(30, -180.01, 30.01, 540.02)).isCloseTo(exact, within(0.02));
    }

    @Test
    void givesTheCourseAtTheFirstPoint() {
        Random random = new Random(23);
        System.out.println("GeodesyTest seed 23");
        for (int i = 0; i < 50_000; i++) {
            double lat = random.nextDouble() * 170 - 85;
            double lon = random.nextDouble() * 360 - 180;
            double course = random.nextDouble() * 360;
            GeodesicData line = Geodesic.WGS84.Direct(lat, lon, course, Math.pow(10, 1 + random.nextDouble() * 6));

            double measured = Geodesy.initialCourseDegrees(lat, lon, line.lat2, line.lon2);

            assertThat(Geodesy.courseDifferenceDegrees(course, measured)).isCloseTo(0, within(2e-4));
            assertThat(measured).isBetween(0.0, Math.nextDown(360.0));
        }
    }

    @Test
    void arrivesWhereTheGeodesicDoes() {
        Random random = new Random(24);
        System.out.println("GeodesyTest seed 24");
        for (int i = 0; i < 50_000; i++) {
            double lat = random.nextDouble() * 180 - 90;
            double lon = random.nextDouble() * 360 - 180;
            double course = random.nextDouble() * 360;
            double meters = Math.pow(10, random.nextDouble() * 7);
            GeodesicData line = Geodesic.WGS84.Direct(lat, lon, course, meters);

            Geodesy.Position there = Geodesy.destination(lat, lon, course, meters);

            assertThat(Geodesic.WGS84.Inverse(line.lat2, line.lon2, there.latitude(), there.longitude()).s12)
                    .isLessThan(1e-3);
            assertThat(there.longitude()).isBetween(-180.0, Math.nextDown(180.0));
        }
    }

    @Test
    void hasNoAnswerForWhatIsNotAvailable() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Geodesy.distanceMeters(none, 0, 0, 0)).isNaN();
            assertThat(Geodesy.distanceMeters(0, none, 0, 0)).isNaN();
            assertThat(Geodesy.distanceMeters(0, 0, none, 0)).isNaN();
            assertThat(Geodesy.distanceMeters(0, 0, 0, none)).isNaN();
            assertThat(Geodesy.initialCourseDegrees(0, 0, 0, none)).isNaN();
            assertThat(Geodesy.destination(none, 0, 0, 1).latitude()).isNaN();
            assertThat(Geodesy.destination(0, 0, none, 1).latitude()).isNaN();
        }
    }

    @Test
    void turnsTheShorterWay() {
        assertThat(Geodesy.courseDifferenceDegrees(350, 10)).isEqualTo(20);
        assertThat(Geodesy.courseDifferenceDegrees(10, 350)).isEqualTo(-20);
        assertThat(Geodesy.courseDifferenceDegrees(0, 180)).isEqualTo(-180);
        assertThat(Geodesy.normalizeCourse(-1e-20)).isEqualTo(0);
        assertThat(Geodesy.normalizeCourse(-10)).isEqualTo(350);
    }

    @Test
    void keepsLongitudesInTheirRange() {
        assertThat(Geodesy.normalizeLongitude(180)).isEqualTo(-180);
        assertThat(Geodesy.normalizeLongitude(-180)).isEqualTo(-180);
        assertThat(Geodesy.normalizeLongitude(541)).isEqualTo(-179);
        assertThat(Geodesy.normalizeLongitude(Math.nextDown(-180.0))).isBetween(-180.0, 180.0);
        assertThat(Geodesy.unwrapLongitude(-179, 179)).isEqualTo(181);
        assertThat(Geodesy.unwrapLongitude(179, -179)).isEqualTo(-181);
        assertThat(Geodesy.unwrapLongitude(10, 20)).isEqualTo(10);
        assertThat(Geodesy.crossesAntimeridian(179, -179)).isTrue();
        assertThat(Geodesy.crossesAntimeridian(-90, 89)).isFalse();
    }
}
