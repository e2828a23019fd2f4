package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.json.RulesFile;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.Schedule;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final MoverId VESSEL = new MoverId("vessel:412400012");

    @Test
    void seesAZoneAheadBeyondTheAntimeridianThoughAllElseIsFreeOfZones() {
        // West and east of the strip there is nothing, so the safe box reaches round the globe to its other side.
        Zone strip = zone(rectangle(10, 179.993, 11, 179.997));
        Engine engine = Engine.of(
                List.of(new Lane("live", RulesFile.parse("rules: []", "rules"))),
                new ControlData(List.of(strip), List.of(), new Registry(List.of())));
        MoverState state = new MoverState(VESSEL);
        PositionReport report =
                PositionReport.at(VESSEL, 0, 10.5, -179.999).courseDegrees(270).build();
        View view = new View(engine, state, report);
        BitSet all = new BitSet();
        all.set(0);

        view.showSilence(state, report, 0, 0);

        assertThat(view.hits().size()).isZero();
        assertThat(view.ahead(2_500, all).toArray()).containsExactly(0);
        assertThat(view.aheadMeters(0)).isBetween(430.0, 445.0);
    }

    @Test
    void tellsHowFarTheShoreIsAndForgetsItWithTheReport() {
        Zone land = zone("land", rectangle(10, 120, 11, 121));
        Engine engine = Engine.of(
                List.of(new Lane("live", RulesFile.parse("rules: []", "rules"))),
                new ControlData(List.of(land), List.of(), new Registry(List.of())));
        MoverState state = new MoverState(VESSEL);
        PositionReport near = PositionReport.at(VESSEL, 0, 9.99, 120.5).build();
        View view = new View(engine, state, near);

        view.showSilence(state, near, 0, 0);
        assertThat(view.shoreMeters()).isBetween(1105.0, 1107.0);
        view.showSilence(state, PositionReport.at(VESSEL, 1, 10.5, 120.5).build(), 0, 1);
        assertThat(view.shoreMeters()).isZero();
    }

    @Test
    void aRuleThatAsksForAStateIsRefusedWithoutTheRuleThatTellsIt() {
        String rules =
                """
                rules:
                  - id: fishing
                    kind: closed-area
                    tier: yellow
                    applies: mover.kind == "vessel"
                    params: {mode: fishing, fishingBy: activity}
                """;

        assertThatThrownBy(() -> Engine.of(
                        List.of(new Lane("live", RulesFile.parse(rules, "rules"))),
                        new ControlData(List.of(), List.of(), new Registry(List.of()))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rule fishing")
                .hasMessageContaining("needs a rule of kind fishing-activity");
    }

    private static Zone zone(ZoneShape shape) {
        return zone("closed-area", shape);
    }

    private static Zone zone(String type, ZoneShape shape) {
        return new Zone(
                "strip",
                null,
                type,
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Double.NaN,
                Map.of(),
                shape);
    }

    private static ZoneShape rectangle(double south, double west, double north, double east) {
        ZoneShape.Ring ring =
                new ZoneShape.Ring(new double[] {south, south, north, north}, new double[] {west, east, east, west});
        return new ZoneShape.Area(List.of(new ZoneShape.Polygon(ring, List.of())));
    }
}
