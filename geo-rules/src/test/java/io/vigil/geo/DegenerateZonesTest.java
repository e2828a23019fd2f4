package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Shapes at the far ends of size and number. */
class DegenerateZonesTest {
    private final ZoneHits hits = new ZoneHits();

    @Test
    void knowsNothingWithoutZones() {
        ZoneIndex index = ZoneIndex.build(List.of());

        assertThat(found(index, 30, 120)).isEmpty();
        assertThat(hits.isSafeAt(-80, -170)).isTrue();
        assertThat(index.size()).isZero();
        index.crossed(0, 0, 1, 1, hits);
        assertThat(hits.size()).isZero();
    }

    @Test
    void findsAZoneSmallerThanAMetreInsideOneThatHoldsAHemisphere() {
        ZoneIndex index = RandomZones.index(
                RandomZones.rectangle(-90, 0, 90, 180),
                RandomZones.rectangle(30, 120, 30.000001, 120.000001),
                new ZoneShape.Circle(30, 120, 0.2),
                new ZoneShape.Circle(0, 0, 10_001_000));

        assertThat(found(index, 30.0000005, 120.0000005)).containsExactly(0, 1, 2);
        assertThat(found(index, 30.0000015, 120.0000005)).containsExactly(0, 2);
        assertThat(found(index, 30.0001, 120)).containsExactly(0);
        assertThat(found(index, 10, 10)).containsExactly(0, 3);
        assertThat(found(index, 10, -10)).containsExactly(3);
        assertThat(found(index, 0, -179)).isEmpty();
        assertThat(found(index, 0, -180)).containsExactly(0);
    }

    @Test
    void keepsALongCoastInBoundedMemory() {
        Random random = new Random(91);
        System.out.println("DegenerateZonesTest seed 91");
        RandomZones make = new RandomZones(random, 0);
        ZoneShape.Area coast = RandomZones.area(make.star(30, 120, 5, 1, 20_000));
        PreparedGeometry oracle = PreparedGeometryFactory.prepare(RandomZones.jts(coast));
        ZoneIndex index = RandomZones.index(coast);

        assertThat(index.bytes()).isLessThan(20_000 * 150);
        for (int i = 0; i < 30_000; i++) {
            double[] at = make.pointNear(coast);
            boolean expected = oracle.covers(RandomZones.JTS.createPoint(new Coordinate(at[1], at[0])));
            assertThat(found(index, at[0], at[1])).isEqualTo(expected ? new int[] {0} : new int[0]);
        }
    }

    @Test
    void bearsAThousandCopiesOfOneZone() {
        RandomZones make = new RandomZones(new Random(92), 0);
        ZoneShape.Area area = make.area(30, 120, 1);
        PreparedGeometry oracle = PreparedGeometryFactory.prepare(RandomZones.jts(area));
        List<ZoneShape.Area> copies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            copies.add(area);
        }
        ZoneIndex index = ZoneIndex.build(RandomZones.zones(copies));
        int[] all = IntStream.range(0, 1000).toArray();

        assertThat(index.bytes()).isLessThan(40_000_000);
        for (int i = 0; i < 1000; i++) {
            double[] at = make.pointNear(area);
            boolean expected = oracle.covers(RandomZones.JTS.createPoint(new Coordinate(at[1], at[0])));
            assertThat(found(index, at[0], at[1])).isEqualTo(expected ? all : new int[0]);
        }
    }

    @Test
    void bearsThousandsOfZonesNestedInOneAnother() {
        List<ZoneShape.Area> nested = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            double half = 5 - i * 0.001;
            nested.add(RandomZones.rectangle(30 - half, 120 - half, 30 + half, 120 + half));
        }
        ZoneIndex index = ZoneIndex.build(RandomZones.zones(nested));

        assertThat(found(index, 30, 120)).isEqualTo(IntStream.range(0, 3000).toArray());
        assertThat(found(index, 34, 120)).isEqualTo(IntStream.range(0, 1001).toArray());
        assertThat(found(index, 35, 120)).containsExactly(0);
        assertThat(found(index, 32.5005, 120))
                .isEqualTo(IntStream.range(0, 2500).toArray());
        assertThat(index.bytes()).isLessThan(40_000_000);
    }

    @Test
    void takesRingsWithoutAreaAsTheirEdges() {
        ZoneIndex index = RandomZones.index(
                RandomZones.area(RandomZones.ring(1, 1, 1, 1, 1, 1)),
                RandomZones.area(RandomZones.ring(0, 0, 2, 2, 0, 0)),
                new ZoneShape.Corridor(new double[] {1, 1}, new double[] {1, 1}, 100));

        assertThat(found(index, 1, 1)).containsExactly(0, 1, 2);
        assertThat(found(index, 1.5, 1.5)).containsExactly(1);
        assertThat(found(index, 1.0005, 1)).containsExactly(2);
        assertThat(found(index, 1.5, 1.4)).isEmpty();
    }

    @Test
    void acceptsRingsThatRepeatTheirFirstVertex() {
        ZoneIndex index = RandomZones.index(RandomZones.area(RandomZones.ring(0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0)));

        assertThat(found(index, 0.5, 0.5)).containsExactly(0);
        assertThat(found(index, 0, 0.5)).containsExactly(0);
        assertThat(found(index, -0.1, 0.5)).isEmpty();
    }

    @Test
    void ignoresPointsThatAreNone() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(-90, -180, 90, 180));

        assertThat(found(index, Double.NaN, 0)).isEmpty();
        assertThat(found(index, 0, Double.NaN)).isEmpty();
        assertThat(found(index, 90.001, 0)).isEmpty();
        assertThat(found(index, 0, Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(found(index, 90, 180)).containsExactly(0);
        assertThat(found(index, -90, -180)).containsExactly(0);
    }

    @Test
    void refusesWhatCannotBeAZone() {
        assertThatThrownBy(() -> RandomZones.index(RandomZones.rectangle(0, 0, Double.NaN, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zone z0");
        assertThatThrownBy(() -> RandomZones.index(new ZoneShape.Circle(0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("radiusMeters=0.0");
        assertThatThrownBy(() -> ZoneIndex.build(List.of(
                        RandomZones.zone("a", RandomZones.rectangle(0, 0, 1, 1)),
                        RandomZones.zone("a", RandomZones.rectangle(0, 0, 1, 1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
    }

    @Test
    void knowsZonesByIdAndOrdinal() {
        ZoneIndex index = RandomZones.index(RandomZones.rectangle(0, 0, 1, 1), RandomZones.rectangle(2, 2, 3, 3));

        assertThat(index.size()).isEqualTo(2);
        assertThat(index.ordinalOf("z1")).isEqualTo(1);
        assertThat(index.ordinalOf("none")).isEqualTo(-1);
        assertThat(index.zone(1).id()).isEqualTo("z1");
    }

    private int[] found(ZoneIndex index, double lat, double lon) {
        index.locate(lat, lon, hits);
        return hits.toArray();
    }
}
