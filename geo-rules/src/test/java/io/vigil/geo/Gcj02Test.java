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
        assertClose(Gcj02.fromBd09(39.915, 116.404), 39.90865673957631, 116.39762729119315, 1e-12);
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
            assertClose(Gcj02.fromBd09(twice.latitude(), twice.longitude()), lat, lon, 1e-5);
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
