package io.vigil.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Episodes by rule and by mover, so that a week of them is matched in seconds. */
final class EpisodeIndex {
    private final Map<String, List<Episode>> byRule = new HashMap<>();
    private final Map<String, List<Episode>> byMover = new HashMap<>();

    EpisodeIndex(List<Episode> episodes) {
        for (Episode episode : episodes) {
            byRule.computeIfAbsent(key(episode), unused -> new ArrayList<>()).add(episode);
            for (String mover : episode.movers()) {
                byMover.computeIfAbsent(mover, unused -> new ArrayList<>()).add(episode);
            }
        }
    }

    private static String key(Episode episode) {
        return episode.rule() + '\n' + String.join("\n", new TreeSet<>(episode.movers()));
    }

    /** The first of the same rule and movers that lies in that time, give or take the tolerance, or null. */
    @Nullable
    Episode find(Episode one, long toleranceMillis) {
        for (Episode other : byRule.getOrDefault(key(one), List.of())) {
            if (other.matches(one, toleranceMillis)) {
                return other;
            }
        }
        return null;
    }

    /** The first rule, by name, that holds for one of its movers at a time of its own; {@code none} where there is none. */
    String ruleAt(Episode one, String none) {
        TreeSet<String> rules = new TreeSet<>();
        for (String mover : one.movers()) {
            for (Episode other : byMover.getOrDefault(mover, List.of())) {
                if (other.fromMillis() <= one.toMillis() && one.fromMillis() <= other.toMillis()) {
                    rules.add(other.rule());
                }
            }
        }
        return rules.isEmpty() ? none : rules.first();
    }
}
