package io.vigil.history;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written at the end and read from a place; numbers take as few as they need. */
final class ByteTape {
    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7F;

    private byte[] bytes;
    private int length;
    private int place;

    /** An empty one. */
    ByteTape() {
        this(new byte[0]);
        length = 0;
    }

    /** One that holds these bytes, which it does not copy. */
    ByteTape(byte[] content) {
        bytes = content;
        length = content.length;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Goes on reading at that byte. */
    void skipTo(int newPlace) {
        place = newPlace;
    }

    void writeTo(DataOutput out) throws IOException {
        out.write(bytes, 0, length);
    }

    boolean hasMore() {
        return place < length;
    }

    void writeByte(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(32, length + length / 2));
        }
        bytes[length++] = (byte) value;
    }

    int readByte() {
        return bytes[place++] & 0xFF;
    }

    /** Small numbers of either sign take one byte, those up to 8,191 two. */
    void writeSigned(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~SEVEN_BITS) != 0) {
            writeByte((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    long readSigned() {
        long value = 0;
        int shift = 0;
        int part;
        do {
            part = readByte();
            value |= (long) (part & SEVEN_BITS) << shift;
            shift += 7;
        } while ((part & MORE) != 0);
        return value >>> 1 ^ -(value & 1);
    }

    void writeBytes(byte[] content) {
        writeSigned(content.length);
        if (length + content.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + content.length + 32);
        }
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    byte[] readBytes() {
        int count = (int) readSigned();
        place += count;
        return Arrays.copyOfRange(bytes, place - count, place);
    }

    void writeText(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }
}
