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

    /** A relay point 100 km east of the origin or elsewhere; the certificate is valid. */
    private static Map<String, Object> relayAt(double eastMeters) {
        Map<String, Object> point = Map.of("name", "P", "lat", Scene.latitude(0), "lon", Scene.longitude(eastMeters));
        return Map.of("relayPoints", List.of(point), "relayCertificateValidUntil", "2026-09-12");
    }

    /** The track of {@link #minutes} begins so far east of the origin. */
    private static final double START = 120_000;

    @Test
    void theGraceIsForTheWayToTheNearestRelayPoint() {
        String track = minutes("02:00:00", 40, 60);

        assertThat(scene(relayAt(START + 30_000)).run(COACH, track))
                .as("it passes the point at the end of the grace")
                .startsWith("opened 02:25:00 yellow");
        assertThat(scene(relayAt(START)).run(COACH, track))
                .as("2 km from the point, 3 km: away from it")
                .startsWith("opened 02:08:00 yellow");
        assertThat(scene(relayAt(START)).storingState().run(COACH, track)).startsWith("opened 02:08:00 yellow");
        assertThat(scene(relayAt(START + 6_000)).run(COACH, track))
                .as("away from it after it was there")
                .startsWith("opened 02:14:00 yellow");
    }

    @Test
    void aHandoverCountsAtARelayPoint() {
        String handover = "00:10:00 0,0 0kph driver=A\n00:30:00 0,0 0kph driver=B\n";
        String track = handover + minutes("02:00:00", 40, 60);

        assertThat(scene(relayAt(900)).run(COACH, track)).first().asString().startsWith("permitted");
        assertThat(scene(relayAt(1_100)).run(COACH, track)).first().asString().startsWith("opened");
        assertThat(Scene.withRule(RULE + "params: {handoverAtPoint: false}\n")
                        .registered(COACH, "tour-coach", List.of(), List.of(), relayAt(1_100))
                        .run(COACH, track))
                .first()
                .asString()
                .startsWith("permitted");
    }

    @Test
    void aHandoverOfTheEveningBeforeTenDoesNotCount() {
        String early = "00:10:00 0,0 0kph driver=A\n21:59:00 0,0 0kph driver=B\n";
        String late = "00:10:00 0,0 0kph driver=A\n22:00:00 0,0 0kph driver=B\n";
        String next = minutes("02:00:00", 40, 60).replaceAll("(?m)^02:", "26:");

        assertThat(relayNight(early + next)).first().asString().startsWith("opened");
        assertThat(relayNight(late + next)).first().asString().startsWith("permitted");
    }

    private static List<String> relayNight(String track) {
        Map<String, Object> point = Map.of("name", "P");
        return scene(Map.of("relayPoints", List.of(point), "relayCertificateValidUntil", "2026-09-13"))
                .run(COACH, inHours(track));
    }

    /** Rows of the next night are written 26:mm:ss. */
    private static String inHours(String track) {
        StringBuilder rows = new StringBuilder();
        for (String row : track.split("\n")) {
            int space = row.indexOf(' ');
            String[] time = row.substring(0, space).split(":");
            int seconds = Integer.parseInt(time[0]) * 3600 + Integer.parseInt(time[1]) * 60 + Integer.parseInt(time[2]);
            rows.append(seconds).append('s').append(row.substring(space)).append('\n');
        }
        return rows.toString();
    }

    @Test
    void theLimitOfFeederServicesIsThatOfTheDay() {
        String rule = RULE + "params: {exemptOneWayKmFrom: {2023-01-01: 100, 2026-09-13: 200}}\n";

        assertThat(Scene.withRule(rule)
                        .registered(COACH, "tour-coach", List.of(), List.of(), Map.of("oneWayKm", 150L))
                        .run(COACH, minutes("02:00:00", 10, 60)))
                .containsExactly("opened 02:05:00 yellow");
        assertThat(Scene.withRule(rule.replace("09-13", "09-12"))
                        .registered(COACH, "tour-coach", List.of(), List.of(), Map.of("oneWayKm", 150L))
                        .run(COACH, minutes("02:00:00", 10, 60)))
                .containsExactly("permitted 02:05:00 blue");
    }

    @Test
    void theNoticeNamesTheNearestServiceAreaAndRelayPoint() {
        Scene.Output output = scene(relayAt(START))
                .square("s", "service-area", START - 200, 9_000, START + 200, 9_100)
                .run(COACH, minutes("01:38:00", 10, 60), Long.MIN_VALUE);

        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("still running; must stop at 02:00; nearest service area 20 km; nearest relay point 18 km");
    }
}
