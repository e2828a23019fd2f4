package io.vigil.jobs.patterns;

import java.nio.file.Path;

/**
 * What was found.
 *
 * @param out folder with the files
 * @param vehicles that reported
 * @param trips between stops
 * @param pairs of origin and destination, by class
 * @param routes usual ones
 * @param hotspots cells that are accident-prone
 */
public record PatternsResult(Path out, long vehicles, long trips, int pairs, int routes, int hotspots) {}
