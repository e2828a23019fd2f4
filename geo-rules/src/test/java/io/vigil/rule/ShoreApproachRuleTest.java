package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShoreApproachRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE = "kind: shore-approach\napplies: mover.kind == \"vessel\"\ntier: orange\n";
    private static final double THREE_MILES = 5556;
    private static final long DAY = 12 * 3600;

    /** Land lies east of x = 0. */
    private static Scene scene() {
        return Scene.withRule(RULE).square("coast", "land", 0, -50_000, 20_000, 50_000);
    }

    private static List<String> run(Voyage voyage) {
        return scene().registered(BOAT, "other").run(BOAT, voyage.toString());
    }

    private static Voyage off(double meters) {
        return new Voyage(-meters, 0).every(30).from(DAY);
    }

    @Test
    void aFastRunStraightInFromBeyondThreeMiles() {
        assertThat(run(off(THREE_MILES + 400).sail(4, 14, ""))).containsExactly("opened 12:02:00 orange");
        assertThat(run(off(THREE_MILES + 400).sail(12, 12, ""))).as("12 kn").isEmpty();
        assertThat(run(off(THREE_MILES - 10).sail(12, 14, "")))
                .as("from within")
                .isEmpty();
        assertThat(run(off(THREE_MILES - 400).sail(12, -14, ""))).as("outward").isEmpty();
    }

    @Test
    void alongTheCoastIsNoApproach() {
        StringBuilder aslant = new StringBuilder();
        StringBuilder steep = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            double way = 14 * 0.514444 * 30 * i;
            aslant.append("%ds %.1f,%.1f 14kn%n".formatted(DAY + 30L * i, -5700 + 0.69 * way, 0.72 * way));
            steep.append("%ds %.1f,%.1f 14kn%n".formatted(DAY + 30L * i, -5700 + 0.72 * way, 0.69 * way));
        }

        assertThat(scene().registered(BOAT, "other").run(BOAT, aslant.toString()))
                .isEmpty();
        assertThat(scene().registered(BOAT, "other").run(BOAT, steep.toString()))
                .hasSize(1);
    }

    @Test
    void inAChannelItIsOnItsWayToPort() {
        Scene channel = scene().registered(BOAT, "other").square("fairway", "channel", -9000, -100, 0, 100);

        assertThat(channel.run(BOAT, off(THREE_MILES + 400).sail(10, 14, "").toString()))
                .isEmpty();
    }

    @Test
    void theUnknownNearTheShoreAtNight() {
        Voyage night = new Voyage(-1800, 0).every(60).from(22 * 3600).sail(4, 2, "");
        Voyage evening = new Voyage(-1800, 0).every(60).from(22 * 3600 - 240).sail(4, 2, "");
        Voyage far = new Voyage(-2500, 0).every(60).from(22 * 3600).sail(4, 2, "");
        Voyage resting = new Voyage(-1800, 0).every(60).from(22 * 3600).sail(4, 0.9, "");

        assertThat(scene().run(BOAT, night.toString())).containsExactly("opened 22:02:00 orange");
        assertThat(scene().run(BOAT, evening.toString())).isEmpty();
        assertThat(scene().run(BOAT, far.toString())).isEmpty();
        assertThat(scene().run(BOAT, resting.toString())).isEmpty();
        assertThat(run(night)).as("registered").isEmpty();
        assertThat(scene().run(
                                BOAT,
                                new Voyage(-1800, 0)
                                        .every(60)
                                        .from(5 * 3600 - 180)
                                        .sail(3, 2, "")
                                        .toString()))
                .containsExactly("opened 04:59:00 orange");
    }

    @Test
    void aLandingWhereThereIsNoPort() {
        Voyage landing = off(2500).sail(10, 8, "").to(-150).every(60).sail(10, 0, "");
        assertThat(run(landing)).isEmpty();
        assertThat(run(landing.row(0, ""))).containsExactly("opened 12:20:00 orange");
        assertThat(scene().registered(BOAT, "other")
                        .square("p", "harbour", -400, -400, 0, 400)
                        .run(BOAT, landing.toString()))
                .isEmpty();
        assertThat(run(off(2500).sail(10, 8, "").to(-210).every(60).sail(20, 0, "")))
                .as("210 m off")
                .isEmpty();
        assertThat(run(off(150).every(60).sail(60, 0, "")))
                .as("lies at its own beach")
                .isEmpty();
    }

    @Test
    void isOverBeyondTwoMiles() {
        Voyage voyage = off(THREE_MILES + 400).sail(10, 14, "").every(60).sail(12, -8, "");

        assertThat(run(voyage)).containsExactly("opened 12:02:00 orange", "closed 12:21:00 orange cleared");
        assertThat(scene().registered(BOAT, "other").storingState().run(BOAT, voyage.toString()))
                .hasSize(2);
    }

    @Test
    void withoutKnownLandNothingIsSaid() {
        assertThat(Scene.withRule(RULE)
                        .run(BOAT, off(THREE_MILES + 400).sail(20, 14, "").toString()))
                .isEmpty();
    }
}
