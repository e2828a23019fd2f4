package io.vigil.rule;

import static io.vigil.scene.PairScene.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Warning;
import io.vigil.scene.PairScene;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairTrawlingRuleTest {
    private static final String A = "vessel:412000001";
    private static final String B = "vessel:412000002";
    private static final String RULE =
            """
            kind: pair-trawling
            applies: mover.class == "fishing"
            tier: blue
            """;

    private static Scene scene() {
        return open().square("bank", "protected", -50_000, -50_000, 50_000, 50_000);
    }

    /** Waters in which anybody may tow. */
    private static Scene open() {
        return Scene.withRule(RULE).registered(A, "fishing").registered(B, "fishing");
    }

    /** Two hours eastwards at so many knots, the second so far north of the first, on a course so many degrees off. */
    private static List<String> tow(double knots, double apart, double degreesOff) {
        double meters = knots * 1852 * 2;
        double slip = meters * Math.tan(Math.toRadians(degreesOff));
        return PairScene.run(
                scene(),
                "12:00:00",
                List.of(
                        track(A, 60, "00:00 0,0", "02:00 " + meters + ",0"),
                        track(B, 60, "00:00 0," + apart, "02:00 " + meters + "," + (apart + slip))));
    }

    @Test
    void findsATowAfterFortyFiveMinutes() {
        assertThat(tow(3, 400, 0))
                .containsExactly(
                        "opened 00:45:00 blue with 412000002", "closed 06:00:00 blue not-heard with 412000002");
    }

    private static List<String> towIn(Scene scene) {
        return PairScene.run(
                scene,
                "03:00:00",
                List.of(track(A, 60, "00:00 0,0", "02:00 11112,0"), track(B, 60, "00:00 0,400", "02:00 11112,400")));
    }

    private static Scene geared(Scene scene, String gear) {
        return scene.registered(A, "fishing", List.of(), List.of(), Map.of("gear", "pair-trawl"))
                .registered(B, "fishing", List.of(), List.of(), Map.of("gear", gear));
    }

    @Test
    void towingWhereItIsAllowedIsNoWarning() {
        assertThat(towIn(open())).isEmpty();
        assertThat(towIn(geared(open(), "pair-trawl"))).isEmpty();
    }

    @Test
    void aBoatOfAnotherGearMustNotTow() {
        assertThat(towIn(geared(open(), "gillnet"))).containsExactly("opened 00:45:00 blue with 412000002");
    }

    @Test
    void whoTowsIntoClosedWatersIsWarnedOfThereAndNoLongerBehindThem() {
        assertThat(towIn(open().square("bank", "protected", 5_500, -5_000, 7_500, 5_000)))
                .containsExactly("opened 01:00:00 blue with 412000002", "closed 01:55:00 blue cleared with 412000002");
    }

    @Test
    void distanceAndSpeedHaveTwoSides() {
        assertThat(tow(3, 95, 0)).isEmpty();
        assertThat(tow(3, 105, 0)).isNotEmpty();
        assertThat(tow(3, 695, 0)).isNotEmpty();
        assertThat(tow(3, 705, 0)).isEmpty();
        assertThat(tow(1.9, 400, 0)).isEmpty();
        assertThat(tow(2.1, 400, 0)).isNotEmpty();
        assertThat(tow(4.4, 400, 0)).isNotEmpty();
        assertThat(tow(4.6, 400, 0)).isEmpty();
    }

    @Test
    void twoOnDifferentCoursesTowNothing() {
        assertThat(tow(2.1, 150, 4)).isNotEmpty();
        // The second zigzags by 20 degrees about the first one's course and stays near.
        assertThat(PairScene.run(
                        scene(),
                        "12:00:00",
                        List.of(track(A, 60, "00:00 0,0", "01:20 7408,0"), track(B, 60, zigzag()))))
                .isEmpty();
    }

    private static String[] zigzag() {
        String[] waypoints = new String[17];
        for (int i = 0; i < waypoints.length; i++) {
            waypoints[i] = "%ds %d,%d".formatted(i * 300, i * 463, i % 2 == 0 ? 300 : 470);
        }
        return waypoints;
    }

    @Test
    void aTurnOfBothDoesNotEndIt() {
        assertThat(PairScene.run(
                        scene(),
                        "03:00:00",
                        List.of(
                                track(A, 60, "00:00 0,0", "01:00 5556,0", "02:00 5556,5556"),
                                track(B, 60, "00:00 0,300", "00:57 5256,300", "02:00 5256,5556"))))
                .first()
                .isEqualTo("opened 00:45:00 blue with 412000002");
    }

    @Test
    void endsWhenTheyPart() {
        assertThat(PairScene.run(
                        scene(),
                        "04:00:00",
                        List.of(
                                track(A, 60, "00:00 0,0", "01:00 5556,0", "02:00 11112,0"),
                                track(B, 60, "00:00 0,300", "01:00 5556,300", "02:00 5556,9000"))))
                .hasSize(2)
                .last()
                .matches(line -> line.startsWith("closed 01:3") && line.contains("cleared"));
    }

    @Test
    void saysHowTheyTow() {
        List<Warning> warnings = PairScene.warnings(
                scene().engine(),
                Stream.concat(
                                track(A, 60, "00:00 0,0", "02:00 11112,0").stream(),
                                track(B, 60, "00:00 0,400", "02:00 11112,400").stream())
                        .toList(),
                Scene.time("02:00"));

        assertThat(warnings.get(0).messageEn())
                .isEqualTo("seems to tow a net with 412000002 in closed waters for 45 min: 400 m apart at 3.0 kn");
        assertThat(warnings.get(0).messageZh()).isEqualTo("疑似在禁止水域与412000002双拖作业45分钟:间距400米,航速3.0节");
    }
}
