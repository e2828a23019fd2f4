package io.vigil.feeds.jt808;

import org.jspecify.annotations.Nullable;

/**
 * One message after framing: checked, unescaped, its parts put together.
 *
 * @param id the message number
 * @param type what that number means, or null where the standards do not name it
 * @param version 2019 where the version flag says so, else 2013 (2011 has the same header)
 * @param serial the serial number; the first part's where there were parts
 * @param total number of sub-packages, 1 when whole
 * @param index which of them this is, from 1; 1 when whole
 * @param body only good during the call it was handed to
 */
record Message(
        int id,
        @Nullable MessageType type,
        int version,
        Terminal terminal,
        int serial,
        int total,
        int index,
        Body body) {
    static final int VERSION_2011 = 2011;
    static final int VERSION_2013 = 2013;
    static final int VERSION_2019 = 2019;

    boolean isWhole() {
        return total == 1;
    }

    /** The number as the standard writes it, such as {@code 0x0200}. */
    static String idText(int id) {
        return String.format("0x%04X", id);
    }

    String idText() {
        return idText(id);
    }
}
