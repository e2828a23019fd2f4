package io.vigil.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil score}: precision and recall of a file of warnings, rule by rule. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Holds warnings against labels: per rule the right, wrong and missing ones, precision and recall with 95 %%"
                    + " intervals (Wilson), which rule warned where which was broken, and the list of what was wrong and what was missed.",
            "A warning and a label are one when rule and movers are the same and their times overlap, give or take the"
                    + " tolerance. Several transitions of a warning are one; notices (stage pre), permits and retracted"
                    + " warnings do not count."
        })
public final class ScoreCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--warnings", required = true, paramLabel = "FILE", description = "warnings.jsonl of a replay")
    private Path warnings = Path.of("");

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "labels: truth.jsonl, a table (.csv), or dispositions")
    private Path truth = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
    private @Nullable Path json;

    @Option(names = "--lane", paramLabel = "NAME", description = "which lane, where the file holds several")
    private @Nullable String lane;

    @Option(
            names = "--tolerance",
            paramLabel = "[RULE=]PT..",
            description = "how far apart they may lie, for all rules or for one; may be repeated"
                    + " (default: PT2M, track-quality=PT30M)")
    private List<String> tolerances = List.of();

    @Option(
            names = "--unlabelled",
            paramLabel = "wrong|uncounted",
            defaultValue = "wrong",
            description = "what a warning without any label is: wrong where the labels are complete, as a simulation's"
                    + " are; uncounted where they are some, as a desk's are (default: ${DEFAULT-VALUE})")
    private String unlabelled = "wrong";

    @Override
    public Integer call() throws IOException {
        Tolerances tolerance = parsedTolerances();
        Score.Unlabelled meaning =
                switch (unlabelled) {
                    case "wrong" -> Score.Unlabelled.WRONG;
                    case "uncounted" -> Score.Unlabelled.UNCOUNTED;
                    default -> throw wrong("--unlabelled=" + unlabelled + " must be wrong or uncounted");
                };
        Set<String> lanes = EpisodeFiles.lanes(warnings);
        if (lane == null && lanes.size() > 1) {
            throw wrong(warnings + " holds several lanes; choose one of " + lanes + " with --lane");
        }
        Score score = Score.of(EpisodeFiles.warnings(warnings, lane), Labels.read(truth), tolerance, meaning);
        System.out.print(ScoreText.table(score));
        if (json != null) {
            Files.writeString(json, ScoreText.json(score, tolerance, meaning));
        }
        return 0;
    }

    private Tolerances parsedTolerances() {
        Tolerances all = Tolerances.DEFAULT;
        for (String text : tolerances) {
            int equals = text.indexOf('=');
            try {
                Duration duration = Duration.parse(text.substring(equals + 1));
                if (duration.isNegative()) {
                    throw wrong("--tolerance=" + text + " must not be negative");
                }
                all = equals < 0 ? all.withOrdinary(duration) : all.with(text.substring(0, equals), duration);
            } catch (DateTimeParseException e) {
                throw wrong("--tolerance=" + text + " is not a duration; write it like PT5M or track-quality=PT30M");
            }
        }
        return all;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
