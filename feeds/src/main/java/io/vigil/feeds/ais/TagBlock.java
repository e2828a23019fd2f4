package io.vigil.feeds.ais;

import io.vigil.model.PositionReport;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a TAG block (NMEA 0183 4.10 clause 7.3, IEC 61162-450) that concern us, as places in the line. Reused.
 *
 * <p>{@code c} is the receive time in seconds, or in milliseconds as some receivers write it; {@code s} the source;
 * {@code g} ties the sentences of one message: {@code sentence-total-group}.
 */
final class TagBlock {
    long timeMillis = PositionReport.NO_TIME;
    int sourceFrom;
    int sourceTo;
    int groupFrom;
    int groupTo;

    void clear() {
        timeMillis = PositionReport.NO_TIME;
        sourceFrom = 0;
        sourceTo = 0;
        groupFrom = 0;
        groupTo = 0;
    }

    /**
     * Reads what stands between the two backslashes.
     *
     * @return null, or why it cannot be trusted
     */
    @Nullable
    String parse(byte[] line, int from, int to) {
        int star = from;
        int sum = 0;
        while (star < to && line[star] != '*') {
            sum ^= line[star++] & 0xFF;
        }
        if (star == to) {
            return "no-tag-checksum";
        }
        if (NmeaSentence.hexPair(line, star + 1, to) != sum) {
            return "bad-tag-checksum";
        }
        int field = from;
        while (field < star) {
            int fieldEnd = field;
            while (fieldEnd < star && line[fieldEnd] != ',') {
                fieldEnd++;
            }
            if (fieldEnd - field > 2 && line[field + 1] == ':') {
                take(line[field], line, field + 2, fieldEnd);
            }
            field = fieldEnd + 1;
        }
        return null;
    }

    private void take(byte name, byte[] line, int from, int to) {
        switch (name) {
            case 'c' -> timeMillis = TimeText.epoch(line, from, to);
            case 's' -> {
                sourceFrom = from;
                sourceTo = to;
            }
            case 'g' -> {
                int afterDashes = from;
                for (int dashes = 0; afterDashes < to && dashes < 2; afterDashes++) {
                    if (line[afterDashes] == '-') {
                        dashes++;
                    }
                }
                groupFrom = afterDashes;
                groupTo = to;
            }
            default -> {
                // line count, destination, relative time, text: nothing a report needs
            }
        }
    }
}
