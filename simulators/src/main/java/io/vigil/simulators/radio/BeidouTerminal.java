package io.vigil.simulators.radio;

import io.vigil.model.Units;
import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** A fishing boat's BeiDou terminal, heard over the satellite every three minutes by its own number: position reports as JSON. */
public final class BeidouTerminal implements Radio {
    /** Its fix is taken by a clock of its own, ms. */
    private static final long PHASE_MILLIS = 417;

    private final String number;
    private final Air air;

    /** The terminal of that boat. */
    public BeidouTerminal(Profile profile, NoiseLevels noise, Dice dice) {
        number = profile.terminal();
        air = new Air(noise, dice);
    }

    @Override
    public void send(Fix fix, FrameSink out) {
        String report = String.format(
                Locale.ROOT,
                "{\"mover\":\"vessel:%s\",\"time\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"speedKn\":%.1f,\"course\":%.1f,"
                        + "\"source\":\"beidou\"}",
                number,
                Instant.ofEpochMilli(fix.eventTimeMillis() + PHASE_MILLIS),
                fix.longitude(),
                fix.latitude(),
                Units.mpsToKnots(fix.speedMps()),
                fix.courseDegrees());
        air.carry(
                fix.atMillis() + PHASE_MILLIS,
                report.getBytes(StandardCharsets.UTF_8),
                fix.faulty(),
                BeidouTerminal::damaged,
                out);
    }

    @Override
    public void end(long atMillis, FrameSink out) {
        // Nothing is kept back.
    }

    /** The last brace is lost on the way. */
    private static byte[] damaged(byte[] bytes, Dice dice) {
        bytes[bytes.length - 1] = ' ';
        return bytes;
    }
}
