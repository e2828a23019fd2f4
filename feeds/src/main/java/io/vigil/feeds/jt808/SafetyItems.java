package io.vigil.feeds.jt808;

import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import org.jspecify.annotations.Nullable;

/**
 * The active safety items 0x64 to 0x67 as bits of a report (T/JSATL 12-2017 tables 4-15 to 4-18; T/GDRTA 002-2020): what
 * begins, not what ends, and no pictures taken without cause. Items of another length are a vendor's own and say nothing;
 * so do types nobody has named.
 */
final class SafetyItems {
    private static final int ADAS = 0x64;
    private static final int DRIVER = 0x65;
    private static final int TYRES = 0x66;
    private static final int BLIND_SPOT = 0x67;

    private static final int STAGE_AT = 4;
    private static final int TYPE_AT = 5;
    private static final int FATIGUE_AT = 7;
    private static final int STAGE_END = 2;
    private static final int TYPE_FATIGUE = 1;

    /** Bit 0 of a tyre's type: told because it was time to. */
    private static final int TYRE_TIMED = 1;

    private static final @Nullable SafetyFlag[] ADAS_TYPES = new SafetyFlag[0x14];
    private static final @Nullable SafetyFlag[] DRIVER_TYPES = new SafetyFlag[0x0E];
    private static final @Nullable SafetyFlag[] BLIND_SPOT_TYPES = new SafetyFlag[4];

    static {
        ADAS_TYPES[0x01] = SafetyFlag.FORWARD_COLLISION;
        ADAS_TYPES[0x02] = SafetyFlag.LANE_DEPARTURE;
        ADAS_TYPES[0x03] = SafetyFlag.HEADWAY;
        ADAS_TYPES[0x04] = SafetyFlag.PEDESTRIAN;
        ADAS_TYPES[0x05] = SafetyFlag.FREQUENT_LANE_CHANGE;
        ADAS_TYPES[0x06] = SafetyFlag.SIGN_OVER_LIMIT;
        ADAS_TYPES[0x07] = SafetyFlag.OBSTACLE;
        ADAS_TYPES[0x12] = SafetyFlag.SOLID_LINE_CHANGE;
        ADAS_TYPES[0x13] = SafetyFlag.CROSSING_PEDESTRIAN;
        DRIVER_TYPES[TYPE_FATIGUE] = SafetyFlag.FATIGUE;
        DRIVER_TYPES[0x02] = SafetyFlag.PHONE_CALL;
        DRIVER_TYPES[0x03] = SafetyFlag.SMOKING;
        DRIVER_TYPES[0x04] = SafetyFlag.DISTRACTION;
        DRIVER_TYPES[0x05] = SafetyFlag.ABNORMAL_DRIVER;
        DRIVER_TYPES[0x06] = SafetyFlag.LENS_OCCLUDED;
        DRIVER_TYPES[0x08] = SafetyFlag.DRIVING_TIME;
        DRIVER_TYPES[0x0A] = SafetyFlag.NO_SEAT_BELT;
        DRIVER_TYPES[0x0B] = SafetyFlag.INFRARED_BLOCKING_GLASSES;
        DRIVER_TYPES[0x0C] = SafetyFlag.HANDS_OFF;
        DRIVER_TYPES[0x0D] = SafetyFlag.PLAYING_WITH_PHONE;
        BLIND_SPOT_TYPES[1] = SafetyFlag.BLIND_SPOT_REAR;
        BLIND_SPOT_TYPES[2] = SafetyFlag.BLIND_SPOT_LEFT;
        BLIND_SPOT_TYPES[3] = SafetyFlag.BLIND_SPOT_RIGHT;
    }

    private SafetyItems() {}

    /** Whether an item of that id is one of them. */
    static boolean isOne(int id) {
        return id >= ADAS && id <= BLIND_SPOT;
    }

    /**
     * The bits of one item.
     *
     * @param before the bits of the items before it: of several levels of fatigue the highest counts
     */
    static long add(long before, int id, Body item) {
        int signLength = SafetyItemJson.signLength(id, item);
        if (signLength == 0 || item.u8(STAGE_AT) == STAGE_END) {
            return before;
        }
        return switch (id) {
            case ADAS -> before | bit(ADAS_TYPES, item.u8(TYPE_AT));
            case DRIVER -> fatigue(before | bit(DRIVER_TYPES, item.u8(TYPE_AT)), item);
            case TYRES -> hasTyreAlarm(item, signLength) ? before | 1L << SafetyFlag.TYRES.bit() : before;
            default -> before | bit(BLIND_SPOT_TYPES, item.u8(TYPE_AT));
        };
    }

    private static long bit(@Nullable SafetyFlag[] types, int type) {
        SafetyFlag flag = type < types.length ? types[type] : null;
        return flag == null ? 0 : 1L << flag.bit();
    }

    private static long fatigue(long bits, Body item) {
        int level = item.u8(FATIGUE_AT);
        if (item.u8(TYPE_AT) != TYPE_FATIGUE || level > PositionReport.MOST_FATIGUE) {
            return bits;
        }
        long known = bits & ~0xFFFFFFFFL;
        return bits & 0xFFFFFFFFL | Math.max(known, PositionReport.fatigueBits(level));
    }

    private static boolean hasTyreAlarm(Body item, int signLength) {
        int countAt = SafetyItemJson.TYRES_FIXED - 1 + signLength;
        for (int tyre = 0; tyre < item.u8(countAt); tyre++) {
            int typeAt = countAt + 1 + tyre * SafetyItemJson.TYRE_LENGTH + 1;
            if ((item.u16(typeAt) & ~TYRE_TIMED) != 0) {
                return true;
            }
        }
        return false;
    }
}
