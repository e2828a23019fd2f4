package io.vigil.simulators;

import io.vigil.simulators.mover.Fleet;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Timing;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * What is played: the same scenario gives the same bytes.
 *
 * @param name for people
 * @param seed of all chance
 * @param start first moment, local time of the city
 * @param length how long, above zero, at most 31 days
 * @param vehicles how many, 0 to 20,000
 * @param vessels how many, 0 to 20,000
 * @param noise how imperfect terminals and radio are
 * @param misdeeds how misdeeds are spread
 * @param casts how many vehicles play each part, 1 to 100
 * @param intervalSeconds ordinary vehicles report no more often than that, 0 to 600 s
 */
public record Scenario(
        String name,
        long seed,
        OffsetDateTime start,
        Duration length,
        int vehicles,
        int vessels,
        NoiseLevels noise,
        Timing.Misdeeds misdeeds,
        int casts,
        int intervalSeconds) {
    private static final int MOST_MOVERS = 20_000;
    private static final Duration LONGEST = Duration.ofDays(31);

    public Scenario {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hours=" + length.toMinutes() / 60.0 + " must be above 0 and at most " + LONGEST.toHours());
        }
        requireCount("vehicles", vehicles);
        requireCount("vessels", vessels);
        if (casts < 1 || casts > 100) {
            throw new IllegalArgumentException("casts=" + casts + " must be 1 to 100");
        }
        if (intervalSeconds < 0 || intervalSeconds > 600) {
            throw new IllegalArgumentException("intervalSeconds=" + intervalSeconds + " must be 0 to 600");
        }
        start = start.withNano(0);
    }

    private static void requireCount(String name, int count) {
        if (count < 0 || count > MOST_MOVERS) {
            throw new IllegalArgumentException(name + "=" + count + " must be 0 to " + MOST_MOVERS);
        }
    }

    /** Half vehicles, half vessels, all of them lawful and without noise: load for benchmarks. */
    public static Scenario load(int movers, Duration length) {
        return new Scenario(
                "load",
                1,
                OffsetDateTime.parse("2026-09-12T08:00:00+08:00"),
                length,
                movers / 2,
                movers - movers / 2,
                NoiseLevels.NONE,
                Timing.Misdeeds.NONE,
                1,
                0);
    }

    /** The same with another seed. */
    public Scenario withSeed(long other) {
        return new Scenario(name, other, start, length, vehicles, vessels, noise, misdeeds, casts, intervalSeconds);
    }

    /** The same with another length. */
    public Scenario withLength(Duration other) {
        return new Scenario(name, seed, start, other, vehicles, vessels, noise, misdeeds, casts, intervalSeconds);
    }

    /** The same with other numbers of movers. */
    public Scenario withMovers(int otherVehicles, int otherVessels) {
        return new Scenario(
                name, seed, start, length, otherVehicles, otherVessels, noise, misdeeds, casts, intervalSeconds);
    }

    /** The same with other noise. */
    public Scenario withNoise(NoiseLevels other) {
        return new Scenario(name, seed, start, length, vehicles, vessels, other, misdeeds, casts, intervalSeconds);
    }

    /** The same at another time. */
    public Scenario withStart(OffsetDateTime other) {
        return new Scenario(name, seed, other, length, vehicles, vessels, noise, misdeeds, casts, intervalSeconds);
    }

    /** The same with so many of each part. */
    public Scenario withCasts(int other) {
        return new Scenario(name, seed, start, length, vehicles, vessels, noise, misdeeds, other, intervalSeconds);
    }

    Fleet.Crowd crowd() {
        return new Fleet.Crowd(casts, intervalSeconds);
    }

    long startMillis() {
        return start.toInstant().toEpochMilli();
    }

    Timing timing() {
        return new Timing(startMillis(), startMillis() + length.toMillis(), misdeeds);
    }
}
