package io.vigil.jobs;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.PairHost;
import io.vigil.feeds.days.ArchivedDay;
import io.vigil.feeds.days.DayArchive;
import io.vigil.feeds.days.EventSpill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The replay of an archive by days without Flink: the archive is laid out and sorted as a job would have to sort it, so threads
 * take a bucket each from front to back. Only what is said of drivers and of pairs travels, through files. The evaluator, its
 * outputs, guards and results are those of the job, and so are the bytes.
 *
 * <p>Days follow each other, all buckets of one before the next; what is remembered is kept on disk after each day, so that a
 * replay that was killed goes on from there.
 */
final class DayReplay {
    private static final long DAY_MILLIS = 86_400_000;

    private final ReplayOptions options;
    private final DayArchive archive;
    private final LoadedEngine loaded;
    private final Supplier<MoverRunner> runners;
    private final ResultFolder folder;
    private final DayCheckpoint checkpoint;
    private final AtomicLong progress = new AtomicLong();

    private DayReplay(ReplayOptions options, LoadedEngine loaded, ResultFolder folder, DayCheckpoint checkpoint) {
        this.options = options;
        this.loaded = loaded;
        this.folder = folder;
        this.checkpoint = checkpoint;
        archive = DayArchive.open(options.dayArchive());
        runners = EngineShare.runners(options.control(), options.disorderBoundMillis());
    }

    /** Whether a replay can go this way: an archive, nothing beside it, and sorted. */
    static boolean isPossible(ReplayOptions options) {
        return options.isOfDayArchive();
    }

    /** How many events will be read. */
    static long expectedEvents(ReplayOptions options) {
        return days(DayArchive.open(options.dayArchive()), options.range()).stream()
                .mapToLong(ArchivedDay::eventCount)
                .sum();
    }

    /** The days that have anything to do with a range. */
    private static List<ArchivedDay> days(DayArchive archive, EventTimeRange range) {
        return archive.days().stream()
                .filter(day -> day.lastMillis() >= range.fromMillis() && day.firstMillis() < range.toMillis())
                .toList();
    }

    /**
     * Runs to the end; the results are in the folder's runs.
     *
     * @return counts of the run
     * @throws LaidOutOtherwiseException if the registry says that movers lie in other places than theirs
     */
    static Tally run(
            ReplayOptions options, LoadedEngine loaded, ResultFolder folder, ReplayProgress progress, String identity)
            throws Exception {
        return new DayReplay(options, loaded, folder, DayCheckpoint.open(options.out(), identity)).run(progress);
    }

