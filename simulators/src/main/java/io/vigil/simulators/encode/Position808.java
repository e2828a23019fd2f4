package io.vigil.simulators.encode;

import org.jspecify.annotations.Nullable;

/**
 * What a location report (0x0200) says.
 *
 * @param alarmBits alarm word
 * @param statusBits status word without the hemisphere bits, which follow from the coordinates
 * @param latitude degrees
 * @param longitude degrees
 * @param altitudeMeters 0 to 65,535 m
 * @param speedKph 0 to 6,553 km/h; goes out in tenths
 * @param courseDegrees [0, 360)
 * @param timeMillis milliseconds since the epoch; goes out in whole seconds of GMT+8
 * @param odometerMeters goes out in tenths of a kilometre
 * @param signalBits extended vehicle signals (item 0x25)
 * @param radioStrength item 0x30, 0 to 255
 * @param satellites item 0x31
 * @param safety what a safety device says begins with this report, or null
 */
public record Position808(
        long alarmBits,
        long statusBits,
        double latitude,
        double longitude,
        int altitudeMeters,
        double speedKph,
        double courseDegrees,
        long timeMillis,
        double odometerMeters,
        long signalBits,
        int radioStrength,
        int satellites,
        @Nullable SafetyEvent safety) {}
