package io.vigil.cli;

import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayStudy;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.score.Labels;
import io.vigil.score.Score.Unlabelled;
import io.vigil.tune.RulesText;
import io.vigil.tune.SearchGoal;
import io.vigil.tune.StudyOptions;
import io.vigil.tune.Sweep;
import io.vigil.tune.SweepAxis;
import io.vigil.tune.Tuning;
import io.vigil.tune.TuningStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches the parameters of a rule for the fewest warnings that still find enough. */
@Command(
        name = "tune",
        sortOptions = false,
        description = {
            "Searches the values of a rule's parameters for the fewest warnings among those that find enough of what is",
            "labelled, or for what finds most while precision or the load of a desk keeps a bound. Every third mover, and every third week of longer data, is kept from the search and shows whether",
            "the choice was luck. Writes rules.yaml with the chosen values and report.html.",
            ""
        },
        footer = {
            "",
            "It ends with 3, and without rules.yaml, when no candidate keeps the bounds.",
            "",
            "  vigil tune --feed ais-nmea:day.nmea.gz --rules rules.yaml --labels labels.csv \\",
            "      --rule dark --params silentAtSea=PT30M..PT3H:PT10M --recall 0.95 --out tuned"
        })
public final class TuneCommand implements Callable<Integer> {
    @Mixin
    private FeedSelection feeds = new FeedSelection();

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(names = "--rule", paramLabel = "ID", required = true, description = "the rule to tune")
    private String rule = "";

    @Option(
            names = "--params",
            paramLabel = "PARAM=FROM..TO:STEP",
            required = true,
            description = "values of a parameter to try (or PARAM=A,B,C); may be repeated")
    private List<String> params = new ArrayList<>();

    @Option(names = "--labels", paramLabel = "FILE", required = true, description = "what is known to be so")
    private Path labels = Path.of("");

    @Mixin
    private GoalOptions goal = new GoalOptions();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the results")
    private Path out = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SearchGoal wanted = goal.goal();
        Map<String, Path> files = control.rulesByLane();
        if (files.size() != 1) {
            throw new WrongUseException("tune takes one --rules file");
        }
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        RulesText rules = RulesText.read(files.values().iterator().next());
        Labels known = StudyOptionsMixin.readLabels(labels);
        List<SweepAxis> axes = axes();
        if (rules.rule(rule) == null) {
            throw new InvalidInputException(
                    List.of(new Fault(rules.name(), "rule " + rule, "is not in the file", "--rule takes a rule's id")));
        }
        Path folder = Files.createDirectories(out.toAbsolutePath().normalize());
        Path temporary = folder.resolve(ReplayJob.temporaryName("search"));
        try {
            Files.deleteIfExists(folder.resolve("rules.yaml"));
            Tuning tuning = new Tuning(rule, rules, axes, known, wanted, goal.desks(), (lanes, study) -> {
                run(lanes, temporary, temporary.resolve("out"), options -> study);
                err.println("tune: " + (lanes.size() - 1) + " candidates tried");
                err.flush();
            });
            boolean isFound = !tuning.run().isEmpty();
            report(tuning, rules, axes, known, temporary, folder);
            tuning.text().forEach(err::println);
            if (!isFound) {
                err.println("vigil: no rules file was written");
                return ExitCode.BAD_INPUT;
            }
            keep(folder);
            err.println("rules: " + folder.resolve("rules.yaml"));
            err.println("report: " + folder.resolve("report.html"));
            return ExitCode.OK;
        } finally {
            FolderTree.delete(temporary);
            err.flush();
        }
    }

    private interface StudyOf {
        ReplayStudy of(ReplayOptions options);
    }

    private void run(Map<String, String> lanes, Path temporary, Path results, StudyOf study) throws Exception {
        Map<String, Path> files = new LinkedHashMap<>();
        Path folder = Files.createDirectories(temporary.resolve("rules"));
        for (Map.Entry<String, String> lane : lanes.entrySet()) {
            files.put(lane.getKey(), Files.writeString(folder.resolve(lane.getKey() + ".yaml"), lane.getValue()));
        }
        ReplayOptions options = feeds.options(control.spec(files), results);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null).of(ReplayJob.expectedEvents(options));
        ReplayJob.run(options, study.of(options), progress);
        progress.clear();
    }

    private void report(Tuning tuning, RulesText rules, List<SweepAxis> axes, Labels known, Path temporary, Path folder)
            throws Exception {
        List<Sweep.Candidate> shown = tuning.shown();
        Map<String, String> lanes = new LinkedHashMap<>(Map.of(Tuning.BASELINE, rules.text()));
        shown.forEach(candidate -> lanes.put(candidate.name(), candidate.rules().text()));
        StudyOptions asked = new StudyOptions(
                List.copyOf(lanes.keySet()),
                axes,
                tuning.baselineValues(),
                shown,
                known,
                String.valueOf(labels.getFileName()),
                Unlabelled.WRONG,
                goal.desks(),
                rules.ruleset().zone(),
                StudyOptionsMixin.command(Objects.requireNonNull(spec)));
        run(lanes, temporary, folder, options -> new TuningStudy(asked, options, tuning::write));
    }

    /** The chosen lane's rule file is the result; it comes last, so that a folder with it is whole. */
    private static void keep(Path folder) throws IOException {
        Path copy = folder.resolve(ReplayJob.temporaryName("rules.yaml"));
        Files.copy(folder.resolve("chosen").resolve("rules.yaml"), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, folder.resolve("rules.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<SweepAxis> axes() {
        List<SweepAxis> axes = new ArrayList<>();
        for (String param : params) {
            try {
                axes.add(SweepAxis.parse(rule + '.' + param));
            } catch (IllegalArgumentException wrong) {
                throw new WrongUseException(
                        String.valueOf(wrong.getMessage()).replace("--sweep " + rule + '.', "--params "));
            }
        }
        return axes;
    }
}
