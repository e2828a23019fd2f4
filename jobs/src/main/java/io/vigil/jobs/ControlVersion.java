package io.vigil.jobs;

import java.util.List;

/**
 * Accepted changes that take effect together.
 *
 * @param number 1 for what was there at the very start, then counting up without a gap
 * @param fromMillis the event time from which they hold; {@link Long#MIN_VALUE} for the first
 * @param changes in the order in which they are applied
 */
record ControlVersion(long number, long fromMillis, List<ControlRecord> changes) {
    ControlVersion {
        changes = List.copyOf(changes);
    }
}
