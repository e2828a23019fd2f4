package io.vigil.jobs.types;

import io.vigil.evaluate.PairState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job keeps under one key of pairs: the evaluator's state and which wake-up call is pending. Pairs that share a key
 * share the list; there is hardly ever a second. Mutable, owned by the state backend between two meetings.
 */
public final class PairMemory {
    /** No wake-up call is pending. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final List<PairState> states = new ArrayList<>(1);
    private long timerMillis = NO_TIMER;

    /** The evaluator's memories of the key's pairs. */
    public List<PairState> states() {
        return states;
    }

    /** Event time of the pending wake-up call, or {@link #NO_TIMER}. */
    public long timerMillis() {
        return timerMillis;
    }

    /** Remembers the pending wake-up call. */
    public void timerMillis(long value) {
        timerMillis = value;
    }
}
