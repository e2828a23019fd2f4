package io.vigil.history;

import io.vigil.model.MoverEvent;

/**
 * One event of a history.
 *
 * @param event what was told
 * @param judgedAtMillis event time it was judged at where that is not the event's own, or {@link #OWN}
 */
public record HistoryEntry(MoverEvent event, long judgedAtMillis) {
    /** Stands for "at its own time". */
    public static final long OWN = Long.MIN_VALUE;
}
