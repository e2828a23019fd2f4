package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfflineDisplacementRuleTest {
    private static final String TRUCK = "vehicle:津A10050|yellow";
    private static final String RULE =
            """
            kind: offline-displacement
            applies: mover.kind == "vehicle"
            tier: yellow
            """;

    private static Scene of(String moverClass) {
        return Scene.withRule(RULE).registered(TRUCK, moverClass);
    }

    private static final String MOVING = "0s 0,0 60kph course=90\n60s 1000,0 60kph course=90\n";

    @Test
    void warnsByDeadlineWhenAMovingVehicleFallsSilent() {
        assertThat(of("tour-coach").runUntil(TRUCK, MOVING, "00:30:59")).isEmpty();
        assertThat(of("tour-coach").runUntil(TRUCK, MOVING, "00:31:00")).containsExactly("opened 00:31:00 yellow");
        assertThat(of("hazmat").runUntil(TRUCK, MOVING, "00:10:59")).isEmpty();
        assertThat(of("hazmat").storingState().runUntil(TRUCK, MOVING, "05:00:00"))
                .containsExactly("opened 00:11:00 orange");
    }

    @Test
    void aReportAtTheDeadlineIsInTime() {
        assertThat(of("hazmat").run(TRUCK, MOVING + "11m 1000,0 60kph\n")).isEmpty();
        assertThat(of("hazmat").run(TRUCK, MOVING + "661s 1000,0 60kph\n")).containsExactly("opened 00:11:00 orange");
    }

    @Test
    void staysSilentOfAVehicleThatStood() {
        assertThat(of("hazmat").runUntil(TRUCK, MOVING.replace("60kph", "4.9kph"), "05:00:00"))
                .isEmpty();
        assertThat(of("hazmat").runUntil(TRUCK, MOVING.replace("60kph", "5kph"), "05:00:00"))
                .containsExactly("opened 00:11:00 orange");
    }

    @Test
    void aVehicleInATunnelOrAboutToEnterOneMayBeSilent() {
        assertThat(of("hazmat").square("t", "tunnel", 500, -50, 5_000, 50).runUntil(TRUCK, MOVING, "05:00:00"))
                .isEmpty();
        assertThat(of("hazmat").square("t", "tunnel", 1_990, -50, 5_000, 50).runUntil(TRUCK, MOVING, "05:00:00"))
                .isEmpty();
        assertThat(of("hazmat").square("t", "tunnel", 2_010, -50, 5_000, 50).runUntil(TRUCK, MOVING, "05:00:00"))
                .containsExactly("opened 00:11:00 orange");
    }

    @Test
    void aTerminalThatLoggedOutIsNotOffline() {
        assertThat(withLogout("90s").lines()).isEmpty();
        assertThat(withLogout("30s").lines())
                .as("it was heard again well after")
                .containsExactly("opened 00:13:00 orange");
    }

    private static Scene.Output withLogout(String time) {
        String track = MOVING + "3m 3000,0 60kph\n";
        List<MoverEvent> events = new ArrayList<>(Scene.events(TRUCK, time.equals("30s") ? track : MOVING));
        events.add(
                time.equals("30s") ? 1 : 2,
                IdentityReport.of(
                        new MoverId(TRUCK),
                        Scene.time(time),
                        PositionReport.NO_TIME,
                        Map.of(IdentityReport.SESSION, IdentityReport.LOGGED_OUT)));
        return of("hazmat").storingState().runAll(events, Scene.time("5h"));
    }

    @Test
    void aReportWithoutAFixBreaksTheSilence() {
        String unlocated = MOVING + "8m 1000,0 60kph status=1\n16m 1000,0 60kph status=1\n";

        assertThat(of("hazmat").run(TRUCK, unlocated)).isEmpty();
        assertThat(of("hazmat").runUntil(TRUCK, unlocated, "05:00:00")).containsExactly("opened 00:26:00 orange");
    }

    @Test
    void clearsWhenDataHaveComeForTenMinutesWithoutABreak() {
        StringBuilder back = new StringBuilder(MOVING);
        for (int minute = 20; minute <= 24; minute++) {
            back.append(minute).append("m 1500,0 20kph\n");
        }
        back.append("30m 1500,0 20kph\n");
        for (int minute = 31; minute <= 41; minute++) {
            back.append(minute).append("m 1500,0 20kph\n");
        }

        assertThat(of("hazmat").run(TRUCK, back.toString()))
                .as("six minutes without data begin the ten anew, at the first report after the next one")
                .containsExactly("opened 00:11:00 orange", "closed 00:41:00 orange cleared");
    }

    @Test
    void warnsAtOnceOfADisplacementWhileSilent() {
        String far = MOVING.replace("60kph", "0kph");

        assertThat(of("hazmat").run(TRUCK, far + "11m 2990,0 0kph\n")).isEmpty();
        assertThat(of("hazmat").run(TRUCK, far + "11m 3010,0 0kph\n")).containsExactly("opened 00:11:00 orange");
        assertThat(of("tour-coach").run(TRUCK, far + "31m 5990,0 0kph\n")).isEmpty();
        assertThat(of("tour-coach").run(TRUCK, far + "31m 6010,0 0kph\n")).containsExactly("opened 00:31:00 yellow");
    }

    @Test
    void aShortGapOrAnImpossibleSpeedIsNoDisplacement() {
        String far = MOVING.replace("60kph", "0kph");
        String rule = RULE + "params: {plausibleKmh: 60}\n";

        assertThat(of("hazmat").run(TRUCK, far + "659s 9000,0 0kph\n")).isEmpty();
        assertThat(Scene.withRule(rule).registered(TRUCK, "hazmat").run(TRUCK, far + "11m 10990,0 0kph\n"))
                .containsExactly("opened 00:11:00 orange");
        assertThat(Scene.withRule(rule).registered(TRUCK, "hazmat").run(TRUCK, far + "11m 11010,0 0kph\n"))
                .isEmpty();
    }

    @Test
    void ofADisplacementOnlyTheWayOutsideTunnelsCounts() {
        String far = MOVING.replace("60kph", "0kph") + "21m 9000,0 0kph\n";

        assertThat(of("hazmat").square("t", "tunnel", 2_000, -50, 8_010, 50).run(TRUCK, far))
                .isEmpty();
        assertThat(of("hazmat").square("t", "tunnel", 2_000, -50, 7_990, 50).run(TRUCK, far))
                .containsExactly("opened 00:21:00 orange");
    }

    @Test
    void aVehicleThatTalkedOnWithoutAFixIsNotDisplaced() {
        String talking =
                """
                0s  0,0     0kph status=3
                8m  0,0     0kph status=1
                16m 0,0     0kph status=1
                30m 9000,0  0kph status=3
                """;

        assertThat(of("hazmat").run(TRUCK, talking)).isEmpty();
    }

    @Test
    void aDisplacementClosesAfterADay() {
        String displaced = MOVING.replace("60kph", "0kph") + "11m 3010,0 0kph\n";

        assertThat(of("hazmat").run(TRUCK, displaced, Scene.time("24h")).lines())
                .containsExactly("opened 00:11:00 orange");
        assertThat(of("hazmat").run(TRUCK, displaced, Scene.time("25h")).lines())
                .containsExactly("opened 00:11:00 orange", "closed 00:11:00 orange ended");
    }

    @Test
    void anOperatorsFinalWordClosesADisplacementButNotASilence() {
        String silent = MOVING + "31m 9000,0 0kph\n40m 9000,0 0kph\n";
        List<MoverEvent> events = new ArrayList<>(Scene.events(TRUCK, silent));
        List<Warning> opened =
                of("hazmat").runAll(events, Scene.time("40m")).warnings.stream().toList();
        assertThat(opened).hasSize(2);
        opened.forEach(warning -> events.add(ruled(warning.warningId(), Disposition.Outcome.CONFIRMED)));

        assertThat(of("hazmat").storingState().runAll(events, Scene.time("42m")).lines())
                .as("the silence goes on until data have come for ten minutes")
                .containsExactly(
                        "opened 00:11:00 orange",
                        "opened 00:31:00 orange",
                        "closed 00:41:00 orange disposed-confirmed");
    }

    private static Disposition ruled(String warningId, Disposition.Outcome outcome) {
        return new Disposition(
                new MoverId(TRUCK),
                Scene.time("41m"),
                PositionReport.NO_TIME,
                warningId,
                "r",
                outcome,
                "operator",
                null);
    }

    @Test
    void theThirdInThirtyDaysIsOrange() {
        assertThat(coachDisplacedOnDays(0, 10, 29)).containsExactly("yellow", "yellow", "orange");
        assertThat(coachDisplacedOnDays(0, 10, 31)).containsExactly("yellow", "yellow", "yellow");
        assertThat(coachDisplacedOnDays(0, 10, 31, 39)).containsExactly("yellow", "yellow", "yellow", "orange");
    }

    private static List<String> coachDisplacedOnDays(int... days) {
        StringBuilder track = new StringBuilder();
        for (int day : days) {
            track.append(day * 24).append("h ").append("0,0 0kph\n");
            track.append(day * 24 * 60 + 40).append("m ").append("6000,0 0kph\n");
            track.append(day * 24 * 60 + 50).append("m ").append("4000,0 0kph\n");
            track.append(day * 24 * 60 + 60).append("m ").append("2000,0 0kph\n");
            track.append(day * 24 * 60 + 70).append("m ").append("0,0 0kph\n");
        }
        return of("tour-coach").storingState().run(TRUCK, track.toString(), Long.MIN_VALUE).warnings.stream()
                .filter(warning -> warning.sequence() == 1)
                .map(warning -> warning.tier().word())
                .toList();
    }

    @Test
    void theSilenceAndTheDisplacementAtItsEndCountAsOne() {
        String track = MOVING + "31m 9000,0 0kph\n40m 9000,0 0kph\n";

        Scene.Output output = of("hazmat").run(TRUCK, track, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:11:00 orange", "opened 00:31:00 orange");
        assertThat(output.warnings)
                .allSatisfy(warning -> assertThat(warning.explain().measured()).containsEntry("incidents", 1L));
        assertThat(output.warnings.get(1).messageEn()).isEqualTo("displaced by 8 km after 30 min offline, limit 2 km");
        assertThat(output.warnings.get(1).onsetMillis()).isEqualTo(Scene.time("60s"));
    }
}
