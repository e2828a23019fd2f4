package io.vigil.cli;

import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.FeedSpec;
import io.vigil.jobs.EventTimeRange;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.KafkaRange;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayResult;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.tune.TuningStudy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.RuntimeExecutionMode;
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
    @Option(
            names = "--feed",
            paramLabel = "FORMAT:PATH",
            required = true,
            description = {
                "what to read; may be repeated. FORMAT: ais-nmea, ais-csv, jt808-hex, positions, position-csv,",
                "passes, pass-csv, dispositions, declarations;",
                "PATH: a file (.gz and .zst are read as they are), a folder or a glob.",
                "Or kafka:BOOTSTRAP/TOPIC[@FROM..TO], by the broker's time stamps"
            })
    private List<String> feeds = new ArrayList<>();

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Mixin
    private SweepOptions sweep = new SweepOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "first event time to judge (RFC 3339)")
    private @Nullable OffsetDateTime from;

    @Option(names = "--to", paramLabel = "TIME", description = "first event time not to judge any more (RFC 3339)")
    private @Nullable OffsetDateTime to;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the results")
    private Path out = Path.of(".");

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "parallel subtasks (default: the number of processors)")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--mode",
            paramLabel = "batch|streaming",
            defaultValue = "batch",
            description =
                    "batch sorts by mover and time first; streaming merges the feeds by time (default: ${DEFAULT-VALUE})")
    private RuntimeExecutionMode mode = RuntimeExecutionMode.BATCH;

    @Option(
            names = "--disorder-bound",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "streaming only: how much disorder is undone; what is later than that counts as late "
                    + "(default: ${DEFAULT-VALUE})")
    private int disorderBoundSeconds;

    @Mixin
    private FeedOptionsMixin feedOptions = new FeedOptionsMixin();

    @Option(names = "--lenient", description = "end with 0 even when an archive is cut short or nothing could be read")
    private boolean lenient;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path candidates = out.toAbsolutePath().normalize().resolve(ReplayJob.temporaryName("rules"));
        try {
            return run(SweepOptions.lanes(control.rulesByLane(), sweep.axes(), candidates));
        } finally {
            FolderTree.delete(candidates);
        }
    }

    private int run(SweepOptions.Lanes lanes) throws Exception {
        ReplayOptions options = options(lanes);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null);
        ReplayResult result = ReplayJob.run(options, new TuningStudy(lanes.candidates()), progress::events);
        progress.clear();
        ReplayReport report = new ReplayReport(result, err);
        report.print();
        return report.exitCode(lenient);
    }

    private ReplayOptions options(SweepOptions.Lanes lanes) {
        require(parallelism >= 1 && parallelism <= 64, "--parallelism=" + parallelism + " must be 1 to 64");
        require(mode != RuntimeExecutionMode.AUTOMATIC, "--mode=automatic must be batch or streaming");
        require(
                disorderBoundSeconds >= 1 && disorderBoundSeconds <= 86_400,
                "--disorder-bound=" + disorderBoundSeconds + " must be 1 to 86400 seconds");
        EventTimeRange range = new EventTimeRange(
                from == null ? Long.MIN_VALUE : from.toInstant().toEpochMilli(),
                to == null ? Long.MAX_VALUE : to.toInstant().toEpochMilli());
        require(range.fromMillis() < range.toMillis(), "--from must be before --to");
        List<ArchiveSplit.Position> archives = new ArrayList<>();
        List<KafkaRange> ranges = new ArrayList<>();
        for (String feed : feeds) {
            FeedSpec parsed = parsed(feed);
            if (parsed.isKafka()) {
                ranges.add(range(parsed.path()));
            } else {
                archives.addAll(files(parsed));
            }
        }
        return new ReplayOptions(
                archives,
                ranges,
                feedOptions.options(),
                control.spec(lanes.files()),
                range,
                mode,
                Duration.ofSeconds(disorderBoundSeconds),
                parallelism,
                out.toAbsolutePath().normalize());
    }

    private static KafkaRange range(String text) {
        try {
            return KafkaRange.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new WrongUseException(String.valueOf(wrong.getMessage()));
        }
    }

    /** A word that is no format is wrong use; a path without a file is bad input. */
    private static FeedSpec parsed(String feed) {
        String format = feed.substring(0, Math.max(0, feed.indexOf(':')));
        if (!format.equals(FeedSpec.KAFKA) && ArchiveFormats.byName(format) == null) {
            throw new WrongUseException("--feed " + feed + ": is not FORMAT:PATH; formats are "
                    + String.join(", ", ArchiveFormats.names()) + ", " + FeedSpec.KAFKA);
        }
        return FeedSpec.parse(feed);
    }

    private static List<ArchiveSplit.Position> files(FeedSpec parsed) {
        List<ArchiveSplit.Position> files = new ArrayList<>();
        for (Path file : parsed.files()) {
            files.add(ArchiveSplit.Position.start(
                    parsed.format(), file.toAbsolutePath().toString()));
        }
        return files;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new WrongUseException(otherwise);
        }
    }
}
