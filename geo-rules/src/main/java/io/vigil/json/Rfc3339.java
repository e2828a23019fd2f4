package io.vigil.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Times as the contracts write them: RFC 3339 with offset, in UTC with milliseconds when written. Years are 0000 to 9999;
 * a leap second is no time.
 */
public final class Rfc3339 {
    /** Stands for "no time"; earlier than any. */
    static final long NONE = Long.MIN_VALUE;

    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int CANONICAL_LENGTH = 24;
    private static final int SHOWN_LENGTH = 60;
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final long FIRST_MILLIS = -62_167_219_200_000L;
    private static final long LAST_MILLIS = 253_402_300_799_999L;

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
     * Milliseconds since the epoch; what is finer is cut off.
     *
     * @throws JsonFormatException if it is not a time with an offset
     */
    public static long parse(String text) {
        long millis = parseOrNone(text);
        if (millis == NONE) {
            throw new JsonFormatException("\"" + shown(text) + "\" is not a time such as 2026-09-12T14:03:05.120Z");
        }
        return millis;
    }

    /** Milliseconds since the epoch, or {@link #NONE} if it is not a time with an offset, in a year of four digits. */
    static long parseOrNone(String text) {
        long canonical = parseCanonical(text);
        if (canonical != NONE) {
            return canonical;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            boolean hasFourDigits = time.getYear() >= 0 && time.getYear() <= 9999;
            long millis = hasFourDigits ? time.toInstant().toEpochMilli() : NONE;
            // The offset can take a time of year 0 or 9999 out of it.
            return isWritable(millis) ? millis : NONE;
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** Whether an instant is in a year of four digits, so that it can be written. */
    public static boolean isWritable(long millis) {
        return millis >= FIRST_MILLIS && millis <= LAST_MILLIS;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }

    /** {@code yyyy-MM-ddTHH:mm:ss[.SSS]} with {@code Z} or {@code +08:00}, as almost every line of an archive has it. */
    private static long parseCanonical(String text) {
        int length = text.length();
        int offsetAt = length > 20 && text.charAt(19) == '.' ? 23 : 19;
        if (length <= offsetAt
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        int millis = offsetAt == 23 ? digits(text, 20, 3) : 0;
        int offsetMinutes = offsetMinutes(text, offsetAt);
        // Years 0 and 9999 are for the library, since an offset can leave them; so is nonsense.
        boolean inRange = year >= 1
                && year <= 9998
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month)
                && isBelow(hour, 24)
                && isBelow(minute, 60)
                && isBelow(second, 60)
                && millis >= 0
                && offsetMinutes != NO_OFFSET;
        return inRange
                ? daysSinceEpoch(year, month, day) * MILLIS_PER_DAY
                        + ((hour * 60L + minute - offsetMinutes) * 60L + second) * 1000L
                        + millis
                : NONE;
    }

    private static int offsetMinutes(String text, int at) {
        int length = text.length() - at;
        char sign = text.charAt(at);
        if (length == 1 && sign == 'Z') {
            return 0;
        }
        if (length != 6 || sign != '+' && sign != '-' || text.charAt(at + 3) != ':') {
            return NO_OFFSET;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if (!isBelow(hours, 18) || !isBelow(minutes, 60)) {
            return NO_OFFSET;
        }
        return (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    }

    private static boolean isBelow(int value, int bound) {
        return value >= 0 && value < bound;
    }

    private static int daysOf(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
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
