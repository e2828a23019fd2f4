package io.vigil.jobs;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.FeedSpec;
import io.vigil.jobs.archive.ArchiveSplit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;

/**
 * What a replay reads, how it judges, and where the results go.
 *
 * @param archives archive files
 * @param ranges ranges of feed topics
 * @param feedOptions what the command line says of the archive formats
 * @param control rules (each file a lane) and control data
 * @param range events outside are counted and left out
 * @param mode {@code BATCH} sorts by mover and time first; {@code STREAMING} merges the files by time and holds events
 *     for the disorder bound
 * @param disorderBound how much disorder is undone in streaming mode; not used in batch mode, which has none
 * @param parallelism subtasks, 1 or more
 * @param out the result folder
 */
public record ReplayOptions(
        List<ArchiveSplit.Position> archives,
        List<KafkaRange> ranges,
        FeedOptions feedOptions,
        EngineSpec control,
        EventTimeRange range,
        RuntimeExecutionMode mode,
        Duration disorderBound,
        int parallelism,
        Path out) {
    public ReplayOptions {
        archives = List.copyOf(archives);
        ranges = List.copyOf(ranges);
    }

    /** In batch mode events come sorted by time; 1 ms of patience settles those with equal times. */
    long disorderBoundMillis() {
        return mode == RuntimeExecutionMode.BATCH ? 1 : disorderBound.toMillis();
    }

    /** Whether nothing is read but one archive by days. */
    boolean isOfDayArchive() {
        return archives.size() == 1
                && ranges.isEmpty()
                && archives.get(0).format().equals(FeedSpec.ARCHIVE)
                && mode == RuntimeExecutionMode.BATCH;
    }

    /** That archive. */
    Path dayArchive() {
        return Path.of(archives.get(0).path());
    }

    /** The same of other files. */
    public ReplayOptions withArchives(List<ArchiveSplit.Position> others) {
        return new ReplayOptions(others, ranges, feedOptions, control, range, mode, disorderBound, parallelism, out);
    }

    /** The same with other rules and control data. */
    public ReplayOptions withControl(EngineSpec other) {
        return new ReplayOptions(archives, ranges, feedOptions, other, range, mode, disorderBound, parallelism, out);
    }
}
