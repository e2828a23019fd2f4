package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityConflictRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE = "kind: identity-conflict\napplies: mover.kind == \"vessel\"\ntier: yellow\n";

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    /** Two hulls in turn, a report a minute each, the second so far east. */
    private static String twoHulls(double apartMeters, int minutes, double knots) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            table.append("%ds 0,0 %skn%n".formatted(60 * i, knots));
            table.append("%ds %.0f,0 %skn%n".formatted(60 * i + 30, apartMeters, knots));
        }
        return table.toString();
    }

    @Test
    void twoHullsUnderOneNumberForTenMinutes() {
        assertThat(scene().run(BOAT, twoHulls(40_000, 11, 5))).isEmpty();
        assertThat(scene().run(BOAT, twoHulls(40_000, 12, 5))).containsExactly("opened 00:11:00 yellow");
        assertThat(scene().storingState().run(BOAT, twoHulls(40_000, 12, 5))).containsExactly("opened 00:11:00 yellow");
        assertThat(scene().run(BOAT, twoHulls(40_000, 12, 5), Long.MIN_VALUE)
                        .warnings
                        .get(0)
                        .messageEn())
                .isEqualTo("one number in two places at once, 21.6 nm apart");
    }

    @Test
    void theNumberOfARegisteredFishingBoatIsOrange() {
        assertThat(scene().registered(BOAT, "fishing").run(BOAT, twoHulls(40_000, 12, 5)))
                .containsExactly("opened 00:11:00 orange");
        assertThat(scene().registered(BOAT, "cargo").run(BOAT, twoHulls(40_000, 12, 5)))
                .containsExactly("opened 00:11:00 yellow");
    }

    @Test
    void whatOneHullCanHaveMadeIsNone() {
        assertThat(scene().run(BOAT, twoHulls(1_800, 60, 0)))
                .as("within a mile")
                .isEmpty();
        assertThat(scene().run(BOAT, twoHulls(1_900, 60, 0))).hasSize(1);
        assertThat(scene().run(BOAT, twoHulls(920, 60, 0))).as("60 kn").isEmpty();
    }

    @Test
    void aStationThatHandsOnLateIsNoSecondHull() {
        // 12 kn: half an hour of way is 11.1 km.
        assertThat(scene().run(BOAT, twoHulls(11_000, 60, 12))).isEmpty();
        assertThat(scene().run(BOAT, twoHulls(11_300, 60, 12))).hasSize(1);
    }

    @Test
    void aLeapOrTwoAreNoSecondHullAndNoneIsLeftAfterADay() {
        String leap = "0s 0,0 5kn\n60s 90000,0 5kn\n120s 0,0 5kn\n180s 90000,0 5kn\n1200s 0,0 5kn\n";
        assertThat(scene().run(BOAT, leap)).isEmpty();

        StringBuilder quiet = new StringBuilder(twoHulls(40_000, 12, 5));
        for (int minute = 12; minute < 12 + 25 * 60 + 1; minute += 10) {
            quiet.append(minute).append("m 0,0 5kn\n");
        }
        List<String> lines = scene().run(BOAT, quiet.toString());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("closed 01:1").endsWith("yellow cleared");
    }

    @Test
    void wrongFixesHoursApartAreNoSecondHull() {
        StringBuilder table = new StringBuilder();
        for (int minute = 0; minute < 600; minute++) {
            boolean isWrong = minute % 70 == 69;
            table.append("%dm %d,0 5kn%n".formatted(minute, isWrong ? 15_000 : 0));
        }
        String often = table.toString();
        StringBuilder hourly = new StringBuilder();
        for (int minute = 0; minute < 600; minute++) {
            hourly.append("%dm %d,0 5kn%n".formatted(minute, minute % 50 == 49 ? 15_000 : 0));
        }

        assertThat(scene().run(BOAT, often)).isEmpty();
        assertThat(scene().run(BOAT, hourly.toString()))
                .as("found again within the hour")
                .hasSize(1);
    }

    @Test
    void aPositionThatLeapsAboutIsFalse() {
        StringBuilder ring = new StringBuilder("0s 0,0 5kn\n");
        for (int i = 1; i <= 5; i++) {
            ring.append("%ds %d,%d 5kn%n".formatted(60 * i, 40_000 * (i % 3 - 1), 50_000 * i));
        }
        String four = ring.substring(0, ring.lastIndexOf("300s"));

        assertThat(scene().run(BOAT, ring.toString())).containsExactly("opened 00:05:00 yellow");
        assertThat(scene().run(BOAT, four)).isEmpty();
        assertThat(scene().run(BOAT, ring.toString(), Long.MIN_VALUE)
                        .warnings
                        .get(0)
                        .messageEn())
                .contains("leapt 5 times");
    }

    @Test
    void aPositionWellInlandForTenMinutes() {
        Scene coast = scene().square("coast", "land", 0, -50_000, 50_000, 50_000);
        String inland = new Voyage(510, 0).sail(10, 0, "").toString();

        assertThat(coast.run(BOAT, inland)).isEmpty();
        assertThat(coast.run(BOAT, inland + "600s 510,0 0kn")).containsExactly("opened 00:10:00 yellow");
        assertThat(coast.run(BOAT, new Voyage(490, 0).sail(20, 0, "").toString()))
                .isEmpty();
        assertThat(coast.square("dock", "harbour", 400, -99, 900, 99)
                        .run(BOAT, new Voyage(510, 0).sail(20, 0, "").toString()))
                .isEmpty();
    }

    @Test
    void aNetBuoyWithTheNumberOfAShipIsFoundByADayOfDoingNothing() {
        Voyage buoy = new Voyage(0, 0).every(120).sail(24 * 60, 1.4, "");

        assertThat(scene().run(BOAT, buoy.toString(), Long.MIN_VALUE).states).isEmpty();
        assertThat(scene().run(BOAT, buoy.row(1.4, "").toString(), Long.MIN_VALUE).states)
                .containsExactly("00:00:00 gear");
        assertThat(states(new Voyage(0, 0).every(120).sail(24 * 60, 1.5, "").row(1.4, "")))
                .as("too fast")
                .isEmpty();
        assertThat(states(new Voyage(0, 0).every(59).sail(25 * 60, 1.4, "")))
                .as("too often")
                .isEmpty();
        assertThat(scene().registered(BOAT, "fishing").run(BOAT, buoy.toString(), Long.MIN_VALUE).states)
                .isEmpty();
        assertThat(scene().square("p", "harbour", 1000, -9, 1100, 9).run(BOAT, buoy.toString(), Long.MIN_VALUE).states)
                .as("was in port")
                .isEmpty();
    }

    @Test
    void wrongFixesNowAndThenAreNoSecondHull() {
        StringBuilder jumping = new StringBuilder();
        StringBuilder cloned = new StringBuilder();
        for (int i = 0; i <= 720; i++) {
            String own = "%ds %d,0 10kn%n".formatted(10 * i, 51 * i);
            String other = "%ds %d,30000 10kn%n".formatted(10 * i + 5, 51 * i);
            jumping.append(own).append(i == 100 || i == 250 || i == 420 ? other : "");
            cloned.append(own).append(i > 50 && i % 18 == 0 ? other : "");
        }

        assertThat(scene().run(BOAT, jumping.toString())).isEmpty();
        assertThat(scene().run(BOAT, cloned.toString()))
                .as("a class B transponder at rest beside one of class A under way")
                .hasSize(1);
    }

    @Test
    void aNetBuoyReportsAtOneIntervalWhichMayMissSome() {
        StringBuilder lossy = new StringBuilder();
        StringBuilder irregular = new StringBuilder();
        StringBuilder seldom = new StringBuilder();
        for (int i = 0; i <= 800; i++) {
            if (i % 7 != 1) {
                lossy.append("%ds %d,0 0.5kn%n".formatted(120 * i + i % 3, i % 30));
            }
            irregular.append("%ds %d,0 0.5kn%n".formatted(180 * i + 29 * (i * i % 5), i % 30));
            seldom.append("%ds %d,0 0.5kn%n".formatted(1860 * (long) i, i % 30));
        }

        assertThat(scene().run(BOAT, lossy.toString(), Long.MIN_VALUE).states).hasSize(1);
        assertThat(scene().run(BOAT, irregular.toString(), Long.MIN_VALUE).states)
                .as("a boat that drifts with its nets")
                .isEmpty();
        assertThat(scene().run(BOAT, seldom.substring(0, seldom.indexOf("\n", 1500)), Long.MIN_VALUE).states)
                .as("every 31 minutes")
                .isEmpty();
    }

    @Test
    void aReportThatTellsNoSpeedIsNoEvidenceOfASlowBuoy() {
        // The only one with a place of its own: what follows is as slow, so only the unknown one could begin it
        // earlier.
        StringBuilder buoy = new StringBuilder("0s 0,0\n");
        for (int i = 1; i <= 722; i++) {
            buoy.append("%ds %d,0 0.5kn%n".formatted(120 * i, i % 30));
        }

        assertThat(scene().run(BOAT, buoy.toString(), Long.MIN_VALUE).states).containsExactly("00:02:00 gear");
    }

    private static List<String> states(Voyage voyage) {
        return scene().run(BOAT, voyage.toString(), Long.MIN_VALUE).states;
    }
}
