package io.vigil.feeds.days;

import java.io.ByteArrayOutputStream;

/**
 * A column of whole numbers, coded in the way of five that takes the least room: one number for all, differences, differences
 * of differences, runs, or as they are.
 */
final class LongColumn {
    private static final int CONSTANT = 0;
    private static final int DIFFERENCES = 1;
    private static final int SECOND_DIFFERENCES = 2;
    private static final int RUNS = 3;
    private static final int PLAIN = 4;

    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7F;
    private static final int LONGEST_SHIFT = 63;

    private LongColumn() {}

    /** Writes the first {@code count} numbers; at least one. */
    static void write(long[] values, int count, ByteArrayOutputStream out) {
        int runs = 1;
        long first = signedLength(values[0]);
        long firsts = first;
        long seconds = first;
        long runBytes = first;
        long step = 0;
        int runStart = 0;
        for (int i = 1; i < count; i++) {
            long difference = values[i] - values[i - 1];
            firsts += signedLength(difference);
            seconds += signedLength(difference - step);
            step = difference;
            if (difference != 0) {
                runs++;
                runBytes += signedLength(i - runStart) + signedLength(difference);
                runStart = i;
            }
        }
        runBytes += signedLength(count - runStart);
        long least = Math.min(Math.min(firsts, seconds), Math.min(runBytes, 8L * count));
        if (runs == 1) {
            out.write(CONSTANT);
            writeSigned(values[0], out);
        } else if (runBytes == least) {
            writeRuns(values, count, out);
        } else if (firsts == least) {
            writeDifferences(DIFFERENCES, values, count, out);
        } else if (seconds == least) {
            writeDifferences(SECOND_DIFFERENCES, values, count, out);
        } else {
            out.write(PLAIN);
            for (int i = 0; i < count; i++) {
                writePlain(values[i], out);
            }
        }
    }

    private static void writeRuns(long[] values, int count, ByteArrayOutputStream out) {
        out.write(RUNS);
        long before = 0;
        int start = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || values[i] != values[start]) {
                writeSigned(values[start] - before, out);
                writeSigned(i - start, out);
                before = values[start];
                start = i;
            }
        }
    }

    private static void writeDifferences(int way, long[] values, int count, ByteArrayOutputStream out) {
        out.write(way);
        writeSigned(values[0], out);
        long step = 0;
        for (int i = 1; i < count; i++) {
            long difference = values[i] - values[i - 1];
            writeSigned(way == DIFFERENCES ? difference : difference - step, out);
            step = difference;
        }
    }

    static void writeSigned(long value, ByteArrayOutputStream out) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~SEVEN_BITS) != 0) {
            out.write((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static int signedLength(long value) {
        long rest = value << 1 ^ value >> 63;
        return rest == 0 ? 1 : (70 - Long.numberOfLeadingZeros(rest)) / 7;
    }

    private static void writePlain(long value, ByteArrayOutputStream out) {
        for (int shift = 0; shift < 64; shift += 8) {
            out.write((int) (value >>> shift));
        }
    }

    /** Reads columns from bytes, one after the other. */
    static final class Reader {
        private final byte[] bytes;
        private int place;

        Reader(byte[] bytes, int place) {
            this.bytes = bytes;
            this.place = place;
        }

        int readByte() {
            return bytes[place++];
        }

        int place() {
            return place;
        }

        /** Passes over bytes that are read elsewhere. */
        void skip(int count) {
            place += count;
        }

        /** Reads {@code count} numbers into the front of {@code values}. */
        void read(long[] values, int count) {
            int way = bytes[place++];
            switch (way) {
                case CONSTANT -> java.util.Arrays.fill(values, 0, count, readSigned());
                case DIFFERENCES -> readDifferences(values, count);
                case SECOND_DIFFERENCES -> readSecondDifferences(values, count);
                case RUNS -> readRuns(values, count);
                case PLAIN -> readPlain(values, count);
                default -> throw new IndexOutOfBoundsException("a column is coded in the unknown way " + way);
            }
        }

        private void readDifferences(long[] values, int count) {
            long value = 0;
            for (int i = 0; i < count; i++) {
                value += readSigned();
                values[i] = value;
            }
        }

        private void readSecondDifferences(long[] values, int count) {
            long value = readSigned();
            values[0] = value;
            long step = 0;
            for (int i = 1; i < count; i++) {
                step += readSigned();
                value += step;
                values[i] = value;
            }
        }

        private void readRuns(long[] values, int count) {
            long value = 0;
            int done = 0;
            while (done < count) {
                value += readSigned();
                long length = readSigned();
                if (length < 1 || length > count - done) {
                    throw new IndexOutOfBoundsException("a run of " + length + " in a column of " + count);
                }
                java.util.Arrays.fill(values, done, done + (int) length, value);
                done += (int) length;
            }
        }

        private void readPlain(long[] values, int count) {
            for (int i = 0; i < count; i++) {
                long value = 0;
                for (int shift = 0; shift < 64; shift += 8) {
                    value |= (bytes[place++] & 0xFFL) << shift;
                }
                values[i] = value;
            }
        }

        long readSigned() {
            int part = bytes[place++];
            if (part >= 0) {
                return part >>> 1 ^ -(part & 1);
            }
            long value = part & SEVEN_BITS;
            int shift = 7;
            do {
                part = bytes[place++];
                value |= (long) (part & SEVEN_BITS) << shift;
                shift += 7;
            } while (part < 0 && shift <= LONGEST_SHIFT);
            return value >>> 1 ^ -(value & 1);
        }
    }
}
