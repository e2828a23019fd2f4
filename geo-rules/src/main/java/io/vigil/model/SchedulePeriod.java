package io.vigil.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;

/**
 * The dates at which a schedule's window applies, in local time: begin inclusive, end exclusive.
 *
 * <p>Local milliseconds are those of a clock that started with 1970 and was never put forward or back.
 */
public sealed interface SchedulePeriod {
    /** Whether a local time lies in it. */
    boolean contains(LocalDateTime local);

    /** The first begin after a local time, local milliseconds, or {@link Long#MAX_VALUE}. */
    long beginAfter(long localMillis);

    /** The first end after a local time, local milliseconds, or {@link Long#MAX_VALUE}. */
    long endAfter(long localMillis);

    /**
     * A part of every year, which may run over the new year. In a year without 29 February every time of that day is
     * where 1 March begins. Begin and end alike means the whole year.
     *
     * @param fromDay first day
     * @param fromTime time on the first day, inclusive
     * @param toDay last day
     * @param toTime time on the last day, exclusive
     */
    record Yearly(MonthDay fromDay, LocalTime fromTime, MonthDay toDay, LocalTime toTime) implements SchedulePeriod {
        @Override
        public boolean contains(LocalDateTime local) {
            MonthDay day = MonthDay.from(local);
            LocalTime time = local.toLocalTime();
            boolean begun = isReached(day, time, fromDay, fromTime);
            boolean ended = isReached(day, time, toDay, toTime);
            return isReached(toDay, toTime, fromDay, fromTime) && !isSame() ? begun && !ended : begun || !ended;
        }

        private boolean isSame() {
            return fromDay.equals(toDay) && fromTime.equals(toTime);
        }

        private static boolean isReached(MonthDay day, LocalTime time, MonthDay markDay, LocalTime markTime) {
            int order = day.compareTo(markDay);
            return order > 0 || order == 0 && !time.isBefore(markTime);
        }

        @Override
        public long beginAfter(long localMillis) {
            return after(localMillis, fromDay, fromTime);
        }

        @Override
        public long endAfter(long localMillis) {
            return after(localMillis, toDay, toTime);
        }

        private static long after(long localMillis, MonthDay day, LocalTime time) {
            int year = LocalMillis.at(localMillis).getYear();
            long thisYear = LocalMillis.of(inYear(year, day, time));
            return thisYear > localMillis ? thisYear : LocalMillis.of(inYear(year + 1, day, time));
        }

        private static LocalDateTime inYear(int year, MonthDay day, LocalTime time) {
            return day.isValidYear(year)
                    ? day.atYear(year).atTime(time)
                    : LocalDate.of(year, 3, 1).atStartOfDay();
        }
    }

    /**
     * One stretch of time that does not repeat.
     *
     * @param from begin, inclusive
     * @param to end, exclusive, after the begin
     */
    record Dated(LocalDateTime from, LocalDateTime to) implements SchedulePeriod {
        public Dated {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("the end " + to + " is not after the begin " + from);
            }
        }

        @Override
        public boolean contains(LocalDateTime local) {
            return !local.isBefore(from) && local.isBefore(to);
        }

        @Override
        public long beginAfter(long localMillis) {
            return LocalMillis.of(from) > localMillis ? LocalMillis.of(from) : Long.MAX_VALUE;
        }

        @Override
        public long endAfter(long localMillis) {
            return LocalMillis.of(to) > localMillis ? LocalMillis.of(to) : Long.MAX_VALUE;
        }
    }
}
