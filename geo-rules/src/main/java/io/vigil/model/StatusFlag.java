package io.vigil.model;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bits of the status word of a JT/T 808 location report (0x0200, 2013 and 2019, table "status bits"), and above them, from
 * bit 32 on, those of the vehicle's signals that rules use (additional item 0x25).
 */
public enum StatusFlag {
    ACC(0, "acc"),
    LOCATED(1, "located"),
    OUT_OF_SERVICE(4, "outOfService"),
    ENCRYPTED(5, "encrypted"),
    FORWARD_COLLISION(6, "forwardCollision"),
    LANE_DEPARTURE(7, "laneDeparture"),
    LOAD_LOW(8, "loadBit0"),
    LOAD_HIGH(9, "loadBit1"),
    OIL_CUT(10, "oilCut"),
    CIRCUIT_CUT(11, "circuitCut"),
    DOORS_LOCKED(12, "doorsLocked"),
    DOOR_1_OPEN(13, "door1Open"),
    DOOR_2_OPEN(14, "door2Open"),
    DOOR_3_OPEN(15, "door3Open"),
    DOOR_4_OPEN(16, "door4Open"),
    DOOR_5_OPEN(17, "door5Open"),
    GPS(18, "gps"),
    BEIDOU(19, "beidou"),
    GLONASS(20, "glonass"),
    GALILEO(21, "galileo"),
    MOVING(22, "moving"),
    /** The signals below are told; without it they are not known. */
    SIGNALS(32 + 15, "signals"),
    BRAKE(32 + 4, "brake"),
    NEUTRAL(32 + 10, "neutral"),
    RETARDER(32 + 11, "retarder"),
    ABS(32 + 12, "abs");

    private static final int SIGNALS_SHIFT = 32;
    private static final Map<String, StatusFlag> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StatusFlag::word, Function.identity()));

    private final int bit;
    private final String word;

    StatusFlag(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** What {@link PositionReport#statusBits} holds for a word of vehicle signals, beside the status word. */
    public static long signalBits(long signals) {
        long known = SIGNALS.mask();
        for (StatusFlag flag : values()) {
            if (flag.bit > SIGNALS_SHIFT && flag != SIGNALS) {
                known |= signals << SIGNALS_SHIFT & flag.mask();
            }
        }
        return known;
    }

    private long mask() {
        return 1L << bit;
    }

    /** Position in the status word, 0 is the lowest. */
    public int bit() {
        return bit;
    }

    /** Name in the JSON form. */
    public String word() {
        return word;
    }

    /** The flag of that name in the JSON form, or null. */
    public static @Nullable StatusFlag ofWord(String word) {
        return BY_WORD.get(word);
    }
}
