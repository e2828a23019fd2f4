package io.vigil.jobs;

import io.vigil.model.PositionReport;

/**
 * One record of a control topic: one zone, route, registry record, ruleset, forecast or order as it is from now on.
 *
 * @param topic the topic without its prefix, such as {@code zones}
 * @param key its key: what a later record with the same key replaces
 * @param value as it was published; empty removes what the key stood for
 * @param partition where it came from
 * @param offset where it came from
 * @param timestampMillis the record's own time stamp
 * @param effectiveMillis the event time from which it is to hold (header {@code effectiveFrom}), or
 *     {@link PositionReport#NO_TIME} for as soon as possible
 */
public record ControlRecord(
        String topic,
        String key,
        byte[] value,
        int partition,
        long offset,
        long timestampMillis,
        long effectiveMillis) {
    /** Whether it takes away what the key stood for. */
    boolean isRemoval() {
        return value.length == 0;
    }

    boolean isScheduled() {
        return effectiveMillis != PositionReport.NO_TIME;
    }

    /** Whether it was there already when the other, of the same key, was taken. */
    boolean isNotAfter(ControlRecord other) {
        return offset <= other.offset && timestampMillis <= other.timestampMillis;
    }
}
