package io.vigil.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter OF_YEAR = DateTimeFormatter.ofPattern("MM-dd'T'HH:mm:ss.SSS");
    private static final long HOUR_MILLIS = 3_600_000;

    /** With summer time, of half an hour, in the past only, a day left out, an offset with seconds, and none at all. */
    private static final List<String> ZONES = List.of(
            "America/New_York",
            "Europe/Dublin",
            "Australia/Lord_Howe",
            "Asia/Shanghai",
            "Pacific/Apia",
            "Africa/Monrovia",
            "+08:00");

    private static Schedule of(@Nullable SchedulePeriod dates, String from, String to, DayOfWeek... days) {
        return new Schedule(
                List.of(new Schedule.Window(Set.of(days), LocalTime.parse(from), LocalTime.parse(to), dates)));
    }

    private static SchedulePeriod.Yearly yearly(String fromDay, String from, String toDay, String to) {
        return new SchedulePeriod.Yearly(
                MonthDay.parse("--" + fromDay),
                LocalTime.parse(from),
                MonthDay.parse("--" + toDay),
                LocalTime.parse(to));
    }

    private static long at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
    }

    private static boolean isActive(Schedule schedule, String local) {
        return schedule.isActiveAt(at(local, CHINA), CHINA);
    }

    @Test
    void theSummerMoratoriumOpensAndClosesAtNoonOfEveryYear() {
        Schedule season = of(yearly("05-01", "12:00", "09-16", "12:00"), "00:00", "00:00");

        for (String year : List.of("2024", "2026", "2100")) {
            assertThat(isActive(season, year + "-05-01T11:59:59.999")).isFalse();
            assertThat(isActive(season, year + "-05-01T12:00:00")).isTrue();
            assertThat(isActive(season, year + "-09-16T11:59:59.999")).isTrue();
            assertThat(isActive(season, year + "-09-16T12:00:00")).isFalse();
        }
        assertThat(season.nextChangeAfter(at("2026-11-27T00:00", CHINA), CHINA))
                .isEqualTo(at("2027-05-01T12:00", CHINA));
        assertThat(season.nextChangeAfter(at("2027-05-01T12:00", CHINA), CHINA))
                .isEqualTo(at("2027-09-16T12:00", CHINA));
        assertThat(season.nextChangeAfter(at("2027-05-01T11:59:59.999", CHINA), CHINA))
                .isEqualTo(at("2027-05-01T12:00", CHINA));
    }

    @Test
    void aPeriodOverTheNewYearIsOnePeriod() {
        Schedule winter = of(yearly("11-15", "00:00", "03-15", "06:00"), "00:00", "00:00");

        assertThat(isActive(winter, "2026-11-14T23:59:59.999")).isFalse();
        assertThat(isActive(winter, "2026-12-31T23:59:59.999")).isTrue();
        assertThat(isActive(winter, "2027-01-01T00:00")).isTrue();
        assertThat(isActive(winter, "2027-03-15T05:59:59.999")).isTrue();
        assertThat(isActive(winter, "2027-03-15T06:00")).isFalse();
        assertThat(winter.nextChangeAfter(at("2026-11-15T00:00", CHINA), CHINA))
                .isEqualTo(at("2027-03-15T06:00", CHINA));
    }

    @Test
    void theLeapDayOfOtherYearsIsTheBeginOfMarch() {
        Schedule until = of(yearly("02-01", "00:00", "02-29", "12:00"), "00:00", "00:00");
        Schedule leapDay = of(yearly("02-29", "00:00", "03-01", "00:00"), "00:00", "00:00");

        assertThat(isActive(until, "2028-02-29T11:59:59.999")).isTrue();
        assertThat(isActive(until, "2028-02-29T12:00")).isFalse();
        assertThat(isActive(until, "2027-02-28T23:59:59.999")).isTrue();
        assertThat(isActive(until, "2027-03-01T00:00")).isFalse();
        assertThat(leapDay.nextChangeAfter(at("2026-06-01T00:00", CHINA), CHINA))
                .isEqualTo(at("2028-02-29T00:00", CHINA));
        assertThat(leapDay.nextChangeAfter(at("2028-02-29T00:00", CHINA), CHINA))
                .isEqualTo(at("2028-03-01T00:00", CHINA));
    }

    @Test
    void aLeapDayThatIsAMondayComesAfterManyYears() {
        Schedule rare = of(yearly("02-29", "00:00", "03-01", "00:00"), "07:00", "09:00", DayOfWeek.MONDAY);

        assertThat(rare.nextChangeAfter(at("2024-03-01T00:00", CHINA), CHINA)).isEqualTo(at("2044-02-29T07:00", CHINA));
    }

    @Test
    void aDatedPeriodComesOnce() {
        SchedulePeriod.Dated year2026 = new SchedulePeriod.Dated(
                LocalDateTime.parse("2026-05-01T12:00"), LocalDateTime.parse("2026-09-16T12:00"));
        Schedule nights = of(year2026, "22:00", "05:00");

        assertThat(isActive(nights, "2025-06-01T23:00")).isFalse();
        assertThat(isActive(nights, "2026-06-01T23:00")).isTrue();
        assertThat(isActive(nights, "2027-06-01T23:00")).isFalse();
        assertThat(nights.nextChangeAfter(at("2020-01-01T00:00", CHINA), CHINA))
                .isEqualTo(at("2026-05-01T22:00", CHINA));
        assertThat(nights.nextChangeAfter(at("2026-09-16T05:00", CHINA), CHINA)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new SchedulePeriod.Dated(year2026.to(), year2026.to()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-09-16T12:00");
    }

    @Test
    void aWindowOfSomeDaysOverMidnightBelongsToTheDayItBeginsOn() {
        // 2026-09-18 is a Friday.
        Schedule weekend = of(null, "22:00", "05:00", DayOfWeek.FRIDAY);

        assertThat(isActive(weekend, "2026-09-18T04:59:59")).isFalse();
        assertThat(isActive(weekend, "2026-09-18T22:00")).isTrue();
        assertThat(isActive(weekend, "2026-09-19T04:59:59.999")).isTrue();
        assertThat(isActive(weekend, "2026-09-19T05:00")).isFalse();
        assertThat(isActive(weekend, "2026-09-19T22:00")).isFalse();
        assertThat(weekend.nextChangeAfter(at("2026-09-19T05:00", CHINA), CHINA))
                .isEqualTo(at("2026-09-25T22:00", CHINA));
    }

    @Test
    void followsTheClocksWhereTheyAreChanged() {
        ZoneId zone = ZoneId.of("America/New_York");
        Schedule small = of(null, "02:15", "02:45");
        Schedule night = of(null, "01:30", "03:30");
        long spring = Instant.parse("2026-03-08T07:00:00Z").toEpochMilli();
        long autumn = Instant.parse("2026-11-01T06:00:00Z").toEpochMilli();

        // 2:00 to 3:00 does not exist on that day, so neither does the small window.
        assertThat(small.nextChangeAfter(spring - 4 * HOUR_MILLIS, zone)).isEqualTo(at("2026-03-09T02:15", zone));
        assertThat(night.nextChangeAfter(spring - 1, zone)).isEqualTo(spring + HOUR_MILLIS / 2);
        // 1:30 comes, the clocks go back from 2:00 to 1:00, and it comes again.
        assertThat(night.nextChangeAfter(autumn - HOUR_MILLIS, zone)).isEqualTo(autumn - HOUR_MILLIS / 2);
        assertThat(night.nextChangeAfter(autumn - HOUR_MILLIS / 2, zone)).isEqualTo(autumn);
        assertThat(night.nextChangeAfter(autumn, zone)).isEqualTo(autumn + HOUR_MILLIS / 2);
    }

    @Test
    void whatNeverChangesSaysSo() {
        assertThat(Schedule.ALWAYS.nextChangeAfter(0, CHINA)).isEqualTo(Long.MAX_VALUE);
        assertThat(of(null, "06:00", "06:00").nextChangeAfter(0, CHINA)).isEqualTo(Long.MAX_VALUE);
        assertThat(of(yearly("05-01", "00:00", "05-01", "00:00"), "06:00", "06:00")
                        .nextChangeAfter(0, CHINA))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new ScheduleClock(Schedule.ALWAYS, CHINA).isActiveAt(Long.MIN_VALUE))
                .isTrue();
    }

    @Test
    void agreesWithASlowReadingOfTheCalendarAndChangesWhereItSays() {
        long seed = 91;
        System.out.println("ScheduleTest seed " + seed);
        Random random = new Random(seed);
        int changes = 0;
        int active = 0;
        for (int i = 0; i < 1_500; i++) {
            Schedule schedule = randomSchedule(random);
            ZoneId zone = ZoneId.of(ZONES.get(i % ZONES.size()));
            ScheduleClock clock = new ScheduleClock(schedule, zone);
            long time = randomTime(random, zone);
            for (int k = 0; k < 60; k++) {
                boolean expected = isActiveSlowly(schedule, time, zone);
                assertThat(schedule.isActiveAt(time, zone))
                        .as("%s %s %s", schedule, time, zone)
                        .isEqualTo(expected);
                assertThat(clock.isActiveAt(time))
                        .as("clock %s %s %s", schedule, time, zone)
                        .isEqualTo(expected);
                active += expected ? 1 : 0;
                time += (long) ((random.nextDouble() - 0.35) * HOUR_MILLIS * (k % 5 == 0 ? 900 : 5));
            }
            long change = schedule.nextChangeAfter(time, zone);
            if (change != Long.MAX_VALUE) {
                changes++;
                assertChangesFirstAt(change, time, schedule, zone, clock, random);
            }
        }
        assertThat(changes).isGreaterThan(1_000);
        assertThat(active).isBetween(15_000, 75_000);
    }

    private static void assertChangesFirstAt(
            long change, long time, Schedule schedule, ZoneId zone, ScheduleClock clock, Random random) {
        boolean before = isActiveSlowly(schedule, time, zone);
        assertThat(isActiveSlowly(schedule, change, zone))
                .as("%s %s %s", schedule, time, zone)
                .isEqualTo(!before);
        assertThat(isActiveSlowly(schedule, change - 1, zone)).isEqualTo(before);
        assertThat(clock.isActiveAt(change)).isEqualTo(!before);
        assertThat(clock.isActiveAt(change - 1)).isEqualTo(before);
        for (int k = 0; k < 200; k++) {
            long between = time + (long) (random.nextDouble() * (change - time));
            assertThat(isActiveSlowly(schedule, between, zone))
                    .as("%s from %s at %s in %s", schedule, time, between, zone)
                    .isEqualTo(before);
        }
    }

    /** Looks at the windows that begin on the day and the day before, and at dates as text, in which 02-29 has its place. */
    private static boolean isActiveSlowly(Schedule schedule, long timeMillis, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMillis), zone);
        for (Schedule.Window window : schedule.windows()) {
            if (window.dates() != null && !isInDates(window.dates(), local)) {
                continue;
            }
            for (int back = 0; back <= 1; back++) {
                LocalDate day = local.toLocalDate().minusDays(back);
                LocalDateTime from = day.atTime(window.from());
                LocalDateTime to = (window.from().isBefore(window.to()) ? day : day.plusDays(1)).atTime(window.to());
                boolean isDay = window.days().isEmpty() || window.days().contains(day.getDayOfWeek());
                if (isDay && !local.isBefore(from) && local.isBefore(to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isInDates(SchedulePeriod dates, LocalDateTime local) {
        if (dates instanceof SchedulePeriod.Dated dated) {
            return !local.isBefore(dated.from()) && local.isBefore(dated.to());
        }
        SchedulePeriod.Yearly yearly = (SchedulePeriod.Yearly) dates;
        String now = local.format(OF_YEAR);
        String from = yearly.fromDay().atYear(2024).atTime(yearly.fromTime()).format(OF_YEAR);
        String to = yearly.toDay().atYear(2024).atTime(yearly.toTime()).format(OF_YEAR);
        boolean begun = now.compareTo(from) >= 0;
        boolean ended = now.compareTo(to) >= 0;
        return from.compareTo(to) < 0 ? begun && !ended : begun || !ended;
    }

    private static Schedule randomSchedule(Random random) {
        List<Schedule.Window> windows = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
            EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(4) == 0) {
                    days.add(day);
                }
            }
            LocalTime from = randomTimeOfDay(random);
            LocalTime to = random.nextInt(4) == 0 ? from : randomTimeOfDay(random);
            windows.add(new Schedule.Window(random.nextBoolean() ? days : Set.of(), from, to, randomDates(random)));
        }
        return new Schedule(windows);
    }

    private static @Nullable SchedulePeriod randomDates(Random random) {
        int kind = random.nextInt(4);
        if (kind < 2) {
            return null;
        }
        if (kind == 2) {
            LocalDateTime from = LocalDate.of(2000 + random.nextInt(30), 1, 1)
                    .plusDays(random.nextInt(366))
                    .atTime(randomTimeOfDay(random));
            return new SchedulePeriod.Dated(from, from.plusMinutes(1 + random.nextInt(1_000_000)));
        }
        return new SchedulePeriod.Yearly(
                randomDay(random), randomTimeOfDay(random), randomDay(random), randomTimeOfDay(random));
    }

    private static MonthDay randomDay(Random random) {
        return random.nextInt(4) == 0
                ? MonthDay.of(2, 29)
                : MonthDay.from(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(366)));
    }

    /** Often near where clocks change. */
    private static LocalTime randomTimeOfDay(Random random) {
        return random.nextBoolean()
                ? LocalTime.of(random.nextInt(4), random.nextInt(60))
                : LocalTime.ofSecondOfDay(random.nextInt(86_400));
    }

    private static long randomTime(Random random, ZoneId zone) {
        Instant any = Instant.parse("1970-06-01T00:00:00Z").plusSeconds((long) (random.nextDouble() * 1.9e9));
        ZoneOffsetTransition next = zone.getRules().nextTransition(any);
        Instant near = next == null || random.nextBoolean() ? any : next.getInstant();
        return near.toEpochMilli() + random.nextInt(6_000_000) - 3_000_000;
    }
}
