package io.vigil.simulators.mover;

import io.vigil.simulators.world.Plane;

/** What the receiver makes of the true position: wandering error, bursts, jumps, a frozen fix. */
final class Gnss {
    private static final double CORRELATION_SECONDS = 60;
    private static final double BURST_SECONDS = 180;
    private static final double WHITE_SHARE = 0.15;

    private final NoiseLevels noise;
    private final Dice dice;
    private final boolean vessel;
    private double errorX;
    private double errorY;
    private long lastMillis = Long.MIN_VALUE;
    private long burstBeginMillis = Long.MIN_VALUE;
    private double burstX;
    private double burstY;
    private double fixX;
    private double fixY;
    private boolean frozen;
    private int jumpPhase;
    private int calmReports;

    Gnss(NoiseLevels noise, Dice dice, boolean vessel) {
        this.noise = noise;
        this.dice = dice;
        this.vessel = vessel;
    }

    /** Takes the position of this second as the one to repeat. */
    void freeze(double x, double y) {
        fixX = x;
        fixY = y;
        frozen = true;
    }

    void thaw() {
        frozen = false;
        jumpPhase = 0;
    }

    /** Measures; returns whether the fix is one the truth calls bad. */
    boolean measure(long atMillis, double x, double y, double speedMps, Fault fault) {
        double seconds = lastMillis == Long.MIN_VALUE ? CORRELATION_SECONDS * 5 : (atMillis - lastMillis) / 1000.0;
        lastMillis = atMillis;
        if (frozen) {
            return true;
        }
        wander(seconds);
        burst(atMillis, seconds);
        fixX = x + errorX + dice.normal(noise.driftSigmaMeters() * WHITE_SHARE);
        fixY = y + errorY + dice.normal(noise.driftSigmaMeters() * WHITE_SHARE);
        addBurst(atMillis);
        if (fault == Fault.JUMPING) {
            if (jumpPhase++ % 4 == 0) {
                jump();
            }
            return true;
        }
        if (fault == Fault.NONE && calmReports-- <= 0 && seconds <= 40 && speedMps > 2) {
            if (dice.chance(noise.jumpShare())) {
                jump();
                calmReports = 40;
                return true;
            }
        }
        return false;
    }

    private void wander(double seconds) {
        double keep = StrictMath.exp(-seconds / CORRELATION_SECONDS);
        double sigma = noise.driftSigmaMeters() / StrictMath.sqrt(2) * StrictMath.sqrt(1 - keep * keep);
        errorX = errorX * keep + dice.normal(sigma);
        errorY = errorY * keep + dice.normal(sigma);
    }

    private void burst(long atMillis, double seconds) {
        boolean over = burstBeginMillis == Long.MIN_VALUE || atMillis - burstBeginMillis > BURST_SECONDS * 1000;
        if (over && dice.chance(Math.min(1, noise.burstsPerHour() * seconds / 3600))) {
            double angle = dice.between(0, 2 * StrictMath.PI);
            double size = dice.between(0.5, 1) * noise.burstMeters();
            burstX = size * StrictMath.cos(angle);
            burstY = size * StrictMath.sin(angle);
            burstBeginMillis = atMillis;
        }
    }

    private void addBurst(long atMillis) {
        double share = burstBeginMillis == Long.MIN_VALUE ? 1 : (atMillis - burstBeginMillis) / 1000.0 / BURST_SECONDS;
        if (share < 1) {
            double swell = StrictMath.sin(StrictMath.PI * share);
            fixX += burstX * swell * swell;
            fixY += burstY * swell * swell;
        }
    }

    private void jump() {
        double angle = dice.between(0, 2 * StrictMath.PI);
        double far = dice.between(1, 1.8) * (vessel ? 12_000 : 5_000);
        fixX += far * StrictMath.cos(angle);
        fixY += far * StrictMath.sin(angle);
    }

    /** The speed as measured: Doppler is good to about 0.1 m/s where positions are good to 8 m, and a halt reads 0. */
    double speed(double speedMps) {
        return speedMps < 0.3 ? speedMps : Math.max(0, speedMps + dice.normal(noise.driftSigmaMeters() / 80));
    }

    double latitude() {
        return Plane.latitude(fixY);
    }

    double longitude() {
        return Plane.longitude(fixX);
    }
}
