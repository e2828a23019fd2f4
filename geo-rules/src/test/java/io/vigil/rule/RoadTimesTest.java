package io.vigil.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverEvent;
import io.vigil.scene.Scene;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The moments at which rules of the road go wrong if anything does: midnight, the end of a month, two in the morning, a wrong clock. */
class RoadTimesTest {
    private static final String COACH = "vehicle:C1";
    private static final String TRUCK = "vehicle:T1";
    private static final int DAY_MINUTES = 1_440;

    private static Scene coach(String zone) {
        return Scene.withRules(
                        """
                        zone: %s
                        rules:
                          - id: r
                            kind: night-run
                            applies: mover.class == "tour-coach"
                            tier: yellow
                            params: {noticeFrom: "02:00"}
                        """
                                .formatted(zone))
                .registered(COACH, "tour-coach", List.of(), List.of(), Map.of());
    }

    private static Scene tanker(String windows) {
        return Scene.withRule(
                        """
                        kind: curfew
                        applies: mover.class == "hazmat"
                        tier: orange
                        params: {grace: PT0S, windows: {"*": "%s"}}
                        """
                                .formatted(windows))
                .registered(TRUCK, "hazmat", List.of(), List.of(), Map.of())
                .square("g1", "expressway", -1_000, -100, 200_000, 100);
    }

    /** A report every half minute from that minute on, half a kilometre each, to and fro. */
    private static String drive(double fromMinute, int reports, String words) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < reports; i++) {
            long second = Math.round((fromMinute + i / 2.0) * 60);
            table.append(second)
                    .append("s ")
                    .append(500 * (i % 2))
                    .append(",0 60kph ")
                    .append(words)
                    .append('\n');
        }
        return table.toString();
    }

    private static double minuteOf(String time) {
        return LocalTime.parse(time, DateTimeFormatter.ISO_LOCAL_TIME).toSecondOfDay() / 60.0;
    }

    @Test
    void aBanThatGoesOverMidnightIsOneBanAndOneWarning() {
        assertThat(tanker("22:00-06:00").run(TRUCK, drive(minuteOf("23:50:00"), 60, "")))
                .containsExactly("opened 23:53:00 orange", "escalated 00:10:00 red");
    }

    @Test
    void aBanThatBeginsAtMidnightDoesNotCountTheMinutesBefore() {
        assertThat(tanker("00:00-06:00").run(TRUCK, drive(minuteOf("23:50:00"), 26, "")))
                .as("two and a half minutes after midnight")
                .isEmpty();
        assertThat(tanker("00:00-06:00").run(TRUCK, drive(minuteOf("23:50:00"), 27, "")))
                .containsExactly("opened 00:03:00 orange");
    }

    @Test
    void theHourOfTwoBeginsAtTwoSharp() {
        assertThat(coach("Asia/Shanghai").run(COACH, drive(minuteOf("01:50:00"), 30, "")))
                .as("the last report is of 02:04:30")
                .isEmpty();
        assertThat(coach("Asia/Shanghai").run(COACH, drive(minuteOf("01:50:00"), 31, "")))
                .as("running since 01:50, five minutes of it after two")
                .containsExactly("opened 02:05:00 yellow");
    }

    @Test
    void theWindowIsOfTheRulesTimeZoneWhateverTheServersIs() {
        String track = drive(minuteOf("02:00:00"), 12, "");

        assertThat(coach("Asia/Shanghai").run(COACH, track)).containsExactly("opened 02:05:00 yellow");
        assertThat(coach("Asia/Urumqi").run(COACH, track)).as("midnight there").isEmpty();
        assertThat(coach("Asia/Tokyo").run(COACH, track))
                .as("three o'clock there")
                .containsExactly("opened 02:05:00 yellow");
        assertThat(coach("Pacific/Auckland").run(COACH, track))
                .as("six o'clock there")
                .isEmpty();
    }

    /** The scenes begin on 12 September: the month ends 19 days later. */
    @Test
    void theSumOfSevenDaysGoesOverTheEndOfTheMonth() {
        StringBuilder week = new StringBuilder();
        for (int day = 15; day < 22; day++) {
            for (int turn = 0; turn < 2; turn++) {
                week.append(drive(day * DAY_MINUTES + minuteOf("07:00:00") + turn * 240, 396, ""));
                week.append(Math.round(day * DAY_MINUTES + minuteOf("07:00:00") + turn * 240 + 198) * 60)
                        .append("s 0,0 0kph\n")
                        .append(Math.round(day * DAY_MINUTES + minuteOf("07:00:00") + turn * 240 + 239) * 60)
                        .append("s 0,0 0kph\n");
            }
        }
        Scene scene = Scene.withRule(
                        """
                        kind: driving-time
                        applies: mover.class == "tour-coach"
                        tier: yellow
                        params: {notice: PT0S}
                        """)
                .registered(COACH, "tour-coach");

        assertThat(scene.run(COACH, week.toString()))
                .as("6 h 36 min a day: 44 h are full on the seventh day")
                .containsExactly("opened 12:06:30 yellow", "escalated 12:36:00 orange", "escalated 13:06:00 red");
    }

    @Test
    void aTerminalClockEightHoursAheadNeitherRunsByNightNorBreaksABan() {
        List<MoverEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long second = Math.round(minuteOf("18:00:00") * 60) + i * 30L;
            String received = LocalTime.ofSecondOfDay(second).format(DateTimeFormatter.ISO_LOCAL_TIME);
            events.addAll(Scene.events(
                    TRUCK, second + 8 * 3600 + "s " + 500 * (i % 2) + ",0 60kph received=" + received + "\n"));
        }
        events.sort(Comparator.comparingLong(MoverEvent::receivedTimeMillis));

        assertThat(tanker("00:00-06:00").runAll(events, Long.MIN_VALUE).lines())
                .as("it is six in the evening, its clock says two in the morning")
                .isEmpty();
    }
}
