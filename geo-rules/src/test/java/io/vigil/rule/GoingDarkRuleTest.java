package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
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
        java.util.List<io.vigil.model.PositionReport> reports = new java.util.ArrayList<>();
        io.vigil.model.PositionReport first =
                Scene.events(BOAT, "0m 5000,0 3kn").get(0);
        reports.add(io.vigil.model.PositionReport.at(
                        first.mover(), first.eventTimeMillis(), first.latitude(), first.longitude())
                .source("beidou")
                .build());
        for (int minute = 1; minute < 300; minute++) {
            reports.addAll(Scene.events(BOAT, minute + "m 5000,0 3kn"));
        }

        Scene.Output output = scene.runAll(reports, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 02:00:00 yellow", "escalated 04:00:00 orange");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("0m"));
    }
}
