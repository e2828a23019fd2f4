package io.vigil.jobs;

import io.vigil.feeds.archive.FeedOptions;
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
}
