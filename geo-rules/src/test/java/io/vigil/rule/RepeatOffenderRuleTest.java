package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatOffenderRuleTest {
    private static final String CAR = "vehicle:津A1|blue";
    private static final long NOON = Scene.time("12:00:00");
    private static final long DAY = 86_400_000;
    private static final String RULE = """
            kind: repeat-offender
            tier: blue
            """;

    /** Of a warning of its own, so many hours before or after noon. */
    private static Disposition disposed(int number, double hours, String outcome) {
        return new Disposition(
                new MoverId(CAR),
                NOON + Math.round(hours * 3_600_000),
                PositionReport.NO_TIME,
                String.format("%016x", number),
                "overspeed",
                java.util.Objects.requireNonNull(Disposition.Outcome.ofWord(outcome)),
                "operator",
                null);
    }

    private static PositionReport report(double hours) {
        return PositionReport.at(new MoverId(CAR), NOON + Math.round(hours * 3_600_000), 39, 117.7)
                .speedMps(0)
                .source("test")
                .build();
    }

    private static List<String> run(Scene scene, MoverEvent... events) {
        List<MoverEvent> sorted = new ArrayList<>(List.of(events));
        sorted.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        return scene.runAll(sorted, Long.MIN_VALUE).lines();
    }

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    @Test
    void warnsAtTheFourthConfirmedOffence() {
        assertThat(run(
                        scene(),
                        report(0),
                        disposed(1, 1, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        report(4)))
                .as("3 at most")
                .isEmpty();
        assertThat(run(
                        scene(),
                        report(0),
                        disposed(1, 1, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        disposed(4, 4, "confirmed"),
                        report(5)))
                .containsExactly("opened 16:00:00 blue");
    }

    @Test
    void countsConfirmedOffencesOnly() {
        List<MoverEvent> events = new ArrayList<>(List.of(report(0)));
        for (int i = 1; i <= 20; i++) {
            events.add(disposed(
                    i,
                    i * 0.1,
                    List.of("false", "permitted", "duplicate", "unreachable", "ack", "dispatch")
                            .get(i % 6)));
        }
        assertThat(run(scene(), events.toArray(MoverEvent[]::new))).isEmpty();
    }

    @Test
    void countsARepetitionOnceAndTakesBackWhatIsTakenBack() {
        Disposition last = disposed(4, 3.5, "confirmed");

        assertThat(run(
                        scene(),
                        report(0),
                        disposed(1, 1, "confirmed"),
                        disposed(1, 1.01, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        report(4)))
                .isEmpty();
        assertThat(run(
                        scene(),
                        disposed(1, 1, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        last,
                        disposed(4, 3.6, "false"),
                        report(4)))
                .isEmpty();
        assertThat(run(
                        scene(),
                        disposed(1, 1, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        last,
                        report(4)))
                .as("judged at the first report where none came before")
                .containsExactly("opened 16:00:00 blue");
    }

    @Test
    void becomesYellowAboveTheSecondBoundAndClearsBelowSevenTenths() {
        List<MoverEvent> events = new ArrayList<>(List.of(report(0)));
        for (int i = 1; i <= 7; i++) {
            events.add(disposed(i, i * 0.01, "confirmed"));
        }
        // 7 decay to 2.1 in 30 d x log2(7 / 2.1) = 52.1 d.
        events.add(report(52 * 24));
        events.add(report(53 * 24));

        List<String> lines = run(scene(), events.toArray(MoverEvent[]::new));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).endsWith("blue");
        assertThat(lines.get(1)).startsWith("escalated").endsWith("yellow");
        assertThat(lines.get(2)).isEqualTo("closed 12:00:00 yellow cleared");
    }

    @Test
    void countsAccidentsOfTheRegistryByTheirAge() {
        assertThat(run(withAccidents("2026-09-12", "2026-09-12", "2026-09-12"), report(0)))
                .as("none of them counts more than one")
                .isEmpty();
        assertThat(run(withAccidents("2026-09-12", "2026-09-12", "2026-09-12", "2026-09-12"), report(0)))
                .containsExactly("opened 12:00:00 blue");
        assertThat(run(withAccidents("2026-08-01", "2026-08-01", "2026-08-01", "2026-08-01"), report(0)))
                .as("42 days old")
                .isEmpty();
        assertThat(run(withAccidents("2026-09-13", "2026-09-13", "2026-09-13", "2026-09-13"), report(0)))
                .as("not yet")
                .isEmpty();
    }

    private static Scene withAccidents(String... dates) {
        return scene().registered(CAR, "heavy-truck", List.of(), List.of(), Map.of("accidents", List.of(dates)));
    }

    @Test
    void countsOnlyTheRulesItIsTold() {
        Scene told = Scene.withRule(RULE + "params: {s1: 0.5, rules: [night-run]}\n");

        assertThat(run(told, report(0), disposed(1, 1, "confirmed"), report(2))).isEmpty();
        assertThat(run(
                        Scene.withRule(RULE + "params: {s1: 0.5, rules: [overspeed]}\n"),
                        report(0),
                        disposed(1, 1, "confirmed"),
                        report(2)))
                .containsExactly("opened 13:00:00 blue");
    }

    @Test
    void doesNotCountItsOwnConfirmation() {
        Disposition own = new Disposition(
                new MoverId(CAR),
                NOON,
                PositionReport.NO_TIME,
                "00000000000000aa",
                "r",
                Disposition.Outcome.CONFIRMED,
                "operator",
                null);

        assertThat(run(Scene.withRule(RULE + "params: {s1: 0.5}\n"), report(-1), own, report(1)))
                .isEmpty();
    }

    @Test
    void countsADispositionThatComesAfterNewerReports() {
        Scene scene = Scene.withRule(RULE + "params: {s1: 0.5}\n");

        Scene.Output output =
                scene.runAll(List.of(report(0), report(2), disposed(1, 1, "confirmed"), report(3)), Long.MIN_VALUE);

        assertThat(output.late).isZero();
        assertThat(output.lines()).containsExactly("opened 14:00:00 blue");
    }

    @Test
    void makesTheRulesThatNameItOneTierMoreUrgent() {
        String rules =
                """
                rules:
                  - {id: offender, kind: repeat-offender, tier: blue, params: {s1: 0.5}}
                  - {id: alarm, kind: device-alarm, tier: blue, raisedBy: [offender]}
                """;
        PositionReport phones = PositionReport.at(new MoverId(CAR), NOON + 3 * 3_600_000, 39, 117.7)
                .safetyBits(1L << 10)
                .source("test")
                .build();

        Scene.Output raised = Scene.withRules(rules)
                .storingState()
                .runAll(List.of(report(0), disposed(1, 1, "confirmed"), phones), Long.MIN_VALUE);
        Scene.Output plain = Scene.withRules(rules).runAll(List.of(report(0), phones), Long.MIN_VALUE);

        assertThat(plain.lines()).containsExactly("opened 15:00:00 yellow");
        assertThat(raised.lines()).containsExactly("opened 13:00:00 blue", "opened 15:00:00 orange");
        assertThat(raised.warnings.get(1).explain().measured()).containsEntry("raisedBy", "offender");
    }

    @Test
    void remembersNothingOfVehiclesNobodyHasDisposedOf() {
        assertThat(run(scene(), report(0), report(DAY / 3_600_000.0))).isEmpty();
    }

    private static Disposition of(String mover, int number) {
        return (Disposition) disposed(number, number, "confirmed").withMover(new MoverId(mover));
    }

    @Test
    void countsForADriverWhoeverHeDroveAndWhereverHeIs() {
        String driver = "driver:L1";

        Scene.Output output =
                scene().runAll(List.of(of(driver, 1), of(driver, 2), of(driver, 3), of(driver, 4)), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 16:00:00 blue");
        assertThat(output.warnings.get(0).movers()).containsExactly(new MoverId(driver));
        assertThat(output.warnings.get(0).latitude()).as("nobody knows where").isNaN();
    }

    @Test
    void countsForACompanyAndIsOverWhenTheCountHasDecayed() {
        String company = "company:津港运输";
        List<MoverEvent> four = List.of(of(company, 1), of(company, 2), of(company, 3), of(company, 4));

        Scene.Output output = scene().runAll(four, NOON + 40 * DAY);

        assertThat(output.warnings.get(0).movers()).containsExactly(new MoverId(company));
        assertThat(output.lines().get(0)).isEqualTo("opened 16:00:00 blue");
        assertThat(new String(
                        io.vigil.json.WarningJson.write(output.warnings.get(0)),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"position\":null");
    }

    @Test
    void countsOnlyWhoIsAskedFor() {
        Scene vehicles = Scene.withRule(RULE + "params: {judged: [vehicle]}\n");
        List<MoverEvent> four = List.of(of("company:A", 1), of("company:A", 2), of("company:A", 3), of("company:A", 4));

        assertThat(vehicles.runAll(four, Long.MIN_VALUE).lines()).isEmpty();
    }

    @Test
    void otherRulesNeverJudgeACompany() {
        Scene scene = Scene.withRules(
                """
                rules:
                  - id: silent
                    kind: offline-displacement
                    applies: mover.kind != "vessel"
                    tier: yellow
                  - id: repeat-offender
                    kind: repeat-offender
                    tier: blue
                """);

        Scene.Output output = scene.runAll(List.of(of("company:A", 1)), NOON + 40 * DAY);

        assertThat(output.lines()).isEmpty();
    }

    @Test
    void aWarningOfAVehicleSaysWhoDrove() {
        Scene scene = scene();
        PositionReport driven = PositionReport.at(new MoverId(CAR), NOON, 39, 117.7)
                .speedMps(0)
                .driver("L1")
                .source("test")
                .build();

        Scene.Output output = scene.runAll(
                List.of(
                        driven,
                        disposed(1, 1, "confirmed"),
                        disposed(2, 2, "confirmed"),
                        disposed(3, 3, "confirmed"),
                        disposed(4, 4, "confirmed")),
                Long.MIN_VALUE);

        assertThat(output.warnings.get(0).explain().measured()).containsEntry("driver", "L1");
    }
}
