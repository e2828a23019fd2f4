package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortComplianceRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: port-compliance
            applies: mover.kind == "vessel"
            tier: yellow
            """;
    /** In port until 00:10, out of it at 00:20. */
    private static final String LEAVES = "0m 1000,1000 0kn\n10m 1500,1000 5kn\n20m 4000,1000 8kn\n";

    private static Scene scene(String rule) {
        return Scene.withRule(rule).square("h", "harbour", 0, 0, 2_000, 2_000);
    }

    private static String atSea(int fromMinute, int toMinute) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute <= toMinute; minute += 10) {
            table.append(minute).append("m ").append(4_000 + minute * 10).append(",1000 5kn\n");
        }
        return table.toString();
    }

    private static Scene.Output run(Scene scene, String table, String until, MoverEvent... declared) {
        List<MoverEvent> events = new ArrayList<>(Scene.events(BOAT, table));
        for (MoverEvent each : declared) {
            int at = 0;
            while (at < events.size() && events.get(at).eventTimeMillis() < each.eventTimeMillis()) {
                at++;
            }
            events.add(at, each);
        }
        return scene.runAll(events, Scene.time(until));
    }

    private static IdentityReport departure(String time) {
        return Scene.declared(BOAT, time, IdentityReport.DEPARTURE, String.valueOf(Scene.time(time)));
    }

    @Test
    void aDepartureThatNobodyReportedIsWarnedOfHalfAnHourAfterItInSilenceToo() {
        assertThat(run(scene(RULE), LEAVES, "00:49:59").lines()).isEmpty();
        Scene.Output output = run(scene(RULE), LEAVES, "00:50:00");

        assertThat(output.lines()).containsExactly("opened 00:50:00 yellow");
        assertThat(output.warnings.get(0).messageEn()).isEqualTo("left port 30 min ago without reporting departure");
        assertThat(output.warnings.get(0).onsetMillis()).isEqualTo(Scene.time("00:20:00"));
    }

    @Test
    void aReportInTimeBeforeOrAfterIsInOrder() {
        String track = "500m 1000,1000 0kn\n510m 1500,1000 5kn\n520m 4000,1000 8kn\n" + atSea(530, 580);

        assertThat(run(scene(RULE), track, "09:40:00", departure("08:45:00")).lines())
                .isEmpty();
        assertThat(run(scene(RULE), track, "09:40:00", departure("02:40:00")).lines())
                .isEmpty();
        assertThat(run(scene(RULE), track, "09:40:00", departure("02:39:59")).lines())
                .as("more than six hours before")
                .containsExactly("opened 09:10:00 yellow");
    }

    @Test
    void aLateReportEndsIt() {
        assertThat(run(scene(RULE), LEAVES + atSea(30, 80), "01:20:00", departure("01:05:00"))
                        .lines())
                .containsExactly("opened 00:50:00 yellow", "closed 01:10:00 yellow ended");
    }

    @Test
    void backInPortEndsIt() {
        assertThat(run(scene(RULE), LEAVES + atSea(30, 60) + "70m 1500,1000 5kn\n", "01:20:00")
                        .lines())
                .containsExactly("opened 00:50:00 yellow", "closed 01:10:00 yellow ended");
    }

    @Test
    void aBoatFirstHeardAtSeaHasNotLeft() {
        assertThat(run(scene(RULE), atSea(0, 120), "05:00:00").lines()).isEmpty();
    }

    @Test
    void swingingAtTheEdgeOfTheHarbourIsNoDeparture() {
        assertThat(run(scene(RULE), "0m 1000,1000 0kn\n10m 2900,1000 1kn\n20m 2910,1000 1kn\n", "05:00:00")
                        .lines())
                .as("926 m outside the area is the bound")
                .isEmpty();
        assertThat(run(scene(RULE), "0m 1000,1000 0kn\n10m 2950,1000 1kn\n20m 2960,1000 1kn\n", "05:00:00")
                        .lines())
                .hasSize(1);
    }

    @Test
    void aPortThatIsAPointIsLeftBeyondFourKilometres() {
        String rule = RULE;
        String near = "0m 100,0 0kn\n30m 3900,0 8kn\n";
        String far = "0m 100,0 0kn\n30m 4100,0 8kn\n";

        assertThat(run(Scene.withRule(rule).circle("p", "port", 500, 0, 0), near, "05:00:00")
                        .lines())
                .isEmpty();
        assertThat(run(Scene.withRule(rule).circle("p", "port", 500, 0, 0), far, "05:00:00")
                        .lines())
                .containsExactly("opened 01:00:00 yellow");
    }

    @Test
    void anExpiredCertificateABannedStatusOrTooFewHandsAreUnfit() {
        Scene expired = scene(RULE)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("seaworthinessValidUntil", "2026-09-11"));
        Scene valid = scene(RULE)
                .registered(BOAT, "fishing", List.of(), List.of(), Map.of("seaworthinessValidUntil", "2026-09-12"));
        Scene banned =
                scene(RULE).registered(BOAT, "fishing", List.of(), List.of(), Map.of("status", List.of("banned")));
        Scene crew = scene(RULE).registered(BOAT, "fishing", List.of(), List.of(), Map.of("leastCrew", 4));
        IdentityReport three = Scene.declared(BOAT, "00:05:00", IdentityReport.CREW, "3");
        IdentityReport four = Scene.declared(BOAT, "00:05:00", IdentityReport.CREW, "4");

        assertThat(run(expired, LEAVES, "00:40:00").lines()).containsExactly("opened 00:20:00 orange");
        assertThat(run(valid, LEAVES, "00:40:00").lines()).isEmpty();
        assertThat(run(banned, LEAVES, "00:40:00").lines()).containsExactly("opened 00:20:00 orange");
        assertThat(run(crew, LEAVES, "00:40:00", three).lines()).containsExactly("opened 00:20:00 orange");
        assertThat(run(crew, LEAVES, "00:40:00", four).lines()).isEmpty();
    }

    @Test
    void oneReportServesOneDeparture() {
        String twice = LEAVES + "30m 1500,1000 5kn\n40m 1500,1000 5kn\n50m 4000,1000 8kn\n" + atSea(60, 100);

        assertThat(run(scene(RULE), twice, "01:40:00", departure("00:05:00")).lines())
                .as("out at 00:20 with a report, in, and out at 00:50 without another")
                .containsExactly("opened 01:20:00 yellow");
        assertThat(run(scene(RULE), twice, "01:40:00", departure("00:05:00"), departure("00:45:00"))
                        .lines())
                .isEmpty();
        assertThat(run(scene(RULE), twice, "01:40:00", departure("00:05:00"), departure("01:10:00"))
                        .lines())
                .isEmpty();
    }

    @Test
    void whatIsNotKnownProvesNoFitness() {
        String asked = RULE + "params: {certificates: [inspection], leastCrew: 3}\n";
        Map<String, Object> inspected = Map.of("inspectionValidUntil", "2027-01-01");
        IdentityReport three = Scene.declared(BOAT, "00:05:00", IdentityReport.CREW, "3");
        IdentityReport report = departure("00:06:00");
        Scene none = scene(asked).registered(BOAT, "fishing", List.of(), List.of(), Map.of());
        Scene valid = scene(asked).registered(BOAT, "fishing", List.of(), List.of(), inspected);

        Scene.Output absent = run(none, LEAVES, "00:40:00", three, report);
        assertThat(absent.lines()).containsExactly("opened 00:20:00 orange");
        assertThat(absent.warnings.get(0).messageZh()).isEqualTo("不适航出港:无检验证书");
        assertThat(run(valid, LEAVES, "01:40:00", three, report).lines()).isEmpty();
        Scene.Output hands = run(valid, LEAVES, "01:40:00", report);
        assertThat(hands.lines()).as("due with the report of departure").containsExactly("opened 00:50:00 orange");
        assertThat(hands.warnings.get(0).messageEn()).isEqualTo("left port unfit: no hands declared, needed 3");
        assertThat(run(scene(asked), LEAVES, "01:40:00", report).lines())
                .as("in no registry")
                .isEmpty();
    }

    @Test
    void theChineseSentenceHasNoEnglishInIt() {
        List<Map<String, Object>> faults = List.of(
                Map.of("seaworthinessValidUntil", "2026-09-11"),
                Map.of("status", List.of("banned")),
                Map.of("status", List.of("detained")),
                Map.of("leastCrew", 4));
        for (Map<String, Object> fields : faults) {
            Scene scene = scene(RULE).registered(BOAT, "fishing", List.of(), List.of(), fields);
            IdentityReport three = Scene.declared(BOAT, "00:05:00", IdentityReport.CREW, "3");
            Scene.Output output = run(scene, LEAVES, "00:40:00", three);

            assertThat(output.warnings).hasSize(1);
            assertThat(output.warnings.get(0).messageZh()).startsWith("不适航出港:").doesNotContainPattern("[A-Za-z]");
        }
    }

    @Test
    void leavingWhileAnOrderIsInForceIsRed() {
        String order =
                "{\"id\":\"t\",\"name\":\"T\",\"issued\":\"2026-09-12T00:%s:00+08:00\",\"deadline\":\"2026-09-12T20:00:00+08:00\","
                        + "\"classes\":[\"fishing\"],\"alternatives\":[{\"kind\":\"harbour\"}]}";
        Scene before = scene(RULE).registered(BOAT, "fishing").orders(String.format(order, "15"));
        Scene after = scene(RULE).registered(BOAT, "fishing").orders(String.format(order, "25"));

        assertThat(run(before, LEAVES + atSea(30, 30), "00:40:00").lines()).containsExactly("opened 00:20:00 red");
        assertThat(run(after, LEAVES + atSea(30, 30), "00:40:00").lines())
                .as("who was out already has not left against it")
                .isEmpty();
    }

    @Test
    void inModeLateTheReportIsMissedAfterSixHours() {
        String rule = RULE + "params: {mode: late}\n";

        assertThat(run(scene(rule), LEAVES, "06:19:59").lines()).isEmpty();
        assertThat(run(scene(rule), LEAVES, "06:20:00").lines()).containsExactly("opened 06:20:00 yellow");
        assertThat(run(scene(rule), LEAVES, "06:20:00", departure("06:10:00")).lines())
                .isEmpty();
    }

    @Test
    void tellsWhetherABoatIsInPortOrAtSea() {
        assertThat(run(scene(RULE), LEAVES + atSea(30, 30) + "40m 1500,1000 5kn\n", "00:41:00").states)
                .containsExactly("00:00:00 in-port", "00:20:00 at-sea", "00:40:00 in-port");
    }
}
