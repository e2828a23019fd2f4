package io.vigil.jobs.patterns;

/**
 * One of the trips that stand for all between two places.
 *
 * @param order by which they are drawn: a hash of the trip, so that the draw does not depend on who comes first
 * @param latitudes degrees
 * @param longitudes degrees
 */
public record PatternSample(long order, double[] latitudes, double[] longitudes) {}
