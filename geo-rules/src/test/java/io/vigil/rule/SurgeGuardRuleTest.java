package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.Guards;
import io.vigil.scene.Scene;
import org.junit.jupiter.api.Test;

class SurgeGuardRuleTest {
    private static final String BOAT = "vessel:412000001";

    private static final String RULES =
            """
                        rules:
                          - id: guard
                            kind: surge-guard
                            tier: yellow
                            params: {rules: [entry, storm], except: [storm], families: {%s}}
                          - id: entry
                            kind: closed-area
                            applies: mover.kind == "vessel"
                            tier: yellow
                            params: {types: [closed], notice: PT0S, redTypes: []}
                          - id: storm
                            kind: closed-area
                            applies: mover.kind == "vessel"
                            tier: blue
                            params: {types: [storm], notice: PT0S, redTypes: []}
                        """;

    private static Scene scene(String families) {
        return Scene.withRules(RULES.formatted(families))
                .square("a", "closed", -50, -50, 9000, 50)
                .square("b", "storm", 3000, -50, 9000, 50);
    }

    private static String intoBoth() {
        return new Voyage(0, 0).sail(60, 3, "").toString();
    }

    @Test
    void theMoreUrgentOfTwoBreachesOfDifferentFamiliesIsMadeMoreUrgent() {
        Scene.Output output = scene("entry: water, storm: weather").run(BOAT, intoBoth(), Long.MIN_VALUE);

        assertThat(output.lines())
                .containsExactly("opened 00:10:00 yellow a", "opened 00:43:00 blue b", "escalated 00:44:00 orange a");
        assertThat(output.warnings.get(2).explain().measured()).containsEntry("compoundWith", "storm");
    }

    @Test
    void breachesOfOneFamilyOrOfNoneAreNot() {
        assertThat(scene("entry: water, storm: water").run(BOAT, intoBoth()))
                .containsExactly("opened 00:10:00 yellow a", "opened 00:43:00 blue b");
        assertThat(scene("entry: water").run(BOAT, intoBoth())).hasSize(2);
    }

    @Test
    void guardsTheNamedRulesButThoseExcepted() {
        Guards.Surge surge = scene("").engine().guards("live").surge();

        assertThat(surge).isNotNull();
        assertThat(surge.guarded()).containsExactly("entry");
        assertThat(scene("").engine().guards("other").surge()).isNull();
    }

    @Test
    void aTyphoonsOrderAndWeatherFloodRightly() {
        Scene typhoon = Scene.withRules(
                """
                rules:
                  - {id: guard, kind: surge-guard, tier: yellow}
                  - {id: order, kind: return-to-port, applies: mover.kind == "vessel", tier: yellow}
                  - {id: wind, kind: weather-limit, applies: mover.kind == "vessel", tier: blue}
                  - {id: entry, kind: closed-area, applies: mover.kind == "vessel", tier: yellow, params: {types: [closed]}}
                """);

        Guards.Surge surge = typhoon.engine().guards("live").surge();

        assertThat(surge).isNotNull();
        assertThat(surge.guarded()).containsExactlyInAnyOrder("guard", "entry");
    }

    @Test
    void aWarningNamesTheVersionOfItsRuleAndZone() {
        Object before = version(scene(""));
        Object again = version(scene(""));
        Object moved = version(scene("").square("c", "closed", 20_000, 0, 30_000, 50));
        Object changed = version(Scene.withRules(
                        """
                        rules:
                          - {id: guard, kind: surge-guard, tier: yellow, params: {rules: [entry]}}
                          - id: entry
                            kind: closed-area
                            applies: mover.kind == "vessel"
                            tier: yellow
                            params: {types: [closed], notice: PT0S, redTypes: [], hold: PT9M}
                        """)
                .square("a", "closed", -50, -50, 9000, 50));
        Object larger = version(Scene.withRules(RULES.formatted("")).square("a", "closed", -50, -50, 9001, 50));

        assertThat(again).isEqualTo(before).isNotNull();
        assertThat(moved).as("another zone has no part in it").isEqualTo(before);
        assertThat(changed).isNotEqualTo(before);
        assertThat(larger).isNotEqualTo(before);
    }

    private static Object version(Scene scene) {
        return scene.run(BOAT, intoBoth(), Long.MIN_VALUE)
                .warnings
                .get(0)
                .explain()
                .measured()
                .get("version");
    }
}
