package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class FishingActivityRuleTest {
    private static final String BOAT = "vessel:412400001";

    private static Scene scene(String params) {
        return Scene.withRule(
                        "kind: fishing-activity\napplies: mover.kind == \"vessel\"\ntier: blue\nparams: {record: true"
                                + params + "}\n")
                .square("port", "harbour", -1000, -1000, 1000, 1000);
    }

    private static Scene scene() {
        return scene("");
    }

    /** A report every so many seconds from one minute to another, along the x axis at a speed. */
    private static final class Track {
        private final StringBuilder table = new StringBuilder();
        private double x;
        private long seconds;

        Track(double x) {
            this.x = x;
        }

        Track sail(double minutes, double knots) {
            return sail(minutes, knots, "course=90");
        }

        Track sail(double minutes, double knots, String words) {
            for (int i = 0; i < minutes; i++) {
                row(knots, words);
                seconds += 60;
                x += knots * 0.514444 * 60;
            }
            return this;
        }

        /** To and fro along the x axis. */
        Track tow(double minutes, double knots, int course) {
            double sign = Math.sin(Math.toRadians(course));
            for (int i = 0; i < minutes; i++) {
                row(knots, "course=" + course);
                seconds += 60;
                x += sign * knots * 0.514444 * 60;
            }
            return this;
        }

        Track pause(long minutes) {
            seconds += 60 * minutes;
            return this;
        }

        Track row(double knots, String words) {
            table.append("%ds %.1f,5000 %skn %s%n".formatted(seconds, x, knots, words));
            return this;
        }

        @Override
        public String toString() {
            return table.toString();
        }
    }

    private static List<String> states(Scene scene, Track track) {
        return scene.run(BOAT, track.toString(), Long.MIN_VALUE).states;
    }

    @Test
    void fishesWhenInTheBandForTwentyMinutesAnHourAfterDeparture() {
        Track track = new Track(2000).sail(60, 8).sail(30, 3).sail(31, 8);

        assertThat(scene().run(BOAT, track.toString()))
                .containsExactly("opened 01:20:00 blue", "closed 01:59:00 blue cleared");
        assertThat(states(scene(), track)).containsExactly("01:20:00 fishing");
    }

    @Test
    void nothingCountsBeforeAnHourAtSea() {
        Track early = new Track(2000).sail(59, 3).sail(20, 8);
        Track waiting = new Track(2000).sail(60, 3).sail(20, 3).sail(1, 8);

        assertThat(scene().run(BOAT, early.toString())).isEmpty();
        assertThat(scene().run(BOAT, waiting.toString())).isEmpty();
        assertThat(scene().run(BOAT, new Track(2000).sail(81, 3).toString())).containsExactly("opened 01:20:00 blue");
    }

    @Test
    void speedsAtTheEdgesOfTheBandCount() {
        assertThat(states(scene(), new Track(2000).sail(60, 8).sail(21, 5.5))).containsExactly("01:20:00 fishing");
        assertThat(states(scene(), new Track(2000).sail(60, 8).sail(60, 5.51))).isEmpty();
    }

    @Test
    void aShortSprintDoesNotBreakThePatternALongOneDoes() {
        Track sprint = new Track(2000).sail(60, 8).sail(10, 3).sail(5, 8).sail(6, 3);
        Track transit = new Track(2000).sail(60, 8).sail(10, 3).sail(6, 8).sail(20, 3);

        assertThat(states(scene(), sprint)).containsExactly("01:20:00 fishing");
        assertThat(states(scene(), transit)).isEmpty();
    }

    @Test
    void whoStaysInOnePlaceOrSaysToBeAtAnchorDoesNotFish() {
        Track swinging = new Track(2000).sail(60, 8);
        for (int i = 0; i < 60; i++) {
            swinging.x += i % 2 == 0 ? 400 : -400;
            swinging.row(1, "").pause(1);
        }

        assertThat(states(scene(), swinging)).isEmpty();
        assertThat(states(scene(), new Track(2000).sail(60, 8).sail(60, 3, "nav=1")))
                .isEmpty();
        assertThat(states(scene(), new Track(2000).sail(60, 8).sail(21, 3, "nav=7")))
                .hasSize(1);
    }

    @Test
    void tooFewReportsAreNone() {
        Track sparse = new Track(2000).sail(60, 8);
        for (int i = 0; i < 5; i++) {
            sparse.row(3, "").pause(6);
            sparse.x += 600;
        }

        assertThat(states(scene(), sparse)).isEmpty();
        assertThat(states(scene(), sparse.row(3, ""))).containsExactly("01:30:00 fishing");
        assertThat(states(scene(", leastReports: 2"), sparse)).containsExactly("01:24:00 fishing");
    }

    @Test
    void trawlingIsAChangeOfCourseEveryHalfHourForAnHour() {
        Track trawl = new Track(2000).sail(60, 8);
        for (int leg = 0; leg < 4; leg++) {
            trawl.tow(29, 7, 90 + 180 * (leg % 2));
        }
        Track passage = new Track(2000).sail(60, 8);
        for (int leg = 0; leg < 4; leg++) {
            passage.sail(29, 8, "course=" + (80 + 20 * (leg % 2)));
        }
        Track straight = new Track(2000).sail(60, 8);
        for (int leg = 0; leg < 6; leg++) {
            straight.sail(31, 7, "course=" + (90 + 90 * (leg % 2)));
        }
        Track bending = new Track(2000).sail(60, 8);
        for (int leg = 0; leg < 6; leg++) {
            bending.sail(20, 7, "course=" + (90 + 14 * (leg % 2)));
        }

        Scene.Output output = scene().run(BOAT, trawl.toString(), Long.MIN_VALUE);
        assertThat(output.states).containsExactly("02:29:00 fishing");
        assertThat(output.warnings.get(0).messageEn()).contains("trawling").contains("60 min");
        assertThat(states(scene(), passage)).as("between islands").isEmpty();
        assertThat(states(scene(", straightShare: 1"), passage)).hasSize(1);
        assertThat(states(scene(), straight)).isEmpty();
        assertThat(states(scene(), bending)).isEmpty();
        assertThat(states(scene(", groundTypes: [ground]"), trawl)).isEmpty();
        assertThat(states(scene(", groundTypes: [ground]").square("g", "ground", 0, 0, 90_000, 9000), trawl))
                .hasSize(1);
    }

    @Test
    void aTrawlThatGetsNowhereOrIsSeenTooSeldomIsNone() {
        Track away = new Track(2000).sail(60, 8);
        StringBuilder circling = new StringBuilder(away.toString());
        StringBuilder wider = new StringBuilder(away.toString());
        StringBuilder seldom = new StringBuilder(away.toString());
        for (int minute = 61; minute <= 200; minute++) {
            double angle = Math.toRadians(40 * minute);
            String row = "%dm %.0f,%.0f 7kn course=%d%n";
            int course = 40 * minute % 360;
            circling.append(
                    row.formatted(minute, away.x + 200 * Math.sin(angle), 5000 + 200 * Math.cos(angle), course));
            wider.append(row.formatted(minute, away.x + 300 * Math.sin(angle), 5000 + 300 * Math.cos(angle), course));
            if (minute % 14 == 0) {
                seldom.append(row.formatted(minute, away.x + minute / 14 % 2 * 3000, 5000.0, 90 + minute % 4 * 20));
            }
        }

        assertThat(scene().run(BOAT, circling.toString(), Long.MIN_VALUE).states)
                .as("a circle of 400 m")
                .isEmpty();
        assertThat(scene().run(BOAT, wider.toString(), Long.MIN_VALUE).states)
                .as("of 600 m")
                .hasSize(1);
        assertThat(scene().run(BOAT, seldom.toString(), Long.MIN_VALUE).states)
                .as("the sixth report with changes of course, not the fifth at which an hour has passed")
                .containsExactly("02:34:00 fishing");
    }

    @Test
    void portEndsItAndTheHourBeginsAgain() {
        Track track = new Track(2000).sail(60, 8).sail(30, 3).row(3, "");
        double berth = track.x;
        track.x = berth - 100;
        track.pause(1).sail(60, 3).sail(20, 3).row(8, "");
        Scene ports = scene().square("berth", "harbour", berth - 10, 4900, berth + 10, 5100);

        assertThat(ports.run(BOAT, track.toString()))
                .containsExactly("opened 01:20:00 blue", "closed 01:30:00 blue cleared");
    }

    @Test
    void aPauseAtOnePlaceContinuesTheOperationElsewhereANewOneBegins() {
        Track same = new Track(2000).sail(60, 8).sail(30, 3).sail(31, 0).sail(25, 3);
        Track elsewhere = new Track(2000).sail(60, 8).sail(30, 3).sail(35, 8).sail(25, 3);
        Track later = new Track(2000).sail(60, 8).sail(30, 3).sail(60, 0).sail(25, 3);

        assertThat(scene().run(BOAT, same.toString()))
                .containsExactly(
                        "opened 01:20:00 blue", "closed 01:59:00 blue cleared", "amended 02:21:00 blue reopened");
        assertThat(scene().run(BOAT, elsewhere.toString()))
                .containsExactly("opened 01:20:00 blue", "closed 01:59:00 blue cleared", "opened 02:25:00 blue");
        assertThat(scene().run(BOAT, later.toString()))
                .containsExactly("opened 01:20:00 blue", "closed 01:59:00 blue cleared", "opened 02:50:00 blue");
    }

    @Test
    void aSilenceOrALeapEndsIt() {
        Track silent = new Track(2000).sail(60, 8).sail(30, 3);

        assertThat(scene().runUntil(BOAT, silent.toString(), "03:28:59")).containsExactly("opened 01:20:00 blue");
        assertThat(scene().runUntil(BOAT, silent.toString(), "03:29:00"))
                .containsExactly("opened 01:20:00 blue", "closed 03:29:00 blue cleared");
        silent.x += 10_500;
        silent.pause(60).row(3, "");
        assertThat(scene().run(BOAT, silent.toString()))
                .containsExactly("opened 01:20:00 blue", "closed 02:30:00 blue cleared");
    }

    @Test
    void isNoRecordUnlessAskedForAndOtherRulesSeeTheState() {
        String yaml =
                """
                rules:
                  - id: stop
                    kind: closed-area
                    tier: yellow
                    applies: mover.kind == "vessel"
                    params: {mode: fishing, fishingBy: activity, types: [closed], fishingHold: PT0S}
                  - id: activity
                    kind: fishing-activity
                    tier: blue
                    applies: mover.kind == "vessel"
                """;
        Track track = new Track(2000).sail(60, 8).sail(30, 3);
        Scene scene = Scene.withRules(yaml).square("closed", "closed", 0, 0, 99_000, 9000);

        assertThat(scene.run(BOAT, track.toString())).containsExactly("opened 01:22:00 orange closed");
        assertThat(scene.storingState().run(BOAT, track.toString())).containsExactly("opened 01:22:00 orange closed");
    }
}
