package io.vigil.cli;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.score.Labels;
import io.vigil.score.Score.Unlabelled;
import io.vigil.tune.RulesText;
import io.vigil.tune.StudyOptions;
import io.vigil.tune.SweepAxis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is asked of the lanes of a replay: labels to hold them against, the lane to compare with, the desk's size. */
final class StudyOptionsMixin {
    private static final int MOST_DESKS = 10_000;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "what is known to be so: truth.jsonl, a table (.csv) or dispositions; gives precision and recall")
    private @Nullable Path labels;

    @Option(
            names = "--unlabelled",
            paramLabel = "wrong|uncounted",
            description = {
                "what a warning without any label is where lanes are compared: wrong where the labels are complete,",
                "uncounted where they are some (default: uncounted for dispositions, else wrong; figures are for both)"
            })
    private @Nullable Unlabelled unlabelled;

    @Option(
            names = "--baseline",
            paramLabel = "LANE",
            description = "lane to compare with (default: the first --rules)")
    private @Nullable String baseline;

    @Option(names = "--desks", paramLabel = "N", description = "desks that share the warnings (default: 1)")
    private int desks = 1;

    @Option(names = "--report", description = "write report.html, which labels and sweeps do anyway")
    private boolean report;

    /** The study of these lanes, or null where nobody asks for one. */
    @Nullable
    StudyOptions options(SweepOptions.Lanes lanes, List<SweepAxis> axes, CommandSpec spec) throws IOException {
        if (desks < 1 || desks > MOST_DESKS) {
            throw new WrongUseException("--desks=" + desks + " must be 1 to " + MOST_DESKS);
        }
        String first = baseline == null ? lanes.baseline() : baseline;
        Path file = lanes.files().get(first);
        if (file == null) {
            throw new WrongUseException("--baseline " + first + ": there is no such lane");
        }
        if (labels == null && axes.isEmpty() && !report) {
            return null;
        }
        List<String> names = new ArrayList<>(lanes.files().keySet());
        names.remove(first);
        names.add(0, first);
        RulesText rules = RulesText.read(file);
        Labels known = labels == null ? new Labels(List.of(), List.of(), Map.of()) : readLabels(labels);
        boolean isDesk = !known.byWarning().isEmpty();
        return new StudyOptions(
                names,
                axes,
                rules.values(axes),
                lanes.candidates(),
                known,
                labels == null ? "" : String.valueOf(labels.getFileName()),
                unlabelled != null ? unlabelled : isDesk ? Unlabelled.UNCOUNTED : Unlabelled.WRONG,
                desks,
                rules.ruleset().zone(),
                command(spec));
    }

    static Labels readLabels(Path file) {
        Labels known = Labels.read(file);
        if (known.count() == 0) {
            throw new InvalidInputException(List.of(new Fault(
                    file.toString(), "file", "holds no labels", "leave --labels out, or give a file that has some")));
        }
        return known;
    }

    /** As it was typed, so that it can be typed again. */
    static String command(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of("vigil"));
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            boolean isPlain = word.matches("[\\p{L}\\p{N}_./:=,@%+-]+");
            words.add(isPlain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }
}
