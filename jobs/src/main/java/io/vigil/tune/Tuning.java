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
import org.jspecify.annotations.Nullable;

/** Looks for the values of a rule's parameters that warn least while they find enough of what is labelled. */
public final class Tuning {
    /** Name of the lane that the rule file itself is. */
    public static final String BASELINE = "baseline";

    private final String rule;
    private final RulesText rules;
    private final List<SweepAxis> axes;
    private final Labels labels;
    private final double leastRecall;
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
     * @param leastRecall how much of it must be found, 0 to 1
     */
    public Tuning(
            String rule, RulesText rules, List<SweepAxis> axes, Labels labels, double leastRecall, Replays replays) {
        this.rule = rule;
        this.rules = rules;
        this.axes = List.copyOf(axes);
        this.labels = labels;
        this.leastRecall = leastRecall;
        this.replays = replays;
        search = new Search(this.axes, new Search.Goal(leastRecall));
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
        Counts.number(node, "leastRecall", leastRecall);
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
        chosen.put("holds", best.holdsOut());
    }

    /** What was found, in a few lines for a person. */
    public List<String> text() {
        Trial best = best();
        if (best == null) {
            double most = tried.stream()
                    .mapToDouble(trial -> trial.seen().recall().share())
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN);
            return List.of(
                    Double.isNaN(most)
                            ? "no label says that rule " + rule
                                    + " should have warned, so there is nothing to search by"
                            : String.format(
                                    Locale.ROOT,
                                    "none of %d candidates finds %.1f %% of what is labelled; the most is %.1f %%",
                                    tried.size(),
                                    leastRecall * 100,
                                    most * 100));
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d candidates in %d passes; chosen:", tried.size(), passes));
        new TreeMap<>(best.values())
                .forEach((name, value) -> lines.add(
                        "  " + name + ": " + value + " (was " + baselineValues().get(name) + ")"));
        lines.add("  on what the search saw: " + line(best.seen()));
        lines.add("  on what was held out:   " + line(best.heldOut()));
        lines.add(
                best.holdsOut()
                        ? "  the held-out part shows no loss beyond its interval"
                        : "  the held-out part finds LESS than chance explains: do not use these values without more data");
        return lines;
    }

    private @Nullable Trial best() {
        return new Search.Goal(leastRecall).best(tried);
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
