package io.vigil.history;

import org.jspecify.annotations.Nullable;

/**
 * Where a host keeps the history of one mover, by number. Hosts need not know what is in it. Writing and removing must not
 * read: it happens while reports are judged.
 */
public interface HistoryStore {
    /** What was put under a number, or null. */
    byte @Nullable [] get(long key);

    /** Keeps bytes under a number; whatever was there is gone. */
    void put(long key, byte[] value);

    /** Forgets what is under a number; nothing may be. */
    void remove(long key);
}
