package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The version of a zone that is valid at a report's event time is the one that judges. */
class ZoneVersionTest {
    private static final String TRUCK = "vehicle:津A10050|yellow";
    private static final long CHANGE = Scene.time("2m");

    private static Scene scene(double eastBefore, double eastAfter) {
        return Scene.withRule("kind: forbidden-zone\ntier: yellow\napplies: mover.class == \"heavy-truck\"\n")
                .version("z", "forbidden", CHANGE, Long.MAX_VALUE, 0, 0, eastAfter, 1000)
                .version("z", "forbidden", Long.MIN_VALUE, CHANGE, 0, 0, eastBefore, 1000)
                .registered(TRUCK, "heavy-truck");
    }

    @Test
    void aWarningGoesOnWhereTheNextVersionHoldsTheMoverToo() {
        String track =
                """
                0s   100,500  30kph
                60s  500,500  30kph
                110s 900,500  30kph
                2m   950,500  30kph
                150s 1200,500 30kph
                3m   1700,500 30kph
                4m   3000,500 30kph
                5m   3500,500 30kph
                6m   4000,500 30kph
                """;
        List<String> expected = List.of("opened 00:01:00 yellow z", "closed 00:06:00 yellow z cleared");

        assertThat(scene(1000, 2000).run(TRUCK, track)).isEqualTo(expected);
        assertThat(scene(1000, 2000).storingState().run(TRUCK, track)).isEqualTo(expected);
    }

    @Test
    void clearsWhereTheNextVersionDoesNotHoldTheMover() {
        String track =
                """
                0s   1500,500 30kph
                60s  1600,500 30kph
                119s 1700,500 30kph
                2m   1700,500 30kph
                3m   1750,500 30kph
                4m   1800,500 30kph
                """;

        assertThat(scene(2000, 1000).run(TRUCK, track))
                .containsExactly("opened 00:01:00 yellow z", "closed 00:04:00 yellow z cleared");
        assertThat(scene(2000, 1000).storingState().run(TRUCK, track))
                .containsExactly("opened 00:01:00 yellow z", "closed 00:04:00 yellow z cleared");
    }

    @Test
    void aVersionThatIsNotYetValidDoesNotJudge() {
        String before =
                """
                0s  1500,500 30kph
                60s 1600,500 30kph
                90s 1700,500 30kph
                """;

        assertThat(scene(1000, 2000).run(TRUCK, before)).isEmpty();
        assertThat(scene(2000, 1000).run(TRUCK, before)).containsExactly("opened 00:01:00 yellow z");
    }

    @Test
    void aSparseWayThroughTwoVersionsIsOneWarning() {
        String track =
                """
                0s   100,500  30kph
                60s  600,500  30kph
                110s 900,500  30kph
                170s 1400,500 30kph
                200s 1500,500 30kph
                """;

        assertThat(scene(2000, 2000).run(TRUCK, track)).containsExactly("opened 00:01:00 yellow z");
        assertThat(scene(2000, 2000).storingState().run(TRUCK, track)).containsExactly("opened 00:01:00 yellow z");
    }
}
