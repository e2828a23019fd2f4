package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.json.RulesFile;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.scene.Scene;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosedSeasonRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String OPENS_AT_NOON = "\"35..41.5; all except angling; 05-01T12:00/09-12T12:00\"";

    private static String rule(String season) {
        return "kind: closed-season\napplies: mover.kind == \"vessel\"\ntier: orange\nparams: {seasons: {north: "
                + season + "}}\n";
    }

    private static Scene scene(String season, String gear) {
        return Scene.withRule(rule(season))
                .square("h", "harbour", 0, 0, 2_000, 2_000)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("gear", gear));
    }

    /** A report every ten minutes from 20 km off, between two minutes of the day. */
    private static String atSea(int fromMinute, int toMinute) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute <= toMinute; minute += 10) {
            table.append(minute).append("m 6000,").append(5_000 + minute).append(" 8kn\n");
        }
        return table.toString();
    }

    @Test
    void warnsHalfAnHourAfterLeavingPort() {
        String track = "0m 1000,1000 0kn\n10m 1500,1000 5kn\n" + atSea(20, 60);

        Scene.Output output = scene(OPENS_AT_NOON, "trawl").run(BOAT, track, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:50:00 orange");
        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("at sea in closed season north, out of port for 30 min");
    }

    @Test
    void theSeasonEndsAtTwelveSharpInSilenceToo() {
        Scene scene = scene(OPENS_AT_NOON, "trawl");

        assertThat(scene.runUntil(BOAT, atSea(600, 700), "11:59:59")).containsExactly("opened 10:30:00 orange");
        assertThat(scene.runUntil(BOAT, atSea(600, 700), "12:00:00"))
                .containsExactly("opened 10:30:00 orange", "closed 12:00:00 orange ended");
    }

    @Test
    void theSeasonBeginsAtTwelveSharp() {
        Scene scene = scene("\"35..41.5; all; 09-12T12:00/12-01T12:00\"", "trawl");
        String before = "11:58:00 6000,5007 8kn\n11:59:00 6000,5014 8kn\n11:59:59 6000,5021 8kn\n";

        assertThat(scene.run(BOAT, before + "12:10:00 6000,5028 8kn\n12:20:00 6000,5035 8kn\n12:30:00 6000,5042 8kn\n"))
                .as("the first report in the season is that of 12:10")
                .isEmpty();
        assertThat(
                        scene.run(
                                BOAT,
                                before
                                        + "12:00:00 6000,5049 8kn\n12:10:00 6000,5056 8kn\n12:20:00 6000,5063 8kn\n12:30:00 6000,5070 8kn\n"))
                .containsExactly("opened 12:30:00 orange");
    }

    @Test
    void anOpeningThatIsMovedWhileABoatIsOutMovesTheEnd() {
        MoverRunner before = new MoverRunner(scene(OPENS_AT_NOON, "trawl").engine(), 0);
        MoverRunner after = new MoverRunner(
                scene(
                                "\"35..41.5; all except angling; 05-01T12:00/09-12T12:00,"
                                        + " 2026-05-01T12:00/2026-09-12T20:00\"",
                                "trawl")
                        .engine(),
                0);
        Scene.Output output = new Scene.Output();
        List<PositionReport> reports = Scene.events(BOAT, atSea(600, 720));
        MoverState state = before.newState(reports.get(0).mover());
        for (PositionReport report : reports) {
            boolean isMoved = report.eventTimeMillis() >= Scene.time("11:00:00");
            (isMoved ? after : before).accept(state, report, output);
        }
        after.advanceTo(state, Scene.time("23:00:00"), output);

        assertThat(output.lines())
                .containsExactly(
                        "opened 10:30:00 orange",
                        "amended 11:00:00 orange rule-changed",
                        "closed 20:00:00 orange ended");
    }

    @Test
    void anYearOfItsOwnTakesThePlaceOfTheYearlyPeriod() {
        assertThat(scene("\"35..41.5; all; 05-01T12:00/09-16T12:00, 2026-05-01T12:00/2026-09-10T12:00\"", "trawl")
                        .run(BOAT, atSea(0, 60)))
                .isEmpty();
        assertThat(scene("\"35..41.5; all; 05-01T12:00/09-16T12:00, 2024-05-01T12:00/2024-09-20T08:00\"", "trawl")
                        .run(BOAT, atSea(0, 60)))
                .hasSize(1);
    }

    @Test
    void onlyTheGearsOfTheTableAreClosed() {
        assertThat(scene(OPENS_AT_NOON, "angling").run(BOAT, atSea(0, 60))).isEmpty();
        assertThat(scene(OPENS_AT_NOON, "auxiliary").run(BOAT, atSea(0, 60))).hasSize(1);
        assertThat(scene("\"35..41.5; trawl seine; 05-01T12:00/10-12T12:00\"", "gillnet")
                        .run(BOAT, atSea(0, 60)))
                .isEmpty();
    }

    @Test
    void aFishingBoatOfUnknownGearIsClosedToAndAMerchantShipNever() {
        String trawlers = "\"35..41.5; trawl seine; 05-01T12:00/10-12T12:00\"";
        String all = "\"35..41.5; all; 05-01T12:00/10-12T12:00\"";

        for (String season : List.of(OPENS_AT_NOON, all)) {
            Scene.Output unknown =
                    Scene.withRule(rule(season)).registered(BOAT, "fishing").run(BOAT, atSea(0, 60), Long.MIN_VALUE);
            assertThat(unknown.lines()).containsExactly("opened 00:30:00 orange");
            assertThat(unknown.warnings.get(0).explain().measured()).containsEntry("gear", "unknown");
            assertThat(Scene.withRule(rule(season)).registered(BOAT, "cargo").run(BOAT, atSea(0, 60)))
                    .isEmpty();
            assertThat(Scene.withRule(rule(season)).run(BOAT, atSea(0, 60)))
                    .as("nobody knows that it is a fishing boat")
                    .isEmpty();
        }
        assertThat(Scene.withRule(rule(trawlers)).registered(BOAT, "fishing").run(BOAT, atSea(0, 60)))
                .as("a season for some gears only")
                .isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheNoticeInAllSeas() {
        Ruleset defaults = RulesFile.parse(
                "rules:\n  - {id: r, kind: closed-season, applies: mover.kind == \"vessel\", tier: orange}\n", "rules");
        SeasonTable table = new SeasonTable(
                defaults.rules().get(0).parameters().textsByName("seasons"), ZoneId.of("Asia/Shanghai"));

        assertThat(table.seasons()).hasSize(3).allSatisfy(season -> {
            assertThat(season.isClosedTo("angling")).as(season.name).isFalse();
            assertThat(season.isClosedTo("trawl")).as(season.name).isTrue();
            assertThat(season.isClosedTo("auxiliary")).as(season.name).isTrue();
        });
    }

    @Test
    void latitudesDecideWhichSea() {
        assertThat(scene("\"26.5..39.0; all; 05-01T12:00/10-12T12:00\"", "trawl")
                        .run(BOAT, atSea(0, 60)))
                .isEmpty();
        assertThat(scene("\"39.0..41; all; 05-01T12:00/10-12T12:00\"", "trawl").run(BOAT, atSea(0, 60)))
                .hasSize(1);
    }

    @Test
    void aSpecialPermitIsRecorded() {
        Scene scene = Scene.withRule(rule(OPENS_AT_NOON))
                .registered(
                        BOAT,
                        "fishing",
                        List.of(new RegistryRecord.Permit("north", Long.MIN_VALUE, Long.MAX_VALUE)),
                        List.of(),
                        Map.of("gear", "gillnet"));

        assertThat(scene.run(BOAT, atSea(0, 60))).containsExactly("permitted 00:30:00 blue");
    }

    @Test
    void portEndsItAndLyingThereNeverBeginsIt() {
        Scene scene = scene(OPENS_AT_NOON, "trawl");

        assertThat(scene.run(BOAT, atSea(0, 40) + "50m 1000,1000 0kn\n"))
                .containsExactly("opened 00:30:00 orange", "closed 00:50:00 orange ended");
        assertThat(scene.run(BOAT, "0m 1000,1000 0kn\n20m 1000,1000 0kn\n40m 2500,1000 0kn\n60m 2500,1000 0kn\n"))
                .as("500 m off the harbour's area it has not left")
                .isEmpty();
    }

    @Test
    void fishingMakesItRed() {
        Scene scene = Scene.withRules(
                        """
                rules:
                  - id: fishing
                    kind: fishing-activity
                    applies: mover.kind == "vessel"
                    tier: blue
                    params: {afterDeparture: PT0S}
                  - id: season
                    kind: closed-season
                    applies: mover.kind == "vessel"
                    tier: orange
                    params: {seasons: {north: "35..41.5; all; 05-01T12:00/09-12T12:00"}}
                """)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("gear", "trawl"));
        StringBuilder trawling = new StringBuilder();
        for (int minute = 0; minute <= 40; minute += 2) {
            trawling.append(minute).append("m ").append(6_000 + minute * 92).append(",5000 3kn course=90\n");
        }

        assertThat(scene.run(BOAT, trawling.toString())).containsExactly("opened 00:30:00 red");
    }

    @Test
    void keepsItsCountOverARestart() {
        String track = "0m 1000,1000 0kn\n10m 1500,1000 5kn\n" + atSea(20, 60);

        assertThat(scene(OPENS_AT_NOON, "trawl").storingState().run(BOAT, track))
                .containsExactly("opened 00:50:00 orange");
    }
}
