package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.model.MoverId;
import io.vigil.model.RegistryRecord;
import io.vigil.score.Episode;
import io.vigil.score.Labels;
import io.vigil.score.Matching;
import io.vigil.score.Score.Unlabelled;
import io.vigil.score.Tolerances;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The figures of one lane: how right it is by the labels, how early, and what it asks of a desk. */
final class LaneFigures {
    private static final double HOUR_MILLIS = 3_600_000;

    private final List<Incident> incidents;
    private final List<Episode> episodes;
    private final Labels labels;
    private final Matching matching;
    private final StudyOptions options;
    private final ControlData control;
    private final double hours;

    /**
     * The figures of a lane.
     *
     * @param incidents its warnings
     * @param episodes the same, as labels are held against them
     * @param labels what is known, the desk's words resolved
     * @param hours how long the data is, h
     */
    LaneFigures(
            List<Incident> incidents,
            List<Episode> episodes,
            Labels labels,
            StudyOptions options,
            ControlData control,
            double hours) {
        this.incidents = incidents;
        this.episodes = episodes;
        this.labels = labels;
        this.options = options;
        this.control = control;
        this.hours = hours;
        matching = new Matching(episodes, labels, Tolerances.DEFAULT);
    }

    Matching.Finding finding(int index) {
        return matching.of(episodes.get(index));
    }

    /** The counts over some rules. */
    Counts counts(Predicate<String> rules) {
        Counts counts = new Counts();
        for (int i = 0; i < incidents.size(); i++) {
            if (rules.test(incidents.get(i).rule())) {
                counts.warning(finding(i));
            }
        }
        for (Episode label : labels.right()) {
            if (rules.test(label.rule())) {
                counts.label(matching.warningOf(label) != null);
            }
        }
        return counts;
    }

    /** F0.5 over some rules, or NaN. */
    double f05(Predicate<String> rules, Unlabelled meaning) {
        return counts(rules).score(meaning).f05();
    }

    /** Writes everything about some rules, then the strata. */
    void write(ObjectNode node, Predicate<String> rules, boolean withStrata) {
        counts(rules).write(node);
        load(node, rules);
        times(node, rules);
        if (withStrata) {
            strata(node.putObject("strata"), rules);
        }
    }

    private void load(ObjectNode node, Predicate<String> rules) {
        Map<Long, Integer> byHour = new HashMap<>();
        int count = 0;
        for (Incident incident : incidents) {
            if (rules.test(incident.rule())) {
                count++;
                byHour.merge((long) Math.floor(incident.detectedMillis() / HOUR_MILLIS), 1, Integer::sum);
            }
        }
        int busiest = byHour.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Counts.number(node, "perDay", count / hours * 24);
        Counts.number(node, "perDeskHour", count / hours / options.desks());
        Counts.number(node, "busiestDeskHour", (double) busiest / options.desks());
    }

    /** How long after the begin of what is labelled it warns, and how long before its end. */
    private void times(ObjectNode node, Predicate<String> rules) {
        List<Double> delays = new ArrayList<>();
        List<Double> leads = new ArrayList<>();
        for (int i = 0; i < incidents.size(); i++) {
            Episode label = rules.test(incidents.get(i).rule()) ? matching.labelOf(episodes.get(i)) : null;
            if (label != null) {
                long detected = incidents.get(i).detectedMillis();
                delays.add((detected - label.fromMillis()) / 60_000.0);
                leads.add((label.toMillis() - detected) / 60_000.0);
            }
        }
        Counts.number(node, "medianDelayMinutes", median(delays));
        Counts.number(node, "medianLeadMinutes", median(leads));
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** Labels say nothing of a tier and a zone, so there is no recall by those. */
    private void strata(ObjectNode node, Predicate<String> rules) {
        Map<String, SortedMap<String, Counts>> strata = new TreeMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            Incident incident = incidents.get(i);
            if (rules.test(incident.rule())) {
                Matching.Finding finding = finding(i);
                counts(strata, "rule", incident.rule()).warning(finding);
                counts(strata, "tier", incident.tier()).warning(finding);
                counts(
                                strata,
                                "class",
                                classOf(incident.movers().get(0), incident.onsetMillis(), incident.moverClass()))
                        .warning(finding);
                counts(strata, "zone", incident.zone() == null ? "-" : incident.zone())
                        .warning(finding);
                counts(strata, "hour", hour(incident.onsetMillis())).warning(finding);
            }
        }
        for (Episode label : labels.right()) {
            if (rules.test(label.rule())) {
                boolean isCaught = matching.warningOf(label) != null;
                String mover = label.movers().stream().sorted().findFirst().orElse("");
                counts(strata, "rule", label.rule()).label(isCaught);
                counts(strata, "class", classOf(mover, label.fromMillis(), null))
                        .label(isCaught);
                counts(strata, "hour", hour(label.fromMillis())).label(isCaught);
            }
        }
        strata.forEach((by, values) -> {
            ObjectNode ofOne = node.putObject(by);
            values.forEach((value, counts) -> counts.write(ofOne.putObject(value)));
        });
    }

    private static Counts counts(Map<String, SortedMap<String, Counts>> strata, String by, String value) {
        return strata.computeIfAbsent(by, key -> new TreeMap<>()).computeIfAbsent(value, key -> new Counts());
    }

    private String classOf(String mover, long timeMillis, @org.jspecify.annotations.Nullable String known) {
        RegistryRecord record = control.registry().at(new MoverId(mover), timeMillis);
        if (record != null && record.moverClass() != null) {
            return record.moverClass();
        }
        return known == null ? "-" : known;
    }

    private String hour(long millis) {
        ZoneId zone = options.timeZone();
        return String.format(
                java.util.Locale.ROOT,
                "%02d",
                Instant.ofEpochMilli(millis).atZone(zone).getHour());
    }
}
