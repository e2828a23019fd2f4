package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoiteringRuleTest {
    private static final String SHIP = "vessel:412000001";
    private static final String RULE = "kind: loitering\napplies: mover.kind == \"vessel\"\ntier: blue\n";

    private static Voyage sea() {
        return new Voyage(0, 0).every(300);
    }

    private static List<String> run(Voyage voyage) {
        return Scene.withRule(RULE).run(SHIP, voyage.toString());
    }

    @Test
    void eightSlowHoursFourForCarriers() {
        Voyage slow = sea().sail(8 * 60, 1.9, "");
        assertThat(run(slow)).isEmpty();
        assertThat(run(slow.row(1.9, ""))).containsExactly("opened 08:00:00 blue");
        assertThat(Scene.withRule(RULE).registered(SHIP, "cargo").run(SHIP, slow.toString()))
                .containsExactly("opened 04:00:00 blue");
        assertThat(run(sea().sail(9 * 60, 2.1, ""))).isEmpty();
    }

    @Test
    void theMeanOfTheHourCountsAndOneFastHourBeginsAnew() {
        Voyage burst = sea().sail(4 * 60, 1, "").sail(10, 6, "").sail(50, 1, "").sail(3 * 60 + 5, 1, "");
        Voyage fastHour = sea().sail(4 * 60, 1, "").sail(60, 3, "").sail(4 * 60 + 5, 1, "");

        assertThat(run(burst)).containsExactly("opened 08:00:00 blue");
        assertThat(run(fastHour)).isEmpty();
    }

    @Test
    void anHourThatIsHardlyHeardBeginsAnew() {
        Voyage heardHalf = sea().sail(4 * 60, 1, "").pause(25).sail(35, 1, "").sail(3 * 60 + 5, 1, "");
        Voyage hardlyHeard = sea().sail(4 * 60, 1, "").pause(61).sail(59, 1, "").sail(3 * 60 + 5, 1, "");

        assertThat(run(heardHalf)).containsExactly("opened 08:00:00 blue");
        assertThat(run(hardlyHeard)).isEmpty();
    }

    @Test
    void atAnchorInPortNearShoreAndGearDoNotLoiter() {
        String slow = sea().sail(9 * 60, 1, "").toString();

        assertThat(run(sea().sail(9 * 60, 1, "nav=1"))).isEmpty();
        assertThat(Scene.withRule(RULE)
                        .square("a", "anchorage", -9, -9, 99_000, 9)
                        .run(SHIP, slow))
                .isEmpty();
        assertThat(Scene.withRule(RULE)
                        .square("c", "land", -40_000, -9, -36_900, 9)
                        .run(SHIP, slow))
                .as("nearer than 20 nm")
                .isEmpty();
        assertThat(Scene.withRule(RULE)
                        .square("c", "land", -40_000, -9, -37_100, 9)
                        .run(SHIP, slow))
                .hasSize(1);
        assertThat(Scene.withRule(RULE).registered(SHIP, "gear").run(SHIP, slow))
                .isEmpty();
        assertThat(Scene.withRule(RULE).run("vessel:912345678", slow))
                .as("number of a net buoy")
                .isEmpty();
    }

    @Test
    void clearsAfterTwoHoursUnderWayOrInPort() {
        Voyage away = sea().sail(8 * 60 + 5, 1, "").sail(115, 4, "");
        assertThat(run(away)).hasSize(1);
        assertThat(run(away.row(4, ""))).containsExactly("opened 08:00:00 blue", "closed 10:00:00 blue cleared");
        Voyage port = sea().sail(8 * 60 + 5, 1, "");
        Scene scene = Scene.withRule(RULE).square("p", "harbour", port.x() - 5, -9, port.x() + 5, 9);
        assertThat(scene.run(SHIP, port.row(1, "").toString()))
                .containsExactly("opened 08:00:00 blue", "closed 08:05:00 blue cleared");
    }

    @Test
    void isYellowNearACable() {
        String slow = sea().sail(8 * 60 + 5, 1, "").toString();

        assertThat(Scene.withRule(RULE)
                        .square("k", "cable", -9, 1800, 99_000, 9000)
                        .run(SHIP, slow))
                .containsExactly("opened 08:00:00 yellow");
        assertThat(Scene.withRule(RULE)
                        .square("k", "cable", -9, 1900, 99_000, 9000)
                        .run(SHIP, slow))
                .containsExactly("opened 08:00:00 blue");
    }

    @Test
    void theShortProfileOfRtec() {
        String params = RULE + "params: {block: PT30M, hours: 0.5, fromShoreNm: 0}\n";

        assertThat(Scene.withRule(params).run(SHIP, sea().sail(35, 1, "").toString()))
                .containsExactly("opened 00:30:00 blue");
        assertThat(Scene.withRule(params)
                        .storingState()
                        .run(SHIP, sea().sail(35, 1, "").toString()))
                .hasSize(1);
    }
}
