package io.vigil.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final double FREE = 80;

    private static RoadTrack.Travel travel(double kph, int seconds) {
        return new RoadTrack.Travel(1, Math.round(Units.kphToMps(kph) * seconds * 1_000), seconds * 1_000L);
    }

    private static RoadTrack.Travel standing() {
        return new RoadTrack.Travel(1, -3_000, 300_000);
    }

    @Test
    void theIndexTurnsAtTheSharesOfDelayOfTheStandard() {
        assertThat(Flow.index(1.2)).isZero();
        assertThat(Flow.index(1)).isZero();
        assertThat(Flow.index(0.7)).isEqualTo(2, within(1e-9));
        assertThat(Flow.index(0.5)).isEqualTo(4, within(1e-9));
        assertThat(Flow.index(0.4)).isEqualTo(6, within(1e-9));
        assertThat(Flow.index(0.3)).isEqualTo(8, within(1e-9));
        assertThat(Flow.index(0.15)).isEqualTo(9, within(1e-9));
        assertThat(Flow.index(0)).isEqualTo(10, within(1e-9));
        assertThat(Flow.index(Double.NaN)).isNaN();
    }

    @Test
    void eachLevelHasTwoPointsAndBeginsAtItsBound() {
        assertThat(Level.of(1.99, null)).isEqualTo(Level.FREE);
        assertThat(Level.of(2, null)).isEqualTo(Level.FAIR);
        assertThat(Level.of(3.99, null)).isEqualTo(Level.FAIR);
        assertThat(Level.of(4, null)).isEqualTo(Level.LIGHT);
        assertThat(Level.of(6, null)).isEqualTo(Level.MODERATE);
        assertThat(Level.of(8, null)).isEqualTo(Level.SEVERE);
        assertThat(Level.of(10, null)).isEqualTo(Level.SEVERE);
    }

    @Test
    void aLevelRisesAtOnceAndFallsHalfAPointBelowItsBound() {
        assertThat(Level.of(6, Level.FREE)).isEqualTo(Level.MODERATE);
        assertThat(Level.of(5.6, Level.MODERATE)).as("0.4 below").isEqualTo(Level.MODERATE);
        assertThat(Level.of(5.5, Level.MODERATE)).as("0.5 below").isEqualTo(Level.MODERATE);
        assertThat(Level.of(5.49, Level.MODERATE)).as("0.51 below").isEqualTo(Level.LIGHT);
        assertThat(Level.of(3.6, Level.SEVERE))
                .as("not more than one bound is held")
                .isEqualTo(Level.LIGHT);
        assertThat(Level.of(0, Level.SEVERE)).isEqualTo(Level.FREE);
    }

    @Test
    void meanSpeedIsAllTheWayOverAllTheTime() {
        Flow flow = Flow.of(List.of(travel(80, 60), travel(20, 180), travel(20, 60)), FREE);

        // 80 km/h for a minute and 20 km/h for four.
        assertThat(flow.meanKph()).isEqualTo(32, within(0.01));
        assertThat(flow.vehicles()).isEqualTo(3);
    }

    @Test
    void whoStandsWhereTheOthersFlowIsParked() {
        Flow flow = Flow.of(List.of(travel(70, 300), travel(20, 300), standing(), standing()), FREE);

        assertThat(flow.parked()).as("one of two at half of free flow").isEqualTo(2);
        assertThat(flow.meanKph()).isEqualTo(45, within(0.01));
    }

    @Test
    void whoStandsInAJamIsInIt() {
        Flow flow = Flow.of(List.of(travel(39, 300), travel(20, 300), standing(), standing()), FREE);

        assertThat(flow.parked()).isZero();
        assertThat(flow.vehicles()).isEqualTo(4);
        assertThat(flow.meanKph()).isEqualTo(14.75, within(0.1));
        assertThat(Flow.of(List.of(standing(), standing(), standing()), FREE).index())
                .isEqualTo(10);
    }

    @Test
    void theOrderOfVehiclesDoesNotMatter() {
        long seed = 29107;
        System.out.println("FlowTest seed " + seed);
        Random random = new Random(seed);
        List<RoadTrack.Travel> travels = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            travels.add(travel(random.nextDouble() * 90, 30 + random.nextInt(270)));
        }
        Flow expected = Flow.of(travels, FREE);

        Collections.shuffle(travels, random);

        assertThat(Flow.of(travels, FREE)).isEqualTo(expected);
    }
}
