package io.vigil.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which warning belongs to which label: same rule, same movers, times that overlap give or take the rule's tolerance. */
public final class Matching {
    private final Tolerances tolerances;
    private final EpisodeIndex warnings;
    private final EpisodeIndex right;
    private final EpisodeIndex wrong;

    /** What the labels say of a warning. */
    public enum Finding {
        RIGHT,
        WRONG,
        UNLABELLED
    }

    /** Matches warnings of one lane; the desk's words must have become labels, see {@link Labels#over}. */
    public Matching(List<Episode> warnings, Labels labels, Tolerances tolerances) {
        this.tolerances = tolerances;
        this.warnings = new EpisodeIndex(warnings);
        right = new EpisodeIndex(labels.right());
        wrong = new EpisodeIndex(labels.wrong());
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

    private @Nullable Episode first(EpisodeIndex among, Episode one) {
        return among.find(one, tolerances.millis(one.rule()));
    }
}
