package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Lane;
import io.vigil.jobs.ReplayStudy;
import io.vigil.jobs.Tally;
import io.vigil.jobs.WarningRecord;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a change of the rules would have asked of the desk in the last stretch of some data. Rules in the shadow reach no desk and are
 * left out.
 */
public final class Preview implements ReplayStudy {
    /** Lane of the rules in force. */
    public static final String OLD = "old";

    /** Lane of the rules to come. */
    public static final String NEW = "new";

    private static final double HOUR_MILLIS = 3_600_000;
    private static final int TOP = 10;

    private final Ruleset before;
    private final Ruleset after;
    private final Duration last;
    private final int desks;
    private final CollectedWarnings collected = new CollectedWarnings();

    /**
     * A preview.
     *
     * @param before rules in force
     * @param after rules to come
     * @param last how much of the end of the data counts
     * @param desks how many share the warnings, 1 or more
     */
    public Preview(Ruleset before, Ruleset after, Duration last, int desks) {
        this.before = before;
        this.after = after;
        this.last = last;
        this.desks = desks;
    }

    @Override
    public void take(WarningRecord warning, List<Lane.Version> lanes) throws IOException {
        collected.take(warning, lanes);
    }

    @Override
    public void finish(Tally tally, ControlData control, Path folder, Path temporary, ObjectNode summary) {
        collected.finish(tally, control, folder, temporary, summary);
    }

    /** Whether any event was read. */
    public boolean hasData() {
        return collected.lastMillis() != Long.MIN_VALUE;
    }

    /** Warnings a desk would have had in the busiest clock hour under the new rules. */
    public double busiestDeskHour() {
        return (double) busiest(counted(NEW, after)) / desks;
    }

    /** Everything, for a person. */
    public List<String> text() {
        List<Incident> old = counted(OLD, before);
        List<Incident> fresh = counted(NEW, after);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "the last %.1f h of the data, %d %s; %s -> %s",
                hours(),
                desks,
                desks == 1 ? "desk" : "desks",
                before.hash(),
                after.hash()));
        lines.add(String.format(Locale.ROOT, "%-32s %8s %8s %8s %8s", "rule", "old", "new", "added", "lost"));
        rules(old, fresh, lines);
        lines.add(String.format(
                Locale.ROOT,
                "a desk's hour: %.2f -> %.2f warnings on average, %.1f -> %.1f in the busiest",
                old.size() / hours() / desks,
                fresh.size() / hours() / desks,
                (double) busiest(old) / desks,
                (double) busiest(fresh) / desks));
        top("subjects", fresh, incident -> String.join(" + ", incident.movers()), lines);
        top("zones", fresh, incident -> incident.zone() == null ? "" : incident.zone(), lines);
        return lines;
    }

    private void rules(List<Incident> old, List<Incident> fresh, List<String> lines) {
        Map<String, List<Incident>> byOld = old.stream().collect(Collectors.groupingBy(Incident::rule));
        Map<String, List<Incident>> byNew = fresh.stream().collect(Collectors.groupingBy(Incident::rule));
        Set<String> all = new TreeSet<>(byOld.keySet());
        all.addAll(byNew.keySet());
        int[] sums = new int[4];
        for (String rule : all) {
            List<Incident> was = byOld.getOrDefault(rule, List.of());
            List<Incident> is = byNew.getOrDefault(rule, List.of());
            int[] counts = {was.size(), is.size(), without(is, was), without(was, is)};
            lines.add(line(rule, counts));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += counts[i];
            }
        }
        lines.add(line("all", sums));
    }

    private static String line(String rule, int[] counts) {
        return String.format(
                Locale.ROOT, "%-32s %,8d %,8d %,8d %,8d", rule, counts[0], counts[1], counts[2], counts[3]);
    }

    /** How many of the ones are about nothing that any of the others is about. */
    private static int without(List<Incident> ones, List<Incident> others) {
        Map<List<String>, List<Incident>> byMovers = others.stream().collect(Collectors.groupingBy(Incident::movers));
        return (int) ones.stream()
                .filter(one ->
                        byMovers.getOrDefault(one.movers(), List.of()).stream().noneMatch(one::overlaps))
                .count();
    }

    private static void top(
            String what, List<Incident> incidents, Function<Incident, String> nameOf, List<String> lines) {
        Map<String, Integer> counts = new TreeMap<>();
        incidents.forEach(incident -> counts.merge(nameOf.apply(incident), 1, Integer::sum));
        counts.remove("");
        if (counts.isEmpty()) {
            return;
        }
        lines.add("top " + what + " under the new rules:");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .forEach(one -> lines.add(String.format(Locale.ROOT, "%,8d  %s", one.getValue(), one.getKey())));
    }

    private List<Incident> counted(String lane, Ruleset rules) {
        Set<String> live = rules.rules().stream()
                .filter(rule -> rule.mode() == RuleConfig.Mode.LIVE)
                .map(RuleConfig::id)
                .collect(Collectors.toSet());
        long from = collected.lastMillis() - last.toMillis();
        return collected.incidents.of(lane).stream()
                .filter(incident -> live.contains(incident.rule()) && incident.detectedMillis() > from)
                .toList();
    }

    private double hours() {
        double span = (double) collected.lastMillis() - collected.firstMillis();
        return Math.max(1.0 / 60, Math.min(span, last.toMillis()) / HOUR_MILLIS);
    }

    private static int busiest(List<Incident> incidents) {
        Map<Long, Integer> byHour = new HashMap<>();
        incidents.forEach(
                incident -> byHour.merge((long) Math.floor(incident.detectedMillis() / HOUR_MILLIS), 1, Integer::sum));
        return byHour.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
