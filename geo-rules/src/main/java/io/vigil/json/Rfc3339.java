package io.vigil.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times as the contracts write them: RFC 3339 with offset, in UTC with milliseconds when written. */
public final class Rfc3339 {
    private static final int CANONICAL_LENGTH = 24;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private Rfc3339() {}

    /** {@code 2026-09-12T14:03:05.120Z}. */
    public static String format(long millis) {
        long day = Math.floorDiv(millis, MILLIS_PER_DAY);
        int ofDay = (int) Math.floorMod(millis, MILLIS_PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        StringBuilder text = new StringBuilder(CANONICAL_LENGTH);
        pad(text, date.getYear(), 4).append('-');
        pad(text, date.getMonthValue(), 2).append('-');
        pad(text, date.getDayOfMonth(), 2).append('T');
        pad(text, ofDay / 3_600_000, 2).append(':');
        pad(text, ofDay / 60_000 % 60, 2).append(':');
        pad(text, ofDay / 1_000 % 60, 2).append('.');
        return pad(text, ofDay % 1_000, 3).append('Z').toString();
    }

    /**
     * Milliseconds since the epoch.
     *
     * @throws JsonFormatException if it is not a time with an offset
     */
    public static long parse(String text) {
        long canonical = parseCanonical(text);
        if (canonical != Long.MIN_VALUE) {
            return canonical;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new JsonFormatException("\"" + text + "\" is not a time such as 2026-09-12T14:03:05.120Z");
        }
    }

    /** {@code yyyy-MM-ddTHH:mm:ss[.SSS]Z} without a formatter, as almost every line of an archive has it. */
    private static long parseCanonical(String text) {
        int length = text.length();
        if (length != CANONICAL_LENGTH && length != 20 || text.charAt(length - 1) != 'Z') {
            return Long.MIN_VALUE;
        }
        boolean hasMillis = length == CANONICAL_LENGTH;
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || hasMillis && text.charAt(19) != '.') {
            return Long.MIN_VALUE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        int millis = hasMillis ? digits(text, 20, 3) : 0;
        boolean inRange = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && millis >= 0;
        if (!inRange) {
            // The last days of a month, leap seconds and nonsense are for the library.
            return Long.MIN_VALUE;
        }
        return daysSinceEpoch(year, month, day) * MILLIS_PER_DAY
                + ((hour * 60L + minute) * 60L + second) * 1000L
                + millis;
    }

    private static long daysSinceEpoch(int year, int month, int day) {
        // Civil calendar with the year beginning in March, so that the leap day is the last.
        int shifted = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shifted, 400);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static StringBuilder pad(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
