package io.vigil.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigil.json.RulesFile;
import io.vigil.model.InvalidInputException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RulesTextTest {
    private static final String RULES =
            """
            # 超速 🚚 comments stay
            rules:
              - id: speed            # the first
                kind: overspeed
                tier: blue
                params:
                  hold: PT10S   # ten
                  release: PT20S
              - {id: night, kind: night-run, applies: 'mover.kind == "vehicle"', tier: yellow, params: {from: "02:00"}}
              - id: dark
                kind: going-dark
                applies: mover.class == "fishing"
                tier: yellow
              - kind: overspeed
                id: other
                tier: blue
                params: {}
              - id: last
                kind: overspeed
                tier: blue
                params:
            """;

    private static RulesText rules() {
        return new RulesText("rules.yaml", RULES, RulesFile.parse(RULES, "rules.yaml"));
    }

    private static Object value(RulesText rules, String rule, String parameter) {
        return Objects.requireNonNull(
                Objects.requireNonNull(rules.rule(rule)).parameters().shown().get(parameter));
    }

    private static RulesText.Setting set(String rule, String parameter, String value) {
        return new RulesText.Setting(rule, parameter, value);
    }

    @Test
    void changesOneValueAndNothingElse() {
        RulesText changed = rules().with(List.of(set("speed", "hold", "PT15S")));

        assertThat(changed.text()).isEqualTo(RULES.replace("hold: PT10S   # ten", "hold: PT15S   # ten"));
        assertThat(value(changed, "speed", "hold")).isEqualTo("PT15S");
        assertThat(changed.ruleset().hash()).isNotEqualTo(rules().ruleset().hash());
    }

    @Test
    void addsWhatWasNotWritten() {
        RulesText changed = rules().with(List.of(
                set("speed", "merge", "PT1M"),
                set("night", "to", "05:30"),
                set("dark", "silentAtSea", "PT2H"),
                set("other", "k", "2"),
                set("last", "hold", "PT3S")));

        assertThat(value(changed, "speed", "merge")).isEqualTo("PT1M");
        assertThat(value(changed, "speed", "hold")).isEqualTo("PT10S");
        assertThat(value(changed, "night", "to")).isEqualTo("05:30");
        assertThat(value(changed, "night", "from")).isEqualTo("02:00");
        assertThat(value(changed, "dark", "silentAtSea")).isEqualTo("PT2H");
        assertThat(value(changed, "other", "k")).isEqualTo(2);
        assertThat(value(changed, "last", "hold")).isEqualTo("PT3S");
        assertThat(changed.text().lines().filter(line -> line.contains("#"))).hasSize(3);
    }

    @Test
    void refusesRulesParametersAndValuesThatCannotBe() {
        assertFault("nobody", "hold", "PT1S", "rule nobody", "is not in the file");
        assertFault("speed", "colour", "PT1S", "has no parameter colour", "known are");
        assertFault("speed", "hold", "fast", "\"fast\" is not a duration", "speed.hold=fast");
        assertFault("speed", "k", "0", "out of range", "speed.k=0");
    }

    @Test
    void refusesAValueThatAnotherRuleSharesByAnAlias() {
        String text =
                """
                rules:
                  - {id: a, kind: overspeed, tier: blue, params: &p {hold: PT10S}}
                  - {id: b, kind: overspeed, tier: blue, params: *p}
                """;
        RulesText shared = new RulesText("rules.yaml", text, RulesFile.parse(text, "rules.yaml"));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> shared.with(List.of(set("a", "hold", "PT20S"))))
                .withMessageContaining("alias");
    }

    @Test
    void makesTheProductWithTheFirstAxisSlowest() {
        List<Sweep.Candidate> candidates = Sweep.candidates(
                "base", rules(), List.of(SweepAxis.parse("speed.hold=PT5S,PT6S"), SweepAxis.parse("speed.k=1..3:1")));

        assertThat(candidates).hasSize(6);
        assertThat(candidates.get(4).name()).isEqualTo("base-5");
        assertThat(candidates.get(4).values())
                .containsEntry("speed.hold", "PT6S")
                .containsEntry("speed.k", "2");
        assertThat(value(candidates.get(4).rules(), "speed", "k")).isEqualTo(2);
    }

    @Test
    void checksValuesThatDependOnEachOtherTogether() {
        RulesText changed = rules().with(List.of(set("speed", "k", "5"), set("speed", "m", "6")));

        assertThat(value(changed, "speed", "k")).isEqualTo(5);
    }

    @Test
    void tellsTheOneCandidateAmongTenThatCannotBe() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Sweep.candidates(
                        "base", rules(), List.of(SweepAxis.parse("speed.m=3..12:1"), SweepAxis.parse("dark.k=0,1"))))
                .satisfies(
                        invalid -> assertThat(invalid.faults()).singleElement().satisfies(fault -> assertThat(
                                        fault.toString())
                                .contains("dark.k=0", "out of range", "allowed: 1 to")));
    }

    private static void assertFault(String rule, String parameter, String value, String... words) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules().with(List.of(set(rule, parameter, value))))
                .satisfies(invalid -> assertThat(invalid.faults().toString()).contains(words));
    }
}
