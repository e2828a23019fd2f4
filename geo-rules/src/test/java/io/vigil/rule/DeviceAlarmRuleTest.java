package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.json.RulesFile;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import org.junit.jupiter.api.Test;

class DeviceAlarmRuleTest {
    private static final String TRUCK = "vehicle:津A1|yellow";
    private static final String RULE = """
            kind: device-alarm
            tier: blue
            """;

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    @Test
    void warnsOfACallForHelpWithItsFirstReport() {
        assertThat(
                        scene().run(
                                        TRUCK,
                                        """
                12:00:00 0,0 30kph
                12:00:10 0,0 30kph alarm=emergency
                12:00:20 0,0 30kph
                """))
                .containsExactly("opened 12:00:10 red");
    }

    @Test
    void warnsOfACallForHelpWithoutAFix() {
        Scene.Output output = scene().run(
                        TRUCK,
                        """
                12:00:00 0,0 30kph status=3
                12:00:10 0,0 30kph status=1 alarm=emergency
                """,
                        Long.MIN_VALUE);

        assertThat(output.faults).containsExactly("12:00:10 not-located");
        assertThat(output.lines()).containsExactly("opened 12:00:10 red");
    }

    @Test
    void clearsAnAlarmToldOnceWhenItWasNotRepeatedForTenMinutes() {
        Scene.Output output = scene().run(
                        TRUCK,
                        """
                12:00:00 0,0 30kph safety=dsm.phoneCall
                12:04:00 0,0 30kph
                12:08:00 0,0 30kph safety=dsm.phoneCall
                12:17:59 0,0 30kph
                12:18:00 0,0 30kph
                """,
                        Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 12:00:00 yellow", "closed 12:18:00 yellow cleared");
        assertThat(output.warnings.get(1).explain().measured()).containsEntry("times", 2L);
        assertThat(output.warnings.get(1).messageZh()).isEqualTo("已解除:车载设备报警:接打电话(共2次)");
    }

    @Test
    void clearsAHeldBitWhenItFallsAndFoldsItsReturnIntoTheSameEpisode() {
        Scene.Output output = scene().run(
                        TRUCK,
                        """
                12:00:00 0,0 30kph alarm=rollover
                12:00:10 0,0 30kph alarm=rollover
                12:00:20 0,0 30kph
                12:10:20 0,0 30kph alarm=rollover
                12:10:30 0,0 30kph
                12:20:31 0,0 30kph alarm=rollover
                """,
                        Long.MIN_VALUE);

        assertThat(output.lines())
                .containsExactly(
                        "opened 12:00:00 red",
                        "closed 12:00:20 red cleared",
                        "amended 12:10:20 red reopened",
                        "closed 12:10:30 red cleared",
                        "opened 12:20:31 red");
        assertThat(output.warnings)
                .extracting(Warning::warningId)
                .startsWith(
                        output.warnings.get(0).warningId(),
                        output.warnings.get(3).warningId());
        assertThat(output.warnings.get(4).warningId())
                .isNotEqualTo(output.warnings.get(0).warningId());
    }

    @Test
    void waitsForTheHoldOfABit() {
        assertThat(
                        scene().run(
                                        TRUCK,
                                        """
                12:00:00 0,0 30kph alarm=fatigue
                12:00:15 0,0 30kph alarm=fatigue
                12:00:29 0,0 30kph alarm=fatigue
                12:00:35 0,0 30kph
                """))
                .as("held for 29 s")
                .isEmpty();
        assertThat(
                        scene().run(
                                        TRUCK,
                                        """
                12:00:00 0,0 30kph alarm=fatigue
                12:00:15 0,0 30kph alarm=fatigue
                12:00:30 0,0 30kph alarm=fatigue
                """))
                .containsExactly("opened 12:00:30 orange");
    }

    @Test
    void keepsEachAlarmApartWithItsOwnTier() {
        Scene.Output output = scene().run(
                        TRUCK,
                        """
                12:00:00 0,0 30kph alarm=emergency,stolen safety=dsm.smoking,dsm.lensOccluded
                """,
                        Long.MIN_VALUE);

        assertThat(output.warnings)
                .extracting(warning -> warning.explain().measured().get("alarm") + " "
                        + warning.tier().word())
                .containsExactlyInAnyOrder(
                        "emergency red", "stolen red", "dsm.smoking yellow", "dsm.lensOccluded blue");
    }

    @Test
    void raisesFatigueByItsLevel() {
        assertThat(scene().run(TRUCK, "12:00:00 0,0 30kph safety=dsm.fatigue,6"))
                .containsExactly("opened 12:00:00 yellow");
        assertThat(scene().run(TRUCK, "12:00:00 0,0 30kph safety=dsm.fatigue,7"))
                .containsExactly("opened 12:00:00 orange");
        assertThat(
                        scene().run(
                                        TRUCK,
                                        """
                12:00:00 0,0 30kph safety=dsm.fatigue,6
                12:01:00 0,0 30kph safety=dsm.fatigue,8
                """))
                .containsExactly("opened 12:00:00 yellow", "escalated 12:01:00 orange");
    }

    @Test
    void ignoresWhatNoTierLists() {
        assertThat(scene().run(TRUCK, "12:00:00 0,0 30kph alarm=offRoute,overspeed safety=adas.headway"))
                .isEmpty();
    }

    @Test
    void seesHarshBrakingFromThreeMetresPerSecondSquaredOn() {
        assertThat(braking(2, 60, 38.5)).as("2.99 m/s²").isEmpty();
        assertThat(braking(2, 60, 38.3)).containsExactly("opened 12:00:02 yellow");
        assertThat(braking(5, 60, 5.9)).containsExactly("opened 12:00:05 yellow");
        assertThat(braking(6, 90, 10)).as("reports 6 s apart say nothing").isEmpty();
        assertThat(braking(1, 90, 46.9)).containsExactly("opened 12:00:01 yellow");
        assertThat(braking(1, 90, 46.7)).as("12.03 m/s²: a speed was wrong").isEmpty();
    }

    @Test
    void seesHarshAccelerationFromTwoAndAHalfOn() {
        assertThat(braking(2, 20, 37.9)).as("2.49 m/s²").isEmpty();
        assertThat(braking(2, 20, 38.1)).containsExactly("opened 12:00:02 blue");
    }

    @Test
    void seesHarshTurningAtSpeed() {
        assertThat(turning(40, 350, 10)).as("3.9 m/s² over north").isEmpty();
        assertThat(turning(40, 350, 11)).as("4.1 m/s²").containsExactly("opened 12:00:01 yellow");
        assertThat(turning(19.9, 0, 60)).as("too slow for a course").isEmpty();
        assertThat(turning(20.1, 0, 60)).containsExactly("opened 12:00:01 yellow");
    }

    private static java.util.List<String> braking(int seconds, double fromKph, double toKph) {
        return scene().run(
                        TRUCK,
                        "12:00:00 0,0 " + fromKph + "kph course=0\n12:00:0" + seconds + " 0,20 " + toKph
                                + "kph course=0");
    }

    private static java.util.List<String> turning(double kph, double from, double to) {
        return scene().run(
                        TRUCK,
                        "12:00:00 0,0 " + kph + "kph course=" + from + "\n12:00:01 0,10 " + kph + "kph course=" + to);
    }

    @Test
    void goesOnTheSameFromStoredState() {
        String track =
                """
                12:00:00 0,0 30kph alarm=fatigue
                12:00:20 0,0 30kph alarm=fatigue safety=dsm.smoking
                12:00:40 0,0 30kph alarm=fatigue
                12:05:00 0,0 30kph
                12:11:00 0,0 30kph
                """;

        assertThat(scene().storingState().run(TRUCK, track))
                .isEqualTo(scene().run(TRUCK, track))
                .hasSize(4);
    }

    @Test
    void refusesAnAlarmNobodyCanRaise() {
        assertThatThrownBy(() -> RulesFile.parse(
                        "rules:\n  - id: r\n    kind: device-alarm\n    tier: blue\n    params: {red: [sos]}\n",
                        "rules"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("red");
    }
}
