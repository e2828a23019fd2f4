package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.MoverRunner;
import io.vigil.model.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One compiled engine per process and spec, loaded by the first who needs it and dropped by the last, so that a
 * restarted job reads its control data anew and no process keeps what nobody uses. Where control data comes from topics, it
 * is the one place that follows their versions.
 */
public final class EngineShare {
    private static final Map<EngineSpec, Entry> ENTRIES = new HashMap<>();

    private EngineShare() {}

    /**
     * Sees to it that there is something to begin with, where control data comes from topics.
     *
     * @throws io.vigil.model.InvalidInputException listing every fault of what the topics hold, if nothing was accepted yet
     */
    public static void begin(EngineSpec spec) {
        if (spec.topics().isUsed()) {
            ControlLog.begin(spec.topics());
        }
    }

    /**
     * The engine of that spec, where control data comes from topics the newest; loads it, or waits while another thread
     * does. Each call needs one {@link #release}.
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

    /** The versions of control data from topics, for one who has acquired the engine. */
    static SharedControl control(EngineSpec spec) {
        SharedControl control = entry(spec).control;
        if (control == null) {
            throw new IllegalStateException("control data does not come from topics");
        }
        return control;
    }

    /** The registry as it is whenever asked, for one who has acquired the engine. */
    static Supplier<Registry> registry(EngineSpec spec) {
        SharedControl control = entry(spec).control;
        if (control != null) {
            return () -> control.newest().registry();
        }
        LoadedEngine loaded = entry(spec).load(spec);
        return () -> loaded.control().registry();
    }

    /** The engine that is in effect last, whenever asked, for one who has acquired the engine. */
    static Supplier<Engine> engine(EngineSpec spec) {
        SharedControl control = entry(spec).control;
        if (control != null) {
            return control::newestEngine;
        }
        Engine loaded = entry(spec).load(spec).engine();
        return () -> loaded;
    }

    /** Makes runners of that engine, or of the engines one after the other, for one who has acquired it. */
    static Supplier<MoverRunner> runners(EngineSpec spec, long disorderBoundMillis) {
        SharedControl control = entry(spec).control;
        if (control == null) {
            Engine loaded = entry(spec).load(spec).engine();
            return () -> new MoverRunner(loaded, disorderBoundMillis);
        }
        SharedControl.Known known = control.upTo(Long.MAX_VALUE, Long.MIN_VALUE);
        return () -> {
            MoverRunner runner = new MoverRunner(known.engines(), disorderBoundMillis);
            runner.begin(known.state().version(), known.state().registry());
            return runner;
        };
    }

    private static Entry entry(EngineSpec spec) {
        synchronized (ENTRIES) {
            Entry entry = ENTRIES.get(spec);
            if (entry == null) {
                throw new IllegalStateException("the engine was not acquired");
            }
            return entry;
        }
    }

    /** Gives back what {@link #acquire} gave. */
    public static void release(EngineSpec spec) {
        synchronized (ENTRIES) {
            Entry entry = ENTRIES.get(spec);
            if (entry != null && --entry.users == 0) {
                ENTRIES.remove(spec);
                entry.close();
            }
        }
    }

    private static final class Entry {
        private int users;
        private volatile @Nullable SharedControl control;
        private @Nullable LoadedEngine loaded;

        private synchronized LoadedEngine load(EngineSpec spec) {
            if (spec.topics().isUsed()) {
                SharedControl shared = control;
                if (shared == null) {
                    shared = SharedControl.load(spec.topics());
                    control = shared;
                }
                return shared.newest().loaded(shared.newestEngine());
            }
            if (loaded == null) {
                loaded = EngineLoader.load(spec);
            }
            return loaded;
        }

        private void close() {
            SharedControl shared = control;
            if (shared != null) {
                shared.close();
            }
        }
    }
}