    private Tally run(ReplayProgress listener) throws Exception {
        List<ArchivedDay> days = days(archive, options.range());
        DayMemory memory = checkpoint.load(archive.buckets(), pairHostOf());
        progress.set(memory.tally.total("events"));
        if (memory.lastDay != Long.MIN_VALUE) {
            listener.resumed(LocalDate.ofEpochDay(memory.lastDay));
        }
        ExecutorService threads = Executors.newFixedThreadPool(options.parallelism());
        try {
            for (int i = 0; i < days.size(); i++) {
                if (days.get(i).epochDay() > memory.lastDay) {
                    judge(days.get(i), i == days.size() - 1, memory, threads, listener);
                }
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
        finish(memory);
        return memory.tally;
    }

    private DayMemory.Pairs pairHostOf() {
        JobCounters counters = JobCounters.alone();
        DayMemory.Later later = new DayMemory.Later();
        return new DayMemory.Pairs(new PairHost(loaded.engine(), new PairOutput(counters, later)), counters, later);
    }

    private void judge(
            ArchivedDay day, boolean isLast, DayMemory memory, ExecutorService threads, ReplayProgress listener)
            throws Exception {
        long upToMillis = isLast ? Long.MAX_VALUE : (day.epochDay() + 1) * DAY_MILLIS - 1;
        Path temporary = Files.createTempDirectory(folder.temporary(), "day");
        List<DayWorker> workers = new ArrayList<>();
        for (int i = 0; i < options.parallelism(); i++) {
            workers.add(worker(DayCheckpoint.name(day.epochDay()) + 'w' + i + '-', temporary));
        }
        Path part = isLast ? null : checkpoint.begin(day.epochDay());
        each(workers, threads, listener, (worker, bucket) -> {
            try (var reader = day.open(bucket)) {
                worker.judge(reader, day.epochDay(), memory.movers(bucket), upToMillis);
            }
            if (part != null) {
                memory.movers(bucket).write(part.resolve(DayMemory.fileOfMovers(bucket)));
            }
        });
        List<EventSpill> driven =
                workers.stream().map(worker -> worker.findings().drivenEvents()).toList();
        boolean hasDrivers = memory.hasDrivers()
                || driven.stream().anyMatch(spill -> !spill.partitions().isEmpty());
        if (hasDrivers) {
            each(workers, threads, listener, (worker, bucket) -> {
                worker.judgeDrivers(driven, bucket, memory.drivers(bucket), upToMillis);
                if (part != null) {
                    memory.drivers(bucket).write(part.resolve(DayMemory.fileOfDrivers(bucket)));
                }
            });
        }
        memory.pairs.later().to(workers.get(0).findings());
        judgePairs(workers, memory.pairs.host(), upToMillis);
        for (DayWorker worker : workers) {
            worker.finish();
            memory.add(worker);
        }
        memory.lastDay = day.epochDay();
        if (part != null) {
            checkpoint.keep(memory, part);
        }
        FolderTree.delete(temporary);
    }

    private DayWorker worker(String name, Path temporary) {
        DayFindings findings = new DayFindings(
                loaded.engine(),
                name,
                checkpoint.runs(),
                temporary,
                hash -> Long.remainderUnsigned(hash, archive.buckets()));
        Identities identities = new Identities(EngineShare.registry(options.control()));
        return new DayWorker(runners.get(), identities, options.range(), findings, progress);
    }

    /** What a worker does with a bucket. */
    private interface Task {
        void run(DayWorker worker, int bucket) throws Exception;
    }

    private void each(List<DayWorker> workers, ExecutorService threads, ReplayProgress listener, Task task)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (DayWorker worker : workers) {
            Callable<Object> work = () -> {
                for (int bucket = next.getAndIncrement(); bucket < archive.buckets(); bucket = next.getAndIncrement()) {
                    task.run(worker, bucket);
                }
                return worker;
            };
            running.add(threads.submit(work));
        }
        try {
            for (Future<?> each : running) {
                await(each, listener);
            }
        } catch (ExecutionException failure) {
            next.set(archive.buckets());
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void await(Future<?> work, ReplayProgress listener) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                work.get(FlinkSettings.PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillRunning) {
                listener.events(progress.get());
            }
        }
    }

    /** Samples meet slice by slice: each is complete when it is read, since all movers have been judged up to the day's end. */
    private static void judgePairs(List<DayWorker> workers, PairHost host, long upToMillis) throws IOException {
        TreeSet<Long> slices = new TreeSet<>();
        for (DayWorker worker : workers) {
            slices.addAll(worker.findings().samples().slices());
        }
        for (long slice : slices) {
            for (DayWorker worker : workers) {
                worker.findings().samples().read(slice, host::accept);
            }
            long end = (slice + 1) * SampleSpill.SLICE_MILLIS - 1;
            if (end < upToMillis) {
                host.advanceTo(end);
            }
        }
        host.advanceTo(upToMillis);
    }

    /** Guards look at the whole run; what they let pass joins what nobody guards. */
    private void finish(DayMemory memory) throws IOException {
        JobCounters counters = JobCounters.alone();
        String name = "guards-";
        DayFindings findings = new DayFindings(loaded.engine(), name, checkpoint.runs(), folder.temporary(), hash -> 0);
        SortedRuns.Writer results = new SortedRuns.Writer(
                folder.runs(), SortedRuns.RESULTS + "guarded-", WarningOrder.RESULT, SortedRuns.RUN_BYTES);
        new DayGuards(loaded.engine(), checkpoint.runs(), counters).decide(memory.beats, findings, results);
        OrderCount.count(memory.standings, results);
        results.finish();
        memory.pairs.counters().close();
        memory.tally.mergeTally(memory.pairs.counters().tally());
        counters.close();
        memory.tally.mergeTally(counters.tally());
        checkpoint.handOver(folder.runs());
    }
}
