package io.vigil.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.Geodesy;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairCellsTest {
    private static final double[] RADII = {150, 700, 22_000, 400_000};

    private static Set<Long> around(PairCells cells, double latitude, double longitude, double reachMeters) {
        Set<Long> found = new HashSet<>();
        cells.around(latitude, longitude, reachMeters, found::add);
        return found;
    }

    @Test
    void twoWithinTheRadiusAreBothToldToTheCellThatOwnsThem() {
        long seed = 4_711;
        System.out.println("PairCellsTest seed " + seed);
        Random random = new Random(seed);
        for (double radius : RADII) {
            PairCells cells = new PairCells(2 * radius, radius);
            for (int i = 0; i < 20_000; i++) {
                double latitude = latitude(random, i);
                double longitude = i % 3 == 0 ? 180 - random.nextDouble() * 0.01 : random.nextDouble() * 360 - 180;
                Geodesy.Position other = Geodesy.destination(
                        latitude, longitude, random.nextDouble() * 360, radius * Math.sqrt(random.nextDouble()));
                // From half each to nearly all with one of the two, as with a boat that lies and a ship that does not.
                double one = radius * (i % 2 == 0 ? 0.5 : random.nextDouble());
                double two = radius - one;
                long owner = cells.ownerOf(latitude, longitude, one, other.latitude(), other.longitude(), two);

                assertThat(cells.ownerOf(other.latitude(), other.longitude(), two, latitude, longitude, one))
                        .isEqualTo(owner);
                assertThat(around(cells, latitude, longitude, one))
                        .as("%s %s radius %s", latitude, longitude, radius)
                        .contains(owner);
                assertThat(around(cells, other.latitude(), other.longitude(), two))
                        .contains(owner);
                assertThat(around(cells, latitude, longitude, radius))
                        .contains(cells.cellOf(other.latitude(), other.longitude()));
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
        PairCells cells = new PairCells(1_400, 700);
        Random random = new Random(1);
        long told = 0;
        for (int i = 0; i < 10_000; i++) {
            told += around(cells, random.nextDouble() * 100 - 50, random.nextDouble() * 360 - 180, 350)
                    .size();
        }

        assertThat(told / 10_000.0).isBetween(2.0, 2.5);
    }
}
