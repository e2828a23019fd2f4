package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import io.vigil.model.TextHash;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * The key of a mover's events in Flink: 64 bits of its text.
 *
 * <p>A number instead of the text, because batch mode sorts by key and time: sixteen bytes that are compared at once,
 * where texts with the same beginning took most of a replay's time. Two movers may share a key (for a million movers
 * the odds are 1 in 40 million); {@link io.vigil.jobs.types.MoverMemory} keeps them apart. Part of every savepoint: the
 * function never changes.
 */
public final class MoverKey implements KeySelector<MoverEvent, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long getKey(MoverEvent event) {
        return of(event.mover().text());
    }

    /** The key of a mover of that text. */
    static long of(String text) {
        return TextHash.of(text);
    }
}
