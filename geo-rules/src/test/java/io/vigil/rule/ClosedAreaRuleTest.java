package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.RegistryRecord;
import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosedAreaRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String ENTRY =
            """
            kind: closed-area
            applies: mover.kind == "vessel"
            tier: yellow
            params: {mode: entry, types: [closed-season]}
            """;
    private static final String FISHING =
            """
            kind: closed-area
            applies: mover.kind == "vessel"
            tier: yellow
            params: {mode: fishing, types: [closed-season]}
            """;

    private static Scene scene(String rule) {
        return Scene.withRule(rule).square("z", "closed-season", 0, 0, 20_000, 20_000);
    }

    /** Reports every two minutes from 00:00 at that speed, northwards from a point. */
    private static String north(double east, double south, double knots, int count, String words) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < count; i++) {
            table.append(2 * i).append("m ").append(east).append(',').append(south + i * knots * 1852 / 30);
            table.append(' ').append(knots).append("kn ").append(words).append('\n');
        }
        return table.toString();
    }

    @Test
    void warnsAfterTenMinutesInside() {
        assertThat(scene(ENTRY).run(BOAT, north(500, 1000, 8, 6, ""))).containsExactly("opened 00:10:00 yellow z");
        assertThat(scene(ENTRY).run(BOAT, north(500, 1000, 8, 5, ""))).isEmpty();
    }

    @Test
    void doesNotCountTheTimeBeforeTheFirstReportInside() {
        String track =
                """
                0m  500,-1000 8kn
                12m 500,1000  8kn
                14m 500,1500  8kn
                22m 500,3500  8kn
                """;

        Scene.Output output = scene(ENTRY).run(BOAT, track, Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:22:00 yellow z");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("inside z for 10 min without permission");
    }

    @Test
    void makesProtectedAreasRed() {
        assertThat(Scene.withRule(ENTRY.replace("closed-season", "protected"))
                        .square("p", "protected", 0, 0, 20_000, 20_000)
                        .run(BOAT, north(500, 1000, 8, 6, "")))
                .containsExactly("opened 00:10:00 red p");
    }

    @Test
    void givesNoticeWhenTheCourseMeetsTheAreaWithinTwentyMinutes() {
        // 10 kn is 6,173 m in 20 min.
        assertThat(scene(ENTRY).run(BOAT, north(10_000, -6_700, 10, 3, "course=0")))
                .as("two of the three reports are near enough")
                .isEmpty();
        assertThat(scene(ENTRY).run(BOAT, north(10_000, -6_100, 10, 3, "course=0")))
                .containsExactly("opened 00:04:00 blue pre z");
        assertThat(scene(ENTRY).run(BOAT, north(10_000, -6_100, 10, 3, "course=180")))
                .isEmpty();
    }

    @Test
    void endsTheNoticeOnEntry() {
        Scene.Output output = scene(ENTRY).run(BOAT, north(10_000, -1_500, 10, 8, "course=0"), Long.MIN_VALUE);

        assertThat(output.lines()).containsExactly("opened 00:04:00 blue pre z", "closed 00:06:00 blue pre z ended");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("on this course enters z in about 1 min");
        assertThat(output.warnings.get(1).messageEn()).isEqualTo("cleared: has entered z");
    }

    @Test
    void clearsThreeReportsBeyondTheExitMargin() {
        String inside = north(500, 1000, 8, 6, "");
        assertThat(
                        scene(ENTRY)
                                .run(
                                        BOAT,
                                        inside
                                                + """
                12m -300,2000 8kn
                14m -360,2000 8kn
                16m -360,2100 8kn
                18m -380,2200 8kn
                20m -385,2300 8kn
                22m -390,2400 8kn
                """))
                .containsExactly("opened 00:10:00 yellow z", "closed 00:22:00 yellow z cleared");
    }

    @Test
    void recordsAnAuthorisedVesselAsPermitted() {
        assertThat(scene(ENTRY)
                        .registered(
                                BOAT,
                                "fishing",
                                List.of(new RegistryRecord.Permit("z", Long.MIN_VALUE, Long.MAX_VALUE)),
                                List.of(),
                                Map.of())
                        .run(BOAT, north(500, 1000, 8, 6, "")))
                .containsExactly("permitted 00:10:00 blue z");
    }

    private static Scene attributed(Map<String, Object> attributes, Map<String, Object> registry) {
        return Scene.withRule(ENTRY)
                .zone("z", "closed-season", Set.of(), Schedule.ALWAYS, Double.NaN, attributes, 0, 0, 20_000, 20_000)
                .registered(BOAT, "fishing", List.of(), List.of(), registry);
    }

    @Test
    void aZoneMayBeClosedToSomeGearsOnly() {
        Map<String, Object> trawlLine = Map.of("gears", List.of("trawl", "pair-trawl"));
        String track = north(500, 1000, 8, 6, "");

        assertThat(attributed(trawlLine, Map.of("gear", "trawl")).run(BOAT, track))
                .hasSize(1);
        assertThat(attributed(trawlLine, Map.of("gear", "gillnet")).run(BOAT, track))
                .isEmpty();
        assertThat(attributed(trawlLine, Map.of("gear", List.of("gillnet", "trawl")))
                        .run(BOAT, track))
                .hasSize(1);
        assertThat(attributed(trawlLine, Map.of()).run(BOAT, track))
                .as("a gear nobody knows")
                .isEmpty();
    }

    @Test
    void aZoneMayNameWhoIsAuthorised() {
        String track = north(500, 1000, 8, 6, "");

        assertThat(attributed(Map.of("authorised", List.of(BOAT)), Map.of()).run(BOAT, track))
                .containsExactly("permitted 00:10:00 blue z");
        assertThat(attributed(Map.of("authorised", List.of("fishing")), Map.of())
                        .run(BOAT, track))
                .containsExactly("permitted 00:10:00 blue z");
        assertThat(attributed(Map.of("authorised", List.of("enforcement")), Map.of())
                        .run(BOAT, track))
                .containsExactly("opened 00:10:00 yellow z");
    }

    @Test
    void findsFishingSpeedInsideForTwentyMinutes() {
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 3, 11, ""))).containsExactly("opened 00:20:00 orange z");
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 3, 10, ""))).isEmpty();
    }

    @Test
    void takesTheBoundsOfTheSpeedBandAsFishing() {
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 1.0, 11, ""))).hasSize(1);
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 0.9, 11, ""))).isEmpty();
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 5.5, 11, ""))).hasSize(1);
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 5.6, 11, ""))).isEmpty();
    }

    @Test
    void doesNotTakeAnAnchoredOrMooredVesselForFishing() {
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 2, 11, "nav=1"))).isEmpty();
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 2, 11, "nav=5"))).isEmpty();
        assertThat(scene(FISHING).run(BOAT, north(500, 1000, 2, 11, "nav=7"))).hasSize(1);
    }

    @Test
    void derivesTheSpeedFromTheTrackWhereNoneIsReported() {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            table.append(2 * i).append("m 500,").append(1000 + 200 * i).append('\n');
        }

        assertThat(scene(FISHING).run(BOAT, table.toString())).containsExactly("opened 00:22:00 orange z");
    }

    @Test
    void closesABandAroundTheZone() {
        Scene scene = Scene.withRule(
                        """
                kind: closed-area
                applies: mover.kind == "vessel"
                tier: yellow
                params: {mode: entry, types: [coast], bandNm: 3, notice: PT0S}
                """)
                .square("shore", "coast", -50_000, 0, 0, 20_000);

        assertThat(scene.run(BOAT, north(5_500, 1000, 8, 6, ""))).containsExactly("opened 00:10:00 yellow shore");
        assertThat(scene.run(BOAT, north(5_600, 1000, 8, 6, ""))).isEmpty();
        assertThat(scene.run(BOAT, "0m 30000,500 30kn\n30m 5000,500 30kn\n42m 5000,600 1kn\n"))
                .as("the bound on the distance shrinks with the way made")
                .containsExactly("opened 00:42:00 yellow shore");
    }

    @Test
    void theNoticeEndsWhenTheVesselStops() {
        assertThat(
                        scene(ENTRY)
                                .run(
                                        BOAT,
                                        north(10_000, -6_100, 10, 3, "course=0")
                                                + """
                6m  10000,-5000 0kn course=0
                8m  10000,-5000 0kn course=0
                10m 10000,-5000 0kn course=0
                12m 10000,-5000 0kn course=0
                """))
                .containsExactly("opened 00:04:00 blue pre z", "closed 00:10:00 blue pre z cleared");
    }
}
