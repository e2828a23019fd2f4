package io.vigil.simulators.mover;

/**
 * Somebody drove without stopping.
 *
 * @param who the driver's mover, or the vehicle's where nobody knows who drove
 * @param fromMillis when it began, milliseconds since the epoch
 * @param toMillis when it ended
 */
public record Drive(String who, long fromMillis, long toMillis) {}
