package io.vigil.feeds.ais;

import org.jspecify.annotations.Nullable;

/**
 * The messages of ITU-R M.1371-5 (annex 8, table 46) with the lengths accepted here.
 *
 * <p>Lengths are the standard's, with the deviations seen in recorded traffic: type 5 without its last two bits, type 24 A
 * of 160 or 168 bits, type 27 padded to a whole slot, and up to five surplus bits from receivers that write no fill bits.
 */
enum AisMessageType {
    POSITION_SCHEDULED(1, "position report", 168, 173),
    POSITION_ASSIGNED(2, "position report, assigned", 168, 173),
    POSITION_INTERROGATED(3, "position report, on interrogation", 168, 173),
    BASE_STATION(4, "base station report", 168, 173),
    STATIC_AND_VOYAGE(5, "static and voyage data", 422, 431),
    BINARY_ADDRESSED(6, "binary addressed message"),
    BINARY_ACKNOWLEDGE(7, "binary acknowledgement"),
    BINARY_BROADCAST(8, "binary broadcast message"),
    SAR_AIRCRAFT(9, "search and rescue aircraft position report", 168, 173),
    UTC_INQUIRY(10, "UTC inquiry"),
    UTC_RESPONSE(11, "UTC response", 168, 173),
    SAFETY_ADDRESSED(12, "addressed safety message"),
    SAFETY_ACKNOWLEDGE(13, "safety acknowledgement"),
    SAFETY_BROADCAST(14, "safety broadcast message"),
    INTERROGATION(15, "interrogation"),
    ASSIGNED_MODE(16, "assigned mode command"),
    DGNSS_BROADCAST(17, "DGNSS broadcast"),
    CLASS_B_POSITION(18, "class B position report", 168, 173),
    CLASS_B_EXTENDED(19, "class B extended position report", 312, 317),
    LINK_MANAGEMENT(20, "data link management"),
    AID_TO_NAVIGATION(21, "aid to navigation report", 272, 368),
    CHANNEL_MANAGEMENT(22, "channel management"),
    GROUP_ASSIGNMENT(23, "group assignment"),
    STATIC_DATA(24, "static data report", 160, 173),
    BINARY_SINGLE_SLOT(25, "single slot binary message"),
    BINARY_MULTIPLE_SLOT(26, "multiple slot binary message"),
    POSITION_LONG_RANGE(27, "long range position report", 96, 173);

    /** Type, repeat indicator and MMSI, which every message starts with. */
    static final int HEADER_BITS = 38;

    private static final AisMessageType[] BY_NUMBER = values();

    final int number;
    final String label;
    final int minBits;
    final int maxBits;

    AisMessageType(int number, String label, int minBits, int maxBits) {
        this.number = number;
        this.label = number + " " + label;
        this.minBits = minBits;
        this.maxBits = maxBits;
    }

    AisMessageType(int number, String label) {
        this(number, label, HEADER_BITS, Integer.MAX_VALUE);
    }

    /** The type with that number, or null where the standard has none. */
    static @Nullable AisMessageType of(int number) {
        return number >= 1 && number <= BY_NUMBER.length ? BY_NUMBER[number - 1] : null;
    }
}
