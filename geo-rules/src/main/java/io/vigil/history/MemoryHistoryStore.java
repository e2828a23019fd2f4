package io.vigil.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps one mover's history in memory, for hosts without a state of their own. */
public final class MemoryHistoryStore implements HistoryStore {
    private final Map<Long, byte[]> values = new HashMap<>();

    @Override
    public byte @Nullable [] get(long key) {
        return values.get(key);
    }

    @Override
    public void put(long key, byte[] value) {
        values.put(key, value);
    }

    @Override
    public void remove(long key) {
        values.remove(key);
    }

    /** Bytes kept, without what the map itself takes. */
    public long bytes() {
        return values.values().stream().mapToLong(value -> value.length).sum();
    }

    /** How many values are kept. */
    public int size() {
        return values.size();
    }
}
