package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An index made of another one answers like one built from scratch. */
class ZoneIndexUpdateTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void answersLikeAnIndexBuiltFromScratch() {
        for (long seed = 111; seed < 119; seed++) {
            System.out.println("ZoneIndexUpdateTest seed " + seed);
            Random random = new Random(seed);
            assertAgreement(random, seed % 4 == 0 ? 180 : random.nextInt(300) - 150, seed % 2 == 0 ? 0.3 : 3);
        }
    }

    private void assertAgreement(Random random, double lon0, double maxSize) {
        RandomZones make = new RandomZones(random, 0);
        Map<String, Zone> expected = new TreeMap<>();
        for (int i = 0; i < 120; i++) {
            expected.put("z" + i, RandomZones.zone("z" + i, shape(make, random, lon0, maxSize)));
        }
        ZoneIndex index = ZoneIndex.build(List.copyOf(expected.values()));
        int added = expected.size();
        for (int step = 0; step < 40; step++) {
            List<Zone> changed = new ArrayList<>();
            List<String> ids = List.copyOf(expected.keySet());
            String removed = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            changed.add(RandomZones.zone("z" + added++, shape(make, random, lon0, maxSize)));
            if (!other.equals(removed)) {
                changed.add(RandomZones.zone(other, shape(make, random, lon0, maxSize)));
            }
            expected.remove(removed);
            changed.forEach(zone -> expected.put(zone.id(), zone));
            ZoneIndex before = index;
            index = index.with(changed, List.of(removed));

            assertThat(index.isPresent(before.ordinalOf(removed))).isFalse();
            assertThat(index.ordinalOf(removed)).isEqualTo(-1);
            for (String id : ids) {
                if (!id.equals(removed)) {
                    assertThat(index.ordinalOf(id)).isEqualTo(before.ordinalOf(id));
                }
            }
            assertSameAnswers(random, lon0, index, ZoneIndex.build(List.copyOf(expected.values())));
        }
    }

    private static ZoneShape shape(RandomZones make, Random random, double lon0, double maxSize) {
        double lat = make.between(-4, 4);
        double lon = lon0 + make.between(-4, 4);
        double size = random.nextInt(8) == 0 ? maxSize : make.between(0.02, 0.4);
        return switch (random.nextInt(5)) {
            case 0 -> new ZoneShape.Circle(lat, lon, 50_000 * size);
            case 1 -> new ZoneShape.Corridor(
                    new double[] {lat, lat + size}, new double[] {lon, lon + make.between(-size, size)}, 10_000 * size);
            default -> make.area(lat, lon, size);
        };
    }

    private void assertSameAnswers(Random random, double lon0, ZoneIndex index, ZoneIndex fresh) {
        for (int i = 0; i < 300; i++) {
            double lat = random.nextDouble() * 10 - 5;
            double lon = Geodesy.normalizeLongitude(lon0 + random.nextDouble() * 10 - 5);
            index.locate(lat, lon, hits);
            TreeSet<String> found = ids(index);
            boolean isSafe = hits.isSafeAt(lat, lon);
            double safeLat = (hits.safeSouth() + 3 * hits.safeNorth()) / 4;
            double safeLon = (3 * hits.safeWest() + hits.safeEast()) / 4;
            fresh.locate(lat, lon, hits);
            assertThat(found).as("%s %s", lat, lon).isEqualTo(ids(fresh));
            if (isSafe) {
                fresh.locate(safeLat, safeLon, hits);
                assertThat(ids(fresh)).isEqualTo(found);
            }
            double lat2 = lat + random.nextDouble() - 0.5;
            double lon2 = lon + random.nextDouble() - 0.5;
            index.crossed(lat, lon, lat2, lon2, hits);
            found = ids(index);
            fresh.crossed(lat, lon, lat2, lon2, hits);
            assertThat(found).isEqualTo(ids(fresh));
        }
    }

    private TreeSet<String> ids(ZoneIndex index) {
        TreeSet<String> ids = new TreeSet<>();
        for (int ordinal : hits.toArray()) {
            ids.add(index.zone(ordinal).id());
        }
        return ids;
    }

    @Test
    void takesAZoneBeyondTheBoxAroundAllOthers() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(0, 0, 1, 1))
                .with(List.of(RandomZones.zone("far", RandomZones.rectangle(50, 50, 51, 51))), List.of());

        index.locate(50.5, 50.5, hits);
        assertThat(hits.toArray()).containsExactly(1);
        index.locate(0.5, 0.5, hits);
        assertThat(hits.toArray()).containsExactly(0);
    }

    @Test
    void changesNothingInTheIndexItIsMadeOf() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(0, 0, 1, 1), RandomZones.rectangle(2, 2, 3, 3));

        ZoneIndex without = index.with(List.of(), List.of("z0"));

        index.locate(0.5, 0.5, hits);
        assertThat(hits.toArray()).containsExactly(0);
        without.locate(0.5, 0.5, hits);
        assertThat(hits.size()).isZero();
        assertThat(without.size()).isEqualTo(2);
        assertThat(without.distanceMeters(0, 0.5, 0.5)).isInfinite();
        assertThat(without.crossing(0, 0.5, 0.5, 0.6, 0.6)).isNull();
    }

    @Test
    void refusesChangesThatContradictEachOther() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(0, 0, 1, 1));
        Zone zone = index.zone(0);

        assertThatThrownBy(() -> index.with(List.of(), List.of("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no zone none to remove");
        assertThatThrownBy(() -> index.with(List.of(zone), List.of("z0")))
                .hasMessage("zone z0 is to be changed and removed");
        assertThatThrownBy(() -> index.with(List.of(zone, zone), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("z0");
    }

    @Test
    void saysWhatWasEnteredAndLeft() {
        ZoneIndex index = RandomZones.index(
                RandomZones.rectangle(0, 0, 1, 2),
                RandomZones.rectangle(0, 1, 1, 3),
                RandomZones.rectangle(0, 0, 1, 3),
                RandomZones.rectangle(0, 2.5, 1, 3));
        List<String> told = new ArrayList<>();
        ZoneHits.Changes changes = new ZoneHits.Changes() {
            @Override
            public void entered(int ordinal) {
                told.add("entered " + ordinal);
            }

            @Override
            public void stayed(int ordinal) {
                told.add("stayed " + ordinal);
            }

            @Override
            public void left(int ordinal) {
                told.add("left " + ordinal);
            }
        };

        index.locate(0.5, 0.5, hits);
        int[] before = hits.toArray();
        index.locate(0.5, 2.7, hits);
        hits.changesSince(before, changes);

        assertThat(told).containsExactly("left 0", "entered 1", "stayed 2", "entered 3");
    }
}
