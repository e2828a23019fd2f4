package io.vigil.simulators.encode;

import java.util.BitSet;

/** The bits of an AIS message, most significant first (ITU-R M.1371). */
final class SixBits {
    private final BitSet bits = new BitSet();
    private int length;

    SixBits number(long value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            bits.set(length++, (value >>> i & 1) != 0);
        }
        return this;
    }

    /** Six-bit text in a field of so many characters, filled up with @. */
    SixBits text(String text, int characters) {
        for (int i = 0; i < characters; i++) {
            char c = i < text.length() ? Character.toUpperCase(text.charAt(i)) : '@';
            int value = c >= '@' && c <= '_' ? c - '@' : c >= ' ' && c <= '?' ? c : ' ';
            number(value, 6);
        }
        return this;
    }

    int length() {
        return length;
    }

    /** Bits that fill up the last character. */
    int fill() {
        return (6 - length % 6) % 6;
    }

    /** Armoured characters from one on, at most so many (IEC 61162-1). */
    String characters(int from, int count) {
        int all = (length + 5) / 6;
        StringBuilder out = new StringBuilder();
        for (int i = from; i < Math.min(all, from + count); i++) {
            int value = 0;
            for (int bit = 0; bit < 6; bit++) {
                value = value << 1 | (bits.get(i * 6 + bit) ? 1 : 0);
            }
            out.append((char) (value < 40 ? value + 48 : value + 56));
        }
        return out.toString();
    }
}
