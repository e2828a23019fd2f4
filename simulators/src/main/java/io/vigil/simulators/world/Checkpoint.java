package io.vigil.simulators.world;

/**
 * A camera over a road that reads plates.
 *
 * @param id unique
 * @param name for people
 * @param x metres east
 * @param y metres north
 */
public record Checkpoint(String id, String name, double x, double y) {}
