package io.vigil.evaluate;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.pair.PairSample;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on pairs change with event time as all others do. */
class PairVersionsTest {
    private static final String A = "vessel:412000001";
    private static final String B = "vessel:412000002";
    private static final String MEETING =
            """
            rules:
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: %s
                params: {distanceM: %s, step: PT%dM}
            """;
    private static final String OTHER =
            """
            rules:
              - id: tow
                kind: pair-trawling
                applies: mover.kind == "vessel"
                tier: blue
            """;

    private static Engine meeting(String tier, int meters, int stepMinutes) {
        return Scene.withRules(MEETING.formatted(tier, meters, stepMinutes)).engine();
    }

    private static EngineVersions change(Engine before, String at, Engine after) {
        return EngineVersions.of(before).with(new EngineVersions.Version(1, Scene.time(at), () -> after));
    }

    /** Two lie 300 m apart from midnight on. */
    private static List<String> run(EngineVersions versions, String reportsUntil, String until) {
        List<PositionReport> reports = Stream.concat(
                        track(A, 300, "00:00 0,0", reportsUntil + " 1,0").stream(),
                        track(B, 300, "00:00 300,0", reportsUntil + " 301,0").stream())
                .sorted(Comparator.comparingLong(PositionReport::eventTimeMillis))
                .toList();
        return run(versions, reports, Scene.time(until));
    }

    private static List<String> run(EngineVersions versions, List<PositionReport> reports, long until) {
        List<PairSample> samples = new ArrayList<>();
        Scene.Output output = new Scene.Output() {
            @Override
            public void sampled(PairSample sample) {
                samples.add(sample);
            }
        };
        MoverRunner runner = new MoverRunner(versions, 0);
        PairHost host = new PairHost(versions, null, output);
        Map<MoverId, MoverState> states = new LinkedHashMap<>();
        for (PositionReport report : reports) {
            runner.accept(states.computeIfAbsent(report.mover(), runner::newState), report, output);
            samples.forEach(host::accept);
            samples.clear();
            host.advanceTo(report.eventTimeMillis() - 60_000);
        }
        // What is bridged is known an hour later.
        host.advanceTo(until + 3_600_000);
        return output.warnings.stream()
                .filter(warning -> warning.timeMillis() <= until)
                .map(warning -> PairScene.line(warning) + " " + warning.reason())
                .toList();
    }

    @Test
    void aRuleThatIsRemovedClosesItsWarningsThoughNobodyReports() {
        assertThat(run(
                        change(
                                meeting("blue", 500, 10),
                                "03:05",
                                Scene.withRules(OTHER).engine()),
                        "03:00",
                        "04:00"))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002 null",
                        "closed 03:05:00 blue rule-removed with 412000002 rule-removed");
    }

    @Test
    void aChangedRuleJudgesWhatIsOpenAgain() {
        Engine before = meeting("blue", 500, 10);

        assertThat(run(change(before, "03:05", meeting("orange", 400, 10)), "05:30", "04:00"))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002 null",
                        "amended 03:10:00 orange rule-changed with 412000002 rule-changed");
        assertThat(run(change(before, "03:05", meeting("blue", 200, 10)), "05:30", "04:00"))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002 null",
                        "closed 03:10:00 blue rule-changed with 412000002 rule-changed");
    }

    @Test
    void aRuleThatLooksAtOtherInstantsBeginsAnew() {
        assertThat(run(change(meeting("blue", 500, 10), "03:05", meeting("blue", 500, 15)), "06:00", "05:30"))
                .containsExactly(
                        "opened 02:00:00 blue with 412000002 null",
                        "closed 03:05:00 blue rule-changed with 412000002 rule-changed",
                        "opened 05:15:00 blue with 412000002 null");
    }

    @Test
    void aVersionThatChangesNothingAboutARuleIsNotNoticed() {
        Engine before = meeting("blue", 500, 10);
        String both = MEETING.formatted("blue", 500, 10) + OTHER.replace("rules:\n", "");

        assertThat(run(change(before, "01:05", Scene.withRules(both).engine()), "05:30", "04:00"))
                .isEqualTo(run(EngineVersions.of(before), "05:30", "04:00"))
                .containsExactly("opened 02:00:00 blue with 412000002 null");
    }
}
