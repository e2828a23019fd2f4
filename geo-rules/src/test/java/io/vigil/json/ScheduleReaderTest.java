package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Schedule;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleReaderTest {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static Schedule read(String windows) {
        FaultList faults = new FaultList("zones.geojson");
        try {
            JsonFields fields =
                    new JsonFields(new ObjectMapper().readTree("{\"schedule\":" + windows + "}"), "feature 0", faults);
            Schedule schedule = ScheduleReader.read(fields);
            faults.throwIfAny();
            return schedule;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isActive(Schedule schedule, String local) {
        return schedule.isActiveAt(LocalDateTime.parse(local).toInstant(CHINA).toEpochMilli(), CHINA);
    }

    @Test
    void readsListsAndRangesOfDays() {
        // 2026-09-14 is a Monday.
        List<String> week = List.of("14", "15", "16", "17", "18", "19", "20");
        Schedule listed = read("[{\"days\":\"mon,wed,sat-sun\"}]");
        Schedule overTheWeekend = read("[{\"days\":\"Fri - Mon\",\"from\":\"00:00\",\"to\":\"24:00\"}]");

        assertThat(week.stream().map(day -> isActive(listed, "2026-09-" + day + "T12:00")))
                .containsExactly(true, false, true, false, false, true, true);
        assertThat(week.stream().map(day -> isActive(overTheWeekend, "2026-09-" + day + "T12:00")))
                .containsExactly(true, false, false, false, true, true, true);
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayItBeginsOn() {
        Schedule schedule = read("[{\"days\":\"mon\",\"from\":\"22:00\",\"to\":\"05:00\"}]");

        assertThat(isActive(schedule, "2026-09-14T21:59:59")).isFalse();
        assertThat(isActive(schedule, "2026-09-14T22:00:00")).isTrue();
        assertThat(isActive(schedule, "2026-09-15T04:59:59")).isTrue();
        assertThat(isActive(schedule, "2026-09-15T05:00:00")).isFalse();
        assertThat(isActive(schedule, "2026-09-14T04:59:59")).isFalse();
    }

    @Test
    void readsYearlyPeriodsWithAndWithoutATimeAndOverTheNewYear() {
        Schedule season = read("[{\"dates\":\"05-01T12:00/09-16T12:00\"}]");
        Schedule days = read("[{\"dates\":\"05-01/09-16\"}]");
        Schedule winter =
                read("[{\"dates\":\"11-15/03-15\",\"days\":\"mon-sun\",\"from\":\"06:00\",\"to\":\"18:00\"}]");

        assertThat(isActive(season, "2026-05-01T11:59:59")).isFalse();
        assertThat(isActive(season, "2026-05-01T12:00:00")).isTrue();
        assertThat(isActive(season, "2026-09-16T11:59:59")).isTrue();
        assertThat(isActive(season, "2026-09-16T12:00:00")).isFalse();
        assertThat(isActive(days, "2026-05-01T00:00:00")).isTrue();
        assertThat(isActive(days, "2026-09-15T23:59:59")).isTrue();
        assertThat(isActive(days, "2026-09-16T00:00:00")).isFalse();
        assertThat(isActive(winter, "2026-01-01T06:00:00")).isTrue();
        assertThat(isActive(winter, "2026-01-01T18:00:00")).isFalse();
        assertThat(isActive(winter, "2026-07-01T12:00:00")).isFalse();
    }

    @Test
    void readsDatesOfOneYear() {
        Schedule season = read("[{\"dates\":\"2026-05-01T12:00/2026-09-16T12:00\"}]");
        Schedule nights = read("[{\"dates\":\"2026-12-01/2027-02-01\",\"from\":\"22:00\",\"to\":\"05:00\"}]");

        assertThat(isActive(season, "2026-05-01T11:59:59")).isFalse();
        assertThat(isActive(season, "2026-05-01T12:00:00")).isTrue();
        assertThat(isActive(season, "2026-09-16T12:00:00")).isFalse();
        assertThat(isActive(season, "2027-06-01T12:00:00")).isFalse();
        assertThat(isActive(nights, "2026-12-31T23:00:00")).isTrue();
        assertThat(isActive(nights, "2027-01-31T23:59:59")).isTrue();
        assertThat(isActive(nights, "2027-02-01T00:00:00")).isFalse();
    }

    @Test
    void nothingMeansAlways() {
        assertThat(read("null")).isEqualTo(Schedule.ALWAYS);
        assertThat(read("[]")).isEqualTo(Schedule.ALWAYS);
    }

    @Test
    void refusesWhatIsNotUnderstood() {
        for (String bad : List.of(
                "{\"days\":\"mon\"}",
                "[\"mon\"]",
                "[{}]",
                "[{\"days\":\"\"}]",
                "[{\"days\":\"mon-wed-fri\"}]",
                "[{\"days\":\"mon,,tue\"}]",
                "[{\"days\":\"monday\"}]",
                "[{\"days\":5}]",
                "[{\"from\":\"07:00\"}]",
                "[{\"from\":\"7:00\",\"to\":\"09:00\"}]",
                "[{\"from\":\"24:00\",\"to\":\"09:00\"}]",
                "[{\"from\":\"07:00\",\"to\":\"24:01\"}]",
                "[{\"dates\":\"05-01\"}]",
                "[{\"dates\":\"02-30/03-01\"}]",
                "[{\"dates\":\"05-01X12:00/09-16T12:00\"}]",
                "[{\"dates\":\"05-01T/09-16\"}]",
                "[{\"dates\":\"5/9\"}]",
                "[{\"dates\":\"/\"}]",
                "[{\"dates\":\"2026-05-01/09-16\"}]",
                "[{\"dates\":\"05-01/2026-09-16\"}]",
                "[{\"dates\":\"2026-02-29/2026-03-16\"}]",
                "[{\"dates\":\"2026-09-16/2026-05-01\"}]",
                "[{\"dates\":\"2026-05-01/2026-05-01\"}]",
                "[{\"dates\":\"2026-05-01T/2026-05-02\"}]",
                "[{\"hours\":\"07:00\"}]")) {
            assertThat(catchThrowableOfType(InvalidInputException.class, () -> read(bad)))
                    .as(bad)
                    .isNotNull()
                    .satisfies(thrown -> assertThat(thrown.faults())
                            .singleElement()
                            .satisfies(fault -> assertThat(fault.place()).startsWith("feature 0")));
        }
    }
}
