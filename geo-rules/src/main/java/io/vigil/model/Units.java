package io.vigil.model;

/** The only place where units are converted. Inside the engine everything is metres, seconds, degrees, milliseconds. */
public final class Units {
    /** Metres in an international nautical mile (exact by definition). */
    public static final double METERS_PER_NAUTICAL_MILE = 1852.0;

    private static final double KPH_PER_MPS = 3.6;
    private static final double SECONDS_PER_HOUR = 3600.0;

    private Units() {}

    /** Kilometres per hour to metres per second. */
    public static double kphToMps(double kph) {
        return kph / KPH_PER_MPS;
    }

    /** Metres per second to kilometres per hour. */
    public static double mpsToKph(double mps) {
        return mps * KPH_PER_MPS;
    }

    /** Knots to metres per second. */
    public static double knotsToMps(double knots) {
        return knots * METERS_PER_NAUTICAL_MILE / SECONDS_PER_HOUR;
    }

    /** Metres per second to knots. */
    public static double mpsToKnots(double mps) {
        return mps * SECONDS_PER_HOUR / METERS_PER_NAUTICAL_MILE;
    }

    /** Nautical miles to metres. */
    public static double nauticalMilesToMeters(double nauticalMiles) {
        return nauticalMiles * METERS_PER_NAUTICAL_MILE;
    }

    /** Metres to nautical miles. */
    public static double metersToNauticalMiles(double meters) {
        return meters / METERS_PER_NAUTICAL_MILE;
    }
}
