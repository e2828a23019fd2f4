package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Tier;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesFileTest {
    private static List<String> faultsOf(String yaml) {
        InvalidInputException thrown =
                catchThrowableOfType(InvalidInputException.class, () -> RulesFile.parse(yaml, "rules.yaml"));
        assertThat(thrown).as("the file is refused").isNotNull();
        return thrown.faults().stream().map(Fault::toString).toList();
    }

    @Test
    void readsTheExampleForTheRoad() {
        Ruleset ruleset = RulesFile.read(Path.of("../docs/examples/road-rules.yaml"));

        assertThat(ruleset.rules())
                .extracting(rule -> rule.kind().kind())
                .contains("abnormal-stop", "long-descent", "offline-displacement")
                .doesNotHaveDuplicates();
    }

    @Test
    void readsTheExampleOfTheContract() {
        Ruleset ruleset = RulesFile.parse(
                """
                zone: Asia/Shanghai
                rules:
                  - id: coach-night-run            # unique, stable
                    kind: night-run
                    applies: mover.class in ["scheduled-coach", "tour-coach", "charter-coach"]
                    tier: yellow
                    params: {from: "02:00", to: "05:00", moveSpeedKmh: 5, hold: PT5M}
                    escalate: [{after: PT15M, tier: orange}, {after: PT30M, tier: red}]
                    exempt: [{where: 'registry.routes.exists(r, r == "airport-express")', until: 2027-01-01}]
                    mode: live
                """,
                "rules.yaml");

        RuleConfig rule = ruleset.rules().get(0);
        assertThat(rule.id()).isEqualTo("coach-night-run");
        assertThat(rule.tier()).isEqualTo(Tier.YELLOW);
        assertThat(rule.onset().holdMillis()).isEqualTo(300_000);
        assertThat(rule.escalation()).hasSize(2);
        assertThat(rule.exemptions().get(0).untilMillis()).isEqualTo(1_798_732_800_000L);
        assertThat(ruleset.hash()).matches("[0-9a-f]{16}");
    }

    @Test
    void readsTheRulesOfTheDemo() {
        Ruleset ruleset = RulesFile.read(Path.of("../docs/examples/demo-rules.yaml"));

        assertThat(ruleset.rules()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void readsTheRoadRules() {
        Ruleset ruleset = RulesFile.read(Path.of("../docs/examples/road-rules.yaml"));

        assertThat(ruleset.rules())
                .extracting(rule -> rule.kind().kind())
                .contains("curfew", "driving-time", "registry-status");
        RuleConfig curfew = ruleset.rules().stream()
                .filter(rule -> rule.kind().kind().equals("curfew"))
                .findFirst()
                .orElseThrow();
        assertThat(curfew.parameters().textsByName("windows"))
                .as("a province that is given replaces only that one")
                .containsEntry("天津", "22:00-06:00")
                .containsEntry("安徽", "02:00-05:00");
    }

    @Test
    void listsTenDifferentMistakesAtOnceWithTheirLines() {
        List<String> faults = faultsOf(
                """
                zone: Mars/Olympus
                rules:
                  - id: a
                    kind: no-such-kind
                    tier: yellow
                  - id: b
                    kind: overspeed
                    tier: purple
                  - id: b
                    kind: overspeed
                    tier: blue
                  - id: c
                    kind: overspeed
                    tier: blue
                    params: {tolerance: 7}
                  - id: d
                    kind: overspeed
                    tier: blue
                    params: {hold: 5 minutes}
                  - id: e
                    kind: overspeed
                    tier: blue
                    params: {toleranse: 0.1}
                  - id: f
                    kind: night-run
                    tier: yellow
                  - id: g
                    kind: overspeed
                    applies: mover.class ==
                    tier: blue
                  - id: h
                    kind: overspeed
                    tier: blue
                    mode: loud
                  - kind: overspeed
                    tier: blue
                    colour: red
                """);

        assertThat(faults)
                .hasSize(12)
                .anySatisfy(fault -> assertThat(fault).contains("zone (line 1)", "Mars/Olympus"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[0].kind (line 4)", "no-such-kind", "night-run"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[1].tier (line 8)", "purple"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[2].id (line 9)", "given twice"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[3].params.tolerance (line 15)", "0 to 1"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[4].params.hold (line 19)", "PT5M"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[5].params (line 23)", "toleranse"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[6].applies (line 24)", "needs a condition"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[7].applies (line 29)", "expression is wrong"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[8].mode (line 34)", "loud"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[9].id (line 35)", "missing"))
                .anySatisfy(fault -> assertThat(fault).contains("rules[9] (line 37)", "colour"));
    }

    @Test
    void readsWhichRulesMakeAnotherMoreUrgentWhereverTheyStand() {
        String rules =
                """
                rules:
                  - {id: a, kind: overspeed, tier: blue, raisedBy: [b]}
                  - {id: b, kind: repeat-offender, tier: blue}
                """;

        assertThat(RulesFile.parse(rules, "rules").rules().get(0).raisedBy()).containsExactly("b");
        assertThat(RulesFile.parse(rules, "rules").hash())
                .isNotEqualTo(RulesFile.parse(rules.replace(", raisedBy: [b]", ""), "rules")
                        .hash());
        assertThat(faultsOf(rules.replace("raisedBy: [b]", "raisedBy: [a]")))
                .singleElement()
                .asString()
                .contains("line 2", "cannot raise itself");
        assertThat(faultsOf(rules.replace("raisedBy: [b]", "raisedBy: [c]")))
                .singleElement()
                .asString()
                .contains("line 2", "there is no rule \"c\"");
    }

    @Test
    void refusesWhatIsNoRulesetWithOneClearFault() {
        assertThat(faultsOf("")).singleElement().asString().contains("is empty");
        assertThat(faultsOf("rules: [}")).singleElement().asString().contains("line 1", "is not YAML");
        assertThat(faultsOf("- a\n- b")).singleElement().asString().contains("must be a mapping");
        assertThat(faultsOf("rules: 5")).singleElement().asString().contains("must be a list");
        assertThat(faultsOf("rules:\n  - id: a\n    id: b\n    kind: overspeed\n    tier: blue\n"))
                .singleElement()
                .asString()
                .contains("given twice");
    }

    @Test
    void refusesAliasBombsAndDeepNesting() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
        for (int i = 0; i < 40; i++) {
            bomb.append("b").append(i).append(": [*a, *a]\n");
        }
        assertThat(faultsOf("rules: " + "[".repeat(100) + "]".repeat(100))).hasSize(1);
        assertThat(faultsOf(bomb.toString())).isNotEmpty();
    }

    @Test
    void aRequiredParameterMustBeGivenAndAnExpressionMustCompile() {
        assertThat(
                        faultsOf(
                                """
                        rules:
                          - id: a
                            kind: condition
                            applies: mover.kind == "vehicle"
                            tier: blue
                        """))
                .singleElement()
                .asString()
                .contains("\"expression\" is missing");
        assertThat(
                        faultsOf(
                                """
                        rules:
                          - id: a
                            kind: condition
                            applies: mover.kind == "vehicle"
                            tier: blue
                            params: {expression: report.speedKmh + 1}
                        """))
                .singleElement()
                .asString()
                .contains("expression is wrong");
    }

    @Test
    void theHashChangesWithAnythingThatMattersAndOnlyThen() {
        String yaml =
                """
                rules:
                  - id: a
                    kind: overspeed
                    tier: blue
                    params: {tolerance: 0.1}
                """;

        String hash = RulesFile.parse(yaml, "x").hash();

        assertThat(RulesFile.parse("# a comment\n" + yaml, "y").hash()).isEqualTo(hash);
        assertThat(RulesFile.parse(yaml.replace("0.1", "0.11"), "x").hash()).isNotEqualTo(hash);
        assertThat(RulesFile.parse(yaml.replace("tier: blue", "tier: yellow"), "x")
                        .hash())
                .isNotEqualTo(hash);
    }
}
