package io.vigil.feeds.ais;

import io.vigil.model.PositionReport;

/**
 * One line of an NMEA 0183 stream taken apart in place: prefix, TAG blocks, sentence, checksum, trailing fields. Holds
 * places in the line and is reused, so that no object is made for a good single sentence.
 */
final class NmeaSentence {
    /** What a line is. */
    enum Kind {
        /** Nothing, or a comment that starts with {@code #}. */
        BLANK,
        /** Says something of the sentences that follow: a TAG block on its own line, or Gatehouse's {@code $PGHP}. */
        CONTEXT,
        /** An AIS sentence, {@code VDM} or {@code VDO} of any talker. */
        AIS,
        /** A sound sentence of another kind. */
        OTHER,
        /** See {@link #reason} and {@link #detail}. */
        BAD
    }

    /** The most payload characters of one sentence; standard ones hold 60, some receivers write a message in one. */
    static final int MAX_PAYLOAD_CHARACTERS = 256;

    private static final int AIS_COMMAS = 6;
    private static final int GATEHOUSE_COMMAS = 13;
    private static final int MAX_COMMAS = 16;

    final TagBlock tag = new TagBlock();
    long prefixTimeMillis;
    long gatehouseTimeMillis;
    long trailingTimeMillis;
    int gatehouseSourceFrom;
    int gatehouseSourceTo;
    int talkerFrom;
    int total;
    int number;
    int sequenceFrom;
    int channelFrom;
    int channelTo;
    int payloadFrom;
    int payloadTo;
    int fillBits;
    String reason = "";
    String detail = "";

    private final TimeText times;
    private final int[] commas = new int[MAX_COMMAS];

    NmeaSentence(TimeText times) {
        this.times = times;
    }

