package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoverRunnerTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String RULES =
            """
            rules:
              - id: zone
                kind: forbidden-zone
                applies: mover.class == "heavy-truck"
                tier: yellow
                params: {merge: PT10M}
                escalate: [{after: PT3M, tier: red}]
              - id: speed
                kind: overspeed
                tier: blue
              - id: quality
                kind: track-quality
                tier: blue
              - id: dark
                kind: going-dark
                applies: mover.class == "heavy-truck"
                tier: yellow
                params: {silentAtSea: PT30M}
            """;
    private static final String TRACK =
            """
            0s    -900,500 60kph
            20s   -500,500 60kph
            40s   -100,500 60kph
            60s   250,500  60kph
            90s   600,500  50kph
            120s  700,500  30kph
            150s  800,500  30kph
            180s  900,500  30kph
            250s  950,500  30kph
            300s  1200,500 60kph
            320s  1500,500 60kph
            330s  90000,0  60kph
            340s  1800,500 60kph
            400s  600,500  90kph
            470s  500,500  30kph
            500s  400,500  30kph
            520s  1200,500 160kph
            530s  1700,500 160kph
            540s  2200,500 160kph
            550s  2600,500 160kph
            2500s 9000,500 60kph
            2520s 9300,500 60kph
            5000s 9300,500 0kph
            """;

    private static Scene scene() {
        return Scene.withRules(RULES).square("z", "forbidden", 0, 0, 1000, 1000).registered(TRUCK, "heavy-truck");
    }

    @Test
    void reopensWithinTheMergeTimeAndEscalatesByAge() {
        List<String> zone = scene().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings.stream()
                .filter(warning -> warning.rule().equals("zone"))
                .map(warning -> warning.transition().word() + " " + warning.sequence() + " "
                        + warning.tier().word() + " " + warning.reason())
                .toList();

        assertThat(zone)
                .containsExactly(
                        "opened 1 yellow null",
                        "escalated 2 red null",
                        "closed 3 red cleared",
                        "amended 4 red reopened",
                        "closed 5 red cleared");
    }

    @Test
    void oneEpisodeKeepsOneId() {
        List<Warning> warnings = scene().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings;

        assertThat(warnings.stream()
                        .filter(w -> w.rule().equals("zone"))
                        .map(Warning::warningId)
                        .distinct())
                .hasSize(1);
        assertThat(warnings.get(0).warningId()).matches("[0-9a-f]{16}");
    }

    @Test
    void givesTheSameWarningsWhateverTheOrderOfArrivalWithinTheBound() {
        List<PositionReport> inOrder = Scene.events(TRUCK, TRACK);
        List<Warning> expected = scene().disorderBound(1).runAll(inOrder, Scene.time("02:00:00")).warnings;
        assertThat(expected).hasSizeGreaterThan(5);
        Random random = new Random(42);
        for (int run = 0; run < 50; run++) {
            long bound = 60_000;
            List<PositionReport> shuffled = new ArrayList<>(inOrder);
            Map<PositionReport, Long> arrival = new java.util.IdentityHashMap<>();
            for (PositionReport report : inOrder) {
                arrival.put(report, report.eventTimeMillis() + random.nextInt((int) bound));
            }
            shuffled.sort(java.util.Comparator.comparing(arrival::get));

            Scene.Output output = scene().disorderBound(bound).runAll(shuffled, Scene.time("02:00:00"));

            assertThat(output.warnings).as("seed 42, run %d", run).isEqualTo(expected);
            assertThat(output.late).isZero();
        }
    }

    @Test
    void givesTheSameWarningsWhenTheStateIsStoredAndRestoredBetweenAnyTwoReports() {
        List<Warning> expected = scene().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings;

        assertThat(scene().storingState().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings)
                .isEqualTo(expected);
    }

    @Test
    void countsWhatIsLateAndWhatComesTwice() {
        List<PositionReport> track = Scene.events(TRUCK, TRACK);
        List<PositionReport> disturbed = new ArrayList<>(track);
        disturbed.add(5, track.get(4));
        disturbed.add(10, track.get(2));

        Scene.Output output = scene().runAll(disturbed, Scene.time("02:00:00"));

        assertThat(output.late).isEqualTo(1);
        assertThat(output.duplicates).isEqualTo(1);
        assertThat(output.warnings).isEqualTo(scene().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings);
    }

    @Test
    void oneTransmissionHeardByThreeReceiversIsOneReport() {
        String boat = "vessel:412000001";
        Scene.Output output = scene().run(
                        boat,
                        """
                        0s    0,0    6kn
                        10s   30,0   6kn
                        20s   9000,0 6kn
                        00:00:20.700 9000,0 6kn
                        00:00:21.400 9000,0 6kn
                        30s   90,0   6kn
                        00:00:30.500 90,0   6kn
                        """,
                        Scene.time("60s"));

        assertThat(output.duplicates).isEqualTo(3);
        assertThat(output.warnings).hasSize(1);
        assertThat(output.warnings.get(0).explain().measured()).containsEntry("faults", 1L);
    }

    @Test
    void equalReportsAreTwoFromASecondAndAHalfOnAndOfVehiclesAlways() {
        String boat = "vessel:412000001";

        assertThat(scene().run(boat, "0s 0,0 0kn\n00:00:01.499 0,0 0kn", Scene.time("60s")).duplicates)
                .isEqualTo(1);
        assertThat(scene().run(boat, "0s 0,0 0kn\n00:00:01.500 0,0 0kn", Scene.time("60s")).duplicates)
                .isZero();
        assertThat(scene().run(boat, "0s 0,0 0kn\n1s 0,0 0.1kn", Scene.time("60s")).duplicates)
                .isZero();
        assertThat(scene().run(TRUCK, "0s 0,0 0kph\n1s 0,0 0kph", Scene.time("60s")).duplicates)
                .isZero();
    }

    @Test
    void ofTwoReportsWithOneTimeTheOrderOfArrivalDoesNotDecide() {
        List<PositionReport> pair = Scene.events(TRUCK, "60s 250,500 60kph\n60s 300,500 20kph");
        List<PositionReport> reversed = new ArrayList<>(pair);
        Collections.reverse(reversed);
        MoverRunner runner = new MoverRunner(scene().engine(), 1);

        assertThat(evaluatedOf(runner, pair))
                .isEqualTo(evaluatedOf(runner, reversed))
                .hasSize(1);
    }

    private static List<PositionReport> evaluatedOf(MoverRunner runner, List<PositionReport> reports) {
        List<PositionReport> evaluated = new ArrayList<>();
        MoverState state = runner.newState(new MoverId(TRUCK));
        Recorder recorder = new Recorder(evaluated);
        reports.forEach(report -> runner.accept(state, report, recorder));
        runner.advanceTo(state, Long.MAX_VALUE, recorder);
        return evaluated;
    }

    @Test
    void aClaimedClassCountsUntilTheRegistryKnowsBetter() {
        String boat = "vessel:412000001";
        Scene scene = Scene.withRule(
                """
                kind: going-dark
                applies: mover.class == "fishing"
                tier: yellow
                """);
        List<MoverEvent> claims = List.of(
                IdentityReport.of(new MoverId(boat), Scene.time("0s"), Scene.time("0s"), Map.of("class", "fishing")),
                Scene.events(boat, "1s 0,0 3kn").get(0));

        assertThat(scene.runAll(claims, Scene.time("03:00:00")).lines()).containsExactly("opened 02:00:01 yellow");
        assertThat(scene.registered(boat, "cargo")
                        .runAll(claims, Scene.time("03:00:00"))
                        .lines())
                .isEmpty();
    }

    @Test
    void aRegistryVersionHoldsFromItsTimeOnAndClosesWhatNoLongerApplies() {
        Scene scene = Scene.withRule(
                        """
                        kind: forbidden-zone
                        applies: mover.class == "heavy-truck"
                        tier: yellow
                        """)
                .square("z", "forbidden", 0, 0, 1000, 1000)
                .registered(TRUCK, "heavy-truck")
                .registeredFrom(Scene.time("150s"), TRUCK, "taxi", List.of(), List.of(), Map.of());

        assertThat(scene.run(TRUCK, TRACK))
                .containsExactly("opened 00:02:00 yellow z", "closed 00:02:30 yellow z no-longer-applies");
    }

    @Test
    void anExemptionHoldsUntilItsTimeAndIsRecorded() {
        String rule =
                """
                kind: forbidden-zone
                applies: mover.class == "heavy-truck"
                tier: yellow
                exempt: [{where: 'mover.identity == "T1"', until: '%s'}]
                """;

        assertThat(Scene.withRule(rule.formatted("2026-09-12T00:02:31+08:00"))
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, TRACK)
                        .subList(0, 2))
                .containsExactly("permitted 00:02:00 blue z", "opened 00:04:10 yellow z");
        assertThat(Scene.withRule(rule.formatted("2026-09-12T00:02:00+08:00"))
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, TRACK)
                        .get(0))
                .isEqualTo("opened 00:02:00 yellow z");
    }

    @Test
    void explainsEveryTransition() {
        Warning opened =
                scene().run(TRUCK, TRACK, Scene.time("02:00:00")).warnings.get(0);

        assertThat(opened.explain().params()).containsEntry("hold", "PT1M").containsEntry("exitMarginM", 50.0);
        assertThat(opened.explain().measured()).containsKey("insideSeconds");
        assertThat(opened.explain().threshold()).containsEntry("holdSeconds", 60L);
        assertThat(opened.explain().first().eventTimeMillis()).isEqualTo(opened.onsetMillis());
        assertThat(opened.explain().last().eventTimeMillis()).isEqualTo(opened.detectedMillis());
        assertThat(opened.messageZh()).contains("禁行区", "z");
        assertThat(opened.messageEn()).contains("forbidden zone z");
    }

    @Test
    void lanesAreJudgedSideBySideInOnePass() {
        Engine engine = Engine.of(
                List.of(
                        new Lane("base", io.vigil.json.RulesFile.parse(RULES, "a")),
                        new Lane(
                                "strict",
                                io.vigil.json.RulesFile.parse(RULES.replace("merge: PT10M", "hold: PT20S"), "b"))),
                scene().data());
        Scene.Output output = new Scene.Output();
        MoverRunner runner = new MoverRunner(engine, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        Scene.events(TRUCK, TRACK).forEach(report -> runner.accept(state, report, output));

        assertThat(output.warnings.stream()
                        .filter(w -> w.rule().equals("zone") && w.transition() == Warning.Transition.OPENED)
                        .map(w -> w.lane() + " " + w.detectedMillis() % 1_000_000))
                .containsExactly("strict 490000", "base 520000");
        assertThat(output.warnings.stream().filter(w -> w.lane().equals("base")).map(w -> w.warningId() + w.sequence()))
                .containsExactlyElementsOf(scene().run(TRUCK, TRACK, Long.MIN_VALUE).warnings.stream()
                        .map(w -> w.warningId() + w.sequence())
                        .toList());
    }

    @Test
    void aStoredStateGoesOnUnderOtherRulesAndZones() {
        String rule =
                """
                rules:
                  - id: zone
                    kind: forbidden-zone
                    applies: mover.class == "%s"
                    tier: yellow
                """;
        List<PositionReport> track = Scene.events(TRUCK, TRACK);
        List<String> afterZoneMoved = continued(
                Scene.withRules(rule.formatted("heavy-truck"))
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck"),
                Scene.withRules(rule.formatted("heavy-truck"))
                        .square("other", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck"),
                track);
        List<String> afterRuleNarrowed = continued(
                Scene.withRules(rule.formatted("heavy-truck"))
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck"),
                Scene.withRules(rule.formatted("hazmat"))
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck"),
                track);

        assertThat(afterZoneMoved).first().isEqualTo("opened 00:02:00 yellow z");
        assertThat(afterZoneMoved).contains("opened 00:04:10 yellow other");
        assertThat(afterRuleNarrowed)
                .containsExactly("opened 00:02:00 yellow z", "closed 00:02:30 yellow z no-longer-applies");
    }

    @Test
    void aWarningGoesOnWhereTheRuleRemembersMoreThanBefore() {
        String rule =
                """
                rules:
                  - id: closed
                    kind: closed-area
                    applies: mover.kind == "vehicle"
                    tier: yellow
                    params: {hold: PT2M, notice: %s}
                """;
        String track =
                """
                0s   500,500 5kph
                1m   510,500 5kph
                2m   520,500 5kph
                3m   530,500 5kph
                4m   540,500 5kph
                5m   550,500 5kph
                6m   560,500 5kph
                7m   570,500 5kph
                8m   580,500 5kph
                9m   8000,500 5kph
                10m  8010,500 5kph
                11m  8020,500 5kph
                12m  8030,500 5kph
                13m  8040,500 5kph
                14m  8050,500 5kph
                """;
        Scene before = Scene.withRules(rule.formatted("PT0S")).square("z", "protected", 0, 0, 1000, 1000);
        Scene after = Scene.withRules(rule.formatted("PT15M")).square("z", "protected", 0, 0, 1000, 1000);

        List<String> transitions = continued(before, after, Scene.events(TRUCK, track));

        assertThat(transitions)
                .containsExactly(
                        "opened 00:02:00 red z",
                        "amended 00:06:00 red z rule-changed",
                        "closed 00:13:00 red z cleared");
    }

    @Test
    void anotherEngineMeasuresJumpsByItsOwnLimitThoughTheStateWasNotStored() {
        String rule =
                """
                rules:
                  - id: quality
                    kind: track-quality
                    tier: blue
                    params: {maxSpeedKmh: {vehicle: %d}, reanchor: 5}
                """;
        List<PositionReport> track = Scene.events(TRUCK, "0s 0,0 60kph\n10s 200,0 60kph\n20s 3000,0 60kph");
        MoverRunner lenient =
                new MoverRunner(Scene.withRules(rule.formatted(2000)).engine(), 0);
        MoverRunner strict =
                new MoverRunner(Scene.withRules(rule.formatted(100)).engine(), 0);
        MoverState state = lenient.newState(new MoverId(TRUCK));
        Scene.Output output = new Scene.Output();

        track.subList(0, 2).forEach(report -> lenient.accept(state, report, output));
        MoverState restored = MoverStateCodec.copy(state);
        strict.accept(state, track.get(2), output);
        strict.accept(restored, track.get(2), output);

        assertThat(output.faults).hasSize(2).allMatch(fault -> fault.contains("jump"));
    }

    /** Six reports under one engine, the rest under another, the state stored and restored between them. */
    private static List<String> continued(Scene before, Scene after, List<PositionReport> track) {
        Scene.Output output = new Scene.Output();
        MoverRunner first = new MoverRunner(before.engine(), 0);
        MoverState state = first.newState(new MoverId(TRUCK));
        track.subList(0, 6).forEach(report -> first.accept(state, report, output));
        MoverState restored = MoverStateCodec.copy(state);
        MoverRunner second = new MoverRunner(after.engine(), 0);
        track.subList(6, track.size()).forEach(report -> second.accept(restored, report, output));
        return output.lines();
    }

    @Test
    void aRuleThatThrowsIsFrozenForThatMoverOnly() {
        // A zone rule on a state whose memory does not fit stands for a defect in a rule.
        Engine engine = scene().engine();
        MoverRunner runner = new MoverRunner(engine, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        List<String> broken = new ArrayList<>();
        Recorder recorder = new Recorder(new ArrayList<>()) {
            @Override
            public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
                broken.add(ruleId + " " + mover);
            }
        };
        List<PositionReport> track = Scene.events(TRUCK, TRACK);
        runner.accept(state, track.get(0), recorder);
        int dark = 0;
        while (!state.plan.rules[dark].config.id().equals("dark")) {
            dark++;
        }
        state.slots[dark] = new RuleSlot(state.plan.rules[dark].identity, state.plan.rules[dark].version, 0);

        track.subList(1, track.size()).forEach(report -> runner.accept(state, report, recorder));

        assertThat(broken).containsExactly("dark " + TRUCK);
        assertThat(recorder.warnings)
                .anySatisfy(warning -> assertThat(warning.rule()).isEqualTo("zone"));
    }

    /** Keeps what was evaluated and warned of. */
    private static class Recorder implements RunnerOutput {
        private final List<PositionReport> evaluated;
        final List<Warning> warnings = new ArrayList<>();

        Recorder(List<PositionReport> evaluated) {
            this.evaluated = evaluated;
        }

        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void evaluated(PositionReport report, long timeMillis, String moverClass, String fault, String state) {
            evaluated.add(report);
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {}

        @Override
        public void duplicate(MoverEvent event) {}

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError(cause);
        }
    }

    @Test
    void anIdentityReportWithNextYearsClockMakesNothingLate() {
        MoverId truck = new MoverId(TRUCK);
        List<MoverEvent> events = new ArrayList<>(Scene.events(TRUCK, "0s 0,0 30kph received=00:00:01"));
        events.add(IdentityReport.of(
                truck, Scene.time("0s") + 90L * 86_400_000, Scene.time("5s"), Map.of("driver", "D1")));
        events.addAll(Scene.events(TRUCK, "10s 80,0 30kph received=00:00:11"));

        Scene.Output output = scene().runAll(events, Long.MIN_VALUE);

        assertThat(output.late).isZero();
        assertThat(output.evaluated).isEqualTo(2);
        assertThat(output.lines()).isEmpty();
    }
}
