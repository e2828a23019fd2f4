package io.vigil.geo;

import io.vigil.model.Zone;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which zones are versions of one zone: they have its id, and at most one of them is valid at any instant. */
final class ZoneVersions {
    private static final int NONE = -1;

    private final List<Zone> zones;
    private final Map<String, Integer> firstById = new HashMap<>();

    /** By ordinal, the first and the next version; empty where every id is there once. */
    private int[] firsts = {};

    private int[] nexts = {};

    /**
     * Finds them.
     *
     * @param gone ordinals to leave out
     * @throws IllegalArgumentException for two zones of one id that are valid at the same time
     */
    ZoneVersions(List<Zone> zones, BitSet gone) {
        this.zones = zones;
        for (int i = 0; i < zones.size(); i++) {
            if (gone.get(i)) {
                continue;
            }
            Integer first = firstById.putIfAbsent(zones.get(i).id(), i);
            if (first != null) {
                append(first, i);
            }
        }
    }

    private void append(int first, int added) {
        if (firsts.length == 0) {
            firsts = new int[zones.size()];
            nexts = new int[zones.size()];
            for (int i = 0; i < firsts.length; i++) {
                firsts[i] = i;
                nexts[i] = NONE;
            }
        }
        int last = first;
        for (int version = first; version != NONE; version = nexts[version]) {
            if (zones.get(version).isValidTogetherWith(zones.get(added))) {
                throw new IllegalArgumentException(
                        "two zones have the id " + zones.get(added).id() + " and are valid at the same time");
            }
            last = version;
        }
        nexts[last] = added;
        firsts[added] = first;
    }

    /** Ordinal of the first zone of an id, or -1. */
    int first(String id) {
        return firstById.getOrDefault(id, NONE);
    }

    /** The version valid at an instant, or the first. */
    int at(int ordinal, long timeMillis) {
        if (firsts.length == 0 || ordinal == NONE) {
            return ordinal;
        }
        for (int version = firsts[ordinal]; version != NONE; version = nexts[version]) {
            if (zones.get(version).isValidAt(timeMillis)) {
                return version;
            }
        }
        return firsts[ordinal];
    }
}
