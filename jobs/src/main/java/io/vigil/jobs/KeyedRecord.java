package io.vigil.jobs;

/**
 * A finished message with its key: a position, or an event that came late.
 *
 * @param key the mover
 * @param json one JSON object, UTF-8
 */
public record KeyedRecord(String key, byte[] json) {}
