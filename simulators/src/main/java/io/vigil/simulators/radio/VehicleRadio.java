package io.vigil.simulators.radio;

import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.simulators.encode.Jt808Encoder;
import io.vigil.simulators.encode.Position808;
import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.Fix;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JT/T 808 terminal on mobile radio, with dead spots after which it sends what it could not send. */
public final class VehicleRadio implements Radio {
    private static final long HEARTBEAT_MILLIS = 1_800_000;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int BRAKE_LIGHT = 1 << 4;
    private static final int LOW_BEAM = 1;
    private static final List<String> NAMES = List.of("王师傅", "李师傅", "张师傅", "刘师傅");

    private final Profile profile;
    private final NoiseLevels noise;
    private final Dice dice;
    private final Air air;
    private final Jt808Encoder encoder;
    private final List<Position808> waiting = new ArrayList<>();
    private long lastMillis = Long.MIN_VALUE;
    private long deadUntilMillis = Long.MIN_VALUE;
    private long nextHeartbeatMillis;
    private double lastSpeedMps;
    private final List<byte[]> cards = new ArrayList<>();
    private String driver = "";

    /** The terminal of that vehicle. */
    public VehicleRadio(Profile profile, NoiseLevels noise, Dice dice) {
        this.profile = profile;
        this.noise = noise;
        this.dice = dice;
        air = new Air(noise, dice);
        encoder = new Jt808Encoder(profile.terminal(), profile.protocol());
    }

    @Override
    public void send(Fix fix, FrameSink out) {
        if (lastMillis == Long.MIN_VALUE) {
            greet(fix.atMillis(), out);
        }
        double seconds = lastMillis == Long.MIN_VALUE ? 0 : (fix.atMillis() - lastMillis) / 1000.0;
        lastMillis = fix.atMillis();
        Position808 position = position(fix);
        lastSpeedMps = fix.speedMps();
        if (fix.mustArrive()) {
            deadUntilMillis = Long.MIN_VALUE;
        } else if (fix.atMillis() >= deadUntilMillis
                && dice.chance(Math.min(1, noise.deadSpotsPerDay() * seconds / SECONDS_PER_DAY))) {
            deadUntilMillis = fix.atMillis() + 1000L * dice.whole(180, 480);
        }
        boolean heard = fix.atMillis() >= deadUntilMillis && fix.located();
        changeDriver(fix, heard, out);
        if (!heard) {
            waiting.add(position);
            return;
        }
        backfill(fix.atMillis(), out);
        if (fix.atMillis() >= nextHeartbeatMillis) {
            nextHeartbeatMillis = fix.atMillis() + HEARTBEAT_MILLIS;
            out.frame(fix.atMillis() + air.latencyMillis(), encoder.heartbeat());
        }
        air.carry(fix.atMillis(), encoder.location(position), fix.mustArrive(), VehicleRadio::damaged, out);
    }

    @Override
    public void end(long atMillis, FrameSink out) {
        backfill(atMillis, out);
    }

    private void greet(long atMillis, FrameSink out) {
        nextHeartbeatMillis = atMillis + 60_000L * dice.whole(1, 30);
        int colour = profile.plateColour().equals("blue") ? 1 : 2;
        out.frame(atMillis + 50, encoder.registration(profile.plate(), colour));
    }

    /** Whoever leaves the wheel pulls the card, whoever takes over puts one in; without radio both are told later. */
    private void changeDriver(Fix fix, boolean heard, FrameSink out) {
        if (!fix.driver().equals(driver)) {
            if (!driver.isEmpty()) {
                cards.add(encoder.driverCardOut(fix.eventTimeMillis()));
            }
            driver = fix.driver();
            if (!driver.isEmpty()) {
                String name = NAMES.get(driver.charAt(9) % NAMES.size());
                cards.add(encoder.driverCardIn(fix.eventTimeMillis(), name, driver, "天津市交通运输委员会", "20300101"));
            }
        }
        if (heard) {
            cards.forEach(card -> out.frame(fix.atMillis() + 30, card));
            cards.clear();
        }
    }

    private void backfill(long atMillis, FrameSink out) {
        if (!waiting.isEmpty()) {
            out.frame(atMillis + 40, encoder.backfill(List.copyOf(waiting)));
            waiting.clear();
        }
    }

    private Position808 position(Fix fix) {
        boolean braking = fix.speedMps() < lastSpeedMps - 1;
        return new Position808(
                fix.alarmBits(),
                statusBits(profile, fix),
                fix.latitude(),
                fix.longitude(),
                5,
                Units.mpsToKph(fix.speedMps()),
                fix.courseDegrees(),
                fix.eventTimeMillis(),
                fix.odometerMeters(),
                LOW_BEAM | (braking ? BRAKE_LIGHT : 0),
                20 + (int) (fix.atMillis() / 60_000 % 8),
                fix.located() ? 9 + (int) (fix.atMillis() / 10_000 % 6) : 0,
                fix.safety());
    }

    /** The status word of the terminal at that fix. */
    public static long statusBits(Profile profile, Fix fix) {
        long bits = bit(StatusFlag.GPS) | bit(StatusFlag.BEIDOU);
        if (fix.located()) {
            bits |= bit(StatusFlag.LOCATED);
        }
        if (fix.accOn()) {
            bits |= bit(StatusFlag.ACC);
        }
        if (fix.doorOpen()) {
            bits |= bit(StatusFlag.DOOR_1_OPEN);
        }
        if (profile.protocol() == 2019 && fix.speedMps() > 1) {
            bits |= bit(StatusFlag.MOVING);
        }
        return bits;
    }

    private static long bit(StatusFlag flag) {
        return 1L << flag.bit();
    }

    private static byte[] damaged(byte[] bytes, Dice dice) {
        switch (dice.whole(0, 2)) {
            case 0 -> bytes[dice.whole(1, bytes.length - 2)] ^= 0x11;
            case 1 -> {
                return Arrays.copyOf(bytes, dice.whole(2, bytes.length - 2));
            }
            default -> {
                dice.fill(bytes);
                bytes[0] = 0x7E;
                bytes[bytes.length - 1] = 0x7E;
            }
        }
        return bytes;
    }
}
