package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrivingTimeRuleTest {
    private static final String COACH = "vehicle:C1";
    private static final String RULE =
            """
            kind: driving-time
            applies: mover.class == "tour-coach"
            tier: yellow
            """;

    private static Scene scene(String parameters) {
        return Scene.withRule(RULE + parameters).registered(COACH, "tour-coach").registered("vehicle:C2", "tour-coach");
    }

    private static Scene scene() {
        return scene("");
    }

    /** Reports every minute from that minute after midnight up to another, at that speed. */
    private static String drive(int fromMinute, int toMinute, String words) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute < toMinute; minute++) {
            table.append(minute + "m " + 500 * (minute % 2) + ",0 " + words + "\n");
        }
        return table.toString();
    }

    private static String stand(int fromMinute, int toMinute) {
        StringBuilder table = new StringBuilder();
        for (int minute = fromMinute; minute < toMinute; minute++) {
            table.append(minute + "m " + 500 * (fromMinute % 2) + ",0 0kph\n");
        }
        return table.toString();
    }

    private static int hour(int hour) {
        return 60 * hour;
    }

    @Test
    void warnsAfterFourHoursByDayWithNoticeAndEscalation() {
        assertThat(scene().run(COACH, drive(hour(8), hour(14), "30kph")))
                .containsExactly(
                        "opened 11:30:00 blue pre",
                        "closed 12:01:00 blue pre ended",
                        "opened 12:01:00 yellow",
                        "escalated 12:30:00 orange",
                        "escalated 13:00:00 red");
        assertThat(scene().run(COACH, drive(hour(8), hour(12) + 1, "30kph")))
                .as("4 h exactly")
                .containsExactly("opened 11:30:00 blue pre");
    }

    @Test
    void warnsAfterTwoHoursAtNight() {
        assertThat(scene("params: {notice: PT0S}").run(COACH, drive(0, 125, "30kph")))
                .containsExactly("opened 02:01:00 yellow");
        assertThat(scene("params: {notice: PT0S}").run(COACH, drive(hour(5), hour(9) + 1, "30kph")))
                .as("one hour of the four at night")
                .isEmpty();
        assertThat(scene("params: {notice: PT0S}").run(COACH, drive(hour(20), hour(24) + 1, "30kph")))
                .as("two hours of the four at night")
                .isEmpty();
        assertThat(scene("params: {notice: PT0S}").run(COACH, drive(hour(20) + 1, hour(24) + 3, "30kph")))
                .as("over midnight")
                .containsExactly("opened 00:01:00 yellow");
    }

    @Test
    void aRestOfTwentyMinutesBeginsItAnewNineteenDoNot() {
        String rested = drive(hour(8), hour(11), "30kph")
                + stand(hour(11), hour(11) + 21)
                + drive(hour(11) + 21, hour(14), "30kph");
        String tooShort = drive(hour(8), hour(11), "30kph")
                + stand(hour(11), hour(11) + 19)
                + drive(hour(11) + 19, hour(13), "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, rested)).isEmpty();
        assertThat(scene("params: {notice: PT0S}").run(COACH, tooShort))
                .as("four hours of driving, the stop not counted")
                .containsExactly("opened 12:20:00 yellow", "escalated 12:49:00 orange");
    }

    @Test
    void aRestIsOneBlockBelowTheSpeed() {
        String interrupted = drive(hour(8), hour(11), "30kph")
                + stand(hour(11), hour(11) + 15)
                + drive(hour(11) + 15, hour(11) + 16, "3kph")
                + stand(hour(11) + 16, hour(11) + 30)
                + drive(hour(11) + 30, hour(13), "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, interrupted))
                .containsExactly("opened 12:30:00 yellow", "escalated 12:59:00 orange");
        assertThat(scene("params: {notice: PT0S}").run(COACH, interrupted.replace(" 3kph", " 2.9kph")))
                .isEmpty();
    }

    @Test
    void closesWhenTheRestIsDone() {
        String track = drive(hour(8), hour(12) + 5, "30kph") + stand(hour(12) + 5, hour(12) + 30);

        assertThat(scene("params: {notice: PT0S}").run(COACH, track))
                .containsExactly("opened 12:01:00 yellow", "closed 12:25:00 yellow ended");
    }

    @Test
    void aGapOfFiveMinutesCountsAsBeforeALongerOneIsUnknown() {
        String fives =
                drive(hour(8), hour(11), "30kph") + "664m 0,0 30kph\n669m 500,0 30kph\n" + drive(674, 730, "30kph");
        String six = drive(hour(8), hour(11), "30kph") + "665m 0,0 30kph\n" + drive(671, 740, "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, fives)).containsExactly("opened 12:01:00 yellow");
        var output = scene("params: {notice: PT0S}").run(COACH, six, Long.MIN_VALUE);
        assertThat(output.lines()).as("6 and 6 min unknown").containsExactly("opened 12:13:00 yellow");
        assertThat(output.warnings.get(0).explain().measured())
                .containsEntry("unknownMinutes", 12L)
                .containsEntry("drivenMinutes", 241L);
        assertThat(output.warnings.get(0).messageZh()).isEqualTo("连续驾驶4:01,超过限值4:00,另有12分钟无数据");
        assertThat(output.warnings.get(0).messageEn())
                .isEqualTo("4:01 h driven without a rest, limit 4:00 h, another 12 min unknown");
    }

    @Test
    void aLongSilenceOnTheMoveIsNoRest() {
        String track = drive(hour(8), hour(11), "30kph") + drive(hour(11) + 40, hour(13), "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, track)).containsExactly("opened 12:42:00 yellow");
    }

    @Test
    void aTerminalThatSleptAtTheSamePlaceHasRestedUnlessTheWheelsTurned() {
        String before = drive(hour(8), hour(11), "30kph") + "660m 0,0 0kph\n";
        String after = drive(hour(12) + 1, hour(14), "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, before + "720m 100,0 0kph\n" + after))
                .isEmpty();
        assertThat(scene("params: {notice: PT0S}").run(COACH, before + "720m 300,0 0kph\n" + after))
                .as("300 m away")
                .containsExactly("opened 13:02:00 yellow", "escalated 13:31:00 orange");
        assertThat(scene("params: {notice: PT0S}")
                        .run(
                                COACH,
                                before.replace("0,0 0kph", "0,0 0kph odometer=9000") + "720m 100,0 0kph odometer=9201\n"
                                        + after))
                .as("there and back")
                .containsExactly("opened 13:02:00 yellow", "escalated 13:31:00 orange");
    }

    @Test
    void aVeryLongSilenceEndsWhatWasDrivenWithoutARest() {
        String nineHours = drive(0, hour(1), "30kph") + drive(hour(10), hour(13) + 10, "30kph");
        String tenHours = drive(0, hour(1), "30kph") + drive(hour(11), hour(14) + 10, "30kph");

        assertThat(scene("params: {notice: PT0S}").run(COACH, nineHours)).containsExactly("opened 13:02:00 yellow");
        assertThat(scene("params: {notice: PT0S}").run(COACH, tenHours)).isEmpty();
    }

    @Test
    void warnsAfterEightHoursInADay() {
        StringBuilder track = new StringBuilder();
        for (int block = 0; block < 3; block++) {
            int from = hour(6) + 200 * block;
            track.append(drive(from, from + 170, "30kph")).append(stand(from + 170, from + 200));
        }

        assertThat(scene("params: {notice: PT0S}").run(COACH, track.toString()))
                .as("three times 170 min; the limit is met 140 min into the third")
                .containsExactly("opened 15:01:00 yellow");
        assertThat(scene("params: {notice: PT0S, in24Hours: PT8H30M}").run(COACH, track.toString()))
                .isEmpty();
    }

    @Test
    void theSumOfTheDayClearsTenMinutesBelowItsLimit() {
        String track = drive(hour(8), hour(9), "30kph")
                + stand(hour(9), hour(31))
                + drive(hour(31), hour(31) + 5, "30kph")
                + stand(hour(31) + 5, hour(33));

        assertThat(scene("params: {notice: PT0S, in24Hours: PT1H, clearBelow: PT10M}")
                        .run(COACH, track))
                .as("60 min by 08:00 next day and 5 more; half a minute falls out each minute")
                .containsExactly("opened 07:01:00 yellow", "closed 08:16:00 yellow ended");
    }

    @Test
    void warnsAfterFortyFourHoursInAWeek() {
        StringBuilder track = new StringBuilder();
        for (int block = 0; block < 16; block++) {
            int from = hour(9 * block);
            track.append(drive(from, from + 168, "30kph")).append(stand(from + 168, from + hour(9)));
        }
        String parameters = "params: {notice: PT0S, continuousAtNight: PT4H, in24Hours: PT10H}";

        assertThat(scene(parameters).run(COACH, track.toString()))
                .as("15 times 168 min are 42 h, two hours into the 16th")
                .containsExactly("opened 17:01:00 yellow", "escalated 17:30:00 orange");
        assertThat(scene("params: {notice: PT0S, continuousAtNight: PT4H, in24Hours: PT10H, in7Days: PT45H}")
                        .run(COACH, track.toString()))
                .isEmpty();
    }

    @Test
    void aNewDriverBeginsAnewWhereTheVehicleIsFollowed() {
        String track = drive(hour(8), hour(11), "30kph driver=A") + drive(hour(11), hour(14), "30kph driver=B");

        assertThat(scene("params: {notice: PT0S, follow: vehicle}").run(COACH, track))
                .isEmpty();
        assertThat(scene("params: {notice: PT0S, follow: vehicle}").run(COACH, track.replace("driver=B", "driver=A")))
                .containsExactly("opened 12:01:00 yellow", "escalated 12:30:00 orange", "escalated 13:00:00 red");
    }

    @Test
    void followsADriverWhoChangesVehiclesAtOneFiftyNine() {
        List<MoverEvent> events = new ArrayList<>(Scene.events(COACH, drive(30, 119, "30kph driver=D1")));
        events.addAll(Scene.events("vehicle:C2", drive(119, 160, "30kph driver=D1")));
        Scene scene = scene("params: {notice: PT0S}");

        Scene.Output output = scene.runWithDrivers(events);

        assertThat(output.lines()).containsExactly("opened 02:31:00 yellow");
        assertThat(output.warnings.get(0).movers()).containsExactly(new MoverId("driver:D1"));
        assertThat(output.warnings.get(0).explain().measured()).containsEntry("vehicle", "vehicle:C2");
    }

    @Test
    void countsTheVehiclesTimeWhereNobodyKnowsWhoDrivesAndNotTwiceWhereSomebodyDoes() {
        Scene scene = scene("params: {notice: PT0S}");

        assertThat(scene.runWithDrivers(Scene.events(COACH, drive(hour(8), hour(12) + 5, "30kph"))).warnings)
                .singleElement()
                .satisfies(warning -> assertThat(warning.movers()).containsExactly(new MoverId(COACH)));
        assertThat(scene.runWithDrivers(Scene.events(COACH, drive(hour(8), hour(12) + 5, "30kph driver=D1"))).warnings)
                .singleElement()
                .satisfies(warning -> assertThat(warning.movers()).containsExactly(new MoverId("driver:D1")));
    }

    @Test
    void twoDriversOfOneCoachRestWhileTheOtherDrives() {
        List<MoverEvent> events = new ArrayList<>();
        for (int hour = 8; hour < 16; hour += 2) {
            String driver = hour % 4 == 0 ? "D1" : "D2";
            events.add(card(60 * hour, driver, "in"));
            events.addAll(Scene.events(COACH, drive(hour(hour), hour(hour + 2), "30kph")));
        }

        assertThat(scene("params: {notice: PT0S}").runWithDrivers(events).warnings)
                .isEmpty();
    }

    @Test
    void aDriverWhoseCardWasOutForTheRestHasRestedThoughTheVehicleWasDriven() {
        assertThat(scene("params: {notice: PT0S}").runWithDrivers(turns(20)).warnings)
                .as("twenty minutes while another drives")
                .isEmpty();
        assertThat(scene("params: {notice: PT0S}").runWithDrivers(turns(18)).lines())
                .as("nineteen minutes from his last report to his next are no rest")
                .containsExactly("opened 12:20:00 yellow", "escalated 12:49:00 orange");
    }

    /** D1 drives two hours, D2 drives for some minutes, D1 drives three hours. */
    private static List<MoverEvent> turns(int minutes) {
        int second = hour(10) + minutes;
        List<MoverEvent> events = new ArrayList<>();
        events.add(card(hour(8), "D1", "in"));
        events.addAll(Scene.events(COACH, drive(hour(8), hour(10), "30kph")));
        events.add(card(hour(10), "D2", "in"));
        events.addAll(Scene.events(COACH, drive(hour(10), second, "30kph")));
        events.add(card(second, "D1", "in"));
        events.addAll(Scene.events(COACH, drive(second, second + hour(3), "30kph")));
        return events;
    }

    @Test
    void afterTheCardIsTakenOutTheVehiclesOwnTimeCounts() {
        List<MoverEvent> events = new ArrayList<>();
        events.add(card(hour(8), "D1", "in"));
        events.addAll(Scene.events(COACH, drive(hour(8), hour(9), "30kph")));
        events.add(card(hour(9), "D1", "out"));
        events.addAll(Scene.events(COACH, drive(hour(9), hour(13) + 5, "30kph")));

        assertThat(scene("params: {notice: PT0S}").runWithDrivers(events).lines())
                .containsExactly("opened 13:01:00 yellow");
    }

    private static MoverEvent card(int minute, String driver, String card) {
        long time = Scene.time(minute + "m");
        return IdentityReport.of(new MoverId(COACH), time, time, Map.of("driver", driver, "driverCard", card));
    }

    @Test
    void remembersThroughAStoredState() {
        assertThat(scene().storingState().run(COACH, drive(hour(8), hour(13), "30kph")))
                .isEqualTo(scene().run(COACH, drive(hour(8), hour(13), "30kph")));
    }

    @Test
    void aTerminalClockEightHoursOffIsKeptFromTheSums() {
        List<MoverEvent> events = new ArrayList<>(Scene.events(COACH, drive(hour(8), hour(12) + 5, "30kph")));
        events.addAll(Scene.events(COACH, "1200m 0,0 30kph received=11:59:30\n"));
        events.sort(Comparator.comparingLong(
                event -> event.receivedTimeMillis() < 0 ? event.eventTimeMillis() : event.receivedTimeMillis()));

        assertThat(scene("params: {notice: PT0S}")
                        .runAll(events, Long.MIN_VALUE)
                        .lines())
                .containsExactly("opened 12:01:00 yellow");
    }
}
