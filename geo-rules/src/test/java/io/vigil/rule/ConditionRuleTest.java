package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionRuleTest {
    private static final String COACH = "vehicle:C1";

    private static Scene scene(String expression) {
        return Scene.withRule(
                        """
                kind: condition
                applies: mover.class == "tour-coach"
                tier: orange
                params:
                  expression: '%s'
                """
                                .formatted(expression))
                .registered(COACH, "tour-coach", List.of(), List.of(), Map.of("seats", 50L));
    }

    private static String track(String words) {
        return """
                0s  0,0   %1$s
                15s 100,0 %1$s
                29s 200,0 %1$s
                30s 210,0 %1$s
                """
                .formatted(words);
    }

    @Test
    void warnsWhenTheExpressionHoldsForTheHold() {
        String doorOpen = "status=" + (1 | 2 | 1 << 13);

        assertThat(scene("report.speedKmh > 10.0 && report.status.door1Open").run(COACH, track("40kph " + doorOpen)))
                .containsExactly("opened 00:00:30 orange");
        assertThat(scene("report.speedKmh > 10.0 && report.status.door1Open").run(COACH, track("10kph " + doorOpen)))
                .isEmpty();
        assertThat(scene("report.speedKmh > 10.0 && report.status.door1Open").run(COACH, track("40kph status=3")))
                .isEmpty();
    }

    @Test
    void isUnknownWhereAFieldIsAbsent() {
        assertThat(scene("report.speedKmh < 10.0").run(COACH, track(""))).isEmpty();
        assertThat(scene("registry.missing == \"x\"").run(COACH, track("40kph")))
                .isEmpty();
    }

    @Test
    void seesZonesMoverAndRegistry() {
        assertThat(scene("zones.exists(z, z.type == \"urban\") && registry.seats >= 50 && mover.kind == \"vehicle\"")
                        .square("town", "urban", -100, -100, 1000, 100)
                        .run(COACH, track("40kph")))
                .containsExactly("opened 00:00:30 orange");
    }

    @Test
    void readsTheSpeedLimitOfAZoneThatHasOne() {
        String expression =
                "zones.exists(z, has(z.speedLimitKmh) && report.speedKmh > z.speedLimitKmh && z.name == \"town\")";
        Scene limited = scene(expression)
                .zone("town", "urban", Set.of(), Schedule.ALWAYS, 30, Map.of(), -100, -100, 1000, 100)
                .square("works", "site", -100, -100, 1000, 100);

        assertThat(limited.run(COACH, track("31kph"))).containsExactly("opened 00:00:30 orange");
        assertThat(limited.run(COACH, track("30kph"))).isEmpty();
    }

    @Test
    void refusesFieldsThatNoReportHas() {
        assertThatThrownBy(() -> Expression.overReport("report.speedKnots > 5.0"))
                .hasMessageStartingWith("a report has no field speedKnots; it has alarms, altitudeM");
        assertThatThrownBy(() -> Expression.overReport("has(report.status.door9Open)"))
                .hasMessageStartingWith("a report has no status flag door9Open; it has acc");
        assertThat(Expression.overReport("registry.report.x == 'report.speedKnots' && report . speedKn > 5.0"))
                .isNotNull();
    }

    @Test
    void saysTheExpressionWhereNoMessageIsGiven() {
        Scene.Output output = scene("report.speedKmh > 10.0").run(COACH, track("40kph"), Long.MIN_VALUE);

        assertThat(output.warnings.get(0).messageEn()).isEqualTo("condition holds: report.speedKmh > 10.0");
        assertThat(output.warnings.get(0).messageZh()).isEqualTo("条件成立:report.speedKmh > 10.0");
    }
}
