package io.vigil.jobs;

import io.vigil.model.MoverEvent;
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
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    @Override
    public Long getKey(MoverEvent event) {
        return of(event.mover().text());
    }

    /** FNV-1a over the characters, then the finaliser of MurmurHash3, so that every bit depends on every character. */
    static long of(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
