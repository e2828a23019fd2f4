package io.vigil.traffic;

/**
 * A way from one stop to the next.
 *
 * @param fromMillis when it left
 * @param toMillis when it came to a stop
 * @param meters way along the fixes, m
 * @param latitudes of some of its fixes in order, from stop to stop, degrees
 * @param longitudes as many, degrees
 */
public record Trip(long fromMillis, long toMillis, double meters, double[] latitudes, double[] longitudes) {}
