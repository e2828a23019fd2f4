package io.vigil.pair;

/**
 * Where a mover is at an instant of a {@link PairGrid}.
 *
 * @param timeMillis the instant
 * @param latitude degrees
 * @param longitude degrees
 * @param speedMps speed over ground, m/s, or NaN where it is not known
 * @param courseDegrees course over ground, [0, 360), or NaN where it is not known
 * @param ageMillis time to the nearest fix it rests on
 * @param rules the rules of the layer for which the mover comes into question there, a bit each
 * @param reachMeters how far it can have to do with others: two farther apart than both together are not near, m
 */
public record PairPoint(
        long timeMillis,
        double latitude,
        double longitude,
        double speedMps,
        double courseDegrees,
        int ageMillis,
        long rules,
        double reachMeters) {}
