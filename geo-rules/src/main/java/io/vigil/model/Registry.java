package io.vigil.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All registry records, by mover and validity. Immutable; shared by all threads. */
public final class Registry {
    /** Knows nobody. */
    public static final Registry EMPTY = new Registry(List.of());

    private final Map<MoverId, List<RegistryRecord>> byMover = new HashMap<>();
    private final Map<String, List<RegistryRecord>> byTerminal = new HashMap<>();
    private final Map<MoverId, List<RegistryRecord>> byAlias = new HashMap<>();
    private final int size;
    private final int contentHash;

    /** Takes records in any order; of two with the same mover and validity the later in the list wins. */
    public Registry(List<RegistryRecord> records) {
        for (RegistryRecord record : records) {
            byMover.computeIfAbsent(record.mover(), key -> new ArrayList<>()).add(record);
            if (record.terminal() != null) {
                byTerminal
                        .computeIfAbsent(canonicalTerminal(record.terminal()), key -> new ArrayList<>())
                        .add(record);
            }
            record.aliases().forEach(alias -> byAlias.computeIfAbsent(alias, key -> new ArrayList<>())
                    .add(record));
        }
        Comparator<RegistryRecord> byValidity = Comparator.comparingLong(RegistryRecord::validFromMillis);
        byMover.values().forEach(list -> list.sort(byValidity));
        byTerminal.values().forEach(list -> list.sort(byValidity));
        byAlias.values().forEach(list -> list.sort(byValidity));
        size = records.size();
        contentHash = records.hashCode();
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
        return lastUpTo(byMover.get(mover), timeMillis);
    }

    /** The mover that carries that terminal at that instant, or null; leading zeros of the number do not matter. */
    public @Nullable MoverId moverOfTerminal(String terminal, long timeMillis) {
        RegistryRecord record = lastUpTo(byTerminal.get(canonicalTerminal(terminal)), timeMillis);
        return record == null ? null : record.mover();
    }

    /**
     * The registered vessel that reports by that number at that instant, or null: its {@link RegistryRecord#aliases} then
     * name it. So what comes by AIS and what comes by BeiDou is of one mover.
     */
    public @Nullable MoverId moverOfAlias(MoverId alias, long timeMillis) {
        RegistryRecord record = byAlias.isEmpty() ? null : lastUpTo(byAlias.get(alias), timeMillis);
        if (record == null) {
            return null;
        }
        RegistryRecord current = at(record.mover(), timeMillis);
        return current != null && current.aliases().contains(alias) ? record.mover() : null;
    }

    /** When the record that holds after that instant begins to hold, or {@link Long#MAX_VALUE} if none follows. */
    public long nextChangeAfter(MoverId mover, long timeMillis) {
        for (RegistryRecord record : byMover.getOrDefault(mover, List.of())) {
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

    private static @Nullable RegistryRecord lastUpTo(@Nullable List<RegistryRecord> records, long timeMillis) {
        RegistryRecord found = null;
        if (records != null) {
            for (RegistryRecord record : records) {
                if (record.validFromMillis() <= timeMillis) {
                    found = record;
                }
            }
        }
        return found;
    }
}
