package io.vigil.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which warning belongs to which label: same rule, same movers, times that overlap give or take the rule's tolerance. */
public final class Matching {
    private final Tolerances tolerances;
    private final Map<Subject, List<Episode>> warnings;
    private final Map<Subject, List<Episode>> right;
    private final Map<Subject, List<Episode>> wrong;

    /** What the labels say of a warning. */
    public enum Finding {
        RIGHT,
        WRONG,
        UNLABELLED
    }

    private record Subject(String rule, Set<String> movers) {}

    /** Matches warnings of one lane; the desk's words must have become labels, see {@link Labels#over}. */
    public Matching(List<Episode> warnings, Labels labels, Tolerances tolerances) {
        this.tolerances = tolerances;
        this.warnings = bySubject(warnings);
        right = bySubject(labels.right());
        wrong = bySubject(labels.wrong());
    }

    /** What the labels say of a warning. */
    public Finding of(Episode warning) {
        if (labelOf(warning) != null) {
            return Finding.RIGHT;
        }
        return first(wrong, warning) == null ? Finding.UNLABELLED : Finding.WRONG;
    }

    /** The label true that a warning matches, or null. */
    public @Nullable Episode labelOf(Episode warning) {
        return first(right, warning);
    }

    /** A warning that matches a label, or null where it was missed. */
    public @Nullable Episode warningOf(Episode label) {
        return first(warnings, label);
    }

    private @Nullable Episode first(Map<Subject, List<Episode>> among, Episode one) {
        long tolerance = tolerances.millis(one.rule());
        for (Episode other : among.getOrDefault(new Subject(one.rule(), one.movers()), List.of())) {
            if (other.matches(one, tolerance)) {
                return other;
            }
        }
        return null;
    }

    private static Map<Subject, List<Episode>> bySubject(List<Episode> episodes) {
        Map<Subject, List<Episode>> bySubject = new HashMap<>();
        for (Episode episode : episodes) {
            bySubject
                    .computeIfAbsent(new Subject(episode.rule(), episode.movers()), key -> new ArrayList<>())
                    .add(episode);
        }
        return bySubject;
    }
}
