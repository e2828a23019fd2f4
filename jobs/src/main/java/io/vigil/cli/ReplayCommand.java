package io.vigil.cli;

import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayResult;
import io.vigil.jobs.ReplayStudy;
import io.vigil.tune.StudyOptions;
import io.vigil.tune.SweepAxis;
import io.vigil.tune.TuningStudy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs archives or topic ranges through rules and writes what they would have warned of. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Runs recorded data through rules and writes what they would have warned of.",
            "Equal input gives byte-identical results at any parallelism.",
            ""
        },
        footer = {
            "",
            "Lines that cannot be read are counted and reported with an example each; the run goes on. It ends with 3",
            "when an archive is cut short or nothing could be read at all, unless --lenient is given.",
            "",
            "  vigil replay --feed ais-nmea:day.nmea.gz --zones zones.geojson --rules rules.yaml --out result"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private FeedSelection feeds = new FeedSelection();

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Mixin
    private SweepOptions sweep = new SweepOptions();

    @Mixin
    private StudyOptionsMixin study = new StudyOptionsMixin();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the results")
    private Path out = Path.of(".");

    @Option(names = "--lenient", description = "end with 0 even when an archive is cut short or nothing could be read")
    private boolean lenient;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path candidates = out.toAbsolutePath().normalize().resolve(ReplayJob.temporaryName("rules"));
        try {
            List<SweepAxis> axes = sweep.axes();
            SweepOptions.Lanes lanes = SweepOptions.lanes(control.rulesByLane(), axes, candidates);
            StudyOptions asked = study.options(lanes, axes, Objects.requireNonNull(spec));
            return run(feeds.options(control.spec(lanes.files()), out), asked);
        } finally {
            FolderTree.delete(candidates);
        }
    }

    private int run(ReplayOptions options, @Nullable StudyOptions asked) throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null).of(ReplayJob.expectedEvents(options));
        TuningStudy tuning = asked == null ? null : new TuningStudy(asked, options);
        ReplayResult result = ReplayJob.run(options, tuning == null ? ReplayStudy.NONE : tuning, progress);
        progress.clear();
        ReplayReport report = new ReplayReport(result, err);
        report.print();
        if (tuning != null) {
            tuning.notes().forEach(err::println);
            err.println("report: " + result.out().resolve("report.html"));
        }
        return report.exitCode(lenient);
    }
}
