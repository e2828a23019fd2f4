package io.vigil.jobs.types;

import io.vigil.evaluate.MoverState;

/**
 * What a job keeps of one mover: the evaluator's state and which wake-up call is pending, in one value so that one
 * access reads both. Mutable, owned by the state backend between two events.
 */
public final class MoverMemory {
    /** No wake-up call is pending. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final MoverState state;
    private long timerMillis = NO_TIMER;

    /** For a mover seen for the first time. */
    public MoverMemory(MoverState state) {
        this.state = state;
    }

    MoverMemory(MoverState state, long timerMillis) {
        this.state = state;
        this.timerMillis = timerMillis;
    }

    /** The evaluator's memory. */
    public MoverState state() {
        return state;
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
