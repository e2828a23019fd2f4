package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.InvalidInputException;
import io.vigil.score.Episode;
import io.vigil.score.Labels;
import io.vigil.score.RuleScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Looks for the values of a rule's parameters that warn least while they find enough of what is labelled. */
public final class Tuning {
    /** Name of the lane that the rule file itself is. */
    public static final String BASELINE = "baseline";

    private final String rule;
    private final RulesText rules;
    private final List<SweepAxis> axes;
    private final Labels labels;
    private final SearchGoal goal;
    private final int desks;
    private final Replays replays;
    private final Search search;
    private int passes;
    private @Nullable HoldOut holdOut;
    private List<Trial> tried = List.of();

    /** Runs lanes over the data. */
    public interface Replays {
        /**
         * One pass.
         *
         * @param rulesByLane the text of each lane's rule file
         * @param study takes the warnings
         */
        void run(Map<String, String> rulesByLane, io.vigil.jobs.ReplayStudy study) throws Exception;
    }

    /**
     * A search.
     *
     * @param rule id of the rule
     * @param axes values of its parameters
     * @param labels what is known
     * @param goal what is looked for
     * @param desks how many share the warnings, 1 or more
     */
    public Tuning(
            String rule,
            RulesText rules,
            List<SweepAxis> axes,
            Labels labels,
            SearchGoal goal,
            int desks,
            Replays replays) {
        this.rule = rule;
        this.rules = rules;
        this.axes = List.copyOf(axes);
        this.labels = labels;
        this.goal = goal;
        this.desks = desks;
        this.replays = replays;
        search = new Search(this.axes, goal);
    }

    /**
     * Searches.
     *
     * @return the values that were chosen, or empty where none finds enough
     * @throws InvalidInputException if a value cannot be
     */
    public Map<String, String> run() throws Exception {
        tried = search.run(this::pass);
        Trial best = best();
        return best == null ? Map.of() : best.values();
    }

    private List<Trial> pass(List<Map<String, String>> candidates) throws Exception {
        passes++;
        Map<String, String> lanes = new LinkedHashMap<>(Map.of(BASELINE, rules.text()));
        Map<String, Map<String, String>> valuesOf = new LinkedHashMap<>();
        for (Map<String, String> values : candidates) {
            String lane = "candidate-" + valuesOf.size();
            valuesOf.put(lane, values);
            lanes.put(lane, with(values).text());
        }
        CollectedWarnings found = new CollectedWarnings();
        replays.run(lanes, found);
        HoldOut held = new HoldOut(found.firstMillis(), found.lastMillis());
        holdOut = held;
        Labels known = labels.over(found.incidents.episodes(BASELINE));
        Grid grid = new Grid(axes, baselineValues());
        List<Trial> trials = new ArrayList<>();
        valuesOf.forEach((lane, values) -> {
            List<Episode> episodes = found.incidents.episodes(lane);
            trials.add(Trial.of(
                    values,
                    grid.stepsFromBaseline(values),
                    episodes,
                    known,
                    rule,
                    held,
                    desks,
                    io.vigil.score.Score.Unlabelled.WRONG));
        });
        return trials;
    }

    /** The rule file with other values. */
    public RulesText with(Map<String, String> values) {
        return rules.with(axes.stream()
                .map(axis -> new RulesText.Setting(axis.rule(), axis.parameter(), values.getOrDefault(axis.name(), "")))
                .toList());
    }

    /** What the rule file has, by {@link SweepAxis#name}. */
    public Map<String, String> baselineValues() {
        return rules.values(axes);
    }

