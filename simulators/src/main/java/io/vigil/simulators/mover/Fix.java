package io.vigil.simulators.mover;

/**
 * What a terminal says of itself at one moment.
 *
 * @param atMillis when it really was, milliseconds since the epoch
 * @param eventTimeMillis what the terminal's clock said
 * @param latitude degrees
 * @param longitude degrees
 * @param speedMps speed over ground, m/s
 * @param courseDegrees course over ground, [0, 360)
 * @param headingDegrees where the bow points, [0, 360)
 * @param accOn ignition, for vehicles
 * @param doorOpen first door, for coaches and buses
 * @param navStatus navigational status, for vessels
 * @param odometerMeters distance counter, m
 * @param faulty whether the truth holds this very fix for a fault, so it must reach the receiver in time
 */
public record Fix(
        long atMillis,
        long eventTimeMillis,
        double latitude,
        double longitude,
        double speedMps,
        double courseDegrees,
        double headingDegrees,
        boolean accOn,
        boolean doorOpen,
        int navStatus,
        double odometerMeters,
        boolean faulty) {}
