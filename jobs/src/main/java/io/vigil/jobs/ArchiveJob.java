package io.vigil.jobs;

import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.DayWriter;
import io.vigil.feeds.days.EventSpill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Writes feeds into an archive by days: everything that can be decoded, under the names by which it was reported, laid out by the
 * movers the registry knows.
 */
public final class ArchiveJob {
    private ArchiveJob() {}

    /**
     * What was written.
     *
     * @param tally counts of the feeds
     * @param days the days that are new or were added to
     * @param repeated events that were in the archive already
     */
    public record Result(Tally tally, List<ArchivedDay> days, long repeated) {}

    /** Is told how far it is. */
    public interface Listener {
        /** So many events have been read. */
        void read(long events);

        /** A day has been written. */
        void written(ArchivedDay day);
    }

    /**
     * Runs to the end in a mini cluster of this process.
     *
     * @param options feeds and range; {@code out} is the archive, {@code control} says whose terminals are whose
     * @param buckets how many buckets a new archive gets
     */
    public static Result run(ReplayOptions options, int buckets, Listener listener) throws Exception {
        Path root = Files.createDirectories(options.out());
        int layout = DayWriter.bucketsOf(root, buckets);
        Path temporary = Files.createTempDirectory(
                root, ".archive-" + ProcessHandle.current().pid() + '-');
        Thread onInterrupt = new Thread(() -> remove(temporary), "archive-folder");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Path spilt = Files.createDirectories(temporary.resolve("spilt"));
            Tally tally = ReplayJob.tally(spill(options, temporary, spilt, layout, listener::read));
            List<ArchivedDay> days = new ArrayList<>();
            Consumer<ArchivedDay> written = days::add;
            DayWriter writer = new DayWriter(root, layout, EventSpill.found(spilt), written.andThen(listener::written));
            writer.write();
            return new Result(tally, days, writer.repeated());
        } finally {
            remove(temporary);
            try {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            } catch (IllegalStateException alreadyEnding) {
                // The hook has run or is running; there is nothing left for it.
            }
        }
    }

    private static Map<String, Object> spill(
            ReplayOptions options, Path temporary, Path spilt, int buckets, ReplayProgress progress) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                options.parallelism(),
                FlinkSettings.replay(
                        options.mode(), options.parallelism(), Files.createDirectories(temporary.resolve("flink"))));
        environment.setParallelism(options.parallelism());
        ReplayJob.events(environment, options.withControl(EngineSpec.NONE))
                .sinkTo(new SpillSink(spilt, buckets, options.control()))
                .uid("sink-spill")
                .name("apart by day and bucket");
        JobExecutionResult result = ReplayJob.await(environment.executeAsync("vigil archive"), progress);
        return result.getAllAccumulatorResults();
    }

    private static void remove(Path temporary) {
        try {
            FolderTree.delete(temporary);
        } catch (IOException stillInUse) {
            // The process is ending, or ends with a failure that says more.
        }
    }
}
