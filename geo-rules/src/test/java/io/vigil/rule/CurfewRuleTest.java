package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.InvalidInputException;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Schedule;
import io.vigil.scene.Scene;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CurfewRuleTest {
    private static final String TRUCK = "vehicle:H1";
    private static final String RULE =
            """
            kind: curfew
            applies: mover.class == "hazmat"
            tier: orange
            """;

    private static Scene scene(String parameters, Map<String, Object> fields, RegistryRecord.Permit... permits) {
        return Scene.withRule(RULE + parameters)
                .registered(TRUCK, "hazmat", List.of(permits), List.of(), fields)
                .square("g1", "expressway", -1_000, -100, 200_000, 100);
    }

    private static Scene inProvince(String province) {
        return scene("", Map.of()).square(province, "province", -1_000, -5_000, 300_000, 5_000);
    }

    /** Reports every minute from that time on, a kilometre each along the road. */
    private static String minutes(String from, int count) {
        return minutes(from, count, 0, "");
    }

    private static String minutes(String from, int count, int north, String words) {
        StringBuilder table = new StringBuilder();
        LocalTime time = LocalTime.parse(from);
        for (int i = 0; i < count; i++) {
            LocalTime at = time.plusMinutes(i);
            table.append(at.format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME) + " "
                    + at.toSecondOfDay() / 60 % 190 * 1_000 + "," + north + " 60kph " + words + "\n");
        }
        return table.toString();
    }

    private static final String WHOLE_DAY_BEFORE = "params: {windows: {\"*\": \"00:00-06:00\"}, grace: PT0S}";

    @Test
    void warnsAfterTheHoldAndIsRedAfterTwentyMinutes() {
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).run(TRUCK, minutes("01:00:00", 30)))
                .containsExactly("opened 01:03:00 orange", "escalated 01:20:00 red");
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).run(TRUCK, minutes("01:00:00", 3)))
                .as("2 min")
                .isEmpty();
    }

    @Test
    void endsWithTheWindowAlsoInSilence() {
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).run(TRUCK, minutes("05:50:00", 20)))
                .containsExactly("opened 05:53:00 orange", "closed 06:00:00 orange ended");
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).run(TRUCK, minutes("05:57:00", 20)))
                .as("at 06:00:00 the window is over")
                .isEmpty();
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).runUntil(TRUCK, minutes("05:50:00", 5), "07:00:00"))
                .containsExactly("opened 05:53:00 orange", "closed 06:00:00 orange ended");
    }

    @Test
    void isOnlyForTheClassesOfRuleAndRoadAndOnlyOnTheRoad() {
        Scene otherClass = Scene.withRule(RULE + WHOLE_DAY_BEFORE)
                .registered(TRUCK, "heavy-truck")
                .square("g1", "expressway", -1_000, -100, 200_000, 100);
        Scene otherRoad = Scene.withRule(RULE + WHOLE_DAY_BEFORE)
                .registered(TRUCK, "hazmat")
                .zone("g1", "expressway", Set.of("bus"), Schedule.ALWAYS, 80, Map.of(), -1_000, -100, 200_000, 100);

        assertThat(otherClass.run(TRUCK, minutes("01:00:00", 10))).isEmpty();
        assertThat(otherRoad.run(TRUCK, minutes("01:00:00", 10))).isEmpty();
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of()).run(TRUCK, minutes("01:00:00", 10, 150, "")))
                .isEmpty();
    }

    @Test
    void clearsAfterThreeReportsOffTheRoad() {
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of())
                        .run(TRUCK, minutes("01:00:00", 5) + minutes("01:05:00", 3, 150, "")))
                .containsExactly("opened 01:03:00 orange", "closed 01:07:00 orange cleared");
        assertThat(scene(WHOLE_DAY_BEFORE, Map.of())
                        .run(TRUCK, minutes("01:00:00", 5) + minutes("01:05:00", 2, 150, "") + minutes("01:07:00", 2)))
                .containsExactly("opened 01:03:00 orange");
    }

    @Test
    void knowsTheWindowsOfTheProvinces() {
        assertThat(inProvince("安徽").run(TRUCK, minutes("01:55:00", 3 * 60 + 20)))
                .as("02:00 to 05:00 with 15 min of grace")
                .containsExactly("opened 02:15:00 orange", "escalated 02:20:00 red", "closed 05:00:00 red ended");
        assertThat(inProvince("宁夏").run(TRUCK, minutes("04:59:00", 20))).isEmpty();
        assertThat(inProvince("山东").run(TRUCK, minutes("21:58:00", 30)))
                .containsExactly("opened 22:15:00 orange", "escalated 22:20:00 red");
        assertThat(inProvince("浙江").run(TRUCK, minutes("05:30:00", 5)))
                .as("the frame of the nation")
                .containsExactly("opened 05:33:00 orange");
    }

    @Test
    void theRoadsOwnProvinceCountsBeforeTheProvinceItLiesIn() {
        Scene scene = Scene.withRule(RULE)
                .registered(TRUCK, "hazmat")
                .zone(
                        "g1",
                        "expressway",
                        Set.of(),
                        Schedule.ALWAYS,
                        Double.NaN,
                        Map.of("province", "山东"),
                        -1_000,
                        -100,
                        200_000,
                        100)
                .square("安徽", "province", -1_000, -5_000, 300_000, 5_000);

        assertThat(scene.run(TRUCK, minutes("23:00:00", 5))).containsExactly("opened 23:03:00 orange");
    }

    @Test
    void aRuleFileReplacesSingleProvincesAndDatesThem() {
        String none = "params: {windows: {\"*\": none}}";
        String ended = "params: {windows: {\"*\": \"00:00-06:00 2020-01-01/2026-09-12\"}, grace: PT0S}";
        String begins = "params: {windows: {\"*\": \"00:00-06:00 2026-09-12/\"}, grace: PT0S}";
        String next = "params: {windows: {\"*\": \"00:00-06:00 2026-09-13/\"}, grace: PT0S}";
        String twice = "params: {windows: {\"*\": \"00:00-00:30, 00:50-02:00\"}, grace: PT0S}";

        assertThat(scene(none, Map.of()).run(TRUCK, minutes("01:00:00", 10))).isEmpty();
        assertThat(scene(ended, Map.of()).run(TRUCK, minutes("01:00:00", 10))).isEmpty();
        assertThat(scene(begins, Map.of()).run(TRUCK, minutes("01:00:00", 10)))
                .containsExactly("opened 01:03:00 orange");
        assertThat(scene(next, Map.of()).run(TRUCK, minutes("01:00:00", 10))).isEmpty();
        assertThat(scene(twice, Map.of()).run(TRUCK, minutes("00:25:00", 30)))
                .containsExactly("opened 00:28:00 orange", "closed 00:30:00 orange ended", "opened 00:53:00 orange");
    }

    @Test
    void refusesATableThatSaysNothing() {
        for (String wrong : List.of("22-06", "22:00-06:00 2026", "22:00", "24:00-06:00", "22:00-06:00 a/b", "")) {
            assertThatThrownBy(() -> scene("params: {windows: {X: \"" + wrong + "\"}}", Map.of())
                            .engine())
                    .as(wrong)
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void whoWasOnTheRoadWhenTheBanBeganHasFifteenMinutes() {
        assertThat(inProvince("安徽").run(TRUCK, minutes("01:50:00", 25) + minutes("02:15:00", 10, 150, "")))
                .as("off the road at 02:15")
                .isEmpty();
        assertThat(inProvince("安徽").run(TRUCK, minutes("01:50:00", 26) + minutes("02:16:00", 10, 150, "")))
                .containsExactly("opened 02:15:00 orange", "closed 02:18:00 orange cleared");
    }

    @Test
    void whoEntersWhileTheBanIsOnHasNoGrace() {
        assertThat(inProvince("安徽").run(TRUCK, minutes("01:50:00", 13, 150, "") + minutes("02:03:00", 6)))
                .containsExactly("opened 02:06:00 orange");
    }

    @Test
    void theGraceIsOverWhenAnExitIsPassed() {
        Scene scene = inProvince("安徽").square("exit 7", "expressway-exit", 124_500, -200, 125_500, 200);

        assertThat(scene.run(TRUCK, minutes("01:50:00", 25)))
                .as("at the exit at 02:05, past it at 02:06")
                .containsExactly("opened 02:06:00 orange");
    }

    @Test
    void aServiceAreaIsOffTheRoadButNotEverywhere() {
        String rest = minutes("00:20:00", 15);

        assertThat(inProvince("浙江")
                        .square("s", "service-area", -1_000, -100, 200_000, 100)
                        .run(TRUCK, rest))
                .isEmpty();
        assertThat(inProvince("黑龙江")
                        .square("s", "service-area", -1_000, -100, 200_000, 100)
                        .run(TRUCK, rest))
                .containsExactly("opened 00:23:00 orange");
    }

    @Test
    void onHolidaysItIsBannedAllDay() {
        String parameters = "params: {holidays: {\"*\": \"2026-09-12/2026-09-13\"}}";
        String others = "params: {holidays: {\"*\": \"2026-09-10/2026-09-12, 2026-09-13/2026-09-14\"}}";

        assertThat(scene(parameters, Map.of()).run(TRUCK, minutes("12:00:00", 10)))
                .containsExactly("opened 12:03:00 orange");
        assertThat(scene(parameters, Map.of()).runUntil(TRUCK, minutes("23:50:00", 10), "23:59:59"))
                .containsExactly("opened 23:53:00 orange");
        assertThat(scene(others, Map.of()).run(TRUCK, minutes("12:00:00", 10))).isEmpty();
    }

    @Test
    void aPermitExemptsFromTheWindowUnlessItsTypeDoesNot() {
        RegistryRecord.Permit plain = new RegistryRecord.Permit("g1", Long.MIN_VALUE, Long.MAX_VALUE);
        RegistryRecord.Permit typed = new RegistryRecord.Permit("*", "剧毒", Long.MIN_VALUE, Long.MAX_VALUE);
        RegistryRecord.Permit other = new RegistryRecord.Permit("g2", Long.MIN_VALUE, Long.MAX_VALUE);
        String strict = "params: {permitsNotExempting: [剧毒]}";
        String drive = minutes("01:00:00", 10);

        assertThat(scene("", Map.of(), plain).run(TRUCK, drive)).containsExactly("permitted 01:03:00 blue");
        assertThat(scene("", Map.of(), typed).run(TRUCK, drive)).containsExactly("permitted 01:03:00 blue");
        assertThat(scene(strict, Map.of(), typed).run(TRUCK, drive)).containsExactly("opened 01:03:00 orange");
        assertThat(scene(strict, Map.of(), plain).run(TRUCK, drive)).containsExactly("permitted 01:03:00 blue");
        assertThat(scene("", Map.of(), other).run(TRUCK, drive)).containsExactly("opened 01:03:00 orange");
    }

    @Test
    void onHolidaysOnlyThePermitsNamedExempt() {
        RegistryRecord.Permit plain = new RegistryRecord.Permit("g1", Long.MIN_VALUE, Long.MAX_VALUE);
        RegistryRecord.Permit rescue = new RegistryRecord.Permit("g1", "rescue", Long.MIN_VALUE, Long.MAX_VALUE);
        String holiday = "params: {holidays: {\"*\": \"2026-09-12/2026-09-13\"}, holidayPermits: [rescue]}";

        assertThat(scene(holiday, Map.of(), plain).run(TRUCK, minutes("12:00:00", 10)))
                .containsExactly("opened 12:03:00 orange");
        assertThat(scene(holiday, Map.of(), rescue).run(TRUCK, minutes("12:00:00", 10)))
                .containsExactly("permitted 12:03:00 blue");
    }

    @Test
    void aPermitThatEndsWhileOnTheRoadBeginsTheBreachThere() {
        RegistryRecord.Permit permit = new RegistryRecord.Permit("g1", Scene.time("00:00:00"), Scene.time("01:30:00"));

        assertThat(scene("", Map.of(), permit).run(TRUCK, minutes("01:00:00", 60)))
                .containsExactly("permitted 01:03:00 blue", "opened 01:33:00 orange", "escalated 01:50:00 red");
    }

    @Test
    void someCargoAndEmptyVehiclesMayRunInTheWindow() {
        String parameters = "params: {exemptCargo: [LNG], emptyExempt: [\"*\"]}";
        String drive = minutes("01:00:00", 10);

        assertThat(scene(parameters, Map.of("cargo", "LNG")).run(TRUCK, drive))
                .containsExactly("permitted 01:03:00 blue");
        assertThat(scene(parameters, Map.of("cargo", "chlorine")).run(TRUCK, drive))
                .containsExactly("opened 01:03:00 orange");
        assertThat(scene(parameters, Map.of()).run(TRUCK, minutes("01:00:00", 10, 0, "status=3")))
                .as("load bits 00")
                .containsExactly("permitted 01:03:00 blue");
        assertThat(scene(parameters, Map.of()).run(TRUCK, minutes("01:00:00", 10, 0, "status=771")))
                .as("load bits 11")
                .containsExactly("opened 01:03:00 orange");
        assertThat(scene("", Map.of()).run(TRUCK, minutes("01:00:00", 10, 0, "status=3")))
                .as("not in this province")
                .containsExactly("opened 01:03:00 orange");
    }

    @Test
    void thePiecesOfARoadAreOneRoad() {
        Scene scene = Scene.withRule(RULE)
                .registered(TRUCK, "hazmat")
                .square("g1-a", "expressway", -1_000, -100, 62_500, 100)
                .square("g1-b", "expressway", 62_500, -100, 200_000, 100);

        assertThat(scene.run(TRUCK, minutes("01:00:00", 10))).containsExactly("opened 01:03:00 orange");
    }
}
