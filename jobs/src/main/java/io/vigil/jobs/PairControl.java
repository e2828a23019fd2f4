package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.EngineVersions;
import io.vigil.model.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The versions of control data that those follow who find and judge pairs. They need no stream of their own: an instant is
 * judged by the versions of its time, a version is in the process before any mover is sampled at its time, and what samples and
 * meetings are of is behind that. One per function.
 */
final class PairControl {
    /** Engines are kept for meetings that lag so far behind, and for those that are judged again. */
    private static final long KEPT_MILLIS = 7 * 24 * 3_600_000L;

    private final Engine engine;
    private final @Nullable SharedControl control;
    private long version;

    private PairControl(Engine engine, @Nullable SharedControl control) {
        this.engine = engine;
        this.control = control;
    }

    /** Acquires the engine, see {@link EngineShare}; the caller releases it. */
    static PairControl acquire(EngineSpec spec) {
        Engine engine = EngineShare.acquire(spec).engine();
        return new PairControl(engine, spec.topics().isUsed() ? EngineShare.control(spec) : null);
    }

    /** Whether there is a version that was not asked for yet. */
    boolean hasNews() {
        return control != null && control.newest().version() != version;
    }

    /** The versions so far that may still be needed. */
    EngineVersions engines() {
        if (control == null) {
            return EngineVersions.of(engine);
        }
        long newest = Math.max(control.newest().fromMillis(), Long.MIN_VALUE + KEPT_MILLIS);
        SharedControl.Known known = control.upTo(Long.MAX_VALUE, newest - KEPT_MILLIS);
        version = known.state().version();
        return known.engines();
    }

    /** The newest registry, or null where it never changes. */
    @Nullable
    Registry registry() {
        return control == null ? null : control.newest().registry();
    }
}
