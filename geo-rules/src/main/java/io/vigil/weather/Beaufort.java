package io.vigil.weather;

/**
 * The wind force scale, 0 to 17: what forecasts for fishermen, certificates and regulations speak in. Bounds of 0 to 12
 * by the WMO (mean wind at 10 m over 10 min), of 13 to 17 by GB/T 28591-2012, table 1.
 */
public final class Beaufort {
    /** The highest force there is. */
    public static final int STRONGEST = 17;

    /** Lowest speed of each force, m/s. */
    private static final double[] LOWEST_MPS = {
        0, 0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 37.0, 41.5, 46.2, 51.0, 56.1
    };

    private static final double STRONGEST_MIDDLE_MPS = 58.6;

    private Beaufort() {}

    /**
     * The force of a wind.
     *
     * @param windMps m/s, 0 or more; not NaN
     */
    public static int ofMps(double windMps) {
        int force = 0;
        while (force < STRONGEST && windMps >= LOWEST_MPS[force + 1]) {
            force++;
        }
        return force;
    }

    /** A speed in the middle of a force, m/s: what a force stands for where a speed is needed. */
    public static double middleMps(int force) {
        return force == STRONGEST ? STRONGEST_MIDDLE_MPS : (LOWEST_MPS[force] + LOWEST_MPS[force + 1]) / 2;
    }
}
