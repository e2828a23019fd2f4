package io.vigil.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.Geodesy;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairCellsTest {
    private static final double[] RADII = {150, 700, 22_000, 400_000};

    private static Set<Long> around(PairCells cells, double latitude, double longitude) {
        Set<Long> found = new HashSet<>();
        cells.around(latitude, longitude, found::add);
        return found;
    }

    @Test
    void twoWithinTheRadiusAreBothToldToTheCellThatOwnsThem() {
        long seed = 4_711;
        System.out.println("PairCellsTest seed " + seed);
        Random random = new Random(seed);
        for (double radius : RADII) {
            PairCells cells = new PairCells(radius);
            for (int i = 0; i < 20_000; i++) {
                double latitude = latitude(random, i);
                double longitude = i % 3 == 0 ? 180 - random.nextDouble() * 0.01 : random.nextDouble() * 360 - 180;
                Geodesy.Position other = Geodesy.destination(
                        latitude, longitude, random.nextDouble() * 360, radius * Math.sqrt(random.nextDouble()));
                long owner = cells.ownerOf(latitude, longitude, other.latitude(), other.longitude());

                assertThat(cells.ownerOf(other.latitude(), other.longitude(), latitude, longitude))
                        .isEqualTo(owner);
                assertThat(around(cells, latitude, longitude))
                        .as("%s %s radius %s", latitude, longitude, radius)
                        .contains(owner);
                assertThat(around(cells, other.latitude(), other.longitude())).contains(owner);
                Set<Long> whole = new HashSet<>();
                cells.aroundWhole(latitude, longitude, whole::add);
                assertThat(whole).contains(cells.cellOf(other.latitude(), other.longitude()));
            }
        }
    }

    /** A third of them near the poles. */
    private static double latitude(Random random, int i) {
        double latitude = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
        return i % 9 == 0 ? Math.copySign(90 - random.nextDouble() * 0.01, latitude) : latitude;
    }

    @Test
    void aMoverIsToldToFewCells() {
        PairCells cells = new PairCells(700);
        Random random = new Random(1);
        long told = 0;
        for (int i = 0; i < 10_000; i++) {
            told += around(cells, random.nextDouble() * 100 - 50, random.nextDouble() * 360 - 180)
                    .size();
        }

        assertThat(told / 10_000.0).isBetween(2.0, 2.5);
    }
}
