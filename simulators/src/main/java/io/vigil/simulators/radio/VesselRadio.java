package io.vigil.simulators.radio;

import io.vigil.model.Units;
import io.vigil.simulators.encode.AisEncoder;
import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Profile;
import java.util.Map;

/** An AIS transponder heard by a shore station: class A with a static report, class B with both parts of one, every six minutes. */
public final class VesselRadio implements Radio {
    private static final long STATIC_MILLIS = 360_000;
    private static final int FIRST_IMO = 9_100_000;
    private static final Map<String, Integer> SHIP_TYPES =
            Map.of("fishing", 30, "cargo", 70, "passenger", 60, "enforcement", 55, "other", 90);

    private final boolean classB;
    private final Air air;
    private final AisEncoder encoder;
    private final AisEncoder.Ship ship;
    private long nextStaticMillis = Long.MIN_VALUE;

    /** The transponder of that vessel. */
    public VesselRadio(Profile profile, NoiseLevels noise, Dice dice) {
        classB = profile.protocol() == 1;
        air = new Air(noise, dice);
        encoder = new AisEncoder(profile.terminal());
        int length = ((Number) profile.registry().getOrDefault("lengthM", 30)).intValue();
        int number = Integer.parseInt(profile.terminal().substring(4));
        ship = new AisEncoder.Ship(
                classB ? 0 : FIRST_IMO + number % 1000,
                String.valueOf(profile.registry().getOrDefault("callSign", "")),
                profile.plate(),
                SHIP_TYPES.getOrDefault(profile.moverClass(), 90),
                length,
                Math.max(5, length / 6),
                classB ? 0 : 45,
                classB ? "" : "LINGANG");
    }

    @Override
    public void send(Fix fix, FrameSink out) {
        AisEncoder.Position position = new AisEncoder.Position(
                fix.eventTimeMillis(),
                fix.navStatus(),
                Units.mpsToKnots(fix.speedMps()),
                fix.latitude(),
                fix.longitude(),
                fix.courseDegrees(),
                classB ? Double.NaN : fix.headingDegrees());
        byte[] bytes = classB ? encoder.positionB(position) : encoder.positionA(position);
        air.carry(fix.atMillis(), bytes, fix.faulty(), VesselRadio::damaged, out);
        if (fix.atMillis() >= nextStaticMillis) {
            nextStaticMillis = fix.atMillis() + STATIC_MILLIS;
            tellStatic(fix.atMillis(), out);
        }
    }

    private void tellStatic(long atMillis, FrameSink out) {
        if (classB) {
            out.frame(atMillis + 320, encoder.nameB(ship, atMillis + 20));
            out.frame(atMillis + 360, encoder.staticB(ship, atMillis + 60));
        } else {
            out.frame(atMillis + 320, encoder.staticA(ship, atMillis + 20));
        }
    }

    @Override
    public void end(long atMillis, FrameSink out) {
        // A transponder keeps nothing back.
    }

    /** One character of the payload changes: the checksum no longer fits. */
    private static byte[] damaged(byte[] bytes, Dice dice) {
        bytes[bytes.length - dice.whole(6, 20)] ^= 0x01;
        return bytes;
    }
}
