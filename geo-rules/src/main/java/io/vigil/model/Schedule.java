package io.vigil.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When something is active: at any of its windows, or always when it has none. Windows are local time; their ends are
 * exclusive, so 12:00:00 is the first instant after a window that ends at 12:00.
 *
 * <p>An instant is judged by what local clocks show then. Where they are put forward, a window that begins or ends in
 * the hour left out does so at once; where they are put back, a window in the hour that comes twice is active twice.
 *
 * @param windows the windows; empty means always
 */
public record Schedule(List<Window> windows) {
    /** Active at all times. */
    public static final Schedule ALWAYS = new Schedule(List.of());

    /** The pattern of weekdays and leap days repeats within 40 years, so what has not changed by then never does. */
    private static final long HORIZON_MILLIS = 41L * 366 * LocalMillis.PER_DAY;

    public Schedule {
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param days days of the week on which it begins; empty means every day
     * @param from begin, inclusive; equal to {@code to} means the whole day
     * @param to end, exclusive; at or before {@code from} it lies on the next day
     * @param dates when it applies, or null for always; cuts off what of a window lies outside
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, @Nullable SchedulePeriod dates) {
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

        /** The next local time at which it may begin or end, never too late, or {@link Long#MAX_VALUE}. */
        long boundaryAfter(long localMillis) {
            long datesEnd = Long.MAX_VALUE;
            if (dates != null) {
                if (!dates.contains(LocalMillis.at(localMillis))) {
                    return dates.beginAfter(localMillis);
                }
                datesEnd = dates.endAfter(localMillis);
            }
            if (days.isEmpty() && from.equals(to)) {
                return datesEnd;
            }
            return Math.min(datesEnd, Math.min(timeAfter(from, localMillis), timeAfter(to, localMillis)));
        }

        private static long timeAfter(LocalTime time, long localMillis) {
            long day = Math.floorDiv(localMillis, LocalMillis.PER_DAY);
            long today = LocalMillis.of(LocalDate.ofEpochDay(day).atTime(time));
            return today > localMillis ? today : today + LocalMillis.PER_DAY;
        }
    }

    /** Whether it is active at that instant, read in that time zone. */
    public boolean isActiveAt(long timeMillis, ZoneId zone) {
        return windows.isEmpty() || isActive(timeMillis, zone.getRules());
    }

    /**
     * The first instant after another at which it begins or ends, epoch milliseconds, or {@link Long#MAX_VALUE} where
     * it never does again. Exact where clocks change. It looks at every begin and end of a window on the way: keep the
     * answer, or use a {@link ScheduleClock}.
     */
    public long nextChangeAfter(long timeMillis, ZoneId zone) {
        return changeWithin(timeMillis, zone.getRules(), HORIZON_MILLIS);
    }

    /** The same as far as a horizon, ms; {@link Long#MAX_VALUE} where there is none until then. */
    long changeWithin(long timeMillis, ZoneRules rules, long horizonMillis) {
        if (windows.isEmpty()) {
            return Long.MAX_VALUE;
        }
        boolean active = isActive(timeMillis, rules);
        long next = boundaryAfter(timeMillis, rules);
        while (next != Long.MAX_VALUE && next - timeMillis <= horizonMillis) {
            if (isActive(next, rules) != active) {
                return next;
            }
            next = boundaryAfter(next, rules);
        }
        return Long.MAX_VALUE;
    }

    private boolean isActive(long timeMillis, ZoneRules rules) {
        Instant instant = Instant.ofEpochMilli(timeMillis);
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
        for (Window window : windows) {
            if (window.contains(local)) {
                return true;
            }
        }
        return false;
    }

    /** Between two changes of the clocks local time runs like time; a change of the clocks is a boundary too. */
    private long boundaryAfter(long timeMillis, ZoneRules rules) {
        Instant instant = Instant.ofEpochMilli(timeMillis);
        long offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
        long local = Long.MAX_VALUE;
        for (Window window : windows) {
            local = Math.min(local, window.boundaryAfter(timeMillis + offsetMillis));
        }
        long boundary = local == Long.MAX_VALUE ? local : local - offsetMillis;
        ZoneOffsetTransition transition = rules.nextTransition(instant);
        return transition == null ? boundary : Math.min(boundary, transition.toEpochSecond() * 1000);
    }
}
