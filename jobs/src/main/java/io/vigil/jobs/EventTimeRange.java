package io.vigil.jobs;

import java.io.Serializable;

/**
 * Which events are judged.
 *
 * @param fromMillis first event time, or {@link Long#MIN_VALUE}
 * @param toMillis first event time that is no longer judged, or {@link Long#MAX_VALUE}
 */
public record EventTimeRange(long fromMillis, long toMillis) implements Serializable {
    /** Everything. */
    public static final EventTimeRange ALL = new EventTimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final long serialVersionUID = 1;

    boolean contains(long eventTimeMillis) {
        return eventTimeMillis >= fromMillis && eventTimeMillis < toMillis;
    }
}
