package io.vigil.feeds.jt808;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Terminals by the bytes of their number. Remembers the last one per slot, so a report of a known terminal makes no
 * text; the memory is a fixed number of slots (about 1 MB when full).
 */
final class Terminals {
    private static final int SLOTS = 1 << 12;
    private static final int CANONICAL_DIGITS = 12;

    private final @Nullable Slot[] slots = new Slot[SLOTS];

    private record Slot(long high, long low, int length, Terminal terminal) {}

    /**
     * The terminal with that number.
     *
     * @param length bytes of the number, 6 or 10
     */
    Terminal of(byte[] bytes, int from, int length) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < length; i++) {
            high = high << 8 | low >>> 56;
            low = low << 8 | bytes[from + i] & 0xFF;
        }
        int index = slotOf(high, low, length);
        Slot slot = slots[index];
        if (slot != null && slot.low == low && slot.high == high && slot.length == length) {
            return slot.terminal;
        }
        String phone = HexFormat.of().formatHex(bytes, from, from + length);
        Terminal terminal = new Terminal(phone, MoverId.of(MoverKind.VEHICLE, canonical(phone)));
        slots[index] = new Slot(high, low, length, terminal);
        return terminal;
    }

    /** Leading zeros off, then zeros in front up to 12 digits. */
    static String canonical(String phone) {
        int first = 0;
        while (first < phone.length() && phone.charAt(first) == '0') {
            first++;
        }
        String digits = phone.substring(first);
        return "0".repeat(Math.max(0, CANONICAL_DIGITS - digits.length())) + digits;
    }

    private static int slotOf(long high, long low, int length) {
        // Fibonacci hashing: terminal numbers of a fleet differ in their last digits only.
        long mixed = (low ^ high * 31 ^ length) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 52) & SLOTS - 1;
    }
}
