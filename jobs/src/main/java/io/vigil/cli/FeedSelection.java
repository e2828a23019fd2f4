package io.vigil.cli;

import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.FeedSpec;
import io.vigil.feeds.days.DayArchive;
import io.vigil.jobs.ArchivedControl;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.EventTimeRange;
import io.vigil.jobs.KafkaRange;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what recorded data is judged and how it is read, for every command that replays. */
final class FeedSelection {
    @Option(
            names = "--feed",
            paramLabel = "FORMAT:PATH",
            required = true,
            description = {
                "what to read; may be repeated. FORMAT: ais-nmea, ais-csv, jt808-hex, positions, position-csv,",
                "passes, pass-csv, dispositions, declarations;",
                "PATH: a file (.gz and .zst are read as they are), a folder or a glob.",
                "Or archive:DIR, a folder that vigil archive wrote; read alone it is much faster than anything else.",
                "Or kafka:BOOTSTRAP/TOPIC[@FROM..TO], by the broker's time stamps"
            })
    private List<String> feeds = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", description = "first event time to judge (RFC 3339)")
    private @Nullable OffsetDateTime from;

    @Option(names = "--to", paramLabel = "TIME", description = "first event time not to judge any more (RFC 3339)")
    private @Nullable OffsetDateTime to;

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

    /**
     * What is replayed.
     *
     * @param control lanes and control data
     * @param out folder for the results
     */
    ReplayOptions options(EngineSpec control, Path out) {
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
                ofTheTime(control, archives),
                range,
                mode,
                Duration.ofSeconds(disorderBoundSeconds),
                parallelism,
                out.toAbsolutePath().normalize());
    }

    /** Where nothing is said of zones, registry and so on, an archive's own are taken, as they were at the time. */
    private static EngineSpec ofTheTime(EngineSpec control, List<ArchiveSplit.Position> archives) {
        boolean isOfOneArchive =
                archives.size() == 1 && archives.get(0).format().equals(FeedSpec.ARCHIVE);
        boolean isGiven = !control.equals(EngineSpec.ofFiles(List.of(), List.of(), "", control.lanes()));
        if (!isOfOneArchive || isGiven || control.lanes().isEmpty()) {
            return control;
        }
        try {
            EngineSpec kept = ArchivedControl.read(Path.of(archives.get(0).path()));
            return kept == null ? control : kept.withLanes(control.lanes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
        boolean isFile = !format.equals(FeedSpec.KAFKA) && !format.equals(FeedSpec.ARCHIVE);
        if (isFile && ArchiveFormats.byName(format) == null) {
            throw new WrongUseException("--feed " + feed + ": is not FORMAT:PATH; formats are "
                    + String.join(", ", ArchiveFormats.names()) + ", " + FeedSpec.ARCHIVE + ", " + FeedSpec.KAFKA);
        }
        return FeedSpec.parse(feed);
    }

    private List<ArchiveSplit.Position> files(FeedSpec parsed) {
        List<ArchiveSplit.Position> files = new ArrayList<>();
        if (parsed.format().equals(FeedSpec.ARCHIVE)) {
            require(
                    mode == RuntimeExecutionMode.BATCH,
                    "--mode=streaming cannot be had of archive:DIR, which is sorted");
            DayArchive.open(Path.of(parsed.path()));
        }
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
