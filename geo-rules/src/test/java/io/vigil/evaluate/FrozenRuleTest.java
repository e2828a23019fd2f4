package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.rule.Explanation;
import io.vigil.rule.ReportView;
import io.vigil.rule.Rule;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.RuleKind;
import io.vigil.rule.Ruleset;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import io.vigil.rule.SubjectSink;
import io.vigil.rule.Verdict;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that breaks after it has warned leaves a warning that is still known. */
class FrozenRuleTest {
    private static final String TRUCK = "vehicle:T1";

    /** Warns at once of one subject, then has a defect at the next. */
    private static final class Broken implements Rule {
        @Override
        public void subjects(ReportView view, double[] memory, SubjectSink out) {
            out.named("first", Stage.BREACH);
            throw new IllegalStateException("a defect");
        }

        @Override
        public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
            return Verdict.PROVEN;
        }

        @Override
        public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
            out.message("一", "one");
        }
    }

    @Test
    void keepsWhatItHasWarnedOf() {
        RuleConfig overspeed = RulesFile.parse(
                        "rules:\n  - {id: r, kind: overspeed, tier: blue, applies: 'mover.kind == \"vehicle\"'}\n",
                        "test")
                .rules()
                .get(0);
        RuleKind kind = overspeed.kind();
        RuleConfig broken = new RuleConfig(
                "r",
                new RuleKind(
                        "broken",
                        "Z99",
                        "坏",
                        "broken",
                        "breaks",
                        "坏了",
                        "never",
                        "不解除",
                        "test",
                        false,
                        kind.onset(),
                        kind.parameters(),
                        List.of(),
                        (config, surroundings) -> new Broken()),
                overspeed.parameters(),
                null,
                overspeed.tier(),
                List.of(),
                List.of(),
                List.of(),
                RuleConfig.Mode.LIVE);
        Engine engine = Engine.of(
                List.of(new Lane(Lane.LIVE, new Ruleset(Scene.CHINA, List.of(broken), "hash"))),
                new ControlData(List.of(), List.of(), new Registry(List.of())));
        MoverRunner runner = new MoverRunner(engine, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        List<String> thrown = new ArrayList<>();
        Scene.Output output = new Scene.Output() {
            @Override
            public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
                thrown.add(ruleId + " " + mover);
            }
        };

        for (PositionReport report : Scene.events(TRUCK, "0s 0,0 30kph\n10s 80,0 30kph\n")) {
            runner.accept(state, report, output);
        }

        assertThat(thrown).containsExactly("r " + TRUCK);
        assertThat(output.warnings).hasSize(1);
        RuleSlot slot = state.slots[0];
        assertThat(slot).isNotNull();
        assertThat(slot.frozen).isTrue();
        assertThat(slot.episodes()).extracting(episode -> episode.phase).containsExactly(Episode.Phase.OPEN);
    }
}
