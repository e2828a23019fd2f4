package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.Guards;
import io.vigil.scene.Scene;
import org.junit.jupiter.api.Test;

class SurgeGuardRuleTest {
    private static final String BOAT = "vessel:412000001";

    private static Scene scene(String families) {
        return Scene.withRules(
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
                        """
                                .formatted(families))
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
        assertThat(surge.rule().guards("entry")).isTrue();
        assertThat(surge.rule().guards("storm")).isFalse();
        assertThat(surge.rule().guards("other")).isFalse();
        assertThat(scene("").engine().guards("other").surge()).isNull();
    }
}
