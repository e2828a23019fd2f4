package io.vigil.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All registry records, by mover and validity. Immutable; shared by all threads. */
public final class Registry {
    /** Knows nobody. */
    public static final Registry EMPTY = new Registry(List.of());

    private static final Comparator<RegistryRecord> BY_VALIDITY =
            Comparator.comparingLong(RegistryRecord::validFromMillis);

    /** All records of each mover that has one here; those of other movers are in the layer below. */
    private final Map<MoverId, List<RegistryRecord>> byMover = new HashMap<>();

    private final Map<String, List<RegistryRecord>> byTerminal = new HashMap<>();
    private final Map<MoverId, List<RegistryRecord>> byAlias = new HashMap<>();

    /** What was there before the last changes, or null. */
    private final @Nullable Registry below;

    /** What this layer brought, in order; empty in the lowest, which is never copied. */
    private final List<RegistryRecord> added;

    private final int size;
    private final int contentHash;

    /** Takes records in any order; of two with the same mover and validity the later in the list wins. */
    public Registry(List<RegistryRecord> records) {
        this(null, records, records.size(), records.hashCode());
    }

    private Registry(@Nullable Registry below, List<RegistryRecord> records, int size, int contentHash) {
        this.below = below;
        added = below == null ? List.of() : List.copyOf(records);
        this.size = size;
        this.contentHash = contentHash;
        for (RegistryRecord record : records) {
            add(record, record.mover(), layer -> layer.byMover);
            if (record.terminal() != null) {
                add(record, canonicalTerminal(record.terminal()), layer -> layer.byTerminal);
            }
            record.aliases().forEach(alias -> add(record, alias, layer -> layer.byAlias));
        }
        byMover.values().forEach(list -> list.sort(BY_VALIDITY));
        byTerminal.values().forEach(list -> list.sort(BY_VALIDITY));
        byAlias.values().forEach(list -> list.sort(BY_VALIDITY));
    }

    /**
     * This and some more records; what is not changed is shared. Cheap: few changes are copied when many come on top of
     * them, as often as their number doubles.
     */
    public Registry with(List<RegistryRecord> more) {
        List<RegistryRecord> changes = new ArrayList<>(more);
        Registry base = this;
        while (base.below != null && base.added.size() <= 2 * changes.size()) {
            changes.addAll(0, base.added);
            base = base.below;
        }
        return new Registry(base, changes, size + more.size(), 31 * contentHash + more.hashCode());
    }

    /** Puts a record behind those the layers below have under the key. */
    private <K> void add(RegistryRecord record, K key, Function<Registry, Map<K, List<RegistryRecord>>> index) {
        index.apply(this)
                .computeIfAbsent(
                        key, unknown -> below == null ? new ArrayList<>(1) : new ArrayList<>(below.find(key, index)))
                .add(record);
    }

    private <K> List<RegistryRecord> find(K key, Function<Registry, Map<K, List<RegistryRecord>>> index) {
        for (Registry layer = this; layer != null; layer = layer.below) {
            List<RegistryRecord> found = index.apply(layer).get(key);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    private List<RegistryRecord> records(MoverId mover) {
        return find(mover, layer -> layer.byMover);
    }

    /** A hash of all records that is the same in every process. */
    public int contentHash() {
        return contentHash;
    }

    /** Number of records. */
    public int size() {
        return size;
    }

    /** The record that holds at that instant, or null. */
    public @Nullable RegistryRecord at(MoverId mover, long timeMillis) {
        return lastUpTo(records(mover), timeMillis);
    }

    /** The mover that carries that terminal at that instant, or null; leading zeros of the number do not matter. */
    public @Nullable MoverId moverOfTerminal(String terminal, long timeMillis) {
        RegistryRecord record = lastUpTo(find(canonicalTerminal(terminal), layer -> layer.byTerminal), timeMillis);
        return record == null ? null : record.mover();
    }

    /**
     * The registered vessel that reports by that number at that instant, or null: its {@link RegistryRecord#aliases} then
     * name it. So what comes by AIS and what comes by BeiDou is of one mover.
     */
    public @Nullable MoverId moverOfAlias(MoverId alias, long timeMillis) {
        RegistryRecord record = lastUpTo(find(alias, layer -> layer.byAlias), timeMillis);
        if (record == null) {
            return null;
        }
        RegistryRecord current = at(record.mover(), timeMillis);
        return current != null && current.aliases().contains(alias) ? record.mover() : null;
    }

    /** When the record that holds after that instant begins to hold, or {@link Long#MAX_VALUE} if none follows. */
    public long nextChangeAfter(MoverId mover, long timeMillis) {
        for (RegistryRecord record : records(mover)) {
            if (record.validFromMillis() > timeMillis) {
                return record.validFromMillis();
            }
        }
        return Long.MAX_VALUE;
    }

    /** The terminal number without leading zeros: 2013 terminals write 12 digits, 2019 ones 20. */
    public static String canonicalTerminal(String terminal) {
        int start = 0;
        while (start < terminal.length() - 1 && terminal.charAt(start) == '0') {
            start++;
        }
        return terminal.substring(start);
    }

    private static @Nullable RegistryRecord lastUpTo(List<RegistryRecord> records, long timeMillis) {
        RegistryRecord found = null;
        for (RegistryRecord record : records) {
            if (record.validFromMillis() <= timeMillis) {
                found = record;
            }
        }
        return found;
    }
}
