package io.vigil.rule;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All tracks meet, or pass each other, at 12:30 in broad daylight unless they say otherwise. */
class CollisionRiskRuleTest {
    private static final String SHIP = "vessel:412000001";
    private static final String BOAT = "vessel:412000002";
    private static final String RULE =
            """
            kind: collision-risk
            applies: mover.kind == "vessel"
            tier: yellow
            """;
    private static final int MILE = 1852;

    private static Scene scene() {
        return Scene.withRule(RULE).registered(SHIP, "cargo").registered(BOAT, "fishing");
    }

    /** The boat lies; the ship passes it at a distance with 12 kn, 6 nm before and 6 nm behind. */
    private static List<String> pass(Scene scene, double milesOff, String from, String to) {
        return PairScene.run(
                scene,
                "23:00:00",
                List.of(
                        track(SHIP, 10, from + " " + -6 * MILE + ",0", to + " " + 6 * MILE + ",0"),
                        track(BOAT, 10, from + " 0," + milesOff * MILE, to + " 5," + milesOff * MILE)));
    }

    @Test
    void becomesMoreUrgentTheNearerItComesAndEndsWhenTheyAreMovingApart() {
        assertThat(pass(scene(), 0.1, "12:00", "13:00"))
                .containsExactly(
                        "opened 12:15:30 yellow with 412000002",
                        "escalated 12:22:30 orange with 412000002",
                        "escalated 12:26:30 red with 412000002",
                        "closed 12:30:30 red cleared with 412000002");
    }

    @Test
    void theLimitsAreTheDistancesOfTheLevels() {
        assertThat(pass(scene(), 0.51, "12:00", "13:00")).isEmpty();
        assertThat(pass(scene(), 0.49, "12:00", "13:00").get(0)).startsWith("opened");
        assertThat(pass(scene(), 0.31, "12:00", "13:00")).noneMatch(line -> line.contains("orange"));
        assertThat(pass(scene(), 0.29, "12:00", "13:00")).anyMatch(line -> line.contains("escalated 12:22:30 orange"));
        assertThat(pass(scene(), 0.16, "12:00", "13:00")).noneMatch(line -> line.contains(" red "));
    }

    @Test
    void nightWidensTheDistances() {
        assertThat(pass(scene(), 0.74, "22:00", "23:00").get(0)).startsWith("opened 22:15:30 yellow");
        assertThat(pass(scene(), 0.76, "22:00", "23:00")).isEmpty();
    }

    @Test
    void fogWidensTheDistancesAndUnknownVisibilityDoesNot() {
        assertThat(pass(scene().weather(visibility("1.9")), 0.74, "12:00", "13:00")
                        .get(0))
                .startsWith("opened 12:15:30 yellow");
        assertThat(pass(scene().weather(visibility("2.1")), 0.74, "12:00", "13:00"))
                .isEmpty();
        assertThat(pass(scene().weather(visibility("null")), 0.74, "12:00", "13:00"))
                .isEmpty();
    }

    private static String visibility(String km) {
        return "{\"id\":\"bay\",\"kind\":\"forecast\",\"issued\":\"2026-09-12T00:00:00+08:00\",\"area\":"
                + "{\"type\":\"Polygon\",\"coordinates\":[[[116,38],[119,38],[119,40],[116,40],[116,38]]]},"
                + "\"times\":[\"2026-09-12T00:00:00+08:00\"],\"validTo\":\"2026-09-13T00:00:00+08:00\","
                + "\"windBft\":[3],\"visibilityKm\":[" + km + "]}";
    }

    @Test
    void twoOfAKindAndUnknownShipsAreNoneOfItsBusiness() {
        assertThat(pass(scene().registered(BOAT, "cargo"), 0.1, "12:00", "13:00"))
                .isEmpty();
        assertThat(pass(
                        Scene.withRule(RULE).registered(SHIP, "fishing").registered(BOAT, "fishing"),
                        0.1,
                        "12:00",
                        "13:00"))
                .isEmpty();
        assertThat(pass(Scene.withRule(RULE).registered(SHIP, "cargo"), 0.1, "12:00", "13:00"))
                .isEmpty();
    }

    @Test
    void nobodyIsWarnedOfInPortOrMoored() {
        assertThat(pass(scene().square("port", "harbour", -1_000, -1_000, 1_000, 1_000), 0.1, "12:00", "13:00"))
                .isEmpty();
        List<PositionReport> moored = track(BOAT, 10, "12:00 0,0", "13:00 5,0").stream()
                .map(report -> PositionReport.at(
                                report.mover(), report.eventTimeMillis(), report.latitude(), report.longitude())
                        .speedMps(report.speedMps())
                        .courseDegrees(report.courseDegrees())
                        .navStatus(5)
                        .build())
                .toList();
        assertThat(PairScene.run(
                        scene(), "13:00:00", List.of(track(SHIP, 10, "12:00 -11112,0", "13:00 11112,0"), moored)))
                .isEmpty();
    }

