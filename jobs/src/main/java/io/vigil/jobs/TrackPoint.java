package io.vigil.jobs;

/**
 * One fix of a track that is to be drawn.
 *
 * @param mover whose it is
 * @param timeMillis event time
 * @param latitude degrees
 * @param longitude degrees
 * @param speedMps m/s, or NaN
 */
public record TrackPoint(String mover, long timeMillis, double latitude, double longitude, double speedMps) {}