    /** The lanes the report shows: the front, and along each axis those through the chosen one; the chosen one first. */
    public List<Sweep.Candidate> shown() {
        Set<Map<String, String>> points = new LinkedHashSet<>();
        Trial best = best();
        List<Trial> front = search.front();
        Trial nearest = front.isEmpty() ? tried.get(0) : front.get(front.size() - 1);
        Map<String, String> centre = best == null ? nearest.values() : best.values();
        points.add(centre);
        front.forEach(trial -> points.add(trial.values()));
        for (SweepAxis axis : axes) {
            for (String value : axis.values()) {
                Map<String, String> point = new LinkedHashMap<>(centre);
                point.put(axis.name(), value);
                points.add(Map.copyOf(point));
            }
        }
        List<Sweep.Candidate> candidates = new ArrayList<>();
        for (Map<String, String> point : points) {
            if (candidates.size() < Search.MOST_IN_A_PASS) {
                String name =
                        candidates.isEmpty() ? "chosen" : String.format(Locale.ROOT, "lane-%03d", candidates.size());
                candidates.add(new Sweep.Candidate(name, point, with(point)));
            }
        }
        return candidates;
    }

    /** Adds what was searched and found to a summary. */
    public void write(ObjectNode summary) {
        ObjectNode node = summary.putObject("tuning").put("rule", rule);
        Counts.number(node, "leastRecall", goal.leastRecall());
        Counts.number(node, "leastPrecision", goal.leastPrecision());
        if (goal.mostPerDeskHour() < Double.POSITIVE_INFINITY) {
            node.put("mostPerDeskHour", goal.mostPerDeskHour()).put("desks", desks);
        }
        node.put("tried", tried.size()).put("passes", passes);
        node.put("heldOutByWeek", holdOut != null && holdOut.isByWeek());
        Trial best = best();
        if (best == null) {
            node.putNull("chosen");
            return;
        }
        ObjectNode chosen = node.putObject("chosen");
        new TreeMap<>(best.values()).forEach(chosen.putObject("params")::put);
        write(chosen.putObject("seen"), best.seen());
        write(chosen.putObject("heldOut"), best.heldOut());
        Counts.number(chosen, "warningsPerDeskHour", best.perDeskHour());
        chosen.put("holds", best.holdsOut());
    }

    /** What was found, in a few lines for a person. */
    public List<String> text() {
        Trial best = best();
        if (best == null) {
            return List.of(noneText());
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d candidates in %d passes; chosen:", tried.size(), passes));
        new TreeMap<>(best.values())
                .forEach((name, value) -> lines.add(
                        "  " + name + ": " + value + " (was " + baselineValues().get(name) + ")"));
        lines.add("  on what the search saw: " + line(best.seen()));
        lines.add(String.format(Locale.ROOT, "  warnings by desk and hour, all of the data: %.2f", best.perDeskHour()));
        lines.add("  on what was held out:   " + line(best.heldOut()));
        lines.add(
                best.holdsOut()
                        ? "  the held-out part shows no loss beyond its interval"
                        : "  the held-out part finds LESS than chance explains: do not use these values without more data");
        return lines;
    }

    private String noneText() {
        double most = most(trial -> trial.seen().recall().share());
        if (Double.isNaN(most) && goal.leastRecall() > 0) {
            return "no label says that rule " + rule + " should have warned, so there is nothing to search by";
        }
        return String.format(
                Locale.ROOT,
                "none of %d candidates %s; the most found is %.1f %%, the most right %.1f %%, the fewest warnings in a"
                        + " desk hour %.2f",
                tried.size(),
                goal.text(),
                most * 100,
                most(trial -> trial.seen().precision().share()) * 100,
                -most(trial -> -trial.perDeskHour()));
    }

    private double most(ToDoubleFunction<Trial> figure) {
        return tried.stream().mapToDouble(figure).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private @Nullable Trial best() {
        return goal.best(tried);
    }

    private static String line(RuleScore score) {
        return String.format(
                Locale.ROOT,
                "%d warnings, precision %.3f (%.3f-%.3f), recall %.3f (%.3f-%.3f)",
                score.right() + score.wrong(),
                score.precision().share(),
                score.precision().low(),
                score.precision().high(),
                score.recall().share(),
                score.recall().low(),
                score.recall().high());
    }

    private static void write(ObjectNode node, RuleScore score) {
        node.put("warnings", score.right() + score.wrong())
                .put("true", score.right())
                .put("caught", score.caught())
                .put("missed", score.missed());
        Counts.share(node, "precision", score.precision());
        Counts.share(node, "recall", score.recall());
    }
}
