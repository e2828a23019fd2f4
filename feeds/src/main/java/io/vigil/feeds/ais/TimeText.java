package io.vigil.feeds.ais;

import io.vigil.model.PositionReport;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Reads the ways in which archives write a time, straight from bytes. Reused for line after line; one thread.
 *
 * <p>Understood are {@code 2021-03-20T00:22:05.120Z} (also with a blank for the T, with {@code /} or {@code .} in the date,
 * without seconds, with {@code UTC} or an offset such as {@code +08:00}), {@code 20/03/2021 00:22:05} (day first, as the Danish
 * Maritime Authority writes it; month first where so configured), {@code 20210320002205}, and seconds (9 or 10 digits, may
 * have a fraction) or milliseconds (12 or 13 digits) since 1970. A time without an offset is in the configured zone.
 */
final class TimeText {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int NONE = -1;

    private final boolean monthFirst;
    private final long zoneMillis;

    private byte[] text = {};
    private int at;
    private int end;
    private int digits;
    private int lastDate = NONE;
    private long lastEpochDay;

    /**
     * A reader of times.
     *
     * @param zoneOffset offset of times that carry none, such as {@code Z} or {@code +08:00}
     * @param monthFirst whether {@code 03/04/2021} is the fourth of March
     * @throws java.time.DateTimeException when that is not an offset
     */
    TimeText(String zoneOffset, boolean monthFirst) {
        this.zoneMillis = ZoneOffset.of(zoneOffset).getTotalSeconds() * 1000L;
        this.monthFirst = monthFirst;
    }

    /** Milliseconds since the epoch, or {@link PositionReport#NO_TIME} where the bytes are no time. */
    long parse(byte[] bytes, int from, int to) {
        long epoch = epoch(bytes, from, to);
        if (epoch != PositionReport.NO_TIME) {
            return epoch;
        }
        text = bytes;
        at = from;
        end = to;
        long day = to - from == 14 && allDigits() ? compactDate() : separatedDate();
        if (day == Long.MIN_VALUE) {
            return PositionReport.NO_TIME;
        }
        return clock(day);
    }

    /** Seconds or milliseconds since the epoch by their number of digits, or {@link PositionReport#NO_TIME}. */
    static long epoch(byte[] bytes, int from, int to) {
        int i = from;
        long value = 0;
        while (i < to && i - from < 14 && isDigit(bytes[i])) {
            value = value * 10 + bytes[i++] - '0';
        }
        int count = i - from;
        if (i == to) {
            return count == 9 || count == 10
                    ? value * 1000
                    : count == 12 || count == 13 ? value : PositionReport.NO_TIME;
        }
        if (bytes[i] != '.' || count != 9 && count != 10) {
            return PositionReport.NO_TIME;
        }
        long millis = value * 1000;
        int unit = 100;
        for (i++; i < to; i++, unit /= 10) {
            if (!isDigit(bytes[i])) {
                return PositionReport.NO_TIME;
            }
            millis += (long) unit * (bytes[i] - '0');
        }
        return millis;
    }

    /** A date and time of day in UTC, or {@link PositionReport#NO_TIME} where there is no such moment. */
    long utc(int year, int month, int day, int hour, int minute, int second, int millis) {
        long epochDay = epochDay(year, month, day);
        if (epochDay == Long.MIN_VALUE || hour > 23 || minute > 59 || second > 60 || millis > 999) {
            return PositionReport.NO_TIME;
        }
        return epochDay * MILLIS_PER_DAY + hour * 3_600_000L + minute * 60_000L + second * 1000L + millis;
    }

    private long compactDate() {
        int year = fixed(4);
        int month = fixed(2);
        return epochDay(year, month, fixed(2));
    }

    private long separatedDate() {
        int first = number();
        int firstDigits = digits;
        int separator = at < end ? text[at] : 0;
        if (first == NONE || separator != '-' && separator != '/' && separator != '.') {
            return Long.MIN_VALUE;
        }
        at++;
        int second = number();
        if (second == NONE || at >= end || text[at] != separator) {
            return Long.MIN_VALUE;
        }
        at++;
        int third = number();
        if (firstDigits == 4) {
            return epochDay(first, second, third);
        }
        return digits == 4 ? epochDay(third, monthFirst ? first : second, monthFirst ? second : first) : Long.MIN_VALUE;
    }

    /** The rest: nothing (midnight), or a time of day with an offset or without. */
    private long clock(long epochDay) {
        boolean dateOnly = at == end;
        boolean compact = !dateOnly && isDigit(text[at]);
        if (!compact) {
            while (at < end && (text[at] == ' ' || text[at] == 'T')) {
                at++;
            }
        }
        int hour = dateOnly ? 0 : fixed(2);
        int minute = at == end ? 0 : part(compact);
        int second = at == end || !compact && text[at] != ':' ? 0 : part(compact);
        int millis = at < end && (text[at] == '.' || text[at] == ',') ? fraction() : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || millis < 0) {
            return PositionReport.NO_TIME;
        }
        long offset = offsetMillis();
        if (offset == Long.MIN_VALUE) {
            return PositionReport.NO_TIME;
        }
        return epochDay * MILLIS_PER_DAY + hour * 3_600_000L + minute * 60_000L + second * 1000L + millis - offset;
    }

    private int part(boolean compact) {
        if (!compact) {
            if (text[at] != ':') {
                return NONE;
            }
            at++;
        }
        return fixed(2);
    }

    private int fraction() {
        at++;
        int millis = 0;
        int unit = 100;
        int start = at;
        for (; at < end && isDigit(text[at]); at++, unit /= 10) {
            millis += unit * (text[at] - '0');
        }
        return at == start ? NONE : millis;
    }

    private long offsetMillis() {
        while (at < end && text[at] == ' ') {
            at++;
        }
        if (at == end) {
            return zoneMillis;
        }
        if (end - at == 1 && text[at] == 'Z' || end - at == 3 && text[at] == 'U' && text[at + 1] == 'T') {
            return 0;
        }
        int sign = text[at] == '+' ? 1 : text[at] == '-' ? -1 : 0;
        at++;
        int hours = fixed(2);
        if (at < end && text[at] == ':') {
            at++;
        }
        int minutes = at == end ? 0 : fixed(2);
        boolean ok = sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59 && at == end;
        return ok ? sign * (hours * 3_600_000L + minutes * 60_000L) : Long.MIN_VALUE;
    }

    private long epochDay(int year, int month, int day) {
        if (year < 1970 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31) {
            return Long.MIN_VALUE;
        }
        int date = (year * 100 + month) * 100 + day;
        if (date != lastDate) {
            if (day > YearMonth.of(year, month).lengthOfMonth()) {
                return Long.MIN_VALUE;
            }
            lastEpochDay = LocalDate.of(year, month, day).toEpochDay();
            lastDate = date;
        }
        return lastEpochDay;
    }

    /** Up to four digits; how many is in {@link #digits}. */
    private int number() {
        int value = 0;
        digits = 0;
        while (at < end && digits < 4 && isDigit(text[at])) {
            value = value * 10 + text[at++] - '0';
            digits++;
        }
        return digits == 0 ? NONE : value;
    }

    private int fixed(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (at >= end || !isDigit(text[at])) {
                return NONE;
            }
            value = value * 10 + text[at++] - '0';
        }
        return value;
    }

    private boolean allDigits() {
        for (int i = at; i < end; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
