package io.vigil.jobs;

import io.vigil.feeds.archive.FeedSpec;
import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.DayArchive;
import io.vigil.jobs.archive.ArchiveSource;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.jobs.archive.FeedItemSerializer;
import io.vigil.jobs.types.MoverEventSerializer;
import io.vigil.model.MoverEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replay: archive files and topic ranges through the very evaluator of the live job, to a folder of sorted results.
 * Equal input gives equal bytes at any parallelism.
 */
public final class ReplayJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayJob.class);

    private ReplayJob() {}

    /** Runs to the end in a mini cluster of this process. */
    public static ReplayResult run(ReplayOptions options) throws Exception {
        return run(options, ReplayStudy.NONE, events -> {});
    }

    /**
     * The same.
     *
     * @param study what else is made of the warnings
     * @param progress is told about every two seconds how far it is
     */
    public static ReplayResult run(ReplayOptions options, ReplayStudy study, ReplayProgress progress) throws Exception {
        if (DayReplay.isPossible(options)) {
            try {
                return runDays(options, study, progress);
            } catch (LaidOutOtherwiseException needsShuffle) {
                LOG.info("the archive is shuffled anew: {}", needsShuffle.getMessage());
            }
        }
        return run(
                options,
                new EvaluateFunction(options.control(), options.disorderBoundMillis(), false).leavingDrivers(),
                study,
                progress);
    }

    private static ReplayResult runDays(ReplayOptions options, ReplayStudy study, ReplayProgress progress)
            throws Exception {
        LoadedEngine loaded = EngineShare.acquire(options.control());
        try (ResultFolder folder = ResultFolder.open(options.out())) {
            long startNanos = System.nanoTime();
            Tally tally = DayReplay.run(options, loaded, folder, progress, RunIdentity.of(options));
            long runMillis = (System.nanoTime() - startNanos) / 1_000_000;
            List<String> lanes = List.copyOf(options.control().lanes().keySet());
            ReplayResult result = folder.publish(lanes, loaded, tally, study, runMillis);
            DayCheckpoint.remove(options.out());
            return result;
        } finally {
            EngineShare.release(options.control());
        }
    }

    /** How many events a replay will read, or -1 where nobody knows before. */
    public static long expectedEvents(ReplayOptions options) {
        return DayReplay.isPossible(options) ? DayReplay.expectedEvents(options) : -1;
    }

    /** The same with another evaluator, such as one that does nothing: the measure of what the rules cost. */
    public static ReplayResult run(
            ReplayOptions options, KeyedProcessFunction<Long, MoverEvent, WarningRecord> evaluator) throws Exception {
        return run(options, evaluator, ReplayStudy.NONE, events -> {});
    }

    private static ReplayResult run(
            ReplayOptions options,
            KeyedProcessFunction<Long, MoverEvent, WarningRecord> evaluator,
            ReplayStudy study,
            ReplayProgress progress)
            throws Exception {
        LoadedEngine loaded = EngineShare.acquire(options.control());
        try (ResultFolder folder = ResultFolder.open(options.out())) {
            Path flink = Files.createDirectories(folder.temporary().resolve("flink"));
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                    options.parallelism(), FlinkSettings.replay(options.mode(), options.parallelism(), flink));
            build(environment, options, evaluator, folder.runs());
            JobExecutionResult result = await(environment.executeAsync("vigil replay"), progress);
            return folder.publish(
                    List.copyOf(options.control().lanes().keySet()),
                    loaded,
                    tally(result.getAllAccumulatorResults()),
                    study,
                    result.getNetRuntime(TimeUnit.MILLISECONDS));
        } finally {
            EngineShare.release(options.control());
        }
    }

    /** A name for something temporary of this process in the result folder; the next replay removes it if this one cannot. */
    public static String temporaryName(String what) {
        return ResultFolder.temporaryName(what);
    }

    static JobExecutionResult await(JobClient job, ReplayProgress progress)
            throws ExecutionException, InterruptedException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        while (true) {
            try {
                return result.get(FlinkSettings.PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                tell(job, progress);
            }
        }
    }

    private static void tell(JobClient job, ReplayProgress progress) {
        try {
            job.getAccumulators().whenComplete((values, gone) -> {
                if (gone == null && values.get(Intake.PROGRESS) instanceof Long events) {
                    progress.events(events);
                }
            });
        } catch (IllegalStateException clusterGone) {
            // The job has ended since it was looked at, and its mini cluster with it; the result says how.
        }
    }

    static void build(
            StreamExecutionEnvironment environment,
            ReplayOptions options,
            KeyedProcessFunction<Long, MoverEvent, WarningRecord> evaluator,
            Path runs)
            throws IOException {
        environment.setParallelism(options.parallelism());
        DataStream<MoverEvent> timed = WarningTopology.timed(
                events(environment, options),
                WarningTopology.boundedWatermarks(options.disorderBound(), options.control()));
        SingleOutputStreamOperator<WarningRecord> warnings =
                WarningTopology.evaluate(WarningTopology.keyed(timed), evaluator);
        SingleOutputStreamOperator<WarningRecord> ofDrivers = ofDrivers(warnings, options);
        DataStream<WarningRecord> judged = warnings.union(ofDrivers);
        DataStream<WarningRecord> permitted = warnings.getSideOutput(EvaluateFunction.PERMITTED)
                .union(ofDrivers.getSideOutput(EvaluateFunction.PERMITTED));
        if (judgesPairs(options)) {
            SingleOutputStreamOperator<WarningRecord> ofPairs =
                    WarningTopology.evaluatePairs(warnings, options.control(), null);
            judged = judged.union(ofPairs);
            permitted = permitted.union(ofPairs.getSideOutput(EvaluateFunction.PERMITTED));
        }
        DataStream<WarningRecord> results = WarningTopology.guard(
                        judged, warnings.getSideOutput(EvaluateFunction.BEATS), options.control())
                .union(permitted);
        if (!options.control().orders().isEmpty()) {
            results = results.union(WarningTopology.orderStatus(warnings));
        }
        if (measuresTraffic(options)) {
            results = results.union(
                    WarningTopology.traffic(warnings, options.control(), options.mode() == RuntimeExecutionMode.BATCH));
        }
        results.sinkTo(new SortedRunSink(runs))
                .setParallelism(1)
                .uid("sink-results")
                .name("sorted results");
    }

    /** Two more stages cost memory and threads, which most replays can do without. */
    private static boolean judgesPairs(ReplayOptions options) {
        boolean judgesPairs = EngineShare.acquire(options.control()).engine().judgesPairs();
        EngineShare.release(options.control());
        return judgesPairs;
    }

    private static boolean measuresTraffic(ReplayOptions options) {
        boolean isRoad = EngineShare.acquire(options.control()).control().routes().stream()
                .anyMatch(route -> !Double.isNaN(route.freeFlowKph()));
        EngineShare.release(options.control());
        return isRoad;
    }

    private static SingleOutputStreamOperator<WarningRecord> ofDrivers(
            SingleOutputStreamOperator<WarningRecord> vehicles, ReplayOptions options) {
        boolean isSorted = options.mode() == RuntimeExecutionMode.BATCH;
        DataStream<MoverEvent> driven = WarningTopology.driven(vehicles);
        DataStream<MoverEvent> timed = isSorted
                ? WarningTopology.timedDrivers(
                        driven, WarningTopology.boundedWatermarks(options.disorderBound(), options.control()))
                : driven;
        return WarningTopology.evaluateDrivers(
                timed,
                new EvaluateFunction(
                        options.control(),
                        isSorted ? options.disorderBoundMillis() : EvaluateFunction.UNTIL_WATERMARK,
                        false));
    }

    /** For another bounded job over the same feeds: an environment in batch mode. */
    public static StreamExecutionEnvironment batch(ReplayOptions options, Path temporary) throws IOException {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                options.parallelism(),
                FlinkSettings.replay(
                        RuntimeExecutionMode.BATCH, options.parallelism(), Files.createDirectories(temporary)));
        environment.setParallelism(options.parallelism());
        return environment;
    }

    /** The events of the feeds by mover and, in a batch, in the order of their own times; needs no rules. */
    public static KeyedStream<MoverEvent, Long> keyedByMover(
            StreamExecutionEnvironment environment, ReplayOptions options) throws IOException {
        return WarningTopology.keyed(WarningTopology.timed(
                events(environment, options),
                WatermarkStrategy.<MoverEvent>noWatermarks()
                        .withTimestampAssigner((event, recordTimestamp) -> event.eventTimeMillis())));
    }

    static DataStream<MoverEvent> events(StreamExecutionEnvironment environment, ReplayOptions options)
            throws IOException {
        List<DataStream<MoverEvent>> feeds = new ArrayList<>();
        if (!options.archives().isEmpty()) {
            feeds.add(archives(environment, options));
        }
        for (KafkaRange range : options.ranges()) {
            feeds.add(topic(environment, options, range, feeds.size()));
        }
        if (feeds.isEmpty()) {
            throw new IllegalArgumentException("a replay needs at least one feed");
        }
        DataStream<MoverEvent> first = feeds.remove(0);
        for (DataStream<MoverEvent> feed : feeds) {
            first = first.union(feed);
        }
        return first;
    }

    private static DataStream<MoverEvent> archives(StreamExecutionEnvironment environment, ReplayOptions options)
            throws IOException {
        ArchiveSource source = new ArchiveSource(splits(options), options.feedOptions());
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "archive files", FeedItemSerializer.TYPE)
                .uid("archives")
                .process(new IntakeFunction(options.control(), options.range()))
                .returns(MoverEventSerializer.TYPE)
                .uid("intake")
                .name("identify and count");
    }

    /** In batch mode each file is read on its own, the largest first; in streaming mode all are merged by time. */
    private static List<ArchiveSplit> splits(ReplayOptions options) throws IOException {
        if (options.mode() == RuntimeExecutionMode.STREAMING) {
            return List.of(new ArchiveSplit("all", options.archives()));
        }
        record Sized(ArchiveSplit.Position file, long bytes) {}
        List<Sized> files = new ArrayList<>();
        for (ArchiveSplit.Position file : files(options.archives())) {
            files.add(new Sized(file, Files.size(Path.of(file.path()))));
        }
        files.sort(Comparator.comparingLong(Sized::bytes).reversed());
        List<ArchiveSplit> splits = new ArrayList<>();
        for (Sized file : files) {
            splits.add(new ArchiveSplit("file-" + splits.size(), List.of(file.file())));
        }
        return splits;
    }

    /** An archive of days is as many files as it has days and buckets. */
    private static List<ArchiveSplit.Position> files(List<ArchiveSplit.Position> archives) {
        List<ArchiveSplit.Position> files = new ArrayList<>();
        for (ArchiveSplit.Position each : archives) {
            if (!each.format().equals(FeedSpec.ARCHIVE)) {
                files.add(each);
                continue;
            }
            for (ArchivedDay day : DayArchive.open(Path.of(each.path())).days()) {
                for (int bucket : day.buckets()) {
                    files.add(ArchiveSplit.Position.start(
                            FeedSpec.ARCHIVE, day.file(bucket).toString()));
                }
            }
        }
        return files;
    }

    private static DataStream<MoverEvent> topic(
            StreamExecutionEnvironment environment, ReplayOptions options, KafkaRange range, int index) {
        OffsetsInitializer start = range.fromMillis() == Long.MIN_VALUE
                ? OffsetsInitializer.earliest()
                : OffsetsInitializer.timestamp(range.fromMillis());
        OffsetsInitializer end = range.toMillis() == Long.MAX_VALUE
                ? OffsetsInitializer.latest()
                : OffsetsInitializer.timestamp(range.toMillis());
        KafkaSource<RawFrame> source = KafkaSource.<RawFrame>builder()
                .setBootstrapServers(range.bootstrap())
                .setTopics(range.topic())
                .setStartingOffsets(start)
                .setBounded(end)
                .setProperty("isolation.level", "read_committed")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setDeserializer(new RawFrameDeserializer())
                .build();
        DataStream<RawFrame> frames = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), range.topic())
                .uid("topic-" + index);
        return frames.process(new DecodeFunction(options.control(), options.range()))
                .returns(MoverEventSerializer.TYPE)
                .uid("decode-" + index)
                .name("decode and identify " + range.topic());
    }

    static Tally tally(Map<String, Object> accumulators) {
        Tally all = new Tally();
        accumulators.forEach((name, value) -> {
            if (name.startsWith(Tally.PREFIX) && value instanceof Tally tally) {
                all.mergeTally(tally);
            }
        });
        return all;
    }
}
