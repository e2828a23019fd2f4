package io.vigil.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When something is active: at any of its windows, or always when it has none. Windows are local time; their ends are
 * exclusive, so 12:00:00 is the first instant after a window that ends at 12:00.
 *
 * @param windows the windows; empty means always
 */
public record Schedule(List<Window> windows) {
    /** Active at all times. */
    public static final Schedule ALWAYS = new Schedule(List.of());

    public Schedule {
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param days days of the week on which it begins; empty means every day
     * @param from begin, inclusive; equal to {@code to} means the whole day
     * @param to end, exclusive; at or before {@code from} it lies on the next day
     * @param dates the part of each year in which it applies, or null
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, @Nullable YearlyPeriod dates) {
        public Window {
            days = Set.copyOf(days);
        }

        boolean contains(LocalDateTime local) {
            if (dates != null && !dates.contains(local)) {
                return false;
            }
            LocalTime time = local.toLocalTime();
            if (from.isBefore(to)) {
                return isDay(local) && !time.isBefore(from) && time.isBefore(to);
            }
            return isDay(local) && !time.isBefore(from) || isDay(local.minusDays(1)) && time.isBefore(to);
        }

        private boolean isDay(LocalDateTime local) {
            return days.isEmpty() || days.contains(local.getDayOfWeek());
        }
    }

    /**
     * A part of every year, which may run over the new year.
     *
     * @param fromDay first day
     * @param fromTime time on the first day, inclusive
     * @param toDay last day
     * @param toTime time on the last day, exclusive
     */
    public record YearlyPeriod(MonthDay fromDay, LocalTime fromTime, MonthDay toDay, LocalTime toTime) {
        boolean contains(LocalDateTime local) {
            LocalDateTime from = fromDay.atYear(local.getYear()).atTime(fromTime);
            LocalDateTime to = toDay.atYear(local.getYear()).atTime(toTime);
            if (from.isBefore(to)) {
                return !local.isBefore(from) && local.isBefore(to);
            }
            return !local.isBefore(from) || local.isBefore(to);
        }
    }

    /** Whether it is active at that instant, read in that time zone. */
    public boolean isActiveAt(long timeMillis, ZoneId zone) {
        if (windows.isEmpty()) {
            return true;
        }
        LocalDateTime local =
                ZonedDateTime.ofInstant(Instant.ofEpochMilli(timeMillis), zone).toLocalDateTime();
        for (Window window : windows) {
            if (window.contains(local)) {
                return true;
            }
        }
        return false;
    }
}
