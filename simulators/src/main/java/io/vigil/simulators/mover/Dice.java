package io.vigil.simulators.mover;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. The same seed and stream give the same throws on every machine (strict arithmetic only). */
public final class Dice {
    private final SplittableRandom random;

    /** The throws of one stream of one mover in a world of that seed. */
    public Dice(long seed, long mover, long stream) {
        random = new SplittableRandom(mix(mix(mix(seed) + mover) + stream));
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Uniform in [from, to). */
    public double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Uniform from {@code from} to {@code to}, both included. */
    public int whole(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** True with that probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** One of them. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Normal with mean 0. */
    public double normal(double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return sigma * radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    /** Fills it. */
    public void fill(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
    }
}
