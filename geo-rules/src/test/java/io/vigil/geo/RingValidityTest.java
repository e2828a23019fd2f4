package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.geo.RingValidity.Flaw;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rings on a grid of whole degrees, where touching and lying on a line are frequent, against all pairs in whole numbers. */
class RingValidityTest {
    private record Vertex(long x, long y) {}

    private static ZoneShape.Ring ring(List<Vertex> vertices) {
        return new ZoneShape.Ring(
                vertices.stream().mapToDouble(Vertex::y).toArray(),
                vertices.stream().mapToDouble(Vertex::x).toArray());
    }

    private static Flaw examine(List<Vertex> vertices) {
        ZoneShape.Ring ring = ring(vertices);
        return RingValidity.examine(ring.latitudes(), ring.longitudes());
    }

    private static List<Vertex> randomRing(Random random, int count, int size) {
        List<Vertex> vertices = new ArrayList<>();
        while (vertices.size() < count) {
            Vertex vertex = new Vertex(random.nextInt(size), random.nextInt(size));
            if (!vertices.contains(vertex)) {
                vertices.add(vertex);
            }
        }
        return vertices;
    }

    private static long turn(Vertex a, Vertex b, Vertex p) {
        return Long.signum((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
    }

    private static boolean cross(Vertex a, Vertex b, Vertex c, Vertex d) {
        return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
    }

    private static boolean isOn(Vertex a, Vertex b, Vertex p) {
        return turn(a, b, p) == 0
                && Math.min(a.x, b.x) <= p.x
                && p.x <= Math.max(a.x, b.x)
                && Math.min(a.y, b.y) <= p.y
                && p.y <= Math.max(a.y, b.y);
    }

    private static Vertex at(List<Vertex> ring, int index) {
        return ring.get(index % ring.size());
    }

    private static boolean anyCross(List<Vertex> one, List<Vertex> other) {
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                if (cross(at(one, i), at(one, i + 1), at(other, j), at(other, j + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anyTouch(List<Vertex> one, List<Vertex> other) {
        for (int i = 0; i < one.size(); i++) {
            for (Vertex vertex : other) {
                if (isOn(at(one, i), at(one, i + 1), vertex)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Winding of the ring about a vertex that is not on it; simple rings only. */
    private static boolean surrounds(List<Vertex> ring, Vertex p) {
        int winding = 0;
        for (int i = 0; i < ring.size(); i++) {
            Vertex a = at(ring, i);
            Vertex b = at(ring, i + 1);
            if (a.y <= p.y && b.y > p.y && turn(a, b, p) > 0) {
                winding++;
            } else if (a.y > p.y && b.y <= p.y && turn(a, b, p) < 0) {
                winding--;
            }
        }
        return winding != 0;
    }

    private static long twiceArea(List<Vertex> ring) {
        long sum = 0;
        for (int i = 0; i < ring.size(); i++) {
            sum += at(ring, i).x * at(ring, i + 1).y - at(ring, i + 1).x * at(ring, i).y;
        }
        return sum;
    }

    @Test
    void findsCrossingsAsAllPairsTell() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Flaw, Integer> seen = new EnumMap<>(Flaw.class);
        for (int i = 0; i < 20_000; i++) {
            List<Vertex> ring = randomRing(random, 3 + random.nextInt(5), 3 + random.nextInt(8));
            Flaw expected =
                    anyCross(ring, ring) ? Flaw.CROSSES_ITSELF : twiceArea(ring) == 0 ? Flaw.NO_AREA : Flaw.NONE;

            assertThat(examine(ring)).as("seed " + seed + ": " + ring).isEqualTo(expected);
            seen.merge(expected, 1, Integer::sum);
        }
        assertThat(seen).containsOnlyKeys(Flaw.CROSSES_ITSELF, Flaw.NO_AREA, Flaw.NONE);
    }

    @Test
    void findsHolesThatAreNoneAsAllPairsTell() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Flaw, Integer> seen = new EnumMap<>(Flaw.class);
        for (int i = 0; i < 40_000; i++) {
            List<Vertex> outer = randomRing(random, 3 + random.nextInt(5), 12);
            List<Vertex> hole = randomRing(random, 3, 12);
            if (examine(outer) != Flaw.NONE || examine(hole) != Flaw.NONE) {
                continue;
            }
            Flaw flaw = RingValidity.examine(new ZoneShape.Polygon(ring(outer), List.of(ring(hole))));
            String drawing = "seed " + seed + ": " + outer + " with " + hole;
            if (anyCross(outer, hole)) {
                assertThat(flaw).as(drawing).isIn(Flaw.RINGS_CROSS, Flaw.HOLE_OUTSIDE);
            } else if (anyTouch(outer, hole) || anyTouch(hole, outer)) {
                assertThat(flaw).as(drawing).isNotEqualTo(Flaw.RINGS_CROSS);
            } else {
                assertThat(flaw).as(drawing).isEqualTo(surrounds(outer, hole.get(0)) ? Flaw.NONE : Flaw.HOLE_OUTSIDE);
            }
            seen.merge(flaw, 1, Integer::sum);
        }
        assertThat(seen).containsOnlyKeys(Flaw.RINGS_CROSS, Flaw.HOLE_OUTSIDE, Flaw.NONE);
    }

    @Test
    void aHoleMayTouchItsPolygonFromWithinOnly() {
        List<Vertex> outer = List.of(new Vertex(0, 0), new Vertex(8, 0), new Vertex(8, 8), new Vertex(0, 8));
        List<Vertex> within = List.of(new Vertex(4, 0), new Vertex(6, 3), new Vertex(2, 3));
        List<Vertex> without = List.of(new Vertex(4, 8), new Vertex(6, 11), new Vertex(2, 11));

        assertThat(RingValidity.examine(new ZoneShape.Polygon(ring(outer), List.of(ring(within)))))
                .isEqualTo(Flaw.NONE);
        assertThat(RingValidity.examine(new ZoneShape.Polygon(ring(outer), List.of(ring(without)))))
                .isEqualTo(Flaw.HOLE_OUTSIDE);
    }

    @Test
    void refusesWhatTakesTooLongToTell() {
        int count = 40_000;
        List<Vertex> comb = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            comb.add(new Vertex(i, i % 2 == 0 ? 1 : 90_000));
        }
        comb.add(new Vertex(count, 0));
        comb.add(new Vertex(-1, 0));

        assertThat(examine(comb)).isEqualTo(Flaw.TOO_COMPLEX);
        assertThat(examine(comb.subList(count - 2_000, count + 2))).isEqualTo(Flaw.NONE);
    }
}
