package io.vigil.feeds.jt808;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A stretch of bytes, read as the standard's data types (big-endian BYTE, WORD, DWORD, BCD,
 * STRING in GBK). A view: the bytes belong to whoever made it, and are only good during the call it was handed to.
 */
record Body(byte[] bytes, int from, int to) {
    private static final Charset GBK = Charset.forName("GBK");

    Body {
        Objects.checkFromToIndex(from, to, bytes.length);
    }

    int length() {
        return to - from;
    }

    int u8(int at) {
        return bytes[place(at, 1)] & 0xFF;
    }

    int u16(int at) {
        int place = place(at, 2);
        return (bytes[place] & 0xFF) << 8 | bytes[place + 1] & 0xFF;
    }

    long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /** Two decimal digits, or -1 where a nibble is above 9. */
    int bcd(int at) {
        int value = u8(at);
        int high = value >> 4;
        int low = value & 0x0F;
        return high > 9 || low > 9 ? -1 : high * 10 + low;
    }

    String hex(int at, int length) {
        int place = place(at, length);
        return HexFormat.of().formatHex(bytes, place, place + length);
    }

    /** A STRING without the NULs (and trailing blanks) it is padded with, on either side. */
    String text(int at, int length) {
        int start = place(at, length);
        int end = start + length;
        while (end > start && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        while (start < end && bytes[start] == 0) {
            start++;
        }
        return new String(bytes, start, end - start, GBK);
    }

    Body slice(int at, int length) {
        int place = place(at, length);
        return new Body(bytes, place, place + length);
    }

    private int place(int at, int length) {
        return from + Objects.checkFromIndexSize(at, length, to - from);
    }
}
