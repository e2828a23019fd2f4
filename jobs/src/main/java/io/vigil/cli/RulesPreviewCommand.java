package io.vigil.cli;

import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.json.RulesFile;
import io.vigil.tune.Preview;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a change of the rules would have raised. */
@Command(
        name = "preview",
        sortOptions = false,
        description = {
            "Says what a change of the rules would have asked of the desks: counts by rule, who and where most, load.",
            "All of the data is judged, so that the rules know what came before; the last part of it is counted.",
            ""
        },
        footer = {
            "",
            "  vigil rules preview --rules new.yaml --against old.yaml --last 7d --feed ais-nmea:week/*.gz --max-per-hour 10"
        })
public final class RulesPreviewCommand implements Callable<Integer> {
    @Mixin
    private FeedSelection feeds = new FeedSelection();

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(names = "--against", paramLabel = "FILE", required = true, description = "the rules in force")
    private Path against = Path.of("");

    @Option(
            names = "--last",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "how much of the end of the data counts: 7d, 12h or PT90M (default: ${DEFAULT-VALUE})")
    private String last = "7d";

    @Option(names = "--desks", paramLabel = "N", description = "desks that share the warnings (default: 1)")
    private int desks = 1;

    @Option(
            names = "--max-per-hour",
            paramLabel = "N",
            description = "end with 3 if a desk would have had more warnings than that in its busiest hour")
    private @Nullable Double maxPerHour;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Path> files = control.rulesByLane();
        if (files.size() != 1) {
            throw new WrongUseException("preview takes one --rules file, and the one in force by --against");
        }
        if (desks < 1) {
            throw new WrongUseException("--desks=" + desks + " must be 1 or more");
        }
        Path after = files.values().iterator().next();
        Preview preview = new Preview(RulesFile.read(against), RulesFile.read(after), duration(), desks);
        Map<String, Path> lanes = new LinkedHashMap<>();
        lanes.put(Preview.OLD, against);
        lanes.put(Preview.NEW, after);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null);
        Path temporary = Files.createTempDirectory("vigil-preview");
        try {
            ReplayJob.run(feeds.options(control.spec(lanes), temporary.resolve("out")), preview, progress);
        } finally {
            progress.clear();
            FolderTree.delete(temporary);
        }
        return answer(preview, err);
    }

    private int answer(Preview preview, PrintWriter err) {
        if (!preview.hasData()) {
            err.println("vigil: no event could be read from the feeds");
            err.flush();
            return ExitCode.BAD_INPUT;
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        preview.text().forEach(out::println);
        out.flush();
        if (maxPerHour != null && preview.busiestDeskHour() > maxPerHour) {
            err.println(String.format(
                    Locale.ROOT,
                    "vigil: refused: %.1f warnings in a desk's busiest hour, allowed are %s (--max-per-hour)",
                    preview.busiestDeskHour(),
                    maxPerHour));
            err.flush();
            return ExitCode.BAD_INPUT;
        }
        return ExitCode.OK;
    }

    private Duration duration() {
        try {
            String iso = last.matches("\\d{1,6}d") ? "P" + last : last.matches("\\d{1,6}h") ? "PT" + last : last;
            Duration duration = Duration.parse(iso);
            if (duration.isNegative() || duration.isZero()) {
                throw new WrongUseException("--last=" + last + " must be above 0");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new WrongUseException("--last=" + last + " is not a time such as 7d, 12h or PT90M");
        }
    }
}
