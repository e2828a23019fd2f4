package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoingDarkRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: going-dark
            applies: mover.kind == "vessel"
            tier: yellow
            """;

    private static Scene scene() {
        return Scene.withRule(RULE).square("port", "harbour", 0, 0, 1000, 1000);
    }

    @Test
    void warnsAtTheDeadlineAndEscalatesByTheLengthOfTheSilence() {
        assertThat(scene().runUntil(BOAT, "0m 5000,0 3kn", "01:59:59")).isEmpty();
        assertThat(scene().runUntil(BOAT, "0m 5000,0 3kn", "02:00:00")).containsExactly("opened 02:00:00 yellow");
        assertThat(scene().runUntil(BOAT, "0m 5000,0 3kn", "23:00:00"))
                .containsExactly("opened 02:00:00 yellow", "escalated 04:00:00 orange", "escalated 12:00:00 red");
    }

    @Test
    void saysAtTheEndHowLongTheSilenceWas() {
        Scene.Output output = scene().run(BOAT, "0m 5000,0 3kn\n9h 5000,0 3kn\n600m 5000,0 3kn", Long.MIN_VALUE);

        assertThat(output.lines()).last().isEqualTo("closed 10:00:00 orange cleared");
        assertThat(output.warnings.get(2).messageEn()).contains("no position report for 9.0 h");
    }

    @Test
    void saysAShortSilenceInMinutes() {
        Scene shortly = Scene.withRule(RULE + "params: {silentAtSea: PT3M}\n");

        Scene.Output output = shortly.run(BOAT, "0m 5000,0 3kn\n5m 5000,0 3kn", Long.MIN_VALUE);

        assertThat(output.warnings.get(0).messageEn()).isEqualTo("no position report for 3 min");
        assertThat(output.warnings.get(0).messageZh()).isEqualTo("已3分钟无船位报告");
    }

    @Test
    void aReportAtTheDeadlineIsInTime() {
        assertThat(scene().run(BOAT, "0m 5000,0 3kn\n2h 5000,0 3kn")).isEmpty();
        assertThat(scene().run(BOAT, "0m 5000,0 3kn\n02:00:01 5000,0 3kn")).containsExactly("opened 02:00:00 yellow");
    }

    @Test
    void firesTheDeadlineBeforeTheNextReportWithoutATimer() {
        assertThat(scene().run(BOAT, "0m 5000,0 3kn\n5h 5000,0 3kn"))
                .containsExactly("opened 02:00:00 yellow", "escalated 04:00:00 orange");
    }

    @Test
    void allowsSixtyHoursInPort() {
        assertThat(scene().run(BOAT, "0m 500,500 0kn\n60h 500,500 0kn")).isEmpty();
        assertThat(scene().run(BOAT, "0m 500,500 0kn\n61h 500,500 0kn")).containsExactly("opened 12:00:00 yellow");
    }

    @Test
    void clearsWhenReportsHaveComeForThirtyMinutes() {
        assertThat(
                        scene().run(
                                        BOAT,
                                        """
                0m   5000,0 3kn
                180m 5000,0 3kn
                200m 5000,0 3kn
                209m 5000,0 3kn
                """))
                .containsExactly("opened 02:00:00 yellow");
        assertThat(
                        scene().run(
                                        BOAT,
                                        """
                0m   5000,0 3kn
                180m 5000,0 3kn
                200m 5000,0 3kn
                210m 5000,0 3kn
                """))
                .containsExactly("opened 02:00:00 yellow", "closed 03:30:00 yellow cleared");
    }

    @Test
    void silenceYieldsFinitelyManyWarnings() {
        Scene.Output output = scene().run(BOAT, "0m 5000,0 3kn", Long.MAX_VALUE);

        assertThat(output.lines()).hasSize(3);
    }

    @Test
    void listensOnlyToTheNamedSources() {
        Scene scene = Scene.withRule(RULE + "params: {sources: [beidou]}");

        assertThat(scene.run(BOAT, "0m 5000,0 3kn\n5h 5000,0 3kn"))
                .as("the table's reports come by another feed")
                .isEmpty();
    }

    @Test
    void theSilenceOfOneSourceCountsFromItsLastReportAndEscalatesThoughAnotherIsAlive() {
        Scene scene = Scene.withRule(RULE + "params: {sources: [beidou]}");
        List<PositionReport> reports = new ArrayList<>();
        PositionReport first = Scene.events(BOAT, "0m 5000,0 3kn").get(0);
        reports.add(PositionReport.at(first.mover(), first.eventTimeMillis(), first.latitude(), first.longitude())
                .source("beidou")
                .build());
        for (int minute = 1; minute < 300; minute++) {
            reports.addAll(Scene.events(BOAT, minute + "m 5000,0 3kn"));
        }

        Scene.Output output = scene.runAll(reports, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 02:00:00 yellow", "escalated 04:00:00 orange");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("0m"));
    }

    private static final String ONE_SOURCE = RULE + "params: {mode: one-source, sources: [beidou]}\n";

    /** Reports every ten minutes from one minute to another. */
    private static void report(List<PositionReport> out, int fromMinute, int toMinute, String source, String place) {
        for (int minute = fromMinute; minute <= toMinute; minute += 10) {
            PositionReport at =
                    Scene.events(BOAT, minute + "m " + place + " 3kn").get(0);
            out.add(PositionReport.at(at.mover(), at.eventTimeMillis(), at.latitude(), at.longitude())
                    .speedMps(at.speedMps())
                    .source(source)
                    .build());
        }
    }

    private static Scene.Output merged(Scene scene, List<PositionReport> reports) {
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
        return scene.runAll(reports, Long.MIN_VALUE);
    }

    @Test
    void oneDeviceSilentForTwoHoursWhileTheOtherReportsAtSeaIsOrange() {
        List<PositionReport> reports = new ArrayList<>();
        report(reports, 0, 60, "beidou", "5000,0");
        report(reports, 5, 175, "ais", "5000,0");
        Scene scene = Scene.withRule(ONE_SOURCE);
        assertThat(merged(scene, reports).lines()).isEmpty();

        report(reports, 185, 195, "ais", "5000,0");
        Scene.Output output = merged(scene, reports);

        assertThat(output.lines()).containsExactly("opened 03:05:00 orange");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("60m"));
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("beidou silent for 2.1 h while ais reports");
        assertThat(merged(scene.storingState(), reports).lines()).containsExactly("opened 03:05:00 orange");
    }

    @Test
    void oneDeviceSilentInPortIsNoneAndCountsFromTheDepartureOn() {
        List<PositionReport> reports = new ArrayList<>();
        report(reports, 0, 10, "beidou", "500,500");
        report(reports, 5, 505, "ais", "500,500");
        Scene scene = Scene.withRule(ONE_SOURCE).square("port", "harbour", 0, 0, 1000, 1000);
        assertThat(merged(scene, reports).lines()).isEmpty();

        report(reports, 515, 625, "ais", "1500,500");
        assertThat(merged(scene, reports).lines()).isEmpty();
        report(reports, 635, 635, "ais", "1500,500");
        assertThat(merged(scene, reports).lines()).containsExactly("opened 10:35:00 orange");
        report(reports, 650, 680, "beidou", "1500,500");
        assertThat(merged(scene, reports).lines())
                .containsExactly("opened 10:35:00 orange", "closed 11:20:00 orange cleared");
    }

    @Test
    void aDeviceNeverHeardCountsWhereTheRegistryKnowsIt() {
        List<PositionReport> reports = new ArrayList<>();
        report(reports, 0, 120, "ais", "5000,0");

        assertThat(merged(Scene.withRule(ONE_SOURCE), reports).lines()).isEmpty();
        assertThat(merged(
                                Scene.withRule(ONE_SOURCE)
                                        .registered(BOAT, "fishing", List.of(), List.of(), Map.of("beidou", "0345678")),
                                reports)
                        .lines())
                .containsExactly("opened 02:00:00 orange");
    }

    private static Scene farOut(double reportsPerDay, double landEast) {
        return Scene.withRule(RULE + "params: {mode: disabling}\n")
                .zone(
                        "cell",
                        "reception",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of("reportsPerDay", reportsPerDay),
                        -5000,
                        -5000,
                        5000,
                        5000)
                .square("coast", "land", landEast - 1000, -5000, landEast, 5000);
    }

    private static List<String> disabling(Scene scene, int reports) {
        List<PositionReport> track = new ArrayList<>();
        report(track, 0, 10 * (reports - 1), "ais", "0,0");
        return scene.runAll(track, Scene.time("23:59:59")).lines();
    }

    @Test
    void anAisSwitchedOffFarOutWhereReceptionIsGood() {
        double fiftyMiles = -92_700;

        assertThat(disabling(farOut(11, fiftyMiles), 14))
                .containsExactly("opened 14:10:00 yellow", "escalated 16:10:00 orange");
        assertThat(disabling(farOut(10, fiftyMiles), 14)).as("poor reception").isEmpty();
        assertThat(disabling(farOut(11, fiftyMiles), 13))
                .as("too few reports before")
                .isEmpty();
        assertThat(disabling(farOut(11, -92_400), 14)).as("too near the shore").isEmpty();
        assertThat(Scene.withRule(RULE + "params: {mode: disabling}").runUntil(BOAT, "0m 0,0 3kn", "23:00:00"))
                .as("reception unknown")
                .isEmpty();
    }

    @Test
    void nothingIsHeardWhereNobodyIs() {
        Scene blind = scene().square("fjord", "blind", 4000, -1000, 6000, 1000);

        assertThat(blind.runUntil(BOAT, "0m 5000,0 3kn", "23:00:00")).isEmpty();
        assertThat(blind.runUntil(BOAT, "0m 5000,0 3kn\n30m 7000,0 3kn", "02:31:00"))
                .containsExactly("opened 02:30:00 yellow");
    }

    @Test
    void disablingCountsTheReportsOfExactlyTwelveHours() {
        Scene scene = farOut(11, -92_700);
        List<PositionReport> within = new ArrayList<>();
        List<PositionReport> beyond = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            report(within, i * 720 / 13, i * 720 / 13, "ais", "0,0");
            report(beyond, i * 734 / 13, i * 734 / 13, "ais", "0,0");
        }

        assertThat(scene.runAll(within, Scene.time("23:59:59") + 3 * 3_600_000).lines())
                .as("fourteen in twelve hours, whatever the hour of the day they began")
                .containsExactly("opened 00:00:00 yellow", "escalated 02:00:00 orange");
        assertThat(scene.runAll(beyond, Scene.time("23:59:59") + 3 * 3_600_000).lines())
                .as("in twelve hours and a quarter")
                .isEmpty();
    }

    @Test
    void inPortInTheClosedSeasonSilenceIsNone() {
        String north = "seasonsInPort: {north: \"35..41.5; all except angling; 05-01T12:00/09-16T12:00\"}";
        String over = "seasonsInPort: {north: \"35..41.5; all except angling; 05-01T12:00/09-12T12:00\"}";
        String soon = "seasonsInPort: {north: \"35..41.5; all except angling; 09-14T08:00/12-01T12:00\"}";
        long fourDays = Scene.time("00:00:00") + 4 * 86_400_000L;

        assertThat(laidUp(north, "trawl", 0, fourDays)).isEmpty();
        assertThat(laidUp(north, "angling", 0, fourDays)).as("open to it").hasSize(1);
        assertThat(laidUp(over, "trawl", 13, fourDays)).as("opened at noon").hasSize(1);
        assertThat(laidUp(soon, "trawl", 0, fourDays))
                .as("the sixty hours end in the season")
                .isEmpty();
        assertThat(Scene.withRule(RULE + "params: {" + north + "}\n")
                        .registered(BOAT, "fishing", List.of(), List.of(), Map.of("gear", "trawl"))
                        .runUntil(BOAT, "0m 5000,0 3kn", "02:00:00"))
                .as("at sea it is silence")
                .hasSize(1);
    }

    private static List<String> laidUp(String seasons, String gear, int hour, long until) {
        return Scene.withRule(RULE + "params: {" + seasons + "}\n")
                .square("port", "harbour", 0, 0, 1000, 1000)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("gear", gear))
                .run(BOAT, hour + "h 500,500 0kn", until)
                .lines()
                .stream()
                .filter(line -> line.startsWith("opened"))
                .toList();
    }
}
