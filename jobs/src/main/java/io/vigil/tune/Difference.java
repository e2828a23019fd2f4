package io.vigil.tune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lane finds otherwise than the baseline.
 *
 * @param kept how many both raise alike
 * @param moved those both raise, but at another time or with another urgency, as the lane has them
 * @param added those only the lane raises
 * @param lost those only the baseline raises
 */
record Difference(int kept, List<Incident> moved, List<Incident> added, List<Incident> lost) {
    Difference {
        moved = List.copyOf(moved);
        added = List.copyOf(added);
        lost = List.copyOf(lost);
    }

    /** Compares by warning id first, then by subject and time, since another threshold may mean another onset. */
    static Difference of(Map<String, Incidents.Group> baseline, Map<String, Incidents.Group> lane) {
        Counting counting = new Counting();
        for (Map.Entry<String, Incidents.Group> rule : baseline.entrySet()) {
            Incidents.Group own = lane.get(rule.getKey());
            if (own == rule.getValue()) {
                counting.kept += own.counted().size();
            } else {
                counting.compare(rule.getValue().counted(), own == null ? Map.of() : own.counted());
            }
        }
        for (Map.Entry<String, Incidents.Group> rule : lane.entrySet()) {
            if (!baseline.containsKey(rule.getKey())) {
                counting.added.addAll(rule.getValue().counted().values());
            }
        }
        return new Difference(counting.kept, counting.moved, counting.added, counting.lost);
    }

    private static final class Counting {
        private int kept;
        private final List<Incident> moved = new ArrayList<>();
        private final List<Incident> added = new ArrayList<>();
        private final List<Incident> lost = new ArrayList<>();

        private void compare(Map<String, Incident> before, Map<String, Incident> after) {
            Map<List<String>, List<Incident>> unmatched = new HashMap<>();
            for (Incident incident : before.values()) {
                Incident same = after.get(incident.id());
                if (same == null) {
                    unmatched
                            .computeIfAbsent(incident.movers(), key -> new ArrayList<>())
                            .add(incident);
                } else if (same.isLike(incident)) {
                    kept++;
                } else {
                    moved.add(same);
                }
            }
            for (Incident incident : after.values()) {
                if (!before.containsKey(incident.id())) {
                    List<Incident> candidates = unmatched.getOrDefault(incident.movers(), List.of());
                    Incident same = candidates.stream()
                            .filter(incident::overlaps)
                            .findFirst()
                            .orElse(null);
                    if (same == null) {
                        added.add(incident);
                    } else {
                        candidates.remove(same);
                        moved.add(incident);
                    }
                }
            }
            unmatched.values().forEach(lost::addAll);
        }
    }
}
