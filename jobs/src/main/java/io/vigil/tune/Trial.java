package io.vigil.tune;

import io.vigil.score.Episode;
import io.vigil.score.Labels;
import io.vigil.score.Matching;
import io.vigil.score.RuleScore;
import io.vigil.score.Score.Unlabelled;
import io.vigil.score.Tolerances;
import java.util.List;
import java.util.Map;

/**
 * One candidate tried.
 *
 * @param values by name of the parameter
 * @param steps how far from the baseline
 * @param seen what the search sees of it
 * @param heldOut what it does not
 * @param perDeskHour warnings of the rule in all of the data, by desk and hour
 */
record Trial(Map<String, String> values, double steps, RuleScore seen, RuleScore heldOut, double perDeskHour) {
    Trial {
        values = Map.copyOf(values);
    }

    /** Warnings the search sees. */
    int warnings() {
        return seen.right() + seen.wrong();
    }

    /** Whether recall is no worse on what was held out than chance explains. */
    boolean holdsOut() {
        return Double.isNaN(heldOut.recall().share())
                || Double.isNaN(seen.recall().share())
                || heldOut.recall().high() >= seen.recall().low();
    }

    static Trial of(
            Map<String, String> values,
            double steps,
            List<Episode> episodes,
            Labels labels,
            String rule,
            HoldOut holdOut,
            int desks,
            Unlabelled meaning) {
        Matching matching = new Matching(episodes, labels, Tolerances.DEFAULT);
        Counts seen = new Counts();
        Counts heldOut = new Counts();
        for (Episode warning : episodes) {
            if (warning.rule().equals(rule)) {
                (holdOut.holds(warning) ? heldOut : seen).warning(matching.of(warning));
            }
        }
        for (Episode label : labels.right()) {
            if (label.rule().equals(rule)) {
                (holdOut.holds(label) ? heldOut : seen).label(matching.warningOf(label) != null);
            }
        }
        long warnings =
                episodes.stream().filter(warning -> warning.rule().equals(rule)).count();
        double perDeskHour = warnings / (holdOut.hours() * desks);
        return new Trial(values, steps, seen.score(meaning), heldOut.score(meaning), perDeskHour);
    }
}
