package io.vigil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.json.RulesFile;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineVersionsTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String SPEED =
            """
            rules:
              - {id: speed, kind: overspeed, applies: mover.kind == "vehicle", tier: %s, params: {classLimitsKmh: {heavy-truck: %s}, offMotorwayLimitsKmh: {}, tolerance: 0.0, k: 1, m: 1, hold: PT10S, merge: PT0S}}
              - {id: zone, kind: forbidden-zone, applies: mover.kind == "vehicle", tier: yellow}
            """;
    private static final String ZONE_ONLY =
            "rules: [{id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow}]";
    private static final String FAST =
            """
            0s   0,500    120kph
            10s  333,500  120kph
            20s  666,500  120kph
            30s  999,500  120kph
            40s  1332,500 120kph
            50s  1665,500 120kph
            60s  1998,500 120kph
            70s  2331,500 120kph
            80s  2664,500 120kph
            90s  2997,500 120kph
            """;

    private static Engine engine(String live) {
        return scene(live).square("z", "forbidden", -1000, 0, 9000, 1000).engine();
    }

    private static Scene scene(String live) {
        return Scene.withRules(live).registered(TRUCK, "heavy-truck");
    }

    private static Engine engine(String live, String shadow) {
        return Engine.of(
                List.of(
                        new Lane(Lane.LIVE, RulesFile.parse(live, "live")),
                        new Lane(Lane.SHADOW, RulesFile.parse(shadow, "shadow"))),
                scene(live).data());
    }

    private static EngineVersions change(Engine before, String at, Engine after) {
        return EngineVersions.of(before).with(new EngineVersions.Version(1, Scene.time(at), () -> after));
    }

    private static Scene.Output run(EngineVersions versions, String track, String until) {
        MoverRunner runner = new MoverRunner(versions, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        Scene.Output output = new Scene.Output();
        Scene.events(TRUCK, track).forEach(report -> runner.accept(state, report, output));
        runner.advanceTo(state, Scene.time(until), output);
        return output;
    }

    private static List<String> lines(Scene.Output output, String rule) {
        return output.warnings.stream()
                .filter(warning -> warning.rule().equals(rule))
                .map(warning -> warning.lane() + " " + warning.transition().word() + " "
                        + (warning.timeMillis() - Scene.time("0s")) / 1000 + "s "
                        + warning.tier().word() + " " + warning.sequence() + " " + warning.reason())
                .toList();
    }

    @Test
    void closesWhatARemovedRuleHasWarnedOfAlsoWithoutAReport() {
        EngineVersions versions = change(engine(SPEED.formatted("yellow", 90)), "00:02:00", engine(ZONE_ONLY));

        assertThat(lines(run(versions, FAST, "00:01:59"), "speed")).containsExactly("live opened 10s yellow 1 null");
        assertThat(lines(run(versions, FAST, "00:02:00"), "speed"))
                .containsExactly("live opened 10s yellow 1 null", "live closed 120s yellow 2 rule-removed");
    }

    @Test
    void judgesAnOpenWarningOfAChangedRuleAgainAtTheNextReport() {
        Engine before = engine(SPEED.formatted("yellow", 90));

        assertThat(lines(
                        run(change(before, "00:00:45", engine(SPEED.formatted("red", 100))), FAST, "00:01:30"),
                        "speed"))
                .containsExactly("live opened 10s yellow 1 null", "live amended 50s red 2 rule-changed");
        assertThat(lines(
                        run(change(before, "00:00:45", engine(SPEED.formatted("yellow", 130))), FAST, "00:01:30"),
                        "speed"))
                .containsExactly("live opened 10s yellow 1 null", "live closed 50s yellow 2 rule-changed");
    }

    @Test
    void judgesTheReportAtTheVeryInstantByTheNewVersion() {
        Engine before = engine(SPEED.formatted("yellow", 130));
        Engine after = engine(SPEED.formatted("yellow", 90));

        assertThat(lines(run(change(before, "00:00:40", after), FAST, "00:01:30"), "speed"))
                .containsExactly("live opened 50s yellow 1 null");
        assertThat(lines(run(change(before, "00:00:41", after), FAST, "00:01:30"), "speed"))
                .containsExactly("live opened 60s yellow 1 null");
    }

    @Test
    void evidenceCollectedUnderOtherParametersDoesNotCount() {
        Engine before = engine(SPEED.formatted("yellow", 90).replace("hold: PT10S", "hold: PT60S"));
        Engine after = engine(SPEED.formatted("yellow", 90).replace("hold: PT10S", "hold: PT30S"));

        assertThat(lines(run(change(before, "00:00:45", after), FAST, "00:01:30"), "speed"))
                .containsExactly("live opened 80s yellow 1 null");
    }

    @Test
    void otherRulesOfAChangedFileGoOnUndisturbed() {
        Engine before = engine(SPEED.formatted("yellow", 90));
        Engine after = engine(SPEED.formatted("yellow", 130));

        assertThat(lines(run(change(before, "00:00:45", after), FAST, "00:01:30"), "zone"))
                .isEqualTo(lines(run(EngineVersions.of(before), FAST, "00:01:30"), "zone"))
                .isNotEmpty();
    }

    @Test
    void closesWhatIsOpenAboutAZoneThatIsGone() {
        Engine before = engine(ZONE_ONLY);
        Engine after = scene(ZONE_ONLY).engine();
        List<String> lines = lines(run(change(before, "00:01:25", after), FAST, "00:01:30"), "zone");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).isEqualTo("live closed 85s yellow 2 zone-removed");
    }

    @Test
    void aRulePromotedFromTheShadowBringsWhatItFoundAndKeepsWhatWasOpen() {
        String old = SPEED.formatted("yellow", 90);
        String tried = SPEED.formatted("red", 100);
        EngineVersions promoted = change(engine(old, tried), "00:00:45", engine(tried, ZONE_ONLY));

        List<String> lines = lines(run(promoted, FAST, "00:01:30"), "speed");

        assertThat(lines)
                .as("the desk's warning goes on under its number, the shadow's ends in its lane")
                .containsExactly(
                        "live opened 10s yellow 1 null",
                        "shadow opened 10s red 1 null",
                        "shadow closed 45s red 2 changed-lane",
                        "live escalated 50s red 2 null");
    }

    @Test
    void aRulePromotedFromTheShadowTellsTheDeskWhatOnlyTheShadowHadFound() {
        String old = SPEED.formatted("yellow", 130);
        String tried = SPEED.formatted("red", 100);
        EngineVersions promoted = change(engine(old, tried), "00:00:45", engine(tried, ZONE_ONLY));

        Scene.Output output = run(promoted, FAST, "00:01:30");

        assertThat(lines(output, "speed"))
                .containsExactly(
                        "shadow opened 10s red 1 null",
                        "shadow closed 45s red 2 changed-lane",
                        "live opened 45s red 3 changed-lane");
        assertThat(output.warnings.stream()
                        .filter(each -> each.rule().equals("speed"))
                        .map(Warning::warningId))
                .as("one episode, whichever lane tells of it")
                .containsOnly(output.warnings.get(0).warningId());
    }

    @Test
    void aRuleRolledBackIntoTheShadowLeavesWhatIsOpenToTheOldOne() {
        String old = SPEED.formatted("yellow", 90);
        String tried = SPEED.formatted("red", 100);
        EngineVersions rolledBack = change(engine(tried, ZONE_ONLY), "00:00:45", engine(old, tried));

        assertThat(lines(run(rolledBack, FAST, "00:01:30"), "speed"))
                .containsExactly(
                        "live opened 10s red 1 null",
                        "shadow opened 45s red 2 changed-lane",
                        "live amended 50s yellow 2 rule-changed");
    }

    @Test
    void aMoverJudgedBeyondTheInstantChangesAtOnceAndSaysSo() {
        Engine before = engine(SPEED.formatted("yellow", 90));
        MoverRunner runner = new MoverRunner(before, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        List<String> told = new ArrayList<>();
        Scene.Output output = new Scene.Output() {
            @Override
            public void tookOver(long version, long fromMillis, long atMillis) {
                told.add(version + " " + (atMillis - fromMillis));
            }
        };
        List<PositionReport> track = Scene.events(TRUCK, FAST);
        track.subList(0, 5).forEach(report -> runner.accept(state, report, output));

        runner.use(change(before, "00:00:25", engine(ZONE_ONLY)));
        track.subList(5, 10).forEach(report -> runner.accept(state, report, output));

        assertThat(told).containsExactly("1 15000");
        assertThat(lines(output, "speed"))
                .containsExactly("live opened 10s yellow 1 null", "live closed 40s yellow 2 rule-removed");
    }

    /** Versions known from the start, or each just before its time, in stored states or not: the same bytes. */
    @Test
    void aVersionThatComesJustInTimeGivesTheWarningsOfOneKnownFromTheStart() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Engine> engines = List.of(
                engine(SPEED.formatted("yellow", 90)),
                engine(SPEED.formatted("red", 100)),
                engine(ZONE_ONLY),
                scene(SPEED.formatted("yellow", 60)).engine(),
                engine(SPEED.formatted("yellow", 90), SPEED.formatted("red", 100)),
                engine(SPEED.formatted("red", 100), SPEED.formatted("yellow", 90)));
        for (int round = 0; round < 300; round++) {
            List<PositionReport> track = track(random);
            EngineVersions versions = EngineVersions.of(engines.get(random.nextInt(engines.size())));
            long from = Scene.time("0s");
            for (int number = 1; number <= 3; number++) {
                Engine engine = engines.get(random.nextInt(engines.size()));
                from += random.nextInt(300) * 1000L;
                versions = versions.with(new EngineVersions.Version(number, from, () -> engine));
            }
            List<Warning> golden = golden(versions, track);

            assertThat(justInTime(versions, track, random))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(golden);
        }
    }

    private static List<Warning> golden(EngineVersions versions, List<PositionReport> track) {
        MoverRunner runner = new MoverRunner(versions, 1);
        MoverState state = runner.newState(new MoverId(TRUCK));
        Scene.Output output = new Scene.Output();
        track.forEach(report -> runner.accept(state, report, output));
        runner.advanceTo(state, Scene.time("03:00:00"), output);
        return output.warnings;
    }

    private static List<Warning> justInTime(EngineVersions versions, List<PositionReport> track, Random random) {
        EngineVersions known = EngineVersions.of(versions.all().get(0).built().get());
        MoverRunner runner = new MoverRunner(known, 0);
        MoverState state = runner.newState(new MoverId(TRUCK));
        Scene.Output output = new Scene.Output();
        int next = 1;
        for (PositionReport report : track) {
            while (next < versions.all().size() && versions.all().get(next).fromMillis() <= report.eventTimeMillis()) {
                known = known.with(versions.all().get(next++));
                runner.use(random.nextBoolean() ? known : known.since(state.newestSeen()));
            }
            state = random.nextInt(5) == 0 ? MoverStateCodec.copy(state) : state;
            if (random.nextInt(3) == 0) {
                runner.advanceTo(state, report.eventTimeMillis() - 1, output);
            }
            runner.accept(state, report, output);
        }
        while (next < versions.all().size()) {
            known = known.with(versions.all().get(next++));
        }
        runner.use(known);
        runner.advanceTo(state, Scene.time("03:00:00"), output);
        return output.warnings;
    }

    private static List<PositionReport> track(Random random) {
        StringBuilder table = new StringBuilder();
        int seconds = 0;
        for (int i = 0; i < 60; i++) {
            seconds += 1 + random.nextInt(30);
            table.append(seconds)
                    .append("s ")
                    .append(random.nextInt(12000) - 2000)
                    .append(",500 ")
                    .append(random.nextInt(140))
                    .append("kph\n");
        }
        return Scene.events(TRUCK, table.toString());
    }

    @Test
    void refusesAVersionThatDoesNotFollow() {
        Engine engine = engine(ZONE_ONLY);
        EngineVersions versions = change(engine, "00:02:00", engine);

        assertThatThrownBy(() -> versions.with(new EngineVersions.Version(1, Scene.time("00:03:00"), () -> engine)))
                .hasMessageContaining("does not follow");
        assertThatThrownBy(() -> versions.with(new EngineVersions.Version(2, Scene.time("00:01:59"), () -> engine)))
                .hasMessageContaining("does not follow");
    }
}
