package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShoreTest {
    @Test
    void isAsNearAsTheNearestOfAllLandZonesWhereverItIsAskedFor() {
        long seed = 20261127;
        System.out.println("ShoreTest seed " + seed);
        Random random = new Random(seed);
        RandomZones make = new RandomZones(random, 0);
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double lon = Geodesy.normalizeLongitude(178 + make.between(-4, 4));
            ZoneShape island = RandomZones.area(make.star(make.between(26, 32), lon, make.between(0.001, 0.1), 1, 9));
            zones.add(zone("z" + i, i % 6 == 0 ? "harbour" : Shore.LAND, island));
        }
        ZoneIndex index = ZoneIndex.build(zones);
        Shore shore = new Shore(index);

        for (int i = 0; i < 4000; i++) {
            double lat = 25 + 8 * random.nextDouble();
            double lon = Geodesy.normalizeLongitude(173 + 10 * random.nextDouble());
            double slow = Double.POSITIVE_INFINITY;
            for (int zone = 0; zone < index.size(); zone++) {
                if (index.zone(zone).type().equals(Shore.LAND)) {
                    slow = Math.min(slow, index.distanceMeters(zone, lat, lon));
                }
            }
            assertThat(shore.distanceMeters(lat, lon)).as("%s %s", lat, lon).isCloseTo(slow, within(1e-6));
        }
    }

    @Test
    void isNothingOnLandAndOnItsEdgeAndInfiniteWhereNoLandIsKnown() {
        ZoneShape.Ring square = RandomZones.ring(120, 30, 121, 30, 121, 31, 120, 31);
        Shore shore = new Shore(ZoneIndex.build(List.of(zone("a", Shore.LAND, RandomZones.area(square)))));

        assertThat(shore.distanceMeters(30.5, 120.5)).isZero();
        assertThat(shore.distanceMeters(30, 120.5)).isZero();
        assertThat(shore.distanceMeters(29.9, 120.5)).isCloseTo(11_086, within(5.0));
        assertThat(shore.distanceMeters(Double.NaN, 120.5)).isNaN();
        assertThat(new Shore(ZoneIndex.build(List.of())).distanceMeters(30, 120))
                .isInfinite();
    }

    private static Zone zone(String id, String type, ZoneShape shape) {
        return new Zone(
                id, null, type, Set.of(), Schedule.ALWAYS, Long.MIN_VALUE, Long.MAX_VALUE, Double.NaN, Map.of(), shape);
    }
}
