package io.vigil.feeds.jt808;

/**
 * Walks a body field by field. Reading past its end gives zeros and empty texts and is remembered, so that a reader asks
 * once, at its end, whether what it read was there at all.
 */
final class BodyCursor {
    private final Body body;
    private int at;
    private boolean ranShort;

    BodyCursor(Body body) {
        this.body = body;
    }

    /** Whether more was read than was there: what was read is worth nothing then. */
    boolean ranShort() {
        return ranShort;
    }

    int remaining() {
        return body.length() - at;
    }

    int u8() {
        return take(1) ? body.u8(at - 1) : 0;
    }

    int u16() {
        return take(2) ? body.u16(at - 2) : 0;
    }

    long u32() {
        return take(4) ? body.u32(at - 4) : 0;
    }

    String text(int length) {
        return take(length) ? body.text(at - length, length) : "";
    }

    String hex(int length) {
        return take(length) ? body.hex(at - length, length) : "";
    }

    /** A BCD[6] time in GMT+8 as milliseconds since the epoch, or {@link CivilTime#INVALID}. */
    long timeMillis() {
        return take(CivilTime.BCD_LENGTH) ? CivilTime.ofBcd(body, at - CivilTime.BCD_LENGTH) : CivilTime.INVALID;
    }

    private boolean take(int length) {
        if (length > remaining()) {
            ranShort = true;
            at = body.length();
            return false;
        }
        at += length;
        return true;
    }
}
