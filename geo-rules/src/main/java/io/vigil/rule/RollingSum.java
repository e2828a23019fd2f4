package io.vigil.rule;

import java.util.Arrays;

/**
 * How long something went on within the last so many hours, kept in a few numbers of a rule's memory: whole minutes by
 * stretches of equal length, packed, and what is left over in the current stretch.
 *
 * <p>Exact to a minute where the begin of the window falls between stretches; within the oldest stretch the time is taken
 * to be evenly spread, which is wrong by a quarter of a stretch at most.
 */
final class RollingSum {
    private static final long MILLIS_PER_MINUTE = 60_000;
    /** A double holds whole numbers of so many bits exactly. */
    private static final int EXACT_BITS = 53;

    private static final int CURRENT_MILLIS = 0;
    private static final int SUM_MINUTES = 1;
    private static final int PACKED = 2;

    private final int offset;
    private final long stretchMillis;
    private final int stretches;
    private final int bits;
    private final int perNumber;

    /**
     * A sum over {@code stretches * stretchMillis}.
     *
     * @param offset of its first number in the memory
     * @param stretchMillis whole minutes
     */
    RollingSum(int offset, long stretchMillis, int stretches) {
        this.offset = offset;
        this.stretchMillis = stretchMillis;
        this.stretches = stretches;
        bits = Long.SIZE - Long.numberOfLeadingZeros(stretchMillis / MILLIS_PER_MINUTE);
        perNumber = EXACT_BITS / bits;
    }

    /** How many numbers it needs. */
    int size() {
        return PACKED + (stretches + perNumber - 1) / perNumber;
    }

    /** Forgets everything. */
    void clear(double[] memory) {
        Arrays.fill(memory, offset, offset + size(), 0);
    }

    /** Time has passed from one instant to a later one, and it went on all the while or not at all. */
    void pass(double[] memory, long fromMillis, long toMillis, boolean wentOn) {
        long at = fromMillis;
        long last = Math.floorDiv(toMillis, stretchMillis);
        long first = Math.floorDiv(at, stretchMillis);
        if (!wentOn && last - first > stretches) {
            clear(memory);
            return;
        }
        for (long stretch = first; stretch < last; stretch++) {
            long end = (stretch + 1) * stretchMillis;
            memory[offset + CURRENT_MILLIS] += wentOn ? end - at : 0;
            keep(memory, Math.floorMod(stretch, stretches));
            at = end;
        }
        memory[offset + CURRENT_MILLIS] += wentOn ? toMillis - at : 0;
    }

    /** The sum at the instant up to which time has passed, ms. */
    long sumMillis(double[] memory, long nowMillis) {
        long oldest = minutes(memory, Math.floorMod(Math.floorDiv(nowMillis, stretchMillis), stretches));
        long passed = Math.floorMod(nowMillis, stretchMillis);
        long gone = oldest * MILLIS_PER_MINUTE * passed / stretchMillis;
        return (long) memory[offset + CURRENT_MILLIS] + (long) memory[offset + SUM_MINUTES] * MILLIS_PER_MINUTE - gone;
    }

    /** The current stretch is over: its whole minutes take the place of the oldest one's, the rest goes on. */
    private void keep(double[] memory, int place) {
        long current = (long) memory[offset + CURRENT_MILLIS];
        long minutes = current / MILLIS_PER_MINUTE;
        long before = minutes(memory, place);
        memory[offset + CURRENT_MILLIS] = current - minutes * MILLIS_PER_MINUTE;
        memory[offset + SUM_MINUTES] += minutes - before;
        int number = offset + PACKED + place / perNumber;
        memory[number] = (long) memory[number] + (minutes - before << shift(place));
    }

    private long minutes(double[] memory, int place) {
        long packed = (long) memory[offset + PACKED + place / perNumber];
        return packed >> shift(place) & (1L << bits) - 1;
    }

    private int shift(int place) {
        return place % perNumber * bits;
    }
}
