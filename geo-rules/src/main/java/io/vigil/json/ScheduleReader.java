package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.Schedule;
import io.vigil.model.SchedulePeriod;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schedules of zones: hours of days, {@code {"days":"mon-fri","from":"07:00","to":"09:00"}}; a part of every
 * year, {@code {"dates":"05-01T12:00/09-16T12:00"}}; a stretch of one year,
 * {@code {"dates":"2026-05-01T12:00/2026-09-16T12:00"}}; or hours within such dates.
 */
final class ScheduleReader {
    private static final int DAY_LENGTH = 5;
    private static final int DATE_LENGTH = 10;
    private static final Set<String> KEYS = Set.of("days", "from", "to", "dates");

    private ScheduleReader() {}

    static Schedule read(JsonFields feature) {
        List<Schedule.Window> windows = new ArrayList<>();
        for (JsonFields window : feature.objects("schedule")) {
            try {
                windows.add(window(window));
            } catch (DateTimeException | IllegalArgumentException e) {
                window.fault(
                        "schedule " + JsonFields.shown(window.node()) + " is not understood: " + e.getMessage(),
                        "for instance {\"days\":\"mon-fri\",\"from\":\"07:00\",\"to\":\"09:00\"} or"
                                + " {\"dates\":\"05-01T12:00/09-16T12:00\"}");
            }
        }
        return windows.isEmpty() ? Schedule.ALWAYS : new Schedule(windows);
    }

    private static Schedule.Window window(JsonFields fields) {
        for (Map.Entry<String, JsonNode> field : fields.node().properties()) {
            if (!KEYS.contains(field.getKey())) {
                throw new IllegalArgumentException("unknown key \"" + field.getKey() + "\"");
            }
        }
        if (fields.node().isEmpty()) {
            throw new IllegalArgumentException("it says nothing; leave the schedule out for always");
        }
        if (fields.has("from") != fields.has("to")) {
            throw new IllegalArgumentException("from and to go together");
        }
        return new Schedule.Window(
                days(fields.text("days")),
                begin(fields.text("from")),
                end(fields.text("to")),
                dates(fields.text("dates")));
    }

    private static LocalTime begin(@Nullable String text) {
        return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static LocalTime end(@Nullable String text) {
        return text == null || text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static Set<DayOfWeek> days(@Nullable String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (text == null) {
            return days;
        }
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equals(word.strip().toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not a day; days are mon, tue, wed, thu, fri, sat, sun");
    }

    private static @Nullable SchedulePeriod dates(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] ends = text.split("/", 2);
        if (ends.length != 2) {
            throw new IllegalArgumentException("dates need a begin and an end with a slash between");
        }
        if (hasYear(ends[0]) != hasYear(ends[1])) {
            throw new IllegalArgumentException("dates have a year on both sides of the slash, or on none");
        }
        return hasYear(ends[0])
                ? new SchedulePeriod.Dated(instant(ends[0]), instant(ends[1]))
                : new SchedulePeriod.Yearly(
                        MonthDay.parse("--" + head(ends[0], DAY_LENGTH)),
                        clock(ends[0], DAY_LENGTH),
                        MonthDay.parse("--" + head(ends[1], DAY_LENGTH)),
                        clock(ends[1], DAY_LENGTH));
    }

    private static boolean hasYear(String text) {
        return text.length() >= DATE_LENGTH && text.charAt(DATE_LENGTH - DAY_LENGTH - 1) == '-';
    }

    private static LocalDateTime instant(String text) {
        return LocalDate.parse(head(text, DATE_LENGTH)).atTime(clock(text, DATE_LENGTH));
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    /** What follows the day; a day alone means its first instant. */
    private static LocalTime clock(String text, int dayLength) {
        if (text.length() == dayLength) {
            return LocalTime.MIDNIGHT;
        }
        if (text.length() < dayLength || text.charAt(dayLength) != 'T') {
            throw new IllegalArgumentException(
                    "\"" + text + "\" must be like 05-01, 05-01T12:00, 2026-05-01 or 2026-05-01T12:00");
        }
        return LocalTime.parse(text.substring(dayLength + 1));
    }
}
