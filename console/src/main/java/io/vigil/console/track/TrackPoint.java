package io.vigil.console.track;

import java.nio.ByteBuffer;

/**
 * Where a mover was.
 *
 * @param timeMillis event time, milliseconds since the epoch UTC
 * @param latitude degrees WGS 84, kept to 1e-6
 * @param longitude degrees WGS 84, kept to 1e-6
 * @param speedKph km/h, kept to 0.1, or NaN
 * @param courseDegrees course or heading, kept to 0.1, or NaN
 */
public record TrackPoint(long timeMillis, double latitude, double longitude, double speedKph, double courseDegrees) {
    private static final double MICRO = 1e6;
    private static final int UNKNOWN = 0xFFFF;

    /** Twelve bytes; the time is in the key. */
    byte[] value() {
        return ByteBuffer.allocate(12)
                .putInt((int) Math.round(latitude * MICRO))
                .putInt((int) Math.round(longitude * MICRO))
                .putShort(tenths(speedKph))
                .putShort(tenths(courseDegrees))
                .array();
    }

    static TrackPoint of(long timeMillis, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return new TrackPoint(
                timeMillis,
                bytes.getInt() / MICRO,
                bytes.getInt() / MICRO,
                ofTenths(bytes.getShort()),
                ofTenths(bytes.getShort()));
    }

    private static short tenths(double value) {
        return (short) (Double.isNaN(value) ? UNKNOWN : Math.min(UNKNOWN - 1, Math.round(value * 10)));
    }

    private static double ofTenths(short value) {
        int tenths = value & 0xFFFF;
        return tenths == UNKNOWN ? Double.NaN : tenths / 10.0;
    }
}
