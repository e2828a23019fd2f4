package io.vigil.jobs.types;

import io.vigil.evaluate.MoverState;
import io.vigil.model.MoverId;
import org.jspecify.annotations.Nullable;

/**
 * What a job keeps under one key: the evaluator's state of its mover and which wake-up call is pending, in one value so
 * that one access reads both. Movers that share the key follow in a chain; there is hardly ever one. Mutable, owned by
 * the state backend between two events.
 */
public final class MoverMemory {
    /** No wake-up call is pending. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final MoverState state;
    private @Nullable MoverMemory next;
    private long timerMillis = NO_TIMER;

    /** For a mover seen for the first time. */
    public MoverMemory(MoverState state) {
        this.state = state;
    }

    /** The memory of that mover in the chain from here on, or null. */
    public @Nullable MoverMemory find(MoverId mover) {
        MoverMemory memory = this;
        while (memory != null && !memory.state.mover().equals(mover)) {
            memory = memory.next;
        }
        return memory;
    }

    /** Where in the chain from here on a memory of it stands; the first has 0. */
    public int placeOf(MoverMemory other) {
        int place = 0;
        for (MoverMemory memory = this; memory != other; memory = memory.next) {
            if (memory == null) {
                throw new IllegalArgumentException("not in this chain");
            }
            place++;
        }
        return place;
    }

    /** Puts another mover that shares the key into the chain. */
    public void add(MoverMemory other) {
        MoverMemory last = this;
        while (last.next != null) {
            last = last.next;
        }
        last.next = other;
    }

    /** The next mover that shares the key, or null. */
    public @Nullable MoverMemory next() {
        return next;
    }

    /** The evaluator's memory. */
    public MoverState state() {
        return state;
    }

    /** Event time of the key's pending wake-up call, or {@link #NO_TIMER}; kept with the first of the chain. */
    public long timerMillis() {
        return timerMillis;
    }

    /** Remembers the key's pending wake-up call. */
    public void timerMillis(long value) {
        timerMillis = value;
    }
}
