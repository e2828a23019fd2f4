package io.vigil.simulators.mover;

/**
 * How imperfect terminals, radio and clocks are.
 *
 * @param driftSigmaMeters standard deviation of the horizontal GNSS error, m; it wanders with a correlation time of a minute
 * @param burstsPerHour drift bursts an hour: the error grows to {@code burstMeters} and back within three minutes
 * @param burstMeters largest error of a burst, m
 * @param jumpShare share of moving reports whose fix lies kilometres away; each is written to the truth as track-quality,
 *     because no mover can do it and the rule is there to catch it
 * @param lossShare share of reports lost for good; never two in a row (a longer outage is a dead spot)
 * @param duplicateShare share of frames that arrive twice
 * @param lateShare share of frames that arrive late and so out of order
 * @param latestSeconds how late at most, s
 * @param deadSpotsPerDay times a day a vehicle has no radio for 3 to 8 minutes and sends a 0x0704 batch afterwards
 * @param clockSkewSeconds how far a vehicle's clock is off at most, s, constant per terminal
 * @param garbageShare share of extra frames that are damaged
 */
public record NoiseLevels(
        double driftSigmaMeters,
        double burstsPerHour,
        double burstMeters,
        double jumpShare,
        double lossShare,
        double duplicateShare,
        double lateShare,
        int latestSeconds,
        double deadSpotsPerDay,
        int clockSkewSeconds,
        double garbageShare) {
    /** A perfect world. */
    public static final NoiseLevels NONE = new NoiseLevels(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What a scenario gets that says {@code noise: default}. */
    public static final NoiseLevels DEFAULT = new NoiseLevels(8, 0.5, 40, 0.000_25, 0.02, 0.01, 0.01, 60, 2, 3, 0.001);

    public NoiseLevels {
        share("jumpShare", jumpShare);
        share("lossShare", lossShare);
        share("duplicateShare", duplicateShare);
        share("lateShare", lateShare);
        share("garbageShare", garbageShare);
        atLeastZero("driftSigmaMeters", driftSigmaMeters);
        atLeastZero("burstsPerHour", burstsPerHour);
        atLeastZero("burstMeters", burstMeters);
        atLeastZero("latestSeconds", latestSeconds);
        atLeastZero("deadSpotsPerDay", deadSpotsPerDay);
        atLeastZero("clockSkewSeconds", clockSkewSeconds);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + "=" + value + " must be 0 to 1");
        }
    }

    private static void atLeastZero(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + "=" + value + " must be 0 or more");
        }
    }
}
