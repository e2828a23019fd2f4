package io.vigil.traffic;

/**
 * A vehicle on a road. Flat, so that Flink writes it as it is.
 *
 * @param road id of the road
 * @param vehicle whose fix it is, as a mover's text
 * @param timeMillis event time
 * @param progressMeters how far along the road from its begin, m
 */
public record RoadPoint(String road, String vehicle, long timeMillis, double progressMeters) {}
