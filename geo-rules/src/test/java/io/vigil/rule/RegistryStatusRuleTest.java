package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryStatusRuleTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String RULE = """
            kind: registry-status
            tier: yellow
            """;
    private static final Map<String, Object> SCRAPPED = Map.of("status", List.of("scrapped"));

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    private static Scene scene(Map<String, Object> fields) {
        return scene().registered(TRUCK, "heavy-truck", List.of(), List.of(), fields);
    }

    /** Reports every 30 s from that second of the day on, eastwards at 36 km/h, 300 m each. */
    private static String drive(int fromSecond, int count, String words) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int second = fromSecond + 30 * i;
            table.append(second + "s " + 10 * second + ",0 36kph " + words + "\n");
        }
        return table.toString();
    }

    @Test
    void warnsAfterTwoMinutesOnTheRoadWithTheTierOfTheStatus() {
        assertThat(scene(SCRAPPED).run(TRUCK, drive(0, 10, ""))).containsExactly("opened 00:02:00 orange");
        assertThat(scene(SCRAPPED).run(TRUCK, drive(0, 4, ""))).as("90 s").isEmpty();
        assertThat(scene(Map.of("status", List.of("accident-open"))).run(TRUCK, drive(0, 10, "")))
                .containsExactly("opened 00:02:00 yellow");
    }

    @Test
    void saysNothingOfOtherStatusesAndOfVehiclesWithoutARecord() {
        assertThat(scene(Map.of("status", List.of("mortgaged"))).run(TRUCK, drive(0, 10, "")))
                .isEmpty();
        assertThat(scene().run(TRUCK, drive(0, 10, ""))).isEmpty();
        assertThat(Scene.withRule(RULE + "params: {statuses: {scrapped: \"off\"}}")
                        .registered(TRUCK, "heavy-truck", List.of(), List.of(), SCRAPPED)
                        .run(TRUCK, drive(0, 10, "")))
                .isEmpty();
    }

    @Test
    void saysNothingOfAParkedVehicleNorBelowTheSpeed() {
        String parked = "0s 0,0 0kph\n60s 0kph\n120s 0kph\n180s 0kph\n240s 0kph";

        assertThat(scene(SCRAPPED).run(TRUCK, parked)).isEmpty();
        assertThat(scene(SCRAPPED).run(TRUCK, parked.replace("0kph", "4.9kph"))).isEmpty();
        assertThat(scene(SCRAPPED).run(TRUCK, parked.replace("0kph", "5kph")))
                .containsExactly("opened 00:02:00 orange");
    }

    @Test
    void aTrafficLightDoesNotBeginTheTwoMinutesAnewButALongStopDoes() {
        assertThat(scene(SCRAPPED).run(TRUCK, drive(0, 3, "") + "90s 0kph\n" + drive(120, 1, "")))
                .containsExactly("opened 00:02:00 orange");
        assertThat(scene(SCRAPPED).run(TRUCK, drive(0, 3, "") + "90s 0kph\n300s 0kph\n" + drive(390, 3, "")))
                .isEmpty();
    }

    @Test
    void aStatusThatBeginsOnTheRoadWarnsAtThatInstant() {
        Scene scene = scene(Map.of())
                .registeredFrom(Scene.time("605s"), TRUCK, "heavy-truck", List.of(), List.of(), SCRAPPED);

        Scene.Output output = scene.run(TRUCK, drive(0, 20, "") + drive(800, 1, ""), Long.MIN_VALUE);

        assertThat(output.lines()).as("last heard at 570 s, next at 800 s").containsExactly("opened 00:10:05 orange");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("605s"));
    }

    @Test
    void aRegistryRecordThatArrivesAfterTheVehicleWarns() {
        Scene scene = scene().registeredFrom(Scene.time("600s"), TRUCK, "heavy-truck", List.of(), List.of(), SCRAPPED);

        assertThat(scene.run(TRUCK, drive(0, 30, ""))).containsExactly("opened 00:10:00 orange");
    }

    @Test
    void aStatusThatBeginsWhileTheVehicleIsSilentOrParkedWaitsForMovement() {
        Scene scene = scene(Map.of())
                .registeredFrom(Scene.time("900s"), TRUCK, "heavy-truck", List.of(), List.of(), SCRAPPED);

        assertThat(scene.runUntil(TRUCK, drive(0, 20, ""), "01:00:00"))
                .as("last heard 570 s, 330 s before")
                .isEmpty();
        assertThat(scene.run(TRUCK, drive(0, 20, "") + "600s 0kph\n1000s 0kph\n1300s 0kph\n"))
                .isEmpty();
        assertThat(scene.run(TRUCK, drive(0, 20, "") + "600s 0kph\n1000s 0kph\n" + drive(1300, 5, "")))
                .containsExactly("opened 00:23:40 orange");
    }

    @Test
    void endsAtTheInstantTheStatusEnds() {
        Scene scene = scene(SCRAPPED)
                .registeredFrom(Scene.time("605s"), TRUCK, "heavy-truck", List.of(), List.of(), Map.of());

        assertThat(scene.run(TRUCK, drive(0, 20, "") + drive(800, 1, "")))
                .containsExactly("opened 00:02:00 orange", "closed 00:10:05 orange ended");
        assertThat(scene.runUntil(TRUCK, drive(0, 10, ""), "01:00:00"))
                .as("also when it has fallen silent")
                .containsExactly("opened 00:02:00 orange", "closed 00:10:05 orange ended");
    }

    @Test
    void aValidityThatEndsOnTheRoadIsAStatusFromThatInstantOn() {
        Scene scene = scene(Map.of("inspectionValidUntil", "2026-09-12T00:10:05+08:00"));

        Scene.Output output = scene.run(TRUCK, drive(0, 20, "") + drive(800, 1, ""), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:10:05 yellow");
        assertThat(output.warnings.get(0).explain().measured())
                .containsEntry("endedAt", "2026-09-11T16:10:05Z")
                .containsEntry("status", "inspection-expired")
                .containsEntry("of", "vehicle");
        assertThat(output.warnings.get(0).messageZh()).isEqualTo("车辆状态“逾期未检验”仍上路行驶");
    }

    @Test
    void aDateIsValidToTheEndOfThatDayOverMonthEnd() {
        assertThat(scene(Map.of("permitValidUntil", "2026-09-11")).run(TRUCK, drive(0, 5, "")))
                .containsExactly("opened 00:02:00 yellow");
        assertThat(scene(Map.of("permitValidUntil", "2026-09-12")).run(TRUCK, drive(0, 5, "")))
                .isEmpty();
        assertThat(scene(Map.of("permitValidUntil", "2026-08-31")).run(TRUCK, drive(0, 5, "")))
                .containsExactly("opened 00:02:00 yellow");
    }

    @Test
    void aRevokedLicenceFollowsTheDriverFromVehicleToVehicle() {
        Scene scene = scene().driver(Long.MIN_VALUE, "D1", Map.of("status", List.of("revoked")));

        Scene.Output first = scene.run("vehicle:A", drive(0, 10, "driver=D1"), Long.MIN_VALUE);
        Scene.Output second = scene.run("vehicle:B", drive(600, 10, "driver=D1"), Long.MIN_VALUE);

        assertThat(first.lines()).containsExactly("opened 00:02:00 orange");
        assertThat(second.lines()).containsExactly("opened 00:12:00 orange");
        assertThat(second.warnings.get(0).explain().measured())
                .containsEntry("of", "driver")
                .containsEntry("driver", "D1");
        assertThat(scene.run("vehicle:A", drive(0, 10, "driver=D2"))).isEmpty();
    }

    @Test
    void endsWhenAnotherDriverTakesOverOrTheCardIsTakenOut() {
        Scene scene = scene().driver(Long.MIN_VALUE, "D1", Map.of("status", List.of("revoked")));
        List<MoverEvent> events = new ArrayList<>(Scene.events(TRUCK, drive(0, 10, "driver=D1")));
        events.add(IdentityReport.of(
                new MoverId(TRUCK), Scene.time("280s"), Scene.time("280s"), Map.of("driverCard", "out")));
        events.addAll(Scene.events(TRUCK, drive(300, 5, "")));

        assertThat(scene.run(TRUCK, drive(0, 10, "driver=D1") + drive(300, 5, "driver=D2")))
                .containsExactly("opened 00:02:00 orange", "closed 00:05:00 orange ended");
        assertThat(scene.runAll(events, Long.MIN_VALUE).lines())
                .containsExactly("opened 00:02:00 orange", "closed 00:05:00 orange ended");
    }

    @Test
    void aLicenceRevokedOnTheRoadWarnsAtThatInstant() {
        Scene scene = scene().driver(Long.MIN_VALUE, "D1", Map.of())
                .driver(Scene.time("605s"), "D1", Map.of("status", List.of("revoked")));

        assertThat(scene.run(TRUCK, drive(0, 20, "driver=D1") + drive(800, 1, "")))
                .containsExactly("opened 00:10:05 orange");
    }

    @Test
    void isRedNearAPatrolForTheGraveStatusesOnly() {
        Scene scene = scene(SCRAPPED).square("p", "patrol", 2_000, -500, 9_000, 500);
        Scene overdue =
                scene(Map.of("status", List.of("inspection-overdue"))).square("p", "patrol", 2_000, -500, 9_000, 500);

        assertThat(scene.run(TRUCK, drive(0, 10, "")))
                .containsExactly("opened 00:02:00 orange", "escalated 00:03:30 red");
        assertThat(overdue.run(TRUCK, drive(0, 10, ""))).containsExactly("opened 00:02:00 yellow");
    }

    @Test
    void tellsEachNewSectorOnceItIsSure() {
        Scene scene = scene(SCRAPPED)
                .square("west", "sector", -500, -500, 2_950, 500)
                .square("east", "sector", 2_950, -500, 9_000, 500);

        assertThat(scene.run(TRUCK, drive(0, 20, "")))
                .as("in the east from 300 s on, third report there at 360 s")
                .containsExactly("opened 00:02:00 orange", "amended 00:06:00 orange sector");
        assertThat(
                        scene.run(
                                TRUCK,
                                drive(0, 9, "")
                                        + "270s 2900,0 36kph\n300s 2960,0 36kph\n330s 2940,0 36kph\n360s 2960,0 36kph\n390s 2940,0 36kph\n"))
                .as("along the border nothing is new")
                .containsExactly("opened 00:02:00 orange");
    }

    @Test
    void clearsADayAfterItLeftTheJurisdiction() {
        Scene scene = scene(SCRAPPED).square("j", "jurisdiction", -500, -500, 2_000, 500);
        String away = "24h 5000,0 36kph\n86690s 5100,0 36kph\n86700s 5200,0 36kph\n";

        assertThat(scene.run(TRUCK, drive(0, 10, "")))
                .as("outside from 210 s on")
                .containsExactly("opened 00:02:00 orange");
        List<Warning> warnings = scene.run(TRUCK, drive(0, 11, "") + away, Long.MIN_VALUE).warnings;
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(1).reason()).isEqualTo("cleared");
        assertThat(warnings.get(1).timeMillis()).isEqualTo(Scene.time("86690s"));
    }

    @Test
    void remembersThroughAStoredState() {
        Scene scene = scene(Map.of())
                .registeredFrom(Scene.time("605s"), TRUCK, "heavy-truck", List.of(), List.of(), SCRAPPED)
                .storingState();

        assertThat(scene.run(TRUCK, drive(0, 20, "") + drive(800, 1, ""))).containsExactly("opened 00:10:05 orange");
    }
}
