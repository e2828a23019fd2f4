package io.vigil.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The warnings a choice of thresholds is about: those that some lane raises and another does not. The fewer steps away the nearest
 * lane that decides otherwise, and the nearer the measured value to its limit, the earlier they come.
 *
 * @param incident the warning
 * @param inBaseline whether the baseline raises it
 * @param lane the nearest lane that decides otherwise
 * @param steps how far that lane is from the baseline
 */
record Deciding(Incident incident, boolean inBaseline, String lane, double steps) {
    /** As many as a person looks at. */
    static final int MOST = 20;

    private static final Comparator<Deciding> CLOSEST = Comparator.comparingDouble(Deciding::steps)
            .thenComparing(deciding -> deciding.incident().margin())
            .thenComparing(deciding -> deciding.incident().detectedMillis())
            .thenComparing(deciding -> deciding.incident().id());

    /**
     * The first of them, closest first.
     *
     * @param differences by lane, against the baseline
     * @param steps by lane, how far from the baseline
     */
    static List<Deciding> closest(Map<String, Difference> differences, Map<String, Double> steps) {
        Map<String, Deciding> byId = new HashMap<>();
        differences.forEach((lane, difference) -> {
            double far = steps.getOrDefault(lane, 1.0);
            difference.lost().forEach(incident -> note(byId, new Deciding(incident, true, lane, far)));
            difference.added().forEach(incident -> note(byId, new Deciding(incident, false, lane, far)));
        });
        List<Deciding> sorted = byId.values().stream().sorted(CLOSEST).toList();
        List<Deciding> chosen = new ArrayList<>();
        for (Deciding each : sorted) {
            // Lanes may raise the same under other ids, where the threshold shifts the onset.
            boolean isKnown = chosen.stream().anyMatch(other -> other.incident().overlaps(each.incident()));
            if (!isKnown && chosen.size() < MOST) {
                chosen.add(each);
            }
        }
        return chosen;
    }

    private static void note(Map<String, Deciding> byId, Deciding one) {
        byId.merge(one.incident().id(), one, (known, other) -> CLOSEST.compare(other, known) < 0 ? other : known);
    }
}
