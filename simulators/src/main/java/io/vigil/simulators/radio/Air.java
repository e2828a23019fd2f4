package io.vigil.simulators.radio;

import io.vigil.simulators.mover.Dice;
import io.vigil.simulators.mover.NoiseLevels;

/** What happens to frames between sender and receiver: latency, loss, repetition, disorder, damage. */
final class Air {
    private static final long PERFECT_LATENCY_MILLIS = 300;
    private static final long SHORTEST_DELAY_SECONDS = 3;
    private static final int CALM_REPORTS = 3;

    private final NoiseLevels noise;
    private final Dice dice;
    private int calmReports;

    Air(NoiseLevels noise, Dice dice) {
        this.noise = noise;
        this.dice = dice;
    }

    /**
     * Carries a report. After anything that happens to one, the next few arrive as they should, so that two losses in a row
     * never look like a sparse terminal.
     */
    void carry(long atMillis, byte[] bytes, boolean mustArrive, Damage damage, FrameSink out) {
        long arrival = atMillis + latencyMillis();
        boolean calm = calmReports-- <= 0;
        if (calm && !mustArrive && dice.chance(noise.lossShare())) {
            calmReports = CALM_REPORTS;
            return;
        }
        if (calm && noise.latestSeconds() >= SHORTEST_DELAY_SECONDS && dice.chance(noise.lateShare())) {
            arrival = atMillis + (long) (1000 * dice.between(SHORTEST_DELAY_SECONDS, noise.latestSeconds()));
            calmReports = CALM_REPORTS;
        }
        out.frame(arrival, bytes);
        if (dice.chance(noise.duplicateShare())) {
            out.frame(arrival + dice.whole(500, 8000), bytes);
        }
        if (dice.chance(noise.garbageShare())) {
            out.frame(arrival + dice.whole(1, 400), damage.of(bytes.clone(), dice));
        }
    }

    /** Milliseconds on the way. */
    long latencyMillis() {
        return noise.latestSeconds() == 0 ? PERFECT_LATENCY_MILLIS : dice.whole(150, 1500);
    }

    /** How a frame of one wire format gets damaged. */
    interface Damage {
        /** The damaged bytes; may change and return the given ones. */
        byte[] of(byte[] bytes, Dice dice);
    }
}
