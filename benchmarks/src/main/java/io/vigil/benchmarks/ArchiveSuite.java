package io.vigil.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.BucketReader;
import io.vigil.feeds.days.DayArchive;
import io.vigil.jobs.ArchiveJob;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayResult;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.RulesFile;
import io.vigil.tune.RulesText;
import io.vigil.tune.Sweep;
import io.vigil.tune.SweepAxis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.jspecify.annotations.Nullable;

/** The replay from an archive by days, beside the keyed null job over the same reports, and fifty lanes beside one. */
final class ArchiveSuite {
    private static final double GOAL_TIMES_NULL = 3;
    private static final double GOAL_TIMES_ONE_LANE = 4;
    private static final double GOAL_REPORTS_PER_SECOND = 1_000_000;
    private static final double GOAL_HEAP_MEBIBYTES = 2048;
    private static final double MEBIBYTE = 1 << 20;
    private static final int ZONES = 1_000;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Consumer<String> progress;
    private final Path folder;
    private final int movers;
    private final int reports;
    private final int runs;
    private final int parallelism = Runtime.getRuntime().availableProcessors();
    private final List<Figure> figures = new ArrayList<>();

    ArchiveSuite(boolean quick, Path folder, Consumer<String> progress) {
        this.progress = progress;
        this.folder = folder;
        movers = quick ? 10_000 : 50_000;
        reports = quick ? 800_000 : 6_000_000;
        runs = quick ? 2 : 4;
    }

    List<Figure> run() throws Exception {
        progress.accept("making the world");
        BenchmarkWorld world = new BenchmarkWorld(1, movers, ZONES);
        WorldFiles files = new WorldFiles(folder);
        files.write(world, BenchSuite.demoRules(), reports);
        DayArchive archive = write(files);
        measureReading(archive);
        measureOneLane(files, archive);
        measureLanes(files, archive);
        return List.copyOf(figures);
    }

    private DayArchive write(WorldFiles files) throws Exception {
        progress.accept("writing the archive");
        ReplayOptions options = files.replay(RuntimeExecutionMode.BATCH, parallelism, "archive");
        Timing timing = timed(() -> {
            ArchiveJob.run(options, DayArchive.USUAL_BUCKETS, new ArchiveJob.Listener() {
                @Override
                public void read(long events) {}

                @Override
                public void written(ArchivedDay day) {}
            });
        });
        DayArchive archive = DayArchive.open(options.out());
        long bytes = archive.days().stream().mapToLong(ArchivedDay::bytes).sum();
        figures.add(Figure.alone("vigil archive, wall time", reports / timing.wallSeconds(), "reports/s"));
        figures.add(Figure.against(
                "size of the archive",
                (double) bytes / reports,
                "bytes/report",
                (double) Files.size(folder.resolve("positions.jsonl")) / reports,
                "the feed as JSON lines"));
        return archive;
    }

    /** The reader alone: every block checked and decoded to reports. */
    private void measureReading(DayArchive archive) throws Exception {
        Timing best = null;
        for (int run = 0; run <= runs; run++) {
            progress.accept("reading, run " + run + " of " + runs);
            Timing timing = timed(() -> readAll(archive));
            best = run <= 1 ? timing : better(best, timing);
        }
        figures.add(Figure.alone(
                "reader alone, " + parallelism + " threads, wall time",
                reports / Objects.requireNonNull(best).wallSeconds(),
                "reports/s"));
    }

    private static Timing better(@Nullable Timing known, Timing timing) {
        return known == null ? timing : known.best(timing);
    }

    private void readAll(DayArchive archive) throws Exception {
        AtomicLong read = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                Callable<Object> work = () -> {
                    for (int bucket = next.getAndIncrement();
                            bucket < archive.buckets();
                            bucket = next.getAndIncrement()) {
                        read.addAndGet(read(archive, bucket));
                    }
                    return read;
                };
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        if (read.get() != reports) {
            throw new IllegalStateException(read + " of " + reports + " reports were read");
        }
    }

