package io.vigil.simulators.mover;

import io.vigil.simulators.encode.SafetyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal says of itself at one moment.
 *
 * @param atMillis when it really was, milliseconds since the epoch
 * @param eventTimeMillis what the terminal's clock said
 * @param latitude degrees
 * @param longitude degrees
 * @param speedMps speed over ground, m/s
 * @param courseDegrees course over ground, [0, 360)
 * @param accOn ignition, for vehicles
 * @param doorOpen first door, for coaches and buses
 * @param navStatus navigational status, for vessels
 * @param odometerMeters distance counter, m
 * @param faulty whether the truth holds this very fix for a fault, so it must reach the receiver in time
 * @param located whether the terminal has a fix at all: in a tunnel it repeats the last one
 * @param alarmBits alarm word of JT/T 808
 * @param safety what a safety device says begins, or null
 * @param driver number of the card in the reader, or empty
 */
public record Fix(
        long atMillis,
        long eventTimeMillis,
        double latitude,
        double longitude,
        double speedMps,
        double courseDegrees,
        boolean accOn,
        boolean doorOpen,
        int navStatus,
        double odometerMeters,
        boolean faulty,
        boolean located,
        long alarmBits,
        @Nullable SafetyEvent safety,
        String driver) {
    /** Whether the terminal repeats it until it is acknowledged. */
    public boolean mustArrive() {
        return faulty || alarmBits != 0 || safety != null;
    }
}
