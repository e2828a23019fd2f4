package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.scene.Scene;
import org.junit.jupiter.api.Test;

class ChannelOccupationRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: channel-occupation
            applies: mover.kind == "vessel"
            tier: yellow
            """;

    private static Scene scene() {
        return Scene.withRule(RULE).square("main", "channel", 0, 0, 20_000, 2_000);
    }

    /** Every two minutes drifting eastwards at a speed. */
    private static String drifting(double north, double knots, int minutes, String words) {
        StringBuilder table = new StringBuilder();
        for (int minute = 0; minute <= minutes; minute += 2) {
            table.append(minute)
                    .append("m ")
                    .append(5_000 + minute * knots * 30.87)
                    .append(',')
                    .append(north);
            table.append(' ').append(knots).append("kn ").append(words).append('\n');
        }
        return table.toString();
    }

    @Test
    void warnsOfABoatThatLiesInTheChannelForTenMinutes() {
        Scene.Output output = scene().run(BOAT, drifting(1_000, 1, 10, ""), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:10:00 yellow main");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("lying in main for 10 min");
        assertThat(scene().run(BOAT, drifting(1_000, 1, 8, ""))).isEmpty();
    }

    @Test
    void crossingIsLawful() {
        assertThat(scene().run(BOAT, drifting(1_000, 2.0, 30, ""))).isEmpty();
        assertThat(scene().run(BOAT, drifting(1_000, 1.9, 30, ""))).hasSize(1);
    }

    @Test
    void fishingThereCountsAtAnySpeed() {
        Scene scene = Scene.withRules(
                        """
                rules:
                  - id: fishing
                    kind: fishing-activity
                    applies: mover.kind == "vessel"
                    tier: blue
                    params: {afterDeparture: PT0S}
                  - id: channel
                    kind: channel-occupation
                    applies: mover.kind == "vessel"
                    tier: yellow
                """)
                .square("main", "channel", 0, 0, 20_000, 2_000);

        Scene.Output output = scene.run(BOAT, drifting(1_000, 3, 40, ""), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:30:00 yellow main");
        assertThat(output.warnings.get(0).messageZh()).isEqualTo("在“main”内作业10分钟");
    }

    @Test
    void givesNoticeWhenItHeadsForTheChannelWithinTwoMiles() {
        String from = "0m 5000,-4600 8kn course=0\n2m 5000,-4100 8kn course=0\n4m 5000,-3650 8kn course=0\n";
        String near = from + "6m 5000,-3200 8kn course=0\n8m 5000,-2700 8kn course=0\n";

        assertThat(scene().run(BOAT, from)).as("one report within 3,704 m").isEmpty();
        assertThat(scene().run(BOAT, near)).containsExactly("opened 00:08:00 blue pre main");
        assertThat(scene().run(BOAT, near.replace("course=0", "course=180"))).isEmpty();
        assertThat(scene().run(BOAT, near.replace("8kn", "2.9kn"))).isEmpty();
    }

    @Test
    void theNoticeEndsOnEntry() {
        StringBuilder in = new StringBuilder();
        for (int minute = 0; minute <= 20; minute += 2) {
            in.append(minute).append("m 5000,").append(-2_700 + minute * 247).append(" 8kn course=0\n");
        }

        assertThat(scene().run(BOAT, in.toString()))
                .containsExactly("opened 00:04:00 blue pre main", "closed 00:12:00 blue pre main ended");
    }

    @Test
    void clearsUnderWayOrOutside() {
        String lying = drifting(1_000, 1, 10, "");

        assertThat(scene().run(BOAT, lying + "12m 5500,1200 6kn\n14m 5900,1200 6kn\n16m 6300,1200 6kn\n"))
                .containsExactly("opened 00:10:00 yellow main", "closed 00:16:00 yellow main cleared");
        assertThat(scene().run(BOAT, lying + "12m 5300,2100 1kn\n14m 5320,2200 1kn\n16m 5340,2300 1kn\n"))
                .as("within 0.2 nm outside")
                .containsExactly("opened 00:10:00 yellow main");
        assertThat(scene().run(BOAT, lying + "12m 5300,2380 1kn\n14m 5320,2400 1kn\n16m 5340,2420 1kn\n"))
                .containsExactly("opened 00:10:00 yellow main", "closed 00:16:00 yellow main cleared");
    }
}
