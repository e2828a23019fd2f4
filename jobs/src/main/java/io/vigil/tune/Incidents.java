package io.vigil.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.evaluate.Lane;
import io.vigil.jobs.WarningRecord;
import io.vigil.score.Episode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The warnings of all lanes, folded. What lanes share is kept once, so that two hundred lanes fit into memory. */
final class Incidents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Incident> BY_TIME =
            Comparator.comparingLong(Incident::detectedMillis).thenComparing(Incident::id);

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, Group>> byLane = new LinkedHashMap<>();

    /** The warnings of one rule of one lane or of several that have it alike. */
    static final class Group {
        private final Map<String, Incident> byId = new LinkedHashMap<>();
        private final Map<String, Integer> sequences = new LinkedHashMap<>();
        private long newestMillis = Long.MIN_VALUE;

        private void take(WarningRecord record) throws IOException {
            newestMillis = Math.max(newestMillis, record.timeMillis());
            if (sequences.merge(record.warningId(), record.sequence(), Math::max) == record.sequence()) {
                JsonNode data = JSON.readTree(record.json()).path("data");
                String moverClass = record.moverClass().isEmpty() ? null : record.moverClass();
                byId.merge(record.warningId(), Incident.of(data, moverClass), (first, last) -> last.worded(first));
            }
        }

        /** Those that count as warnings, by id. */
        Map<String, Incident> counted() {
            Map<String, Incident> counted = new LinkedHashMap<>(byId);
            counted.values().removeIf(incident -> !incident.counts());
            return counted;
        }
    }

    /** Takes a transition; records of exemptions are no warnings. */
    void take(WarningRecord record, List<Lane.Version> lanes) throws IOException {
        if (record.permitted()) {
            return;
        }
        Group group = groups.get(record.lane() + '\n' + record.rule());
        if (group == null) {
            group = new Group();
            groups.put(record.lane() + '\n' + record.rule(), group);
            for (Lane.Version lane : lanes) {
                byLane.computeIfAbsent(lane.lane(), key -> new LinkedHashMap<>())
                        .put(record.rule(), group);
            }
        }
        group.take(record);
    }

    /** By rule id, what a lane's rules have found; lanes that share a rule share the object. */
    Map<String, Group> groups(String lane) {
        return byLane.getOrDefault(lane, Map.of());
    }

    /** The warnings of a lane, by the time they were raised. */
    List<Incident> of(String lane) {
        List<Incident> all = new ArrayList<>();
        groups(lane).values().forEach(group -> all.addAll(group.counted().values()));
        all.sort(BY_TIME);
        return all;
    }

    /** The same as what labels are held against, in the same order. */
    List<Episode> episodes(String lane) {
        long newest = groups(lane).values().stream()
                .mapToLong(group -> group.newestMillis)
                .max()
                .orElse(Long.MIN_VALUE);
        return of(lane).stream().map(incident -> incident.episode(newest)).toList();
    }
}
