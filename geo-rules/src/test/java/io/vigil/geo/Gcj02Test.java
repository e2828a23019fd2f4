package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Gcj02Test {
    /**
     * The code these come from has an Earth radius other by 108 m, which moves a point by less than 1.1e-7 degrees.
     */
    private static final double OTHER_RADIUS_DEGREES = 1.1e-7;

    @Test
    void reproducesPublishedPairs() {
        assertClose(
                Gcj02.fromWgs84(31.1774276, 121.5272106), 31.17530398364597, 121.531541859215, OTHER_RADIUS_DEGREES);
        assertClose(
                Gcj02.fromWgs84(22.543847, 113.912316), 22.540796131694766, 113.9171764808363, OTHER_RADIUS_DEGREES);
        assertClose(
                Gcj02.fromWgs84(39.911954, 116.377817), 39.91334545536069, 116.38404722455657, OTHER_RADIUS_DEGREES);
        assertClose(Gcj02.fromWgs84(39.915, 116.404), 39.91640428150164, 116.41024449916938, 1e-12);
        assertClose(Gcj02.toBd09(39.915, 116.404), 39.92133699351021, 116.41036949371029, 1e-12);
        assertClose(Gcj02.fromBd09InOneStep(39.915, 116.404), 39.90865673957631, 116.39762729119315, 1e-12);
    }

    @Test
    void comesBackFromWhereItWent() {
        Random random = new Random(31);
        System.out.println("Gcj02Test seed 31");
        for (int i = 0; i < 100_000; i++) {
            double lat = 0.83 + random.nextDouble() * 54.99;
            double lon = 72.01 + random.nextDouble() * 65.82;

            Geodesy.Position shifted = Gcj02.fromWgs84(lat, lon);

            assertClose(Gcj02.toWgs84(shifted.latitude(), shifted.longitude()), lat, lon, 1e-9);
            Geodesy.Position twice = Gcj02.toBd09(lat, lon);
            assertClose(Gcj02.fromBd09(twice.latitude(), twice.longitude()), lat, lon, 1e-9);
            assertClose(Gcj02.fromBd09InOneStep(twice.latitude(), twice.longitude()), lat, lon, 1e-5);
            Geodesy.Position baidu = Gcj02.wgs84ToBd09(lat, lon);
            assertThat(baidu).isEqualTo(Gcj02.toBd09(shifted.latitude(), shifted.longitude()));
            assertClose(Gcj02.bd09ToWgs84(baidu.latitude(), baidu.longitude()), lat, lon, 1e-9);
        }
    }

    @Test
    void comesBackAtTheBorderAndWhereTheFormulaHasACorner() {
        Random random = new Random(32);
        System.out.println("Gcj02Test seed 32");
        for (int i = 0; i < 100_000; i++) {
            double along = random.nextDouble();
            double tiny = Math.pow(10, -14 * random.nextDouble());
            double lat = i % 4 == 0 ? 0.8293 + tiny : i % 4 == 1 ? 55.8271 - tiny : 0.8293 + along * 54.9978;
            double lon = i % 4 == 2 ? 105 + (random.nextBoolean() ? tiny : -tiny) : 72.004 + along * 65.8307;

            Geodesy.Position gcj = Gcj02.fromWgs84(lat, lon);
            assertClose(Gcj02.toWgs84(gcj.latitude(), gcj.longitude()), lat, lon, 1e-9);
            Geodesy.Position baidu = Gcj02.wgs84ToBd09(lat, lon);
            assertClose(Gcj02.bd09ToWgs84(baidu.latitude(), baidu.longitude()), lat, lon, 1e-9);
        }
    }

    @Test
    void outsideTheRectangleEveryPointComesBackButThoseThatPointsInsideAreShiftedTo() {
        Random random = new Random(33);
        System.out.println("Gcj02Test seed 33");
        int ambiguous = 0;
        for (int i = 0; i < 100_000; i++) {
            double lat = i % 2 == 0 ? random.nextDouble() * 180 - 90 : 55.8271 + random.nextDouble() * 0.02;
            double lon = i % 2 == 0 ? random.nextDouble() * 360 - 180 : 72 + random.nextDouble() * 66;
            if (Gcj02.isInChina(lat, lon)) {
                continue;
            }
            Geodesy.Position back = Gcj02.toWgs84(lat, lon);
            if (Gcj02.isInChina(back.latitude(), back.longitude())) {
                ambiguous++;
                assertClose(Gcj02.fromWgs84(back.latitude(), back.longitude()), lat, lon, 1e-9);
                assertThat(Geodesy.distanceMeters(lat, lon, back.latitude(), back.longitude()))
                        .isLessThan(1_000);
            } else {
                assertThat(back).isEqualTo(new Geodesy.Position(lat, lon));
            }
            assertThat(Gcj02.wgs84ToBd09(lat, lon)).isEqualTo(new Geodesy.Position(lat, lon));
        }
        assertThat(ambiguous).isBetween(100, 30_000);
        assertThat(Gcj02.bd09ToWgs84(51.5, -0.1)).isEqualTo(new Geodesy.Position(51.5, -0.1));
    }

    /** The southernmost Chinese reef lies south of the other rectangle in use, 3.86 degrees; Seoul is within both. */
    @Test
    void shiftsSeaAndForeignLandWithinTheRectangle() {
        for (double[] place : new double[][] {{3.5, 112.25}, {18, 125}, {37.57, 126.98}, {21.03, 105.85}}) {
            Geodesy.Position gcj = Gcj02.fromWgs84(place[0], place[1]);
            assertThat(Geodesy.distanceMeters(place[0], place[1], gcj.latitude(), gcj.longitude()))
                    .isBetween(50.0, 2_000.0);
            assertClose(Gcj02.toWgs84(gcj.latitude(), gcj.longitude()), place[0], place[1], 1e-9);
        }
    }

    @Test
    void leavesPointsOutsideTheRectangleAlone() {
        assertThat(Gcj02.isInChina(0.8292, 100)).isFalse();
        assertThat(Gcj02.isInChina(0.8293, 72.004)).isTrue();
        assertThat(Gcj02.isInChina(55.8271, 137.8347)).isTrue();
        assertThat(Gcj02.isInChina(30, 137.8348)).isFalse();
        assertThat(Gcj02.isInChina(Double.NaN, 100)).isFalse();
        assertThat(Gcj02.fromWgs84(51.5, -0.1)).isEqualTo(new Geodesy.Position(51.5, -0.1));
        assertThat(Gcj02.toWgs84(51.5, -0.1)).isEqualTo(new Geodesy.Position(51.5, -0.1));
        assertThat(Gcj02.toWgs84(Double.NaN, 110).latitude()).isNaN();
    }

    private static void assertClose(Geodesy.Position position, double lat, double lon, double degrees) {
        assertThat(position.latitude()).isCloseTo(lat, within(degrees));
        assertThat(position.longitude()).isCloseTo(lon, within(degrees));
    }
}
