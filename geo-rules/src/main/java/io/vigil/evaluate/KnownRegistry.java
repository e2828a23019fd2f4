package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a runner knows of the registry so far, and about whom it learnt something since it began. One per runner; whom it
 * looks up by knows by {@link #generation} whether to look again.
 */
final class KnownRegistry {
    private Registry registry;
    private long generation;
    /** Before that one nothing is known of who changed. */
    private long firstGeneration;
    /** In which generation a mover's records last changed; only those that changed while the runner was there. */
    private final Map<MoverId, Change> changes = new HashMap<>();

    /** A change of a mover's records, and the one before it. */
    private record Change(long generation, long fromMillis, @Nullable Change before) {}

    KnownRegistry(Registry registry) {
        this.registry = registry;
    }

    void begin(long version, Registry newer) {
        registry = newer;
        generation = version;
        firstGeneration = version;
    }

    void add(long version, List<RegistryRecord> records, Registry newer) {
        registry = newer;
        generation = version;
        for (RegistryRecord record : records) {
            changes.compute(record.mover(), (mover, before) -> new Change(version, record.validFromMillis(), before));
        }
    }

    Registry registry() {
        return registry;
    }

    long generation() {
        return generation;
    }

    boolean hasChangedSince(@Nullable MoverId mover, long seen) {
        if (seen < firstGeneration) {
            return mover != null;
        }
        Change changed = mover == null ? null : changes.get(mover);
        return changed != null && changed.generation > seen;
    }

    /**
     * The first instant for which something was learnt of a mover since a generation, or {@link Long#MAX_VALUE}. What was learnt
     * before the runner began is not told.
     */
    long changedFromMillis(@Nullable MoverId mover, long seen) {
        long from = Long.MAX_VALUE;
        if (mover != null && seen >= firstGeneration) {
            for (Change each = changes.get(mover); each != null && each.generation > seen; each = each.before) {
                from = Math.min(from, each.fromMillis);
            }
        }
        return from;
    }
}
