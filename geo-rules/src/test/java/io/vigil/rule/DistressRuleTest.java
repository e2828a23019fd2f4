package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistressRuleTest {
    private static final String SHIP = "vessel:412000001";
    private static final String RULE = "kind: distress\napplies: mover.kind == \"vessel\"\ntier: yellow\n";

    private static Scene scene() {
        return Scene.withRule(RULE);
    }

    private static Voyage sea() {
        return new Voyage(0, 0);
    }

    private static String beside(int degrees) {
        return "course=90 heading=" + (90 + degrees);
    }

    private static List<String> run(Voyage voyage) {
        return scene().run(SHIP, voyage.toString());
    }

    @Test
    void isAdriftWhenGoingBesideTheBowForTenMinutesAndFiveHundredMetres() {
        assertThat(run(sea().sail(10, 2, beside(45)))).isEmpty();
        assertThat(run(sea().sail(11, 2, beside(45)))).containsExactly("opened 00:10:00 yellow");
        assertThat(run(sea().sail(11, 2, beside(44)))).isEmpty();
        assertThat(run(sea().sail(16, 1, beside(90)))).as("463 m").isEmpty();
        assertThat(run(sea().sail(18, 1, beside(90)))).as("500 m").containsExactly("opened 00:17:00 yellow");
        assertThat(run(sea().sail(20, 5, beside(-60)))).containsExactly("opened 00:10:00 yellow");
        assertThat(run(sea().sail(20, 5.1, beside(60)))).isEmpty();
        assertThat(run(sea().sail(60, 0.9, beside(60)))).isEmpty();
        assertThat(run(sea().sail(20, 2, "course=90"))).as("no heading").isEmpty();
    }

    @Test
    void oneReportAmongTenMayBeOtherwise() {
        Voyage wobble = sea().sail(5, 2, beside(50)).sail(1, 2, beside(10)).sail(6, 2, beside(50));
        Voyage turn = sea().sail(5, 2, beside(50)).sail(2, 2, beside(10)).sail(6, 2, beside(50));

        assertThat(run(wobble)).containsExactly("opened 00:10:00 yellow");
        assertThat(run(turn)).isEmpty();
    }

    @Test
    void whoWorksLiesOrIsInPortIsNotAdrift() {
        for (int status : new int[] {1, 3, 5, 6, 7}) {
            assertThat(run(sea().sail(20, 2, beside(60) + " nav=" + status)))
                    .as("status " + status)
                    .isEmpty();
        }
        assertThat(run(sea().sail(11, 2, beside(60) + " nav=2"))).hasSize(1);
        assertThat(scene().square("port", "anchorage", -99, -99, 9000, 99)
                        .run(SHIP, sea().sail(20, 2, beside(60)).toString()))
                .isEmpty();
    }

    @Test
    void isOrangeWithinAnHourOfShoreOrChannelAndClearsUnderWay() {
        Scene shore = scene().square("coast", "land", 4200, -5000, 9000, 5000);
        Scene channel = scene().square("fairway", "channel", 4200, -5000, 9000, 5000);
        Scene far = scene().square("coast", "land", 4400, -5000, 9000, 5000);
        String drift = sea().sail(11, 2, beside(60)).toString();

        assertThat(shore.run(SHIP, drift)).containsExactly("opened 00:10:00 orange");
        assertThat(channel.run(SHIP, drift)).containsExactly("opened 00:10:00 orange");
        assertThat(far.run(SHIP, drift)).containsExactly("opened 00:10:00 yellow");
        assertThat(run(sea().sail(11, 2, beside(60)).sail(10, 8, beside(0)))).hasSize(1);
        assertThat(run(sea().sail(11, 2, beside(60)).sail(11, 8, beside(0))))
                .containsExactly("opened 00:10:00 yellow", "closed 00:21:00 yellow cleared");
        assertThat(run(sea().sail(11, 2, beside(60)).sail(30, 0.5, beside(0))))
                .as("too slow to tell")
                .hasSize(1);
    }

    @Test
    void aSuddenStopThatIsHeldForAMinute() {
        Voyage stop = sea().every(10).sail(5, 10, "").sail(1, 0, "");
        assertThat(run(stop)).isEmpty();
        assertThat(run(stop.row(0.9, ""))).containsExactly("opened 00:06:00 orange");
        assertThat(scene().run(SHIP, stop.toString(), Long.MIN_VALUE)
                        .warnings
                        .get(0)
                        .messageEn())
                .isEqualTo("stopped suddenly from 10.0 kn");
        assertThat(run(sea().every(10).sail(5, 7, "").sail(3, 0, "")))
                .as("from 7 kn")
                .isEmpty();
        assertThat(run(sea().every(10).sail(5, 7.1, "").sail(3, 0.9, ""))).hasSize(1);
        assertThat(run(sea().every(10).sail(5, 7.1, "").sail(3, 1, "")))
                .as("to 1 kn")
                .isEmpty();
        assertThat(run(sea().every(30).sail(5, 10, "").sail(3, 0, "")))
                .as("in thirty seconds")
                .isEmpty();
        assertThat(run(sea().every(29).sail(5, 10, "").sail(3, 0, ""))).hasSize(1);
    }

    @Test
    void aSpeedSensorThatFailsIsNoStop() {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            table.append("%ds %d,0 %dkn%n".formatted(10 * i, 50 * i, i < 30 ? 10 : 0));
        }

        assertThat(scene().run(SHIP, table.toString())).isEmpty();
    }

    @Test
    void anSosIsRedAtOnceAndStays() {
        assertThat(run(sea().row(3, "alarm=emergency"))).containsExactly("opened 00:00:00 red");
        assertThat(run(sea().row(0, "nav=14").pause(1).sail(120, 8, ""))).containsExactly("opened 00:00:00 red");
        assertThat(scene().run("vessel:970123456", "0s 0,0 0kn")).containsExactly("opened 00:00:00 red");
        assertThat(scene().run("vessel:972123456", "0s 0,0 0kn")).hasSize(1);
        assertThat(scene().run("vessel:974123456", "0s 0,0 0kn")).hasSize(1);
        assertThat(scene().run("vessel:971123456", "0s 0,0 0kn")).isEmpty();
        assertThat(run(sea().row(0, "nav=15"))).as("a test").isEmpty();
    }

    @Test
    void aBeaconUnderTestIsNoSosUntilItIsActive() {
        assertThat(scene().run("vessel:970123456", "0s 0,0 0kn nav=15")).isEmpty();
        assertThat(scene().run("vessel:972123456", "0s 0,0 0kn nav=15\n60s 0,0 0kn nav=14"))
                .containsExactly("opened 00:01:00 red");
        assertThat(scene().run("vessel:97012345", "0s 0,0 0kn"))
                .as("no beacon's number")
                .isEmpty();
    }

    @Test
    void anSosCountsWhereTheFixIsWrong() {
        String jump = sea().sail(5, 8, "").toString() + "301s 400000,0 8kn alarm=emergency\n";
        Scene.Output output = scene().run(SHIP, jump, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:05:01 red");
        assertThat(run(sea().sail(10, 2, beside(45)).row(2, "")))
                .as("and no other part of the rule is about such reports")
                .isEmpty();
    }

    @Test
    void reportsThatFailTheGateProveNoDrift() {
        StringBuilder leaping = new StringBuilder();
        for (int minute = 0; minute <= 20; minute++) {
            leaping.append("%dm %d,0 2kn %s%n".formatted(minute, minute % 2 * 400_000, beside(60)));
        }

        assertThat(scene().run(SHIP, leaping.toString())).isEmpty();
    }

    @Test
    void withoutHeadingBeingCarriedAlongIsBlueWhereAskedFor() {
        String params = RULE.replace("yellow", "blue") + "params: {withoutHeading: true}\n";
        String carried = sea().sail(5, 8, "").sail(61, 1.2, "").toString();
        String fast = sea().sail(5, 8, "").sail(70, 1.6, "").toString();
        String lying = sea().sail(5, 8, "").sail(70, 0.2, "").toString();

        assertThat(Scene.withRule(params).run(SHIP, carried)).containsExactly("opened 01:05:00 blue");
        assertThat(Scene.withRule(params).run(SHIP, fast)).isEmpty();
        assertThat(Scene.withRule(params).run(SHIP, lying)).isEmpty();
        assertThat(Scene.withRule(params).run(SHIP, sea().sail(70, 1.2, "").toString()))
                .as("never under way")
                .isEmpty();
        assertThat(scene().run(SHIP, carried)).isEmpty();
    }
}
