package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedOutageRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULES =
            """
            rules:
              - id: feeds
                kind: feed-outage
                tier: yellow
                params: {by: operator}
              - id: dark
                kind: going-dark
                applies: mover.kind == "vessel"
                tier: yellow
            """;

    private static PositionReport report(String time, String source) {
        PositionReport at = Scene.events(BOAT, time + " 0,0 3kn").get(0);
        return PositionReport.at(at.mover(), at.eventTimeMillis(), at.latitude(), at.longitude())
                .source(source)
                .build();
    }

    /** What was told of feeds, a line each. */
    private static final class Heard extends Scene.Output {
        private final List<String> beats = new ArrayList<>();
        private final List<Long> previous = new ArrayList<>();

        @Override
        public void heard(String lane, FeedHeard heard, long timeMillis) {
            beats.add(lane + " " + heard.feed() + " " + (timeMillis - Scene.time("0s")) / 1000);
            long slotZero = Scene.time("0s") / FeedOutageRule.SLOT_MILLIS;
            previous.add(heard.previousSlot() == FeedHeard.NEVER ? -1 : heard.previousSlot() - slotZero);
        }
    }

    private static Heard heard(Scene scene, PositionReport... reports) {
        Heard heard = new Heard();
        scene.runAll(List.of(reports), Long.MIN_VALUE, heard);
        return heard;
    }

    @Test
    void countsAMoverOnceInASlotByEachFeed() {
        Heard heard = heard(
                Scene.withRules(RULES),
                report("0s", "ais"),
                report("30s", "ais"),
                report("40s", "beidou"),
                report("50s", "ais"),
                report("119s", "beidou"),
                report("120s", "ais"),
                report("130s", "camera"));

        assertThat(heard.beats).containsExactly("live ais 0", "live beidou 40", "live ais 120");
        assertThat(heard.previous).as("in which slot before").containsExactly(-1L, -1L, 0L);
    }

    @Test
    void countsApartByTheRegionItIsIn() {
        Scene scene = Scene.withRules(RULES.replace("{by: operator}", "{by: operator, regionTypes: [station]}"))
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("operator", "telecom"))
                .square("shengsi", "station", -100, -100, 100, 100);
        Heard heard = new Heard();
        List<PositionReport> reports = new ArrayList<>();
        for (PositionReport at : Scene.events(BOAT, "0m 0,0 3kn\n2m 0,0 3kn\n4m 900,0 3kn\n6m 900,0 3kn")) {
            reports.add(PositionReport.at(at.mover(), at.eventTimeMillis(), at.latitude(), at.longitude())
                    .source("ais")
                    .build());
        }
        scene.runAll(reports, Long.MIN_VALUE, heard);

        assertThat(heard.beats)
                .containsExactly(
                        "live ais/telecom@shengsi 0",
                        "live ais/telecom@shengsi 120",
                        "live ais/telecom 240",
                        "live ais/telecom 360");
        assertThat(heard.previous).as("not in another region").containsExactly(-1L, 0L, -1L, 2L);
    }

    @Test
    void countsApartByAFieldOfTheRegistry() {
        Scene scene =
                Scene.withRules(RULES).registered(BOAT, "fishing", List.of(), List.of(), Map.of("operator", "telecom"));

        assertThat(heard(scene, report("0s", "ais")).beats).containsExactly("live ais/telecom 0");
    }

    @Test
    void aWarningOfSilenceNamesTheFeedAndNobodyIsWarnedOfBecauseOfIt() {
        Scene.Output output = Scene.withRules(RULES).runAll(List.of(report("0s", "ais")), Scene.time("3h"));

        assertThat(output.lines()).containsExactly("opened 02:00:00 yellow");
        assertThat(output.warnings.get(0).explain().measured()).containsEntry("feed", "ais");
        assertThat(Scene.withRules(RULES)
                        .runAll(List.of(report("0s", "camera")), Scene.time("3h"))
                        .warnings
                        .get(0)
                        .explain()
                        .measured())
                .doesNotContainKey("feed");
    }
}
