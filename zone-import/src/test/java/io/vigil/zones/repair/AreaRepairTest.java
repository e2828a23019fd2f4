package io.vigil.zones.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.geo.RingValidity;
import io.vigil.model.ZoneShape;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaRepairTest {
    private final List<String> told = new ArrayList<>();

    private static Positions ring(double... xy) {
        double[] x = new double[xy.length / 2];
        double[] y = new double[xy.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = xy[2 * i];
            y[i] = xy[2 * i + 1];
        }
        return new Positions(x, y);
    }

    private static Positions square(double west, double south, double size) {
        double east = west + size;
        double north = south + size;
        return ring(west, south, east, south, east, north, west, north, west, south);
    }

    private List<List<Positions>> repair(Positions... rings) {
        return repair(1, rings);
    }

    private List<List<Positions>> repair(double maxPercent, Positions... rings) {
        List<List<Positions>> result =
                new AreaRepair(maxPercent, told::add).repair(new RawShape.Areas(List.of(List.of(rings))));
        result.forEach(AreaRepairTest::assertValid);
        return result;
    }

    private static void assertValid(List<Positions> polygon) {
        List<ZoneShape.Ring> rings = new ArrayList<>();
        for (Positions ring : polygon) {
            assertThat(RingValidity.examine(ring.y(), ring.x())).isEqualTo(RingValidity.Flaw.NONE);
            rings.add(new ZoneShape.Ring(ring.y(), ring.x()));
        }
        assertThat(RingValidity.examine(new ZoneShape.Polygon(rings.get(0), rings.subList(1, rings.size()))))
                .isEqualTo(RingValidity.Flaw.NONE);
    }

    @Test
    void leavesAGoodPolygonAsItIs() {
        List<List<Positions>> result = repair(square(0, 0, 10), square(2, 2, 1).reversed());

        assertThat(told).isEmpty();
        assertThat(result.get(0).get(0).x()).containsExactly(0, 10, 10, 0);
        assertThat(result.get(0)).hasSize(2);
    }

    @Test
    void closesTakesOutRepeatsAndTurnsAndSaysEach() {
        List<List<Positions>> result = repair(ring(0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0));

        assertThat(told)
                .containsExactly(
                        "ring 2 repeated positions taken out; the area is the same",
                        "ring was not closed: closed over 111319.5 m",
                        "outer ring ran clockwise: turned; the area is the same");
        assertThat(result.get(0).get(0).size()).isEqualTo(4);
        assertThat(SphereArea.signed(result.get(0).get(0))).isPositive();
    }

    @Test
    void splitsABowTieIntoItsTwoHalves() {
        List<List<Positions>> result = repair(ring(0, 0, 2, 2, 2, 0, 0, 2, 0, 0));

        assertThat(result).hasSize(2);
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .contains(
                        "crosses itself 1 time, first at 1.000000, 1.000000",
                        "split into 2 parts of 24,",
                        "in doubt 0.00 %");
        double triangle = SphereArea.signed(ring(0, 0, 1, 1, 0, 2));
        assertThat(SphereArea.ofPolygons(result))
                .isCloseTo(2 * triangle, org.assertj.core.data.Percentage.withPercentage(0.1));
    }

    @Test
    void splitsABowTieThatCrossesAtAPositionOfItsOwn() {
        List<List<Positions>> result = repair(ring(0, 0, 1, 1, 2, 2, 2, 0, 1, 1, 0, 2, 0, 0));

        assertThat(result).hasSize(2);
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .contains("at a position it has twice, first at 1.000000, 1.000000", "split into 2 parts of 24,");
    }

    @Test
    void refusesALoopThatIsGoneRoundTwiceUnlessItIsSmall() {
        Positions twice = ring(0, 0, 4, 0, 4, 4, 0, 4, 0, 1, 3, 1, 3, 3, 1, 3, 1, -1, 0, -1, 0, 0);
        assertThatThrownBy(() -> repair(twice))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("crosses itself")
                .hasMessageContaining("allowed are 1.0 %");
        assertThat(told).isEmpty();

        Positions slip = ring(0, 0, 4, 0, 4, 4, 2, 4, 2.01, 3.99, 2.01, 4.01, 2, 4.01, 0, 4, 0, 0);
        assertThat(repair(slip)).isNotEmpty();
        assertThat(told.get(0)).contains("area in doubt 0.00 %");
    }

    @Test
    void putsTheOuterRingFirst() {
        List<List<Positions>> result = repair(square(2, 2, 1), square(0, 0, 10));

        assertThat(result).hasSize(1);
        assertThat(result.get(0).get(0).size()).isEqualTo(4);
        assertThat(Arrays.stream(result.get(0).get(0).x()).max().orElseThrow()).isEqualTo(10);
        assertThat(told).anyMatch(line -> line.contains("outer ring was not the first"));
    }

    @Test
    void cutsAHoleThatCrossesTheEdgeWhenLittleOfItDoes() {
        assertThat(repair(square(0, 0, 10), ring(9, 9, 10.01, 9, 10.01, 9.1, 9, 9.1, 9, 9)))
                .hasSize(1);
        assertThat(told).anyMatch(line -> line.contains("holes cross the edge or each other: cut out into 1 part"));

        assertThatThrownBy(() -> repair(square(0, 0, 10), square(8, 8, 8))).hasMessageContaining("allowed are 1.0 %");
        assertThat(repair(100, square(0, 0, 10), square(8, 8, 4))).hasSize(1);
    }

    @Test
    void refusesAHoleThatIsAnAreaOfItsOwn() {
        assertThatThrownBy(() -> repair(square(0, 0, 10), square(20, 0, 9)))
                .hasMessageContaining("lies outside its outer ring");
    }

    @Test
    void leavesOutHolesWithoutAreaAndRefusesOuterRingsWithoutOne() {
        assertThat(repair(square(0, 0, 10), ring(1, 1, 2, 2, 1, 1)).get(0)).hasSize(1);
        assertThat(told).containsExactly("ring 1 encloses no area: left out");

        assertThatThrownBy(() -> repair(ring(0, 0, 1, 1, 2, 2, 0, 0))).hasMessageContaining("encloses no area");
        assertThatThrownBy(() -> repair(ring(0, 0, 1, 1))).hasMessageContaining("encloses no area");
        assertThatThrownBy(() -> repair(ring())).hasMessageContaining("encloses no area");
    }

    @Test
    void takesRingsAcrossTheAntimeridianTogetherAndRefusesThoseRoundAPole() {
        List<List<Positions>> result =
                repair(square(178, 0, 4), square(-179.5, 1, 1).reversed());
        assertThat(result.get(0).get(1).x()[0]).isGreaterThan(180);

        assertThatThrownBy(() -> repair(ring(0, 80, 120, 80, 240, 80, 360, 80)))
                .hasMessageContaining("goes round a pole");
    }

    @Test
    void refusesAScribbleBeforeItFillsMemory() {
        Random random = new Random(5);
        double[] scribble = new double[2 * 20_000];
        for (int i = 0; i < scribble.length; i++) {
            scribble[i] = random.nextDouble();
        }
        assertThatThrownBy(() -> repair(100, ring(scribble))).isInstanceOf(ShapeException.class);
    }

    /** Inside stays what a ring goes round an odd number of times, whatever the scribble. */
    @Test
    void keepsWhatTheEvenOddRuleCountsOnRandomRings() {
        long seed = System.nanoTime();
        System.out.println("AreaRepairTest seed " + seed);
        Random random = new Random(seed);
        int split = 0;
        for (int run = 0; run < 500; run++) {
            double[] xy = new double[2 * (4 + random.nextInt(12))];
            for (int i = 0; i < xy.length; i++) {
                // Every other ring on a coarse grid: touching vertices, edges on edges.
                xy[i] = run % 2 == 0 ? 10 * random.nextDouble() : random.nextInt(6);
            }
            Positions ring = ring(xy);
            List<List<Positions>> result;
            try {
                told.clear();
                result = repair(1e9, ring);
            } catch (ShapeException refused) {
                assertThat(refused.reason()).as("run %d", run).contains("no area");
                continue;
            }
            split += told.stream().anyMatch(line -> line.contains("split")) ? 1 : 0;
            for (int i = 0; i < 200; i++) {
                double x = 10 * random.nextDouble();
                double y = 10 * random.nextDouble();
                boolean inside = result.stream()
                        .anyMatch(polygon -> polygon.stream()
                                                .filter(each -> holds(each, x, y))
                                                .count()
                                        % 2
                                == 1);
                assertThat(inside).as("run %d: %s %s", run, x, y).isEqualTo(holds(ring, x, y));
            }
        }
        assertThat(split).isGreaterThan(200);
    }

    private static boolean holds(Positions ring, double x, double y) {
        boolean inside = false;
        for (int i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
            boolean spans = ring.y()[i] > y != ring.y()[before] > y;
            double at = ring.x()[before]
                    + (y - ring.y()[before]) / (ring.y()[i] - ring.y()[before]) * (ring.x()[i] - ring.x()[before]);
            inside ^= spans && x < at;
        }
        return inside;
    }
}
