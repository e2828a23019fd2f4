package io.vigil.feeds.jt808;

import java.time.LocalDate;
import java.time.Year;

/** Calendar fields to milliseconds since the epoch, without exceptions and without garbage. */
final class CivilTime {
    /** Stands for fields that are no time, such as month 13. */
    static final long INVALID = Long.MIN_VALUE;

    /** Bytes of a BCD time. */
    static final int BCD_LENGTH = 6;

    /** GMT+8, the zone of every BCD time but that of 0x8004, which is UTC. */
    static final int GMT8_SECONDS = 8 * 3600;

    private CivilTime() {}

    /** YYMMDDhhmmss in BCD and GMT+8; years are 2000 to 2099. {@link #INVALID} where it is no time. */
    static long ofBcd(Body body, int at) {
        int year = body.bcd(at);
        return year < 0
                ? INVALID
                : millis(
                        2000 + year,
                        body.bcd(at + 1),
                        body.bcd(at + 2),
                        body.bcd(at + 3),
                        body.bcd(at + 4),
                        body.bcd(at + 5),
                        GMT8_SECONDS);
    }

    /** Milliseconds since the epoch of local fields, or {@link #INVALID}. There are no leap seconds. */
    static long millis(int year, int month, int day, int hour, int minute, int second, int offsetSeconds) {
        if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
            return INVALID;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offsetSeconds;
        return seconds * 1000;
    }

    private static int daysInMonth(int year, int month) {
        return switch (month) {
            case 2 -> Year.isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
