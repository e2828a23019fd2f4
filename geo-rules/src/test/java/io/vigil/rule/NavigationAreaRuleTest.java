package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NavigationAreaRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: navigation-area
            applies: mover.kind == "vessel"
            tier: yellow
            """;

    private static Scene certified(String area) {
        return Scene.withRule(RULE)
                .zone(
                        "c1",
                        "navigation-area",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of("area", "C1"),
                        0,
                        0,
                        20_000,
                        20_000)
                .zone(
                        "land",
                        "land",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of(),
                        -50_000,
                        -50_000,
                        -10_000,
                        50_000)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("navigationArea", area));
    }

    private static String lying(double east, int minutes) {
        StringBuilder table = new StringBuilder();
        for (int minute = 0; minute <= minutes; minute += 5) {
            table.append(minute)
                    .append("m ")
                    .append(east)
                    .append(',')
                    .append(10_000 + minute)
                    .append(" 6kn\n");
        }
        return table.toString();
    }

    @Test
    void warnsAQuarterOfAnHourBeyondTheMargin() {
        Scene.Output output = certified("C1").run(BOAT, lying(21_000, 15), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:15:00 yellow");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("0.5 nm outside its navigation area C1");
        assertThat(certified("C1").run(BOAT, lying(21_000, 10))).isEmpty();
    }

    @Test
    void halfAMileOutsideIsTolerated() {
        assertThat(certified("C1").run(BOAT, lying(20_900, 60))).isEmpty();
        assertThat(certified("C1").run(BOAT, lying(20_960, 60))).hasSize(1);
        assertThat(certified("C1").run(BOAT, lying(10_000, 60))).isEmpty();
    }

    @Test
    void clearsWellInsideOnly() {
        String outside = lying(22_000, 15);
        String near =
                "20m 19800,10077 6kn\n25m 19800,10084 6kn\n30m 19800,10091 6kn\n35m 19800,10098 6kn\n40m 19800,10105 6kn\n";
        String inside =
                "45m 19500,10112 6kn\n50m 19500,10119 6kn\n55m 19500,10126 6kn\n60m 19500,10133 6kn\n65m 19500,10140 6kn\n";

        assertThat(certified("C1").run(BOAT, outside + near)).containsExactly("opened 00:15:00 yellow");
        assertThat(certified("C1").run(BOAT, outside + near + inside))
                .containsExactly("opened 00:15:00 yellow", "closed 01:05:00 yellow cleared");
    }

    @Test
    void anAreaThatNoZoneDrawsIsADistanceFromShore() {
        double limit = -10_000 + 10 * 1852;

        assertThat(certified("sheltered").run(BOAT, lying(limit + 800, 60))).isEmpty();
        assertThat(certified("sheltered").run(BOAT, lying(limit + 1_100, 60))).hasSize(1);
    }

    @Test
    void anAreaNobodyKnowsIsNotJudged() {
        assertThat(certified("moon").run(BOAT, lying(90_000, 60))).isEmpty();
        assertThat(Scene.withRule(RULE).registered(BOAT, "fishing").run(BOAT, lying(90_000, 60)))
                .isEmpty();
        assertThat(Scene.withRule(RULE)
                        .registered(BOAT, "fishing", List.of(), List.of(), Map.of("navigationArea", "coastal"))
                        .run(BOAT, lying(90_000, 60)))
                .as("no land is known")
                .isEmpty();
    }

    @Test
    void ofSeveralAreasTheOrderDoesNotMatterAndTheUnknownOneProvesNothing() {
        for (List<String> areas : List.of(List.of("C1", "moon"), List.of("moon", "C1"))) {
            Scene scene = certified("C1")
                    .registeredFrom(
                            Scene.time("00:16:00"),
                            "vessel:412000001",
                            "fishing",
                            List.of(),
                            List.of(),
                            Map.of("navigationArea", areas));
            String inside =
                    "45m 19500,10112 6kn\n50m 19500,10119 6kn\n55m 19500,10126 6kn\n60m 19500,10133 6kn\n65m 19500,10140 6kn\n";

            assertThat(scene.run(BOAT, lying(22_000, 60)))
                    .as("outside of one and perhaps of the other")
                    .containsExactly("opened 00:15:00 yellow");
            assertThat(scene.run(BOAT, lying(22_000, 15) + inside))
                    .as(areas.toString())
                    .containsExactly("opened 00:15:00 yellow", "closed 01:05:00 yellow cleared");
            assertThat(Scene.withRule(RULE)
                            .square("C1", "navigation-area", -20_000, -20_000, 20_000, 20_000)
                            .registered(BOAT, "fishing", List.of(), List.of(), Map.of("navigationArea", areas))
                            .run(BOAT, lying(22_000, 60)))
                    .isEmpty();
        }
    }
}
