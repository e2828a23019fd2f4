package io.vigil.simulators.radio;

import io.vigil.model.Units;
import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** A shore radar that follows a craft which says nothing of itself: plots of one track. */
public final class RadarStation implements Radio {
    /** The station's name. */
    public static final String NAME = "bay";

    private final String track;
    private final Air air;

    /** The radar's track of that craft. */
    public RadarStation(Profile profile, NoiseLevels noise, Dice dice) {
        track = profile.terminal();
        air = new Air(noise, dice);
    }

    @Override
    public void send(Fix fix, FrameSink out) {
        String plot = String.format(
                Locale.ROOT,
                "{\"station\":\"%s\",\"track\":\"%s\",\"time\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"speedKn\":%.1f,\"course\":%.1f}",
                NAME,
                track,
                Instant.ofEpochMilli(fix.eventTimeMillis()),
                fix.longitude(),
                fix.latitude(),
                Units.mpsToKnots(fix.speedMps()),
                fix.courseDegrees());
        air.carry(fix.atMillis(), plot.getBytes(StandardCharsets.UTF_8), fix.faulty(), RadarStation::damaged, out);
    }

    @Override
    public void end(long atMillis, FrameSink out) {
        // A radar keeps nothing back.
    }

    /** The last brace is lost on the line. */
    private static byte[] damaged(byte[] bytes, Dice dice) {
        bytes[bytes.length - 1] = ' ';
        return bytes;
    }
}
