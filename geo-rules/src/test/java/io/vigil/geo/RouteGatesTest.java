package io.vigil.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.geo.RouteGates.Gate;
import io.vigil.geo.RouteGates.Passage;
import io.vigil.geo.RouteGates.State;
import io.vigil.geo.RouteGates.Step;
import io.vigil.model.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteGatesTest {
    private final RouteGates gates =
            new RouteGates(List.of(new Gate(1_000, 50), new Gate(2_000, 50), new Gate(2_500, 200)), 300);

    /** Fixes as {seconds, progress, offset}; all passages. */
    private List<Passage> run(double[]... fixes) {
        List<Passage> all = new ArrayList<>();
        State state = State.NEW;
        for (double[] row : fixes) {
            RouteFix fix = new RouteFix();
            fix.set(0, 0, Math.abs(row[2]), row[2] < 0 ? -1 : 1, row[1]);
            Step step = gates.step(state, fix, (long) (1_000 * row[0]));
            all.addAll(step.passages());
            state = step.state();
        }
        return all;
    }

    private static double[] fix(double seconds, double progress, double offset) {
        return new double[] {seconds, progress, offset};
    }

    @Test
    void passesGatesInOrderAtInterpolatedTimes() {
        assertThat(run(fix(0, 900, 0), fix(20, 1_100, 10), fix(110, 1_900, -5), fix(190, 2_700, 0)))
                .containsExactly(
                        new Passage(0, true, 10_000), new Passage(1, true, 120_000), new Passage(2, true, 170_000));
    }

    @Test
    void aGateIsPassedWhereItIsReached() {
        assertThat(run(fix(0, 0, 0), fix(100, 999.9, 0))).isEmpty();
        assertThat(run(fix(0, 0, 0), fix(100, 1_000, 0))).containsExactly(new Passage(0, true, 100_000));
        assertThat(run(fix(0, 0, 0), fix(100, 1_000, 0), fix(200, 1_000, 0))).hasSize(1);
    }

    @Test
    void skipsAGateItGoesRound() {
        assertThat(run(fix(0, 900, 0), fix(10, 950, 60), fix(20, 1_050, 60), fix(30, 1_100, 0)))
                .containsExactly(new Passage(0, false, 15_000));
        assertThat(run(fix(0, 900, 50), fix(20, 1_100, 50))).containsExactly(new Passage(0, true, 10_000));
        assertThat(run(fix(0, 900, 50.1), fix(20, 1_100, 50.1))).containsExactly(new Passage(0, false, 10_000));
        assertThat(run(fix(0, 900, -80), fix(20, 1_100, 80)))
                .as("it crossed the route at the gate")
                .containsExactly(new Passage(0, true, 10_000));
    }

    @Test
    void seesWhichOfSeveralGatesWerePassedInOneSparseStep() {
        assertThat(run(fix(0, 0, 0), fix(300, 3_000, 180)))
                .containsExactly(
                        new Passage(0, false, 100_000), new Passage(1, false, 200_000), new Passage(2, true, 250_000));
    }

    @Test
    void scatterDoesNotPassAGateTwiceButANewTripDoes() {
        assertThat(run(fix(0, 990, 0), fix(10, 1_010, 0), fix(20, 995, 0), fix(30, 1_020, 0)))
                .containsExactly(new Passage(0, true, 5_000));
        assertThat(run(fix(0, 990, 0), fix(10, 1_010, 0), fix(20, 700, 0), fix(30, 1_020, 0)))
                .as("just within the return distance")
                .hasSize(1);
        assertThat(run(fix(0, 990, 0), fix(10, 1_010, 0), fix(1_000, 0, 0), fix(1_100, 1_000, 0)))
                .containsExactly(new Passage(0, true, 5_000), new Passage(0, true, 1_100_000));
    }

    @Test
    void gatesBehindWhereItJoinedAreNoneOfItsBusiness() {
        assertThat(run(fix(0, 2_100, 0), fix(10, 2_600, 0))).containsExactly(new Passage(2, true, 8_000));
        assertThat(run(fix(0, 5_000, 0), fix(10, 6_000, 0))).isEmpty();
    }

    @Test
    void aFixWithoutAPlaceOrOutOfOrderChangesNothing() {
        RouteFix good = new RouteFix();
        good.set(0, 0, 0, 0, 900);
        State state = gates.step(State.NEW, good, 1_000).state();

        assertThat(gates.step(state, new RouteFix(), 2_000)).isEqualTo(new Step(state, List.of()));
        assertThat(gates.step(state, good, 999)).isEqualTo(new Step(state, List.of()));
        assertThat(state).isEqualTo(new State(0, 900, 0, 1_000));
    }

    @Test
    void makesGatesOfTheStopsOfARoute() {
        RouteLine line = new RouteLine(RouteLineTest.route(
                new double[] {30, 30}, new double[] {120, 120.2}, new Route.Stop("a", 30, 120.1, 100)));

        assertThat(RouteGates.ofStops(line, 300).gates()).containsExactly(new Gate(line.stopProgressMeters(0), 100));
    }

    @Test
    void refusesGatesThatAreNot() {
        assertThatThrownBy(() -> new RouteGates(List.of(new Gate(2, 1), new Gate(1, 1)), 0))
                .hasMessageContaining("gate 1 at 1.0 m lies before gate 0 at 2.0 m");
        assertThatThrownBy(() -> new RouteGates(List.of(), -1)).hasMessageContaining("returnMeters=-1.0");
        assertThatThrownBy(() -> new Gate(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Gate(1, 0)).hasMessageContaining("halfWidthMeters=0.0");
    }
}
