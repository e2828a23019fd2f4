package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MoverKeyTest {
    @Test
    void neverChangesBecauseSavepointsHoldIt() {
        assertThat(MoverKey.of("vehicle:津A12345|yellow")).isEqualTo(0xbbd225e404ffe881L);
        assertThat(MoverKey.of("vessel:412345678")).isEqualTo(0xfbddaae1548651b4L);
    }

    @Test
    void tellsAMillionNeighbouringNumbersApartAndSpreadsThem() {
        Set<Long> keys = new HashSet<>();
        int[] perQuarter = new int[4];
        for (int mmsi = 412_000_000; mmsi < 413_000_000; mmsi++) {
            long key = MoverKey.of("vessel:" + mmsi);
            keys.add(key);
            perQuarter[(int) (key >>> 62)]++;
        }

        assertThat(keys).hasSize(1_000_000);
        for (int count : perQuarter) {
            assertThat(count).isBetween(245_000, 255_000);
        }
    }
}
