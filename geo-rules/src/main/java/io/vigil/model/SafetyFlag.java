package io.vigil.model;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the active safety devices of a vehicle say happened, from the additional items 0x64 to 0x67 of a JT/T 808 location
 * report: driver assistance and driver monitoring of T/JSATL 12-2017 (苏标) and T/GDRTA 002-2020 (粤标), tyre pressure and
 * blind spot of both. An event is told when it begins; what ends, and pictures taken without cause, are left out.
 */
public enum SafetyFlag {
    FORWARD_COLLISION(0, "adas.forwardCollision"),
    LANE_DEPARTURE(1, "adas.laneDeparture"),
    HEADWAY(2, "adas.headway"),
    PEDESTRIAN(3, "adas.pedestrian"),
    FREQUENT_LANE_CHANGE(4, "adas.frequentLaneChange"),
    SIGN_OVER_LIMIT(5, "adas.signOverLimit"),
    OBSTACLE(6, "adas.obstacle"),
    SOLID_LINE_CHANGE(7, "adas.solidLineChange"),
    CROSSING_PEDESTRIAN(8, "adas.crossingPedestrian"),
    FATIGUE(9, "dsm.fatigue"),
    PHONE_CALL(10, "dsm.phoneCall"),
    SMOKING(11, "dsm.smoking"),
    DISTRACTION(12, "dsm.distraction"),
    ABNORMAL_DRIVER(13, "dsm.abnormalDriver"),
    LENS_OCCLUDED(14, "dsm.lensOccluded"),
    DRIVING_TIME(15, "dsm.drivingTime"),
    NO_SEAT_BELT(16, "dsm.noSeatBelt"),
    INFRARED_BLOCKING_GLASSES(17, "dsm.infraredBlockingGlasses"),
    HANDS_OFF(18, "dsm.handsOff"),
    PLAYING_WITH_PHONE(19, "dsm.playingWithPhone"),
    TYRES(20, "tyres.abnormal"),
    BLIND_SPOT_REAR(21, "blindSpot.rear"),
    BLIND_SPOT_LEFT(22, "blindSpot.leftRear"),
    BLIND_SPOT_RIGHT(23, "blindSpot.rightRear");

    private static final Map<String, SafetyFlag> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SafetyFlag::word, Function.identity()));

    private final int bit;
    private final String word;

    SafetyFlag(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** Position in {@link PositionReport#safetyBits}, 0 is the lowest. */
    public int bit() {
        return bit;
    }

    /** Name in the JSON form and in rules. */
    public String word() {
        return word;
    }

    /** The flag of that name in the JSON form, or null. */
    public static @Nullable SafetyFlag ofWord(String word) {
        return BY_WORD.get(word);
    }
}
