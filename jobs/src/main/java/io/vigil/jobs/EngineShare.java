package io.vigil.jobs;

import java.util.HashMap;
import java.util.Map;

/**
 * One compiled engine per process and spec, loaded by the first who needs it and dropped by the last, so that a
 * restarted job reads its control data anew and no process keeps what nobody uses.
 */
public final class EngineShare {
    private static final Map<EngineSpec, Entry> ENTRIES = new HashMap<>();

    private EngineShare() {}

    /**
     * The engine of that spec; loads it, or waits while another thread does. Each call needs one {@link #release}.
     *
     * @throws io.vigil.model.InvalidInputException listing every fault of the files
     */
    public static LoadedEngine acquire(EngineSpec spec) {
        Entry entry;
        synchronized (ENTRIES) {
            entry = ENTRIES.computeIfAbsent(spec, key -> new Entry());
            entry.users++;
        }
        try {
            return entry.load(spec);
        } catch (RuntimeException failure) {
            release(spec);
            throw failure;
        }
    }

    /** Gives back what {@link #acquire} gave. */
    public static void release(EngineSpec spec) {
        synchronized (ENTRIES) {
            Entry entry = ENTRIES.get(spec);
            if (entry != null && --entry.users == 0) {
                ENTRIES.remove(spec);
            }
        }
    }

    private static final class Entry {
        private int users;
        private @org.jspecify.annotations.Nullable LoadedEngine loaded;

        private synchronized LoadedEngine load(EngineSpec spec) {
            if (loaded == null) {
                loaded = EngineLoader.load(spec);
            }
            return loaded;
        }
    }
}