    /** Takes a line apart; the places found point into it. */
    Kind parse(byte[] line, int from, int to) {
        tag.clear();
        prefixTimeMillis = PositionReport.NO_TIME;
        gatehouseTimeMillis = PositionReport.NO_TIME;
        trailingTimeMillis = PositionReport.NO_TIME;
        int end = to;
        while (end > from && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        int start = from;
        while (start < end && line[start] <= ' ' && line[start] >= 0) {
            start++;
        }
        if (start == end || line[start] == '#') {
            return Kind.BLANK;
        }
        int mark = start;
        while (mark < end && line[mark] != '!' && line[mark] != '$' && line[mark] != '\\') {
            mark++;
        }
        if (mark == end) {
            return bad("not-a-sentence", line, start, end);
        }
        prefixTimeMillis = prefixTime(line, start, mark);
        while (mark < end && line[mark] == '\\') {
            int close = mark + 1;
            while (close < end && line[close] != '\\') {
                close++;
            }
            if (close == end) {
                return bad("bad-tag-block", line, mark, end);
            }
            String fault = tag.parse(line, mark + 1, close);
            if (fault != null) {
                return bad(fault, line, mark, close + 1);
            }
            mark = close + 1;
        }
        if (mark == end) {
            return Kind.CONTEXT;
        }
        return line[mark] == '!' || line[mark] == '$'
                ? sentence(line, mark, end)
                : bad("not-a-sentence", line, mark, end);
    }

    /** Two hexadecimal digits, or -1. */
    static int hexPair(byte[] line, int from, int to) {
        if (to - from < 2) {
            return -1;
        }
        int high = Character.digit(line[from], 16);
        int low = Character.digit(line[from + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private Kind sentence(byte[] line, int mark, int end) {
        int star = mark + 1;
        int sum = 0;
        int commaCount = 0;
        for (; star < end && line[star] != '*'; star++) {
            sum ^= line[star] & 0xFF;
            if (line[star] == ',' && commaCount < MAX_COMMAS) {
                commas[commaCount++] = star;
            }
        }
        if (star == end) {
            return bad("no-checksum", line, mark, end);
        }
        if (hexPair(line, star + 1, end) != sum) {
            reason = "bad-checksum";
            detail = String.format("computed %02X: %s", sum, Excerpt.of(line, mark, end));
            return Kind.BAD;
        }
        int addressTo = commaCount == 0 ? star : commas[0];
        if (line[mark] == '!' && isAis(line, mark + 1, addressTo)) {
            trailingTimeMillis = trailingTime(line, star + 3, end);
            return commaCount == AIS_COMMAS ? ais(line, mark, star) : bad("bad-fields", line, mark, end);
        }
        if (line[mark] == '$' && isGatehouse(line, mark + 1, addressTo)) {
            return commaCount == GATEHOUSE_COMMAS ? gatehouse(line, mark, end) : bad("bad-fields", line, mark, end);
        }
        return Kind.OTHER;
    }

    private Kind ais(byte[] line, int mark, int star) {
        talkerFrom = mark + 1;
        total = digitField(line, commas[0] + 1, commas[1]);
        number = digitField(line, commas[1] + 1, commas[2]);
        sequenceFrom = commas[2] + 1;
        channelFrom = commas[3] + 1;
        channelTo = commas[4];
        payloadFrom = commas[4] + 1;
        payloadTo = commas[5];
        fillBits = digitField(line, commas[5] + 1, star);
        if (total < 1 || number < 1 || number > total || fillBits < 0 || fillBits > 5) {
            return bad("bad-fields", line, mark, star);
        }
        if (payloadFrom == payloadTo) {
            return bad("empty-payload", line, mark, star);
        }
        if (payloadTo - payloadFrom > MAX_PAYLOAD_CHARACTERS) {
            return bad("overlong", line, mark, star);
        }
        return Kind.AIS;
    }

    /** {@code $PGHP,1,year,month,day,hour,minute,second,millisecond,country,region,station,online,checksum*hh}. */
    private Kind gatehouse(byte[] line, int mark, int end) {
        gatehouseTimeMillis = times.utc(
                number(line, 1, 2),
                number(line, 2, 3),
                number(line, 3, 4),
                number(line, 4, 5),
                number(line, 5, 6),
                number(line, 6, 7),
                number(line, 7, 8));
        if (gatehouseTimeMillis == PositionReport.NO_TIME) {
            return bad("bad-time", line, mark, end);
        }
        gatehouseSourceFrom = commas[8] + 1;
        gatehouseSourceTo = commas[11];
        return Kind.CONTEXT;
    }

    /** The digits between two commas, up to four; 9999 where they are none, which no date or time accepts. */
    private int number(byte[] line, int commaBefore, int commaAfter) {
        int from = commas[commaBefore] + 1;
        int to = commas[commaAfter];
        int value = 0;
        for (int i = from; i < to; i++) {
            if (line[i] < '0' || line[i] > '9' || i - from == 4) {
                return 9999;
            }
            value = value * 10 + line[i] - '0';
        }
        return from == to ? 9999 : value;
    }

    private long prefixTime(byte[] line, int start, int mark) {
        int from = start;
        int to = mark;
        while (from < to && isPunctuation(line[from])) {
            from++;
        }
        while (to > from && isPunctuation(line[to - 1])) {
            to--;
        }
        return from == to ? PositionReport.NO_TIME : times.parse(line, from, to);
    }

    /** The first field after the checksum that is seconds or milliseconds since 1970. */
    private static long trailingTime(byte[] line, int afterChecksum, int end) {
        if (afterChecksum >= end || line[afterChecksum] != ',') {
            return PositionReport.NO_TIME;
        }
        int from = afterChecksum + 1;
        while (from < end) {
            int to = from;
            while (to < end && line[to] != ',') {
                to++;
            }
            long time = TimeText.epoch(line, from, to);
            if (time != PositionReport.NO_TIME) {
                return time;
            }
            from = to + 1;
        }
        return PositionReport.NO_TIME;
    }

    private Kind bad(String why, byte[] line, int from, int to) {
        reason = why;
        detail = Excerpt.of(line, from, to);
        return Kind.BAD;
    }

    private static boolean isAis(byte[] line, int from, int to) {
        return to - from == 5
                && line[from + 2] == 'V'
                && line[from + 3] == 'D'
                && (line[from + 4] == 'M' || line[from + 4] == 'O');
    }

    private static boolean isGatehouse(byte[] line, int from, int to) {
        return to - from == 4
                && line[from] == 'P'
                && line[from + 1] == 'G'
                && line[from + 2] == 'H'
                && line[from + 3] == 'P';
    }

    private static boolean isPunctuation(byte character) {
        return character == ' '
                || character == '\t'
                || character == ','
                || character == ';'
                || character == '|'
                || character == '['
                || character == ']'
                || character == '"';
    }

    private static int digitField(byte[] line, int from, int to) {
        return to - from == 1 && line[from] >= '0' && line[from] <= '9' ? line[from] - '0' : -1;
    }
}
