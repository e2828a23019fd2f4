package io.vigil.geo;

import io.vigil.model.Zone;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Works out what becomes of the zones of an index, and of their ordinals, when some change. */
final class ZoneChanges {
    final List<Zone> zones;
    final List<ZoneGeometry> geometries;

    /** Ordinals without a zone. */
    final BitSet gone = new BitSet();

    /** Ordinals whose geometry is new, another or gone. */
    final BitSet touched = new BitSet();

    ZoneChanges(List<Zone> zones, ZoneGeometry[] geometries) {
        this.zones = new ArrayList<>(zones);
        this.geometries = new ArrayList<>(Arrays.asList(geometries));
        for (int i = 0; i < geometries.length; i++) {
            if (geometries[i] instanceof NoGeometry) {
                gone.set(i);
            }
        }
    }

    void apply(List<Zone> changed, Set<String> removed) {
        Map<String, Queue<Integer>> places = places(changed, removed);
        for (String id : removed) {
            if (places.getOrDefault(id, new ArrayDeque<>()).isEmpty()) {
                throw new IllegalArgumentException("there is no zone " + id + " to remove");
            }
        }
        for (Zone zone : changed) {
            if (removed.contains(zone.id())) {
                throw new IllegalArgumentException("zone " + zone.id() + " is to be changed and removed");
            }
            Queue<Integer> free = places.getOrDefault(zone.id(), new ArrayDeque<>());
            put(free.isEmpty() ? zones.size() : free.remove(), zone);
        }
        for (Queue<Integer> surplus : places.values()) {
            for (int ordinal : surplus) {
                geometries.set(ordinal, new NoGeometry());
                gone.set(ordinal);
                touched.set(ordinal);
            }
        }
    }

    /** The ordinals of all zones with one of the ids. */
    private Map<String, Queue<Integer>> places(List<Zone> changed, Set<String> removed) {
        Set<String> ids = new HashSet<>(removed);
        changed.forEach(zone -> ids.add(zone.id()));
        Map<String, Queue<Integer>> places = new HashMap<>();
        for (int i = 0; i < zones.size(); i++) {
            if (!gone.get(i) && ids.contains(zones.get(i).id())) {
                places.computeIfAbsent(zones.get(i).id(), unused -> new ArrayDeque<>())
                        .add(i);
            }
        }
        return places;
    }

    private void put(int ordinal, Zone zone) {
        touched.set(ordinal);
        if (ordinal == zones.size()) {
            zones.add(zone);
            geometries.add(ZoneShapes.geometryOf(zone));
        } else {
            zones.set(ordinal, zone);
            geometries.set(ordinal, ZoneShapes.geometryOf(zone));
        }
    }
}
