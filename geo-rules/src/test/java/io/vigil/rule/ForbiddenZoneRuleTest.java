package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.RegistryRecord;
import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForbiddenZoneRuleTest {
    private static final String TRUCK = "vehicle:T1";
    private static final String RULE =
            """
            kind: forbidden-zone
            applies: mover.class in ["heavy-truck", "hazmat"]
            tier: yellow
            """;

    private static Scene scene(String moverClass) {
        return Scene.withRule(RULE).square("z", "forbidden", 0, 0, 1000, 1000).registered(TRUCK, moverClass);
    }

    @Test
    void warnsWhenATruckStaysInsideForTheHold() {
        List<String> warnings = scene("heavy-truck")
                .run(
                        TRUCK,
                        """
                0s  -200,500 30kph
                10s 100,500  30kph
                40s 300,500  30kph
                70s 500,500  30kph
                80s 600,500  30kph
                """);

        assertThat(warnings).containsExactly("opened 00:01:10 yellow z");
    }

    @Test
    void staysSilentJustBelowTheHold() {
        List<String> warnings = scene("heavy-truck")
                .run(
                        TRUCK,
                        """
                10s 100,500  30kph
                40s 300,500  30kph
                69s 500,500  30kph
                80s 1200,500 30kph
                95s 1400,500 30kph
                """);

        assertThat(warnings).isEmpty();
    }

    @Test
    void clearsAfterThreeReportsBeyondTheExitMargin() {
        List<String> warnings = scene("heavy-truck")
                .run(
                        TRUCK,
                        """
                0s   100,500 30kph
                60s  500,500 30kph
                80s  1040,500 30kph
                90s  1060,500 30kph
                100s 1100,500 30kph
                110s 1200,500 30kph
                """);

        assertThat(warnings).containsExactly("opened 00:01:00 yellow z", "closed 00:01:50 yellow z cleared");
    }

    @Test
    void doesNotClearWhileItStaysWithinTheExitMargin() {
        List<String> warnings = scene("heavy-truck")
                .run(
                        TRUCK,
                        """
                0s   100,500 30kph
                60s  500,500 30kph
                80s  1049,500 30kph
                90s  1049,510 30kph
                100s 1049,520 30kph
                110s 1049,530 30kph
                """);

        assertThat(warnings).containsExactly("opened 00:01:00 yellow z");
    }

    @Test
    void raisesHazmatToOrangeAndAtASensitiveSiteToRed() {
        String track = """
                0s  100,500 30kph
                60s 500,500 30kph
                """;

        assertThat(scene("hazmat").run(TRUCK, track)).containsExactly("opened 00:01:00 orange z");
        assertThat(scene("hazmat")
                        .square("school", "sensitive", 400, 400, 600, 600)
                        .run(TRUCK, track))
                .containsExactly("opened 00:01:00 red z");
        assertThat(scene("heavy-truck")
                        .square("school", "sensitive", 400, 400, 600, 600)
                        .run(TRUCK, track))
                .containsExactly("opened 00:01:00 yellow z");
    }

    @Test
    void raisesACoreAreaToOrange() {
        List<String> warnings = Scene.withRule(RULE)
                .zone(
                        "core",
                        "forbidden",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of("core", true),
                        0,
                        0,
                        1000,
                        1000)
                .registered(TRUCK, "heavy-truck")
                .run(
                        TRUCK,
                        """
                        0s  100,500 30kph
                        60s 500,500 30kph
                        """);

        assertThat(warnings).containsExactly("opened 00:01:00 orange core");
    }

    @Test
    void recordsAPermitInsteadOfWarningAndWarnsWhenItEndsWhileInside() {
        List<String> warnings = Scene.withRule(RULE)
                .square("z", "forbidden", 0, 0, 1000, 1000)
                .registered(
                        TRUCK,
                        "heavy-truck",
                        List.of(new RegistryRecord.Permit("z", Scene.time("00:00:00"), Scene.time("00:05:00"))),
                        List.of(),
                        Map.of())
                .run(
                        TRUCK,
                        """
                        0s   100,500 30kph
                        60s  500,500 30kph
                        200s 510,500 3kph
                        299s 520,500 3kph
                        300s 530,500 3kph
                        360s 540,500 3kph
                        """);

        assertThat(warnings)
                .as("the permit runs out at 00:05:00, from then on the hold counts anew")
                .containsExactly("permitted 00:01:00 blue z", "opened 00:06:00 yellow z");
    }

    @Test
    void doesNotAcceptAPermitForAnotherZone() {
        List<String> warnings = Scene.withRule(RULE)
                .square("z", "forbidden", 0, 0, 1000, 1000)
                .registered(
                        TRUCK,
                        "heavy-truck",
                        List.of(new RegistryRecord.Permit("other", Long.MIN_VALUE, Long.MAX_VALUE)),
                        List.of(),
                        Map.of())
                .run(
                        TRUCK,
                        """
                        0s  100,500 30kph
                        60s 500,500 30kph
                        """);

        assertThat(warnings).containsExactly("opened 00:01:00 yellow z");
    }

    @Test
    void warnsOnlyWhileTheBanIsOnAndOnlyTheBannedClasses() {
        Schedule nights =
                new Schedule(List.of(new Schedule.Window(Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0), null)));
        String track =
                """
                05:58:30 100,500 30kph
                05:59:00 300,500 30kph
                05:59:30 500,500 30kph
                05:59:59 600,500 30kph
                06:00:00 650,500 30kph
                06:00:30 700,500 30kph
                06:01:00 750,500 30kph
                06:01:30 800,500 30kph
                """;

        assertThat(Scene.withRule(RULE)
                        .zone("z", "forbidden", Set.of("heavy-truck"), nights, Double.NaN, Map.of(), 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, track))
                .containsExactly("opened 05:59:30 yellow z", "closed 06:01:00 yellow z cleared");
        assertThat(Scene.withRule(RULE)
                        .zone("z", "forbidden", Set.of("hazmat"), nights, Double.NaN, Map.of(), 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, track))
                .isEmpty();
    }

    @Test
    void findsACrossingBetweenSparseReports() {
        String crossing =
                """
                0s   -1000,500 90kph
                120s 2000,500  90kph
                """;
        String clipping =
                """
                0s  -1000,500 90kph
                120s 2000,3400 90kph
                """;

        assertThat(Scene.withRule(RULE + "params: {hold: PT39S}")
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, crossing))
                .as("a third of 120 s lies inside")
                .containsExactly("opened 00:02:00 yellow z");
        assertThat(Scene.withRule(RULE + "params: {hold: PT41S}")
                        .square("z", "forbidden", 0, 0, 1000, 1000)
                        .registered(TRUCK, "heavy-truck")
                        .run(TRUCK, crossing))
                .isEmpty();
        assertThat(scene("heavy-truck").run(TRUCK, clipping)).isEmpty();
    }

    @Test
    void doesNotJudgeTheLineBetweenDenseReportsOrAcrossALongGap() {
        Scene scene = Scene.withRule(RULE + "params: {hold: PT1S}")
                .square("z", "forbidden", 0, 0, 200, 1000)
                .registered(TRUCK, "heavy-truck");

        assertThat(scene.run(
                        TRUCK,
                        """
                0s  -200,500 90kph
                29s 400,500  90kph
                """))
                .isEmpty();
        assertThat(
                        scene.run(
                                TRUCK,
                                """
                0s   -200,500 90kph
                301s 400,500  90kph
                """))
                .isEmpty();
    }

    @Test
    void asksForTheEntryMargin() {
        Scene scene = Scene.withRule(RULE + "params: {entryMarginM: 50}")
                .square("z", "forbidden", 0, 0, 1000, 1000)
                .registered(TRUCK, "heavy-truck");

        assertThat(
                        scene.run(
                                TRUCK,
                                """
                0s  49,500 3kph
                60s 49,510 3kph
                90s 49,520 3kph
                """))
                .isEmpty();
        assertThat(scene.run(
                        TRUCK, """
                0s  51,500 3kph
                60s 51,510 3kph
                """))
                .containsExactly("opened 00:01:00 yellow z");
    }

    @Test
    void doesNotApplyToOtherClasses() {
        assertThat(
                        scene("taxi")
                                .run(
                                        TRUCK,
                                        """
                0s  100,500 30kph
                60s 500,500 30kph
                """))
                .isEmpty();
    }

    @Test
    void aCrossingCountsOnlyIfTheBanWasOnThen() {
        Schedule mornings =
                new Schedule(List.of(new Schedule.Window(Set.of(), LocalTime.of(7, 0), LocalTime.of(9, 0), null)));
        Scene scene = Scene.withRule(RULE + "params: {hold: PT20S}")
                .zone("z", "forbidden", Set.of(), mornings, Double.NaN, Map.of(), 0, 0, 1000, 1000)
                .registered(TRUCK, "heavy-truck");

        assertThat(scene.run(TRUCK, "06:58:00 -500,500 60kph\n07:00:30 2000,500 60kph"))
                .as("it had left before seven")
                .isEmpty();
        assertThat(scene.run(TRUCK, "08:57:30 -500,500 60kph\n09:00:10 2000,500 60kph"))
                .as("it was inside before nine")
                .containsExactly("opened 09:00:10 yellow z");
    }

    @Test
    void clearsWhenReportsHaveBecomeSparse() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        TRUCK,
                                        """
                0s  100,500 30kph
                60s 500,500 30kph
                10m 3000,500 0kph
                20m 3000,500 0kph
                30m 3000,500 0kph
                """))
                .containsExactly("opened 00:01:00 yellow z", "closed 00:30:00 yellow z cleared");
    }
}
