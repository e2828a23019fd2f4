package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SightingsTest {
    @Test
    void givesBackEveryPlaceToAMetre() {
        long seed = 20260912;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            double latitude = i == 0 ? -90 : i == 1 ? 90 : random.nextDouble() * 180 - 90;
            double longitude = i == 0 ? -180 : i == 1 ? 180 : random.nextDouble() * 360 - 180;

            double place = Sightings.place(latitude, longitude);

            assertThat(place).isBetween(0.0, 0x1p53);
            assertThat(Sightings.latitude(place)).as("seed " + seed).isCloseTo(latitude, Offset.offset(0.6e-5));
            assertThat(Sightings.longitude(place)).as("seed " + seed).isCloseTo(longitude, Offset.offset(0.6e-5));
        }
    }
}