    @Test
    void aBoatThatLiesInAChannelIsRedFromTheStart() {
        assertThat(pass(scene().square("lane", "channel", -1_000, 0, 1_000, 1_000), 0.3, "12:00", "13:00"))
                .first()
                .isEqualTo("opened 12:15:30 red with 412000002");
        assertThat(pass(scene().square("lane", "channel", 2_000, 0, 3_000, 1_000), 0.3, "12:00", "13:00"))
                .first()
                .isEqualTo("opened 12:15:30 yellow with 412000002");
    }

    @Test
    void slowlyTogetherIsNoDanger() {
        // 2.9 kn and 3.1 kn towards a boat that lies, 0.5 nm away at first.
        assertThat(approach(2.9)).isEmpty();
        assertThat(approach(3.1)).isNotEmpty();
    }

    private static List<String> approach(double knots) {
        double meters = knots * MILE / 6;
        return PairScene.run(
                scene(),
                "12:12:00",
                List.of(
                        track(SHIP, 10, "12:00 " + -meters + ",0", "12:10 0,0"),
                        track(BOAT, 10, "12:00 0,50", "12:10 0,50")));
    }

    @Test
    void onePositionInPassingIsNoWarning() {
        // The ship's course points at the boat for two updates only.
        List<PositionReport> ship = Stream.concat(
                        track(SHIP, 10, "12:00 -7000,3000", "12:05 -5000,3000").stream(),
                        Stream.concat(
                                track(SHIP, 10, "12:05:10 -4900,2900", "12:05:29 -4800,2800").stream(),
                                track(SHIP, 10, "12:05:30 -4800,2800", "12:10 -3000,4600").stream()))
                .toList();

        assertThat(PairScene.run(scene(), "12:20:00", List.of(ship, track(BOAT, 10, "12:00 0,0", "12:10 1,0"))))
                .isEmpty();
    }

    @Test
    void aBoatThatReportsEveryThreeMinutesIsCarriedOnAndAnOlderFixIsNot() {
        List<PositionReport> ship = track(SHIP, 10, "12:00 -11112,0", "13:00 11112,0");

        // Its fix is as old as the ship's for a minute after each.
        assertThat(PairScene.run(scene(), "13:00:00", List.of(ship, track(BOAT, 180, "12:00 0,0", "13:00 1,0"))))
                .isNotEmpty();
        Scene strict = Scene.withRule(RULE + "params: {ageDifference: PT10S, maxAge: PT20S}\n")
                .registered(SHIP, "cargo")
                .registered(BOAT, "fishing");
        assertThat(PairScene.run(strict, "13:00:00", List.of(ship, track(BOAT, 180, "12:00 0,0", "13:00 1,0"))))
                .isEmpty();
    }

    @Test
    void aCourseThatIsNotKnownForAMinuteEndsNoWarning() {
        List<PositionReport> ship = track(SHIP, 10, "12:00 -11112,0", "12:29 -370,0").stream()
                .map(report -> {
                    boolean isLost = report.eventTimeMillis() >= Scene.time("12:27")
                            && report.eventTimeMillis() < Scene.time("12:28");
                    return isLost ? withoutCourse(report) : report;
                })
                .toList();

        assertThat(PairScene.run(scene(), "12:29:00", List.of(ship, track(BOAT, 10, "12:00 0,185", "12:29 1,185"))))
                .containsExactly(
                        "opened 12:15:30 yellow with 412000002",
                        "escalated 12:22:30 orange with 412000002",
                        "escalated 12:26:30 red with 412000002");
    }

    private static PositionReport withoutCourse(PositionReport report) {
        return PositionReport.at(report.mover(), report.eventTimeMillis(), report.latitude(), report.longitude())
                .speedMps(report.speedMps())
                .source("test")
                .build();
    }

    @Test
    void aShipKnownToBeSmallDoesNotCount() {
        Scene small = Scene.withRule(RULE + "params: {merchantLeastM: 50}\n")
                .registered(SHIP, "cargo", List.of(), List.of(), java.util.Map.of("lengthM", 49.0))
                .registered(BOAT, "fishing");
        Scene large = Scene.withRule(RULE + "params: {merchantLeastM: 50}\n")
                .registered(SHIP, "cargo", List.of(), List.of(), java.util.Map.of("lengthM", 50.0))
                .registered(BOAT, "fishing");

        assertThat(pass(small, 0.1, "12:00", "13:00")).isEmpty();
        assertThat(pass(large, 0.1, "12:00", "13:00")).isNotEmpty();
    }

    @Test
    void saysHowNearAndHowSoon() {
        List<Warning> warnings = PairScene.warnings(
                scene().engine(),
                Stream.concat(
                                track(SHIP, 10, "12:00 -11112,0", "12:20 -3704,0").stream(),
                                track(BOAT, 10, "12:00 0,463", "12:20 1,463").stream())
                        .toList(),
                Scene.time("12:20"));

        assertThat(warnings.get(0).messageEn())
                .isEqualTo("collision risk with 412000002: closest approach 0.25 nm in 14.5 min");
        assertThat(warnings.get(0).messageZh()).isEqualTo("与412000002有碰撞危险:约14.5分钟后最近会遇距离0.25海里");
    }
}
