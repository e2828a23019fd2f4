package io.vigil.feeds.ais;

/**
 * A whole message as it came, valid during the call that hands it over.
 *
 * @param lineNumber of its first sentence
 * @param timeMillis when a receiver heard it, milliseconds since the epoch, or {@link
 *     io.vigil.model.PositionReport#NO_TIME}
 * @param bits what its sentences carry
 * @param record its lines as they came with those that say when and where, each but the last followed by a line feed;
 *     empty where nobody asked for it
 */
record AisFrame(long lineNumber, long timeMillis, PayloadBits bits, byte[] record) {}