    private static long read(DayArchive archive, int bucket) throws IOException {
        long count = 0;
        for (ArchivedDay day : archive.days()) {
            try (BucketReader reader = day.open(bucket)) {
                while (reader != null && reader.advance()) {
                    count += DayArchive.isOf(reader.event(), day.epochDay()) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private void measureOneLane(WorldFiles files, DayArchive archive) throws Exception {
        ReplayOptions feed = files.replay(RuntimeExecutionMode.BATCH, parallelism, "null");
        ReplayOptions days = ofArchive(files.replay(RuntimeExecutionMode.BATCH, parallelism, "one"), archive);
        Timing ofNull = null;
        Timing ofOne = null;
        HeapPeak heap = new HeapPeak();
        for (int run = 0; run <= runs; run++) {
            progress.accept("one lane, run " + run + " of " + runs);
            Timing nullTiming = replay(() -> ReplayJob.run(feed, new NullFunction()), feed.out());
            heap.reset();
            Timing oneTiming = replay(() -> ReplayJob.run(days), days.out());
            heap.look();
            ofNull = run <= 1 ? nullTiming : better(ofNull, nullTiming);
            ofOne = run <= 1 ? oneTiming : better(ofOne, oneTiming);
        }
        Timing one = Objects.requireNonNull(ofOne);
        Timing empty = Objects.requireNonNull(ofNull);
        figures.add(Figure.against(
                        "one lane from the archive, wall time",
                        reports / one.wallSeconds(),
                        "reports/s",
                        reports / empty.wallSeconds(),
                        "the keyed null job over the feed: source, decode, keyBy, one state value, sink")
                .withGoal(Figure.Kind.RATIO_AT_LEAST, GOAL_TIMES_NULL));
        figures.add(Figure.alone("the same against the goal of the design", reports / one.wallSeconds(), "reports/s")
                .withGoal(Figure.Kind.VALUE_AT_LEAST, GOAL_REPORTS_PER_SECOND));
        figures.add(Figure.against(
                "one lane from the archive, CPU time",
                reports / one.cpuSeconds(),
                "reports/s",
                reports / empty.cpuSeconds(),
                "the keyed null job"));
        figures.add(
                Figure.alone("heap in use at most after a collection, " + movers + " movers", heap.mebibytes(), "MiB")
                        .withGoal(Figure.Kind.VALUE_AT_MOST, GOAL_HEAP_MEBIBYTES));
    }

    private void measureLanes(WorldFiles files, DayArchive archive) throws Exception {
        ReplayOptions one = ofArchive(files.replay(RuntimeExecutionMode.BATCH, parallelism, "base"), archive);
        for (List<String> sweep : List.of(LaneSuite.FIVE_RULES, LaneSuite.ONE_RULE)) {
            String what = sweep == LaneSuite.FIVE_RULES ? "five rules" : "one rule";
            Map<String, String> lanes = lanes(files, sweep);
            ReplayOptions many = one.withControl(one.control().withLanes(lanes));
            Timing ofOne = null;
            Timing ofMany = null;
            for (int run = 1; run <= runs; run++) {
                progress.accept(lanes.size() + " lanes, " + what + ", run " + run + " of " + runs);
                Timing oneTiming = replay(() -> ReplayJob.run(one), one.out());
                Timing manyTiming = replay(() -> ReplayJob.run(many), many.out());
                ofOne = better(ofOne, oneTiming);
                ofMany = better(ofMany, manyTiming);
            }
            figures.add(Figure.against(
                            lanes.size() + " lanes of a sweep of five parameters of " + what
                                    + " from the archive, wall time",
                            Objects.requireNonNull(ofMany).wallSeconds() / reports * 1e9,
                            "ns/report",
                            Objects.requireNonNull(ofOne).wallSeconds() / reports * 1e9,
                            "one lane from the archive")
                    .withGoal(Figure.Kind.RATIO_AT_MOST, GOAL_TIMES_ONE_LANE));
        }
    }

    private Map<String, String> lanes(WorldFiles files, List<String> sweep) throws IOException {
        String text = BenchSuite.demoRules();
        RulesText rules = new RulesText("demo-rules.yaml", text, RulesFile.parse(text, "demo-rules.yaml"));
        Map<String, String> lanes =
                new LinkedHashMap<>(Map.of("live", files.rules().toString()));
        for (Sweep.Candidate candidate : Sweep.candidates(
                "live", rules, sweep.stream().map(SweepAxis::parse).toList())) {
            Path file = folder.resolve(candidate.name() + ".yaml");
            lanes.put(
                    candidate.name(),
                    Files.writeString(file, candidate.rules().text()).toString());
        }
        return lanes;
    }

    private static ReplayOptions ofArchive(ReplayOptions feed, DayArchive archive) {
        return feed.withArchives(
                List.of(ArchiveSplit.Position.start("archive", archive.root().toString())));
    }

    /** The time of the job alone, as it says it; processor time is that of the whole process. */
    private static Timing replay(Callable<ReplayResult> replay, Path out) throws Exception {
        long[] millis = new long[1];
        Timing timing = timed(() -> millis[0] = replay.call().runMillis());
        FolderTree.delete(out);
        return new Timing(millis[0] / 1e3, timing.cpuSeconds());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Timing timed(Work work) throws Exception {
        System.gc();
        long cpuNanos = PROCESS.getProcessCpuTime();
        long wallNanos = System.nanoTime();
        work.run();
        return new Timing((System.nanoTime() - wallNanos) / 1e9, (PROCESS.getProcessCpuTime() - cpuNanos) / 1e9);
    }

    /** The most that was in use after any collection. */
    private static final class HeapPeak {
        private long bytes;

        void reset() {
            ManagementFactory.getMemoryPoolMXBeans().forEach(java.lang.management.MemoryPoolMXBean::resetPeakUsage);
        }

        void look() {
            long now = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                    .filter(pool -> pool.getCollectionUsage() != null)
                    .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                    .sum();
            bytes = Math.max(bytes, now);
        }

        double mebibytes() {
            return bytes / MEBIBYTE;
        }
    }
}
