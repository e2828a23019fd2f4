package io.vigil.weather;

/** What is forecast and observed. Kept in hundredths of its unit in two bytes, up to 327. */
public enum Quantity {
    /** Mean wind speed, m/s. */
    WIND_MPS(60),
    /** Significant wave height, m. */
    WAVE_METERS(40),
    /** Visibility, km. */
    VISIBILITY_KM(300);

    private static final double STEPS = 100;
    private static final short UNKNOWN = Short.MIN_VALUE;

    private final double most;

    Quantity(double most) {
        this.most = most;
    }

    /** The highest value that is taken, in its unit; the lowest is 0. */
    public double most() {
        return most;
    }

    /** Whether a higher value is the more dangerous one. */
    boolean isWorseHigh() {
        return this != VISIBILITY_KM;
    }

    /** The worse of two values. */
    double worse(double one, double other) {
        return isWorseHigh() ? Math.max(one, other) : Math.min(one, other);
    }

    /** A value as it is kept; NaN is unknown. */
    static short packed(double value) {
        return Double.isNaN(value) ? UNKNOWN : (short) Math.round(value * STEPS);
    }

    static double unpacked(short kept) {
        return kept == UNKNOWN ? Double.NaN : kept / STEPS;
    }
}
