package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReturnToPortRuleTest {
    private static final String BOAT = "vessel:412000001";
    private static final String RULE =
            """
            kind: return-to-port
            applies: mover.kind == "vessel"
            tier: blue
            params: {usualKn: 10, detourFactor: 1, derate: 1}
            """;
    /** Issued at 01:00, due at 06:00; a boat makes 10 kn. */
    private static final String ORDER = order("01:00", "06:00", "{\"kind\":\"harbour\"}", "");

    private static String order(String issued, String deadline, String alternatives, String more) {
        return "{\"id\":\"t12\",\"name\":\"台风12\",\"issued\":\"2026-09-12T" + issued
                + ":00+08:00\",\"deadline\":\"2026-09-12T" + deadline + ":00+08:00\",\"classes\":[\"fishing\"]," + more
                + "\"alternatives\":[" + alternatives + "]}\n";
    }

    private static Scene scene(String orders) {
        return Scene.withRule(RULE)
                .square("h", "harbour", -2_000, -2_000, 0, 2_000)
                .square("sea", "warning-area", -2_000, -100_000, 200_000, 100_000)
                .registered(BOAT, "fishing")
                .orders(orders);
    }

    /** Every ten minutes from a place eastwards or westwards at a speed, metres and knots. */
    private static String sailing(int fromMinute, int toMinute, double east, double knots) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute <= toMinute; minute += 10) {
            double x = east + (minute - fromMinute) * 30.87 * knots;
            table.append(minute).append("m ").append(x).append(',').append(minute);
            table.append(' ').append(Math.abs(knots)).append("kn\n");
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

    private static IdentityReport acknowledged(String time) {
        return Scene.declared(BOAT, time, IdentityReport.ACKNOWLEDGED, "t12");
    }

    @Test
    void everyStageComesToABoatThatIsSilentFromBeforeTheOrder() {
        // 37,040 m are 2 h at 10 kn: after 02:00 less than two hours are in hand, after 04:00 none.
        Scene.Output output = run(scene(ORDER), "0m 37040,0 1kn\n", "07:00:00");

        assertThat(output.lines())
                .containsExactly(
                        "opened 01:30:00 blue",
                        "escalated 02:05:00 yellow",
                        "escalated 04:05:00 orange",
                        "escalated 06:00:00 red");
        assertThat(output.warnings)
                .allSatisfy(warning -> assertThat(warning.order()).isEqualTo("t12"));
        assertThat(output.warnings.get(3).messageEn())
                .isEqualTo("order 台风12: not there at the deadline, 20.0 nm from h, -120 min in hand");
    }

    @Test
    void theDeadlinePassesWithASilentBoatAtItsVeryInstant() {
        assertThat(run(scene(ORDER), "0m 37040,0 1kn\n", "05:59:59").lines()).noneMatch(line -> line.contains("red"));
        assertThat(run(scene(ORDER), "0m 37040,0 1kn\n", "06:00:00").lines()).contains("escalated 06:00:00 red");
    }

    @Test
    void aBoatThatAcknowledgesAndComesInIsNeverWarnedOf() {
        String track =
                sailing(0, 60, 37_040, 0.5) + sailing(70, 180, 37_000, -10.2) + "190m -500,0 3kn\n200m -500,0 0kn\n";

        Scene.Output output = run(scene(ORDER), track, "08:00:00", acknowledged("01:20:00"));

        assertThat(output.lines()).isEmpty();
        assertThat(output.standings.get(0)).isEqualTo("01:00:00 t12 outstanding h 177m");
        assertThat(output.standings.get(output.standings.size() - 1)).startsWith("03:20:00 t12 complied h");
    }

    @Test
    void littleTimeInHandIsYellowAndTooLittleIsOrange() {
        // 55,560 m are 3 h at 10 kn; the more it is seen to make 5 kn only, the nearer they come to 6 h.
        Scene.Output output = run(
                scene(ORDER),
                sailing(0, 60, 55_560, 1) + sailing(70, 250, 57_000, -5),
                "04:10:00",
                acknowledged("01:10:00"));

        assertThat(output.lines()).containsExactly("opened 01:00:00 yellow", "escalated 03:15:00 orange");
    }

    @Test
    void standingStillMattersOnlyWhenTimeRunsShort() {
        String far = order("01:00", "23:00", "{\"kind\":\"harbour\"}", "");

        assertThat(run(scene(far), sailing(0, 600, 37_040, 0.2), "10:00:00", acknowledged("01:10:00"))
                        .lines())
                .isEmpty();
        // At 17:00 two hours are needed of six: less than four hours in hand.
        assertThat(run(scene(far), sailing(0, 1_080, 37_040, 0), "17:30:00", acknowledged("01:10:00"))
                        .lines())
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line).startsWith("opened 17:").endsWith("orange"));
    }

    @Test
    void tenMinutesInASafeHarbourCloseItWithTheProof() {
        Scene.Output output =
                run(scene(ORDER), sailing(0, 90, 37_040, -3) + "100m 20000,0 12kn\n200m -500,0 3kn\n", "05:00:00");

        assertThat(output.lines())
                .containsExactly("opened 01:30:00 blue", "escalated 03:10:00 yellow", "closed 03:30:00 yellow cleared");
        assertThat(output.warnings.get(2).messageEn())
                .isEqualTo("cleared: order 台风12: safe at h, 160 min before the deadline");
        assertThat(output.standings.get(output.standings.size() - 1)).startsWith("03:30:00 t12 complied h 160m");
    }

    @Test
    void aBoatThatLeavesAgainWhileTheOrderIsOnIsRed() {
        String in = "0m -500,0 0kn\n60m -500,0 0kn\n";

        Scene.Output output = run(scene(ORDER), in + sailing(180, 240, 2_000, 5), "04:00:00");

        assertThat(output.lines()).containsExactly("opened 03:10:00 red");
        assertThat(output.warnings.get(0).messageZh()).startsWith("“台风12”:到达后又离开");
    }

    @Test
    void aWarningThatWasClosedIsTheSameAgainWhenTheBoatLeaves() {
        String in = sailing(0, 90, 37_040, -3) + "100m 20000,0 12kn\n200m -500,0 3kn\n";

        Scene.Output output = run(scene(ORDER), in + sailing(260, 280, 2_000, 5), "04:40:00");

        assertThat(output.lines())
                .containsExactly(
                        "opened 01:30:00 blue",
                        "escalated 03:10:00 yellow",
                        "closed 03:30:00 yellow cleared",
                        "amended 04:30:00 red reopened");
        assertThat(output.warnings.get(3).warningId())
                .isEqualTo(output.warnings.get(0).warningId());
    }

    @Test
    void theEndOfTheOrderEndsIt() {
        String cancelled = ORDER + "{\"id\":\"t12\",\"issued\":\"2026-09-12T02:00:00+08:00\",\"cancelled\":true}\n";

        assertThat(run(scene(cancelled), "0m 37040,0 1kn\n", "07:00:00").lines())
                .containsExactly("opened 01:30:00 blue", "closed 02:00:00 blue ended");
    }

    @Test
    void anAmendedDeadlineCountsFromItsIssueOn() {
        String amended = ORDER + order("02:00", "12:00", "{\"kind\":\"harbour\"}", "");

        assertThat(run(scene(amended), "0m 37040,0 1kn\n", "11:59:59").lines()).noneMatch(line -> line.contains("red"));
        assertThat(run(scene(amended), "0m 37040,0 1kn\n", "12:00:00").lines()).contains("escalated 12:00:00 red");
    }

    @Test
    void leavingTheAreaFollowsTheOrder() {
        String leave = order("01:00", "06:00", "{\"kind\":\"leave\"}", "\"areas\":[\"sea\"],");

        Scene.Output output = run(scene(leave), sailing(0, 120, 190_000, 5), "06:10:00", acknowledged("01:10:00"));

        assertThat(output.lines()).isEmpty();
        assertThat(output.standings.get(output.standings.size() - 1)).contains("complied leave");
        assertThat(run(scene(leave), "0m 300000,0 5kn\n", "06:10:00").standings)
                .as("who is outside is not addressed")
                .isEmpty();
    }

    @Test
    void westOfAMeridianFollowsTheOrderWithADeadlineOfItsOwn() {
        String west = order(
                "01:00",
                "06:00",
                "{\"kind\":\"harbour\"},{\"kind\":\"beyond\",\"side\":\"west\",\"longitude\":117.9,\"deadline\":\"2026-09-12T04:00:00+08:00\"}",
                "");
        double meridian = 0.2 * 86_627;

        Scene.Output output = run(
                scene(west),
                sailing(0, 60, meridian + 9_000, 0.5) + sailing(70, 130, meridian + 9_000, -6),
                "05:00:00",
                acknowledged("01:05:00"));

        assertThat(output.lines()).isEmpty();
        assertThat(output.standings.get(output.standings.size() - 1)).contains("complied west-of-117.9");
    }

    @Test
    void aFullOrUnsafeHarbourIsNone() {
        Scene full = Scene.withRule(RULE)
                .zone(
                        "h",
                        "harbour",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of("capacity", 0),
                        -2_000,
                        -2_000,
                        0,
                        2_000)
                .square("far", "harbour", -2_000, 50_000, 0, 52_000)
                .registered(BOAT, "fishing")
                .orders(ORDER);

        assertThat(run(full, "0m 5000,0 1kn\n", "01:00:00").standings.get(0)).contains(" far ");
        assertThat(run(
                                scene(order("01:00", "06:00", "{\"kind\":\"harbour\",\"zones\":[\"other\"]}", "")),
                                "0m 5000,0 1kn\n",
                                "01:00:00")
                        .standings
                        .get(0))
                .isEqualTo("01:00:00 t12 outstanding  none");
    }

    @Test
    void othersAreNotAddressed() {
        Scene cargo = Scene.withRule(RULE)
                .square("h", "harbour", -2_000, -2_000, 0, 2_000)
                .registered(BOAT, "cargo")
                .orders(ORDER);
        String named = order("01:00", "06:00", "{\"kind\":\"harbour\"}", "\"movers\":[\"" + BOAT + "\"],");
        Scene cargoByName = Scene.withRule(RULE)
                .square("h", "harbour", -2_000, -2_000, 0, 2_000)
                .registered(BOAT, "cargo")
                .orders(named);

        assertThat(run(cargo, "0m 37040,0 1kn\n", "07:00:00").lines()).isEmpty();
        assertThat(run(cargoByName, "0m 37040,0 1kn\n", "01:30:00").lines()).containsExactly("opened 01:30:00 blue");
    }

    @Test
    void knowsHowFastABoatTravels() {
        // At 5 kn the 37,040 m take four hours; from the usual 6 kn a few samples bring it there.
        String track = sailing(0, 50, 44_757, -5);

        Scene slow = Scene.withRule(RULE.replace("usualKn: 10", "usualKn: 6"))
                .square("h", "harbour", -2_000, -2_000, 0, 2_000)
                .registered(BOAT, "fishing")
                .orders(ORDER);

        assertThat(run(slow, track, "01:00:00").standings.get(0)).isEqualTo("01:00:00 t12 outstanding h 60m");
    }

    @Test
    void publishesEachOutstandingBoatEveryFiveMinutes() {
        List<String> standings = run(scene(ORDER), "0m 37040,0 1kn\n", "01:20:00", acknowledged("00:30:00")).standings;

        assertThat(standings)
                .extracting(line -> line.substring(0, 8))
                .containsExactly("01:00:00", "01:05:00", "01:10:00", "01:15:00", "01:20:00");
    }

    @Test
    void keepsWhatItKnowsOverARestart() {
        String in = sailing(0, 90, 37_040, -3) + "100m 20000,0 12kn\n200m -500,0 3kn\n210m -500,0 3kn\n";
        String track = in + sailing(260, 280, 2_000, 5);

        assertThat(run(scene(ORDER).storingState(), track, "04:40:00").lines())
                .isEqualTo(run(scene(ORDER), track, "04:40:00").lines());
    }

    @Test
    void theBestWayIsThatWithMostTimeInHandOnTheWayOverWater() {
        // 37,040 m to the harbour by 06:00, half of it out of the area by 05:00: straight an hour more in hand for the
        // harbour's later deadline and the longer way alike; with detours the shorter way wins.
        String alternatives = "{\"kind\":\"harbour\"},{\"kind\":\"beyond\",\"side\":\"west\",\"longitude\":%s,"
                + "\"deadline\":\"2026-09-12T05:06:00+08:00\"}";
        String line = String.valueOf(Scene.ORIGIN_LONGITUDE + 18_520 / 86_627.0);
        String order = order("01:00", "06:00", alternatives.formatted(line), "");

        assertThat(target(scene(order))).as("straight").isEqualTo("west-of-" + line);
        String less = order("01:00", "06:00", alternatives.formatted(line).replace("05:06", "04:54"), "");
        assertThat(target(scene(less))).as("straight").isEqualTo("h");
        assertThat(target(Scene.withRule(RULE.replace("detourFactor: 1,", "detourFactor: 1.5,"))
                        .square("h", "harbour", -2_000, -2_000, 0, 2_000)
                        .registered(BOAT, "fishing")
                        .orders(less)))
                .as("every mile is half a mile more")
                .isEqualTo("west-of-" + line);
    }

    private static String target(Scene scene) {
        Scene.Output output = run(scene, "60m 37040,0 1kn\n", "01:10:00");
        return output.standings.get(0).split(" ")[3];
    }
}
