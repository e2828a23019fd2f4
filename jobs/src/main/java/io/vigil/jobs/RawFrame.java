package io.vigil.jobs;

/**
 * One record of a feed topic: all frames of one message, untouched.
 *
 * @param topic where it came from
 * @param partition where it came from
 * @param offset where it came from
 * @param bytes the value; empty where the record had none
 * @param receivedMillis when the gateway got it (header {@code vigil-received}), or
 *     {@link io.vigil.model.PositionReport#NO_TIME}
 * @param brokerMillis the record's own time stamp
 * @param source what reports from here are marked with (header {@code vigil-source}), or the feed's name
 */
public record RawFrame(
        String topic,
        int partition,
        long offset,
        byte[] bytes,
        long receivedMillis,
        long brokerMillis,
        String source) {}
