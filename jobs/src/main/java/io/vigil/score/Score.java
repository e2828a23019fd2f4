package io.vigil.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Warnings held against labels.
 *
 * @param rules one line a rule that occurs in either, by id
 * @param wrong warnings that match no label true, by begin
 * @param missed labels true that no warning matches, by begin
 * @param uncounted warnings without any label, where those do not count
 * @param confusion which rule warned where which was broken
 */
public record Score(
        List<RuleScore> rules, List<Episode> wrong, List<Episode> missed, int uncounted, Confusion confusion) {
    private static final Comparator<Episode> BY_BEGIN = Comparator.comparingLong(Episode::fromMillis)
            .thenComparing(Episode::rule)
            .thenComparing(Episode::id);

    /** What a warning without any label means. */
    public enum Unlabelled {
        /** The labels are complete, as a simulation's truth is: it is wrong. */
        WRONG,
        /** The labels are some, as the desk's are: it does not count. */
        UNCOUNTED
    }

    public Score {
        rules = List.copyOf(rules);
        wrong = List.copyOf(wrong);
        missed = List.copyOf(missed);
    }

    /** Holds the warnings of one lane against labels. */
    public static Score of(List<Episode> warnings, Labels labels, Tolerances tolerances, Unlabelled unlabelled) {
        Labels known = labels.over(warnings);
        Matching matching = new Matching(warnings, known, tolerances);
        Map<String, int[]> counts = new TreeMap<>();
        List<Episode> wrong = new ArrayList<>();
        List<Episode> missed = new ArrayList<>();
        int uncounted = 0;
        EpisodeIndex right = new EpisodeIndex(known.right());
        Confusion.Builder confusion = new Confusion.Builder();
        for (Episode warning : warnings) {
            int[] count = counts.computeIfAbsent(warning.rule(), key -> new int[4]);
            Matching.Finding finding = matching.of(warning);
            if (finding == Matching.Finding.RIGHT) {
                count[0]++;
                confusion.add(warning.rule(), warning.rule());
            } else if (unlabelled == Unlabelled.UNCOUNTED && finding == Matching.Finding.UNLABELLED) {
                uncounted++;
            } else {
                count[1]++;
                wrong.add(warning);
                confusion.add(right.ruleAt(warning, Confusion.NOTHING), warning.rule());
            }
        }
        for (Episode label : known.right()) {
            int[] count = counts.computeIfAbsent(label.rule(), key -> new int[4]);
            if (matching.warningOf(label) != null) {
                count[2]++;
            } else {
                count[3]++;
                missed.add(label);
                confusion.add(label.rule(), Confusion.NOTHING);
            }
        }
        List<RuleScore> rules = new ArrayList<>();
        counts.forEach((rule, count) -> rules.add(new RuleScore(rule, count[0], count[1], count[2], count[3])));
        wrong.sort(BY_BEGIN);
        missed.sort(BY_BEGIN);
        return new Score(rules, wrong, missed, uncounted, confusion.build());
    }

    /** All rules together. */
    public RuleScore total() {
        int right = 0;
        int wrongs = 0;
        int caught = 0;
        int misses = 0;
        for (RuleScore rule : rules) {
            right += rule.right();
            wrongs += rule.wrong();
            caught += rule.caught();
            misses += rule.missed();
        }
        return new RuleScore("all", right, wrongs, caught, misses);
    }
}
