package io.vigil.tune;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for. With a bound on recall alone: the fewest warnings among those that find enough. With a bound on precision or on
 * the load of a desk: what finds most among those that keep it, and then the fewest warnings.
 *
 * @param leastRecall how much of what is labelled must be found, 0 to 1
 * @param leastPrecision how many of the warnings must be right, 0 to 1, by the meaning of a warning without a label in use
 * @param mostPerDeskHour warnings that one desk may have in an hour on average; infinite for any number
 */
public record SearchGoal(double leastRecall, double leastPrecision, double mostPerDeskHour) {
    static final Comparator<Trial> FEWEST = Comparator.comparingInt(Trial::warnings)
            .thenComparingDouble(trial -> -trial.seen().recall().share())
            .thenComparingDouble(Trial::steps)
            .thenComparing(trial -> trial.values().toString());
    private static final Comparator<Trial> FINDS_MOST =
            Comparator.comparingDouble((Trial trial) -> -found(trial)).thenComparing(FEWEST);

    public SearchGoal {
        require(leastRecall >= 0 && leastRecall <= 1, "recall=" + leastRecall + " must be 0 to 1");
        require(leastPrecision >= 0 && leastPrecision <= 1, "precision=" + leastPrecision + " must be 0 to 1");
        require(mostPerDeskHour > 0, "warnings in a desk hour=" + mostPerDeskHour + " must be above 0");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static double found(Trial trial) {
        double recall = trial.seen().recall().share();
        return Double.isNaN(recall) ? 0 : recall;
    }

    private boolean isAboutRecallAlone() {
        return leastPrecision == 0 && mostPerDeskHour == Double.POSITIVE_INFINITY;
    }

    /** Whether all bounds are kept; a share of nothing keeps no bound but 0. */
    boolean isMet(Trial trial) {
        return (leastRecall == 0 || trial.seen().recall().share() >= leastRecall)
                && (leastPrecision == 0 || trial.seen().precision().share() >= leastPrecision)
                && trial.perDeskHour() <= mostPerDeskHour;
    }

    /** The best of all, or null where none keeps the bounds. */
    @Nullable
    Trial best(Collection<Trial> trials) {
        return trials.stream()
                .filter(this::isMet)
                .min(isAboutRecallAlone() ? FEWEST : FINDS_MOST)
                .orElse(null);
    }

    /** The bounds, for a person. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (leastRecall > 0) {
            text.append(String.format(Locale.ROOT, ", finds %.1f %% of what is labelled", leastRecall * 100));
        }
        if (leastPrecision > 0) {
            text.append(String.format(Locale.ROOT, ", is right in %.1f %%", leastPrecision * 100));
        }
        if (mostPerDeskHour < Double.POSITIVE_INFINITY) {
            text.append(String.format(Locale.ROOT, ", stays at %s warnings in a desk hour", mostPerDeskHour));
        }
        return text.isEmpty() ? "" : text.substring(2);
    }
}
