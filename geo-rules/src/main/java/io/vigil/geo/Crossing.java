package io.vigil.geo;

/**
 * Where the straight line between two fixes meets a zone.
 *
 * <p>Fractions are of the line in longitude and latitude, so they serve to interpolate times. A line that leaves a
 * zone and comes back has one crossing from its first contact to its last; {@link ZonePasses} has every stretch.
 *
 * @param entryFraction first contact, 0 at the first fix, 1 at the second
 * @param exitFraction last contact, at least the entry
 */
public record Crossing(double entryFraction, double exitFraction) {}
