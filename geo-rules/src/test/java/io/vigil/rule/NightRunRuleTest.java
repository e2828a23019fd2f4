package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightRunRuleTest {
    private static final String COACH = "vehicle:C1";
    private static final String RULE =
            """
            kind: night-run
            applies: mover.class == "tour-coach"
            tier: yellow
            """;

    private static Scene scene(Map<String, Object> fields) {
        return Scene.withRule(RULE).registered(COACH, "tour-coach", List.of(), List.of(), fields);
    }

    /** Reports every minute at that speed, eastwards. */
    private static String minutes(String from, int count, double kph) {
        StringBuilder table = new StringBuilder();
        java.time.LocalTime time = java.time.LocalTime.parse(from);
        for (int i = 0; i < count; i++) {
            table.append(time.plusMinutes(i).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME))
                    .append(' ')
                    .append(kph * 1000 / 60 * (i + time.toSecondOfDay() / 60.0))
                    .append(",0 ")
                    .append(kph)
                    .append("kph\n");
        }
        return table.toString();
    }

    @Test
    void warnsAfterFiveMinutesOfRunningAndEscalates() {
        List<String> warnings = scene(Map.of()).run(COACH, minutes("02:00:00", 40, 60));

        assertThat(warnings)
                .containsExactly("opened 02:05:00 yellow", "escalated 02:15:00 orange", "escalated 02:30:00 red");
    }

    @Test
    void staysSilentBelowTheHoldAndBelowTheSpeed() {
        assertThat(scene(Map.of()).run(COACH, minutes("02:00:00", 5, 60))).isEmpty();
        assertThat(scene(Map.of()).run(COACH, minutes("02:00:00", 30, 4.9))).isEmpty();
        assertThat(scene(Map.of()).run(COACH, minutes("02:00:00", 6, 5))).containsExactly("opened 02:05:00 yellow");
    }

    @Test
    void countsOnlyWithinTheWindow() {
        assertThat(scene(Map.of()).run(COACH, minutes("04:55:00", 20, 60)))
                .as("at 05:00:00 the window is over")
                .isEmpty();
        assertThat(scene(Map.of()).run(COACH, minutes("04:54:00", 20, 60)))
                .containsExactly("opened 04:59:00 yellow", "closed 05:00:00 yellow ended");
    }

    @Test
    void endsAtFiveEvenIfTheCoachFallsSilent() {
        List<String> warnings = scene(Map.of()).runUntil(COACH, minutes("04:50:00", 7, 60), "06:00:00");

        assertThat(warnings).containsExactly("opened 04:55:00 yellow", "closed 05:00:00 yellow ended");
    }

    @Test
    void givesNoticeBeforeTheWindow() {
        List<String> warnings = scene(Map.of()).run(COACH, minutes("01:38:00", 30, 60));

        assertThat(warnings)
                .containsExactly(
                        "opened 01:42:00 blue pre", "closed 02:00:00 blue pre ended", "opened 02:05:00 yellow");
    }

    @Test
    void aTrafficLightDoesNotEndTheRunButTenMinutesOfRestDo() {
        String light = minutes("02:00:00", 3, 60) + "02:03:00 0kph\n" + minutes("02:04:00", 3, 60);
        StringBuilder rest = new StringBuilder(minutes("02:00:00", 7, 60));
        for (int minute = 7; minute < 19; minute++) {
            rest.append(String.format("02:%02d:00 0kph%n", minute));
        }

        assertThat(scene(Map.of()).run(COACH, light)).containsExactly("opened 02:05:00 yellow");
        assertThat(scene(Map.of()).run(COACH, rest.toString()))
                .containsExactly("opened 02:05:00 yellow", "closed 02:17:00 yellow cleared");
    }

    @Test
    void exemptsShuttlesAndShortFeederServices() {
        assertThat(scene(Map.of("serviceType", "airport-shuttle")).run(COACH, minutes("02:00:00", 20, 60)))
                .containsExactly("permitted 02:05:00 blue");
        assertThat(scene(Map.of("oneWayKm", 200L)).run(COACH, minutes("02:00:00", 20, 60)))
                .containsExactly("permitted 02:05:00 blue");
        assertThat(scene(Map.of("oneWayKm", 200.1)).run(COACH, minutes("02:00:00", 7, 60)))
                .containsExactly("opened 02:05:00 yellow");
        assertThat(scene(Map.of("serviceType", "tourist")).run(COACH, minutes("02:00:00", 7, 60)))
                .containsExactly("opened 02:05:00 yellow");
    }

    @Test
    void givesARelayCoachGraceAndPermitsItAfterTheHandover() {
        Map<String, Object> relay =
                Map.of("relayPoints", List.of(Map.of("name", "P")), "relayCertificateValidUntil", "2026-09-12");

        assertThat(scene(relay).run(COACH, minutes("02:00:00", 40, 60)))
                .as("20 min of grace, then the hold")
                .containsExactly("opened 02:25:00 yellow", "escalated 02:35:00 orange");
        assertThat(scene(relay)
                        .run(
                                COACH,
                                "00:10:00 0,0 0kph driver=A\n00:30:00 0,0 0kph driver=B\n"
                                        + minutes("02:00:00", 40, 60)))
                .containsExactly("permitted 02:25:00 blue");
        assertThat(scene(Map.of(
                                "relayPoints",
                                List.of(Map.of("name", "P")),
                                "relayCertificateValidUntil",
                                "2026-09-11"))
                        .run(COACH, minutes("02:00:00", 7, 60)))
                .as("the certificate has run out")
                .containsExactly("opened 02:05:00 yellow");
    }

    @Test
    void derivesTheSpeedFromTheDistanceWhereNoneIsReported() {
        String track =
                """
                02:00:00 0,0
                02:01:00 1000,0
                02:02:00 2000,0
                02:03:00 3000,0
                02:04:00 4000,0
                02:05:00 5000,0
                02:06:00 6000,0
                """;

        assertThat(scene(Map.of()).run(COACH, track)).containsExactly("opened 02:06:00 yellow");
    }
}
