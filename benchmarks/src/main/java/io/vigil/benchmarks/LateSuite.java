package io.vigil.benchmarks;

import io.vigil.cli.Main;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.RulesFile;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What late data costs: the memory of the past, adding to it, and judging again. */
final class LateSuite {
    private static final double RATIO_GOAL = 0.85;
    private static final double BYTES_GOAL = 10;
    private static final long SEED = 1;
    private static final int ZONES = 1_000;
    private static final int MOST_RUNS = 3;
    private static final Duration LIVE_BUDGET = Duration.ofMinutes(4);

    private final boolean isQuick;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    LateSuite(boolean isQuick, Path folder, Consumer<String> progress) {
        this.isQuick = isQuick;
        this.folder = folder;
        this.progress = progress;
    }

    List<Figure> run() throws Exception {
        measureHistory();
        String rules = demoRules();
        BenchmarkWorld world = new BenchmarkWorld(SEED, isQuick ? 1_000 : 2_000, ZONES);
        WorldFiles files = new WorldFiles(folder);
        files.write(world, rules, 0);
        measureEvaluator(world, RulesFile.read(files.rules()));
        // The live job may not come to its end on a machine that is busy with other things; what is measured so far is
        // said.
        figures.forEach(figure -> progress.accept(figure.toString()));
        measureLiveJob(world, files);
        return List.copyOf(figures);
    }

    private void measureHistory() throws IOException {
        progress.accept("history of a simulated day");
        HistoryMeasurement history = HistoryMeasurement.ofSimulatedDay(folder, isQuick ? 40 : 150);
        figures.add(Figure.alone("history: coded events, a report", history.codedBytesPerReport(), "bytes")
                .withGoal(Figure.Kind.VALUE_AT_MOST, BYTES_GOAL));
        figures.add(Figure.alone("history: with the kept states, a report", history.storedBytesPerReport(), "bytes"));
        figures.add(Figure.alone("history: 6 h of one mover, as in RocksDB", history.storedBytesPerMover(), "bytes"));
        figures.add(Figure.alone("history: 6 h of one mover, on the heap", history.heapBytesPerMover(), "bytes"));
        figures.add(Figure.alone("history: reports of one mover in 6 h", history.reportsPerMover(), ""));
    }

    private void measureEvaluator(BenchmarkWorld world, Ruleset ruleset) {
        LateEvaluatorMeasurement evaluator =
                new LateEvaluatorMeasurement(world, ruleset, world.reports(isQuick ? 400_000 : 1_000_000));
        Timing with = null;
        Timing without = null;
        for (int run = 0; run <= (isQuick ? 3 : 4); run++) {
            progress.accept("evaluator, run " + run);
            Timing base = evaluator.run(null);
            Timing own = evaluator.run(RevisionSettings.DEFAULT);
            without = without == null ? base : without.best(base);
            with = with == null ? own : with.best(own);
        }
        if (with == null || without == null) {
            throw new IllegalStateException("nothing was run");
        }
        figures.add(Figure.against(
                "evaluator that keeps history, in order, CPU time",
                evaluator.reports() / with.cpuSeconds(),
                "reports/s",
                evaluator.reports() / without.cpuSeconds(),
                "the evaluator without history"));
    }

    private void measureLiveJob(BenchmarkWorld world, WorldFiles files) throws Exception {
        int ticks = isQuick ? 150 : 300;
        long endNanos = System.nanoTime() + LIVE_BUDGET.toNanos();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            LiveMeasurement live = new LiveMeasurement(kafka.bootstrap(), files, folder);
            progress.accept("filling topics");
            LateFeed feed = new LateFeed(world, ticks);
            live.fill(kafka, "order", feed.inOrder());
            live.fill(kafka, "batches", feed.inBatches());
            live.fill(kafka, "scattered", feed.scattered());
            double order = 0;
            double batches = 0;
            double scattered = 0;
            // The first run warms up; after the budget no other is begun, so that it ends on a slow machine too.
            for (int run = 0; run <= MOST_RUNS && (run < 2 || System.nanoTime() < endNanos); run++) {
                progress.accept("live job, run " + run);
                double inOrder = live.reportsPerSecond("order", run);
                double inBatches = live.reportsPerSecond("batches", run);
                double oneByOne = live.reportsPerSecond("scattered", run);
                if (run > 0) {
                    order = Math.max(order, inOrder);
                    batches = Math.max(batches, inBatches);
                    scattered = Math.max(scattered, oneByOne);
                }
            }
            String against = "the same reports in order";
            figures.add(Figure.against("live job, 3 % late in batches of 20", batches, "reports/s", order, against)
                    .withGoal(Figure.Kind.RATIO_AT_LEAST, RATIO_GOAL));
            figures.add(Figure.against("live job, 3 % late one by one", scattered, "reports/s", order, against)
                    .withGoal(Figure.Kind.RATIO_AT_LEAST, RATIO_GOAL));
        }
    }

    static String demoRules() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("demo-rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("demo-rules.yaml is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
