package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Schedule;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverspeedRuleTest {
    private static final String CAR = "vehicle:V1";
    private static final String RULE = """
            kind: overspeed
            tier: blue
            """;

    /** Three reports 10 s apart from 12:00 at that speed, moving as fast as they say. */
    private static String three(double kph) {
        return track("12:00:00", kph, 3);
    }

    private static String track(String from, double kph, int count) {
        StringBuilder table = new StringBuilder();
        java.time.LocalTime time = java.time.LocalTime.parse(from);
        for (int i = 0; i < count; i++) {
            table.append(time.plusSeconds(10L * i).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME))
                    .append(' ')
                    .append(kph / 3.6 * 10 * i)
                    .append(",0 ")
                    .append(kph)
                    .append("kph\n");
        }
        return table.toString();
    }

    private static Scene scene(String moverClass) {
        return Scene.withRule(RULE).registered(CAR, moverClass);
    }

    @Test
    void warnsAboveTheToleranceOfTheClassLimit() {
        assertThat(scene("heavy-truck").run(CAR, three(110)))
                .as("at the tolerance")
                .isEmpty();
        assertThat(scene("heavy-truck").run(CAR, three(110.1))).containsExactly("opened 12:00:20 blue");
        assertThat(scene("taxi").run(CAR, three(131.9)))
                .as("other classes: 120 km/h")
                .isEmpty();
        assertThat(scene("taxi").run(CAR, three(132.1))).containsExactly("opened 12:00:20 blue");
    }

    @Test
    void setsTheTierByTheExcess() {
        assertThat(scene("heavy-truck").run(CAR, three(119.9))).containsExactly("opened 12:00:20 blue");
        assertThat(scene("heavy-truck").run(CAR, three(120.1))).containsExactly("opened 12:00:20 yellow");
        assertThat(scene("heavy-truck").run(CAR, three(150.1))).containsExactly("opened 12:00:20 orange");
        assertThat(scene("hazmat").run(CAR, three(89))).containsExactly("opened 12:00:20 yellow");
        assertThat(scene("tour-coach").run(CAR, three(160))).containsExactly("opened 12:00:20 red");
    }

    @Test
    void asksForThreeReportsAndTheHold() {
        assertThat(scene("heavy-truck").run(CAR, track("12:00:00", 130, 2))).isEmpty();
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        """
                0s 0,0   130kph
                4s 144,0 130kph
                9s 325,0 130kph
                """))
                .as("three reports, 9 s")
                .isEmpty();
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        """
                0s  0,0   130kph
                5s  180,0 130kph
                10s 361,0 130kph
                """))
                .containsExactly("opened 00:00:10 yellow");
    }

    @Test
    void staysSilentWhenOneReportSpikes() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        """
                0s  0,0    80kph
                10s 222,0  80kph
                20s 444,0  180kph
                30s 666,0  80kph
                40s 888,0  80kph
                """))
                .isEmpty();
    }

    @Test
    void doesNotBelieveASpeedThatTheDistanceDoesNotBearOut() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        """
                0s  0,0   130kph
                10s 100,0 130kph
                20s 200,0 130kph
                30s 300,0 130kph
                """))
                .isEmpty();
    }

    @Test
    void takesTheLowestLimitOfTheZonesItIsIn() {
        Scene scene = scene("heavy-truck")
                .zone("town", "urban", Set.of(), Schedule.ALWAYS, 60, Map.of(), -100, -100, 5000, 100)
                .zone("taxi-only", "urban", Set.of("taxi"), Schedule.ALWAYS, 30, Map.of(), -100, -100, 5000, 100);

        assertThat(scene.run(CAR, three(65))).isEmpty();
        assertThat(scene.run(CAR, three(67))).containsExactly("opened 12:00:20 blue");
    }

    @Test
    void lowersTheLimitOfCoachesAtNight() {
        assertThat(scene("tour-coach").run(CAR, track("21:59:00", 90, 3))).isEmpty();
        assertThat(scene("tour-coach").run(CAR, track("22:00:00", 90, 3))).containsExactly("opened 22:00:20 yellow");
        assertThat(scene("heavy-truck").run(CAR, track("22:00:00", 90, 3))).isEmpty();
        assertThat(scene("tour-coach").run(CAR, track("06:00:00", 90, 3))).isEmpty();
    }

    @Test
    void clearsAfterThreeReportsAtOrBelowTheLimit() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        three(130)
                                                + """
                12:00:30 1083,0 105kph
                12:00:40 1361,0 100kph
                12:00:50 1638,0 100kph
                12:01:00 1900,0 105kph
                12:01:10 2150,0 100kph
                12:01:20 2420,0 100kph
                12:01:30 2690,0 100kph
                """))
                .as("between limit and tolerance it neither opens nor clears")
                .containsExactly("opened 12:00:20 yellow", "closed 12:01:30 yellow cleared");
    }

    @Test
    void raisesTheTierWhenItGetsFasterAndNeverLowersIt() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        three(115)
                                                + """
                12:00:30 1040,0 151kph
                12:00:40 1400,0 112kph
                """))
                .containsExactly("opened 12:00:20 blue", "escalated 12:00:30 orange");
    }

    @Test
    void ignoresReportsWithoutASpeed() {
        assertThat(
                        scene("heavy-truck")
                                .run(
                                        CAR,
                                        """
                0s  0,0    130kph
                10s 361,0
                20s 722,0  130kph
                30s 1083,0 130kph
                """))
                .containsExactly("opened 00:00:30 yellow");
    }

    @Test
    void hazmatMayGoSixtyOffTheMotorwayWhereMotorwaysAreKnown() {
        String rule = RULE + "params: {offMotorwayLimitsKmh: {hazmat: 60}}\n";
        Scene off = Scene.withRule(rule).registered(CAR, "hazmat").square("x", "expressway", 0, 5_000, 9_000, 6_000);
        Scene on = Scene.withRule(rule).registered(CAR, "hazmat").square("x", "expressway", -100, -100, 9_000, 100);

        assertThat(off.run(CAR, three(65.9))).isEmpty();
        assertThat(off.run(CAR, three(66.1))).containsExactly("opened 12:00:20 yellow");
        assertThat(on.run(CAR, three(87.9))).isEmpty();
        assertThat(on.run(CAR, three(88.1))).containsExactly("opened 12:00:20 yellow");
        assertThat(Scene.withRule(rule).registered(CAR, "hazmat").run(CAR, three(87.9)))
                .as("without any motorway it is not known which road is one")
                .isEmpty();
    }

    @Test
    void aZonesOwnNightLimitHoldsAtNightForEverybody() {
        Scene zone = scene("heavy-truck")
                .zone(
                        "z",
                        "urban",
                        Set.of(),
                        Schedule.ALWAYS,
                        80,
                        Map.of("nightSpeedLimitKmh", 50L),
                        -9e3,
                        -9e3,
                        9e3,
                        9e3);

        assertThat(zone.run(CAR, track("21:59:20", 60, 3))).isEmpty();
        assertThat(zone.run(CAR, track("22:00:00", 54.9, 3))).isEmpty();
        assertThat(zone.run(CAR, track("22:00:00", 60, 3))).containsExactly("opened 22:00:20 blue");
        assertThat(zone.run(CAR, track("05:59:50", 60, 4)))
                .as("at 06:00:00 the night is over")
                .isEmpty();
    }

    @Test
    void tellsBeginEndAndDuration() {
        String track = track("12:00:00", 130, 7) + "12:01:10 90kph\n12:01:20 90kph\n12:01:30 90kph\n";

        Warning end =
                scene("heavy-truck").run(CAR, track, Long.MIN_VALUE).warnings.get(1);

        assertThat(end.transition()).isEqualTo(Warning.Transition.CLOSED);
        assertThat(end.onsetMillis()).isEqualTo(Scene.time("12:00:00"));
        assertThat(end.closedMillis()).isEqualTo(Scene.time("12:01:30"));
        assertThat(end.explain().measured()).containsEntry("overSeconds", 60L);
    }
}
