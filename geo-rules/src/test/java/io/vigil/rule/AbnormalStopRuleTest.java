package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Route;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbnormalStopRuleTest {
    private static final String TRUCK = "vehicle:津A10050|yellow";
    private static final String RULE =
            """
            kind: abnormal-stop
            applies: mover.kind == "vehicle"
            tier: yellow
            """;

    private static Scene scene() {
        return Scene.withRule(RULE).registered(TRUCK, "heavy-truck");
    }

    private static Scene in(String type) {
        return scene().square("z", type, -1_000, -1_000, 1_000, 1_000);
    }

    /** Drives up to the origin, stands there with a report every so many seconds, for so many seconds. */
    private static String standing(int everySeconds, int seconds) {
        StringBuilder table = new StringBuilder("0s -800,0 60kph\n60s 0,0 0kph\n");
        for (int second = everySeconds; second <= seconds; second += everySeconds) {
            table.append(60 + second).append("s 0,0 0kph\n");
        }
        return table.toString();
    }

    @Test
    void warnsOnAnExpresswayAfterThreeMinutesAndIsRedAtTen() {
        assertThat(in("expressway").run(TRUCK, standing(30, 170))).isEmpty();
        assertThat(in("expressway").run(TRUCK, standing(30, 180))).containsExactly("opened 00:04:00 orange");
        assertThat(in("expressway").run(TRUCK, standing(30, 600)))
                .containsExactly("opened 00:04:00 orange", "escalated 00:11:00 red");
    }

    @Test
    void warnsOnARampOrInATunnelAfterTwoMinutes() {
        assertThat(in("ramp").run(TRUCK, standing(30, 110))).isEmpty();
        assertThat(in("ramp").run(TRUCK, standing(30, 120))).containsExactly("opened 00:03:00 orange");
        assertThat(in("tunnel").square("y", "expressway", -900, -900, 900, 900).run(TRUCK, standing(30, 120)))
                .as("a tunnel of an expressway")
                .containsExactly("opened 00:03:00 orange");
    }

    @Test
    void warnsElsewhereAfterThirtyMinutes() {
        assertThat(scene().run(TRUCK, standing(60, 29 * 60))).isEmpty();
        assertThat(scene().run(TRUCK, standing(60, 45 * 60))).containsExactly("opened 00:31:00 yellow");
    }

    @Test
    void warnsElsewhereOnlyInTheNamedTypesWhereTheyAreNamed() {
        String rule = RULE + "params: {ordinaryTypes: [road]}\n";
        Scene onRoad = Scene.withRule(rule).square("z", "road", -100, -100, 100, 100);

        assertThat(Scene.withRule(rule).run(TRUCK, standing(60, 45 * 60))).isEmpty();
        assertThat(onRoad.run(TRUCK, standing(60, 45 * 60))).containsExactly("opened 00:31:00 yellow");
    }

    @Test
    void warnsOfHazmatNearASensitiveSiteAfterTenMinutes() {
        Scene hazmat = Scene.withRule(RULE).registered(TRUCK, "hazmat").square("s", "school", 199, -50, 400, 50);
        Scene farther = Scene.withRule(RULE).registered(TRUCK, "hazmat").square("s", "school", 201, -50, 400, 50);

        assertThat(hazmat.run(TRUCK, standing(60, 9 * 60))).isEmpty();
        assertThat(hazmat.run(TRUCK, standing(60, 10 * 60))).containsExactly("opened 00:11:00 yellow");
        assertThat(farther.run(TRUCK, standing(60, 15 * 60))).isEmpty();
        assertThat(scene().square("s", "school", 199, -50, 400, 50).run(TRUCK, standing(60, 15 * 60)))
                .isEmpty();
    }

    @Test
    void depotsAndServiceAreasAreExempt() {
        for (String type : List.of("depot", "service-area", "cooling-point")) {
            assertThat(in("expressway")
                            .square("e", type, -50, -50, 50, 50)
                            .runUntil(TRUCK, standing(60, 3_600), "05:00:00"))
                    .as(type)
                    .isEmpty();
        }
    }

    @Test
    void aMandatoryStopOfItsRouteIsPermitted() {
        Route.Stop stop = new Route.Stop("Binhai", Scene.latitude(0), Scene.longitude(100), 150);
        Scene coach = Scene.withRule(RULE)
                .route("line-1", List.of(stop), -20_000, 0, 20_000, 0)
                .registered(TRUCK, "scheduled-coach", List.of(), List.of("line-1"), Map.of());

        assertThat(coach.run(TRUCK, standing(60, 40 * 60))).containsExactly("permitted 00:31:00 blue");
    }

    @Test
    void clearsBeyondTwoHundredMetres() {
        String stop = standing(30, 180);

        assertThat(in("expressway").run(TRUCK, stop + "250s 199,0 20kph\n")).containsExactly("opened 00:04:00 orange");
        assertThat(in("expressway").run(TRUCK, stop + "250s 201,0 20kph\n"))
                .containsExactly("opened 00:04:00 orange", "closed 00:04:10 orange cleared");
    }

    @Test
    void theNextStopIsAWarningOfItsOwn() {
        String track = standing(30, 180) + "250s 300,0 20kph\n260s 400,0 0kph\n350s 400,0 0kph\n440s 400,0 0kph\n";

        assertThat(in("expressway").run(TRUCK, track))
                .containsExactly("opened 00:04:00 orange", "closed 00:04:10 orange cleared", "opened 00:07:20 orange");
    }

    @Test
    void countsNoStopAboveTheSpeedOrOutsideTheRadius() {
        String rolling = standing(30, 300).replace(" 0kph", " 3kph");
        String jam =
                """
                0s 0,0   0kph
                1m 60,0  0kph
                2m 120,0 0kph
                3m 180,0 0kph
                4m 240,0 0kph
                """;

        assertThat(in("expressway").run(TRUCK, rolling)).isEmpty();
        assertThat(in("expressway").run(TRUCK, standing(30, 300).replace(" 0kph", " 2.9kph")))
                .containsExactly("opened 00:04:00 orange");
        assertThat(in("expressway").run(TRUCK, jam)).isEmpty();
    }

    @Test
    void driftWithTheIgnitionOffDoesNotEndAStop() {
        String track =
                """
                0s   0,0   0kph status=2
                60s  20,10 5kph status=2
                120s 0,20  6kph status=2
                180s 10,0  4kph status=2
                """;

        assertThat(in("expressway").run(TRUCK, track)).containsExactly("opened 00:03:00 orange");
        assertThat(in("expressway").run(TRUCK, track.replace("status=2", "status=3")))
                .as("with the ignition on it creeps")
                .isEmpty();
    }

    @Test
    void warnsByDeadlineOfAVehicleThatFellSilentAtRest() {
        String track = "0s -800,0 60kph\n60s 0,0 0kph\n";

        assertThat(in("expressway").runUntil(TRUCK, track, "00:03:59")).isEmpty();
        assertThat(in("expressway").runUntil(TRUCK, track, "01:00:00"))
                .containsExactly("opened 00:04:00 orange", "escalated 00:11:00 red");
        assertThat(in("expressway").storingState().runUntil(TRUCK, track, "01:00:00"))
                .containsExactly("opened 00:04:00 orange", "escalated 00:11:00 red");
    }

    @Test
    void waitsForTheNextReportWhereReportsCome() {
        String leaving = "0s -800,0 60kph\n60s 0,0 0kph\n150s 0,0 0kph\n260s 600,0 60kph\n";
        String staying = "0s -800,0 60kph\n60s 0,0 0kph\n150s 0,0 0kph\n269s 0,0 0kph\n";
        String silent = "0s -800,0 60kph\n60s 0,0 0kph\n150s 0,0 0kph\n";

        assertThat(in("expressway").run(TRUCK, leaving)).isEmpty();
        assertThat(in("expressway").run(TRUCK, staying)).containsExactly("opened 00:04:29 orange");
        assertThat(in("expressway").runUntil(TRUCK, silent, "00:05:00")).containsExactly("opened 00:04:30 orange");
    }

    @Test
    void tellsWhetherAVehicleMovesStandsOrStandsAbnormally() {
        String track = standing(30, 180) + "250s 300,0 20kph\n260s 400,0 0kph\n";

        Scene.Output output = in("expressway").run(TRUCK, track, Scene.time("20m"));

        assertThat(output.states)
                .containsExactly(
                        "00:00:00 moving",
                        "00:01:00 stopped",
                        "00:04:00 abnormal-stop",
                        "00:04:10 moving",
                        "00:04:20 stopped",
                        "00:07:20 abnormal-stop");
    }

    @Test
    void saysWhereHowLongAndWhatIsAllowed() {
        Scene.Output output = in("expressway").run(TRUCK, standing(30, 180), Long.MIN_VALUE);

        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("stands on the expressway for 3 min, allowed are 3 min");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("60s"));
    }
}
