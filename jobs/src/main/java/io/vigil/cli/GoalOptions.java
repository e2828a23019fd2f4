package io.vigil.cli;

import io.vigil.tune.SearchGoal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a search looks for. */
final class GoalOptions {
    private static final double USUAL_RECALL = 0.95;
    private static final int MOST_DESKS = 10_000;

    @Option(
            names = "--recall",
            paramLabel = "SHARE",
            description = {
                "how much of what is labelled must be found (default: 0.95, or nothing where another bound is given);",
                "alone it asks for the fewest warnings"
            })
    private @Nullable Double recall;

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "how many of the warnings must be right; asks for what finds most")
    private @Nullable Double precision;

    @Option(
            names = "--max-per-desk-hour",
            paramLabel = "N",
            description = "warnings of the rule that a desk may have in an hour on average; asks for what finds most")
    private @Nullable Double perDeskHour;

    @Option(names = "--desks", paramLabel = "N", description = "desks that share the warnings (default: 1)")
    private int desks = 1;

    SearchGoal goal() {
        if (desks < 1 || desks > MOST_DESKS) {
            throw new WrongUseException("--desks=" + desks + " must be 1 to " + MOST_DESKS);
        }
        if (perDeskHour != null && !(perDeskHour > 0)) {
            throw new WrongUseException("--max-per-desk-hour=" + perDeskHour + " must be above 0");
        }
        boolean isOnlyRecall = precision == null && perDeskHour == null;
        return new SearchGoal(
                recall != null ? share("--recall", recall) : isOnlyRecall ? USUAL_RECALL : 0,
                precision != null ? share("--precision", precision) : 0,
                perDeskHour != null ? perDeskHour : Double.POSITIVE_INFINITY);
    }

    int desks() {
        return desks;
    }

    private static double share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new WrongUseException(name + "=" + value + " must be above 0 and at most 1");
        }
        return value;
    }
}
