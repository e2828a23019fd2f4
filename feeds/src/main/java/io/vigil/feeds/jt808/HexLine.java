package io.vigil.feeds.jt808;

import static io.vigil.model.PositionReport.NO_TIME;

/**
 * One line of a hex archive: an optional receive time, a blank, and the hexadecimal bytes of one or more frames, with
 * blanks between the bytes or without. A {@code #} begins a comment line. Used again for every line, so a line leaves
 * nothing behind.
 *
 * <p>The time is {@code YYYY-MM-DDThh:mm:ss}, optionally with a fraction and with {@code Z} or {@code +08:00}; a blank may
 * stand for the {@code T}.
 */
final class HexLine {
    /** What a line is. */
    enum Kind {
        EMPTY,
        FRAMES,
        BAD
    }

    private static final int TIME_LENGTH = 19;

    private final int offsetSeconds;
    private byte[] frames = new byte[256];
    private int length;
    private long timeMillis;
    private String reason = "";
    private String detail = "";
    private int at;

    /** Times without an offset are local there, seconds east of UTC. */
    HexLine(int offsetSeconds) {
        this.offsetSeconds = offsetSeconds;
    }

    Kind read(byte[] line, int lineLength) {
        length = 0;
        timeMillis = NO_TIME;
        at = 0;
        int end = lineLength;
        while (end > 0 && isBlank(line[end - 1])) {
            end--;
        }
        skipBlanks(line, end);
        if (at == end || line[at] == '#') {
            return Kind.EMPTY;
        }
        if (end - at > 4 && line[at + 4] == '-' && !readTime(line, end)) {
            return bad("bad-time", "the line begins with no time YYYY-MM-DDThh:mm:ss[.fff][Z|+hh:mm] and a blank");
        }
        return readHex(line, end);
    }

    /** The bytes of the frames, as far as {@link #length()}; good until the next line. */
    byte[] frames() {
        return frames;
    }

    int length() {
        return length;
    }

    /** The receive time, or {@link io.vigil.model.PositionReport#NO_TIME}. */
    long timeMillis() {
        return timeMillis;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    private Kind readHex(byte[] line, int end) {
        if (frames.length < (end - at) / 2 + 1) {
            frames = new byte[(end - at) / 2 + 1];
        }
        int high = -1;
        while (at < end) {
            int nibble = Character.digit(line[at], 16);
            if (nibble < 0 && !isBlank(line[at])) {
                return bad("bad-hex", "byte " + (line[at] & 0xFF) + " at column " + (at + 1) + " is no hex digit");
            }
            if (nibble >= 0 && high >= 0) {
                frames[length++] = (byte) (high << 4 | nibble);
                high = -1;
            } else if (nibble >= 0) {
                high = nibble;
            }
            at++;
        }
        if (high >= 0) {
            return bad("bad-hex", "an odd number of hex digits, " + (2 * length + 1));
        }
        return length == 0 ? bad("bad-hex", "a time and nothing after it") : Kind.FRAMES;
    }

    /** Reads the time at the cursor and the blank behind it. */
    private boolean readTime(byte[] line, int end) {
        if (end - at < TIME_LENGTH
                || line[at + 7] != '-'
                || line[at + 10] != 'T' && line[at + 10] != ' '
                || line[at + 13] != ':'
                || line[at + 16] != ':') {
            return false;
        }
        int year = number(line, at, 4);
        int month = number(line, at + 5, 2);
        int day = number(line, at + 8, 2);
        int hour = number(line, at + 11, 2);
        int minute = number(line, at + 14, 2);
        int second = number(line, at + 17, 2);
        if (year < 0) {
            return false;
        }
        at += TIME_LENGTH;
        int millis = readFraction(line, end);
        int offset = readOffset(line, end);
        if (offset == Integer.MAX_VALUE || at < end && !isBlank(line[at])) {
            return false;
        }
        long seconds = CivilTime.millis(year, month, day, hour, minute, second, offset);
        timeMillis = seconds + millis;
        return seconds != CivilTime.INVALID;
    }

    private int readFraction(byte[] line, int end) {
        if (at == end || line[at] != '.') {
            return 0;
        }
        at++;
        int millis = 0;
        for (int scale = 100; at < end && line[at] >= '0' && line[at] <= '9'; scale /= 10) {
            millis += (line[at++] - '0') * scale;
        }
        return millis;
    }

    /** Seconds east of UTC, the line's own or the feed's; {@link Integer#MAX_VALUE} where it is damaged. */
    private int readOffset(byte[] line, int end) {
        if (at == end || line[at] != 'Z' && line[at] != '+' && line[at] != '-') {
            return offsetSeconds;
        }
        int sign = line[at] == '-' ? -1 : 1;
        if (line[at++] == 'Z') {
            return 0;
        }
        int minutesAt = at + 2 < end && line[at + 2] == ':' ? at + 3 : at + 2;
        if (minutesAt + 2 > end) {
            return Integer.MAX_VALUE;
        }
        int hours = number(line, at, 2);
        int minutes = number(line, minutesAt, 2);
        at = minutesAt + 2;
        return hours < 0 || minutes < 0 || hours > 18 || minutes > 59
                ? Integer.MAX_VALUE
                : sign * (hours * 3600 + minutes * 60);
    }

    private Kind bad(String badReason, String badDetail) {
        reason = badReason;
        detail = badDetail;
        return Kind.BAD;
    }

    private void skipBlanks(byte[] line, int end) {
        while (at < end && isBlank(line[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t' || value == '\r';
    }

    private static int number(byte[] line, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            value = value * 10 + line[i] - '0';
        }
        return value;
    }
}
