package io.vigil.feeds.ais;

import java.nio.charset.StandardCharsets;

/**
 * The bits of one AIS message, unpacked from the six-bit characters of its sentences (ITU-R M.1371-5 annex 8, IEC
 * 61162-1 "VDM"). Reused for message after message; one thread.
 *
 * <p>Reading past the end gives zero bits, as if the message were padded, so a decoder that has checked the message's
 * length need not check every optional tail.
 */
final class PayloadBits {
    /** The most characters of one message; five slots hold 178, and sentences may be padded. */
    static final int MAX_CHARACTERS = 1024;

    private static final int BITS_PER_CHARACTER = 6;

    private final byte[] packed = new byte[MAX_CHARACTERS * BITS_PER_CHARACTER / Byte.SIZE + 2];
    private int length;

    /** Forgets the message before. */
    void clear() {
        length = 0;
    }

    /** How many bits there are. */
    int length() {
        return length;
    }

    /**
     * Adds the payload of one sentence.
     *
     * @param fillBits how many bits at its end are padding, 0 to 5
     * @return false when a character is outside the six-bit alphabet or there is no room; the bits are then useless
     */
    boolean append(byte[] characters, int from, int to, int fillBits) {
        if (length + (to - from) * BITS_PER_CHARACTER > MAX_CHARACTERS * BITS_PER_CHARACTER) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int value = sixBits(characters[i]);
            if (value < 0) {
                return false;
            }
            put(value);
        }
        length = Math.max(0, length - fillBits);
        return true;
    }

    /** An unsigned number of 1 to 32 bits. */
    long unsigned(int offset, int width) {
        int present = Math.min(width, length - offset);
        if (present <= 0) {
            return 0;
        }
        int end = offset + present;
        long window = 0;
        for (int i = offset >>> 3; i <= (end - 1) >>> 3; i++) {
            window = window << Byte.SIZE | (packed[i] & 0xFF);
        }
        int below = -end & 7;
        long value = window >>> below & (1L << present) - 1;
        return value << width - present;
    }

    /** An unsigned number of 1 to 31 bits. */
    int number(int offset, int width) {
        return (int) unsigned(offset, width);
    }

    /** A two's complement number of 1 to 32 bits. */
    int signed(int offset, int width) {
        return (int) (unsigned(offset, width) << Long.SIZE - width >> Long.SIZE - width);
    }

    /** One bit. */
    boolean flag(int offset) {
        return unsigned(offset, 1) != 0;
    }

    /** Six-bit text: ends at the first {@code @}, blanks around it are padding; empty means not available. */
    String text(int offset, int characters) {
        return letters(offset, characters).strip();
    }

    /** Six-bit text up to the first {@code @}, with its blanks. */
    String letters(int offset, int characters) {
        byte[] letters = new byte[characters];
        int count = 0;
        while (count < characters) {
            int value = number(offset + count * BITS_PER_CHARACTER, BITS_PER_CHARACTER);
            if (value == 0) {
                break;
            }
            letters[count++] = (byte) (value < 32 ? value + 64 : value);
        }
        return new String(letters, 0, count, StandardCharsets.US_ASCII);
    }

    private void put(int value) {
        int cell = length >>> 3;
        int shift = length & 7;
        int room = (packed[cell] & 0xFF) << Byte.SIZE | (packed[cell + 1] & 0xFF);
        int mask = 0xFC00 >>> shift;
        room = room & ~mask | value << 10 >>> shift;
        packed[cell] = (byte) (room >>> Byte.SIZE);
        packed[cell + 1] = (byte) room;
        length += BITS_PER_CHARACTER;
    }

    private static int sixBits(byte character) {
        if (character >= 48 && character <= 87) {
            return character - 48;
        }
        return character >= 96 && character <= 119 ? character - 56 : -1;
    }
}
