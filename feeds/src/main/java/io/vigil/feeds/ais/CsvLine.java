package io.vigil.feeds.ais;

import java.nio.charset.StandardCharsets;

/**
 * One line of a CSV file taken apart in place (RFC 4180, with any one-byte delimiter). A quoted field may hold delimiters and
 * doubled quotes, but no line end. Reused; at most {@link #MAX_FIELDS} fields.
 */
final class CsvLine {
    static final int MAX_FIELDS = 256;

    /** What {@link #number} gives for a field that is no number, where NaN says "empty". */
    static final double NO_NUMBER = Double.NEGATIVE_INFINITY;

    private static final int MAX_EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final int[] from = new int[MAX_FIELDS];
    private final int[] to = new int[MAX_FIELDS];
    private byte[] line = {};
    private int count;

    /**
     * Takes a line apart.
     *
     * @return false when a quote is not closed or stands where none may
     */
    boolean split(byte[] bytes, int length, byte delimiter) {
        line = bytes;
        count = 0;
        int at = 0;
        while (count < MAX_FIELDS) {
            if (at < length && bytes[at] == '"') {
                int close = at + 1;
                while (close < length && (bytes[close] != '"' || close + 1 < length && bytes[close + 1] == '"')) {
                    close += bytes[close] == '"' ? 2 : 1;
                }
                if (close >= length || close + 1 < length && bytes[close + 1] != delimiter) {
                    return false;
                }
                add(at + 1, close);
                at = close + 1;
            } else {
                int end = at;
                while (end < length && bytes[end] != delimiter) {
                    end++;
                }
                add(at, end);
                at = end;
            }
            if (at >= length) {
                return true;
            }
            at++;
        }
        return true;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return line;
    }

    /** Where field i starts, blanks skipped; meaningless where there is no such field. */
    int from(int i) {
        return from[i];
    }

    int to(int i) {
        return to[i];
    }

    /** Whether there is no such field or nothing in it: blanks, {@code NaN}, {@code null}, {@code None}, {@code \N}. */
    boolean isEmpty(int i) {
        if (i < 0 || i >= count || from[i] == to[i]) {
            return true;
        }
        return switch (to[i] - from[i]) {
            case 2 -> is(i, "\\N");
            case 3 -> is(i, "nan");
            case 4 -> is(i, "null") || is(i, "none");
            default -> false;
        };
    }

    /** Field i as text, empty where there is none. */
    String text(int i) {
        if (isEmpty(i)) {
            return "";
        }
        String text = new String(line, from[i], to[i] - from[i], StandardCharsets.UTF_8);
        return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
    }

    /** Field i as a number; NaN where it is empty, {@link #NO_NUMBER} where it is something else. */
    double number(int i) {
        if (isEmpty(i)) {
            return Double.NaN;
        }
        int at = from[i];
        boolean negative = line[at] == '-';
        at += negative || line[at] == '+' ? 1 : 0;
        long digits = 0;
        int digitCount = 0;
        int decimals = 0;
        boolean inFraction = false;
        boolean hasDigits = false;
        for (; at < to[i]; at++) {
            byte character = line[at];
            if (character >= '0' && character <= '9' && digitCount < MAX_EXACT_DIGITS) {
                digits = digits * 10 + character - '0';
                hasDigits = true;
                digitCount += digits == 0 ? 0 : 1;
                decimals += inFraction ? 1 : 0;
            } else if (character == '.' && !inFraction) {
                inFraction = true;
            } else {
                return slowNumber(i);
            }
        }
        if (decimals >= POWERS_OF_TEN.length || !hasDigits) {
            return slowNumber(i);
        }
        // Both operands are exact, so the quotient is the double nearest to the decimal.
        double value = digits / POWERS_OF_TEN[decimals];
        return negative ? -value : value;
    }

    /** Mixes field i into a hash, so that a change of any of several fields shows. */
    long hash(int i, long seed) {
        long hash = seed;
        if (i >= 0 && i < count) {
            for (int at = from[i]; at < to[i]; at++) {
                hash = (hash ^ line[at]) * 0x100000001B3L;
            }
        }
        return (hash ^ 0xFF) * 0x100000001B3L;
    }

    private boolean is(int i, String lowerCase) {
        for (int k = 0; k < lowerCase.length(); k++) {
            int character = line[from[i] + k];
            if (character != lowerCase.charAt(k) && (character | 0x20) != lowerCase.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private double slowNumber(int i) {
        String text = text(i);
        for (int k = 0; k < text.length(); k++) {
            if ("0123456789+-.eE".indexOf(text.charAt(k)) < 0) {
                return NO_NUMBER;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : NO_NUMBER;
        } catch (NumberFormatException e) {
            return NO_NUMBER;
        }
    }

    private void add(int start, int end) {
        int first = start;
        int last = end;
        while (first < last && line[first] == ' ') {
            first++;
        }
        while (last > first && (line[last - 1] == ' ' || line[last - 1] == '\r')) {
            last--;
        }
        from[count] = first;
        to[count++] = last;
    }
}
