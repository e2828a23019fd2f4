package io.vigil.benchmarks;

import io.vigil.cli.Main;
import io.vigil.json.RulesFile;
import io.vigil.model.PositionReport;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** All measurements, one after the other, on one world. */
final class BenchSuite {
    /** Goals of the design: what the machine under the desk should do. */
    private static final double REPORTS_PER_SECOND_GOAL = 1_000_000;

    private static final double REPLAY_RATIO_GOAL = 0.7;
    private static final double HEAP_GOAL_MEBIBYTES = 1_024;
    private static final double MEBIBYTE = 1 << 20;
    private static final long SEED = 1;

    private final BenchSize size;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    BenchSuite(BenchSize size, Path folder, Consumer<String> progress) {
        this.size = size;
        this.folder = folder;
        this.progress = progress;
    }

    List<Figure> run() throws Exception {
        progress.accept("making the world");
        BenchmarkWorld world = new BenchmarkWorld(SEED, size.movers(), size.zones());
        String rules = demoRules();
        WorldFiles files = new WorldFiles(folder);
        files.write(world, rules, size.replayReports());
        Ruleset ruleset = RulesFile.read(files.rules());

        measureHeap(world, ruleset);
        List<PositionReport> reports = world.reports(size.reports());
        measureEvaluator(world, ruleset, reports);
        measureZoneLookup(world, reports.subList(0, Math.min(reports.size(), size.replayReports())));
        reports.clear();
        measureReplay(files, RuntimeExecutionMode.BATCH, true);
        measureReplay(files, RuntimeExecutionMode.STREAMING, false);
        return List.copyOf(figures);
    }

    private void measureHeap(BenchmarkWorld world, Ruleset ruleset) {
        progress.accept("heap");
        HeapMeasurement heap = HeapMeasurement.take(world, ruleset, size.replayReports());
        figures.add(Figure.alone("heap of the evaluator, all movers", heap.totalBytes() / MEBIBYTE, "MiB")
                .withGoal(Figure.Kind.VALUE_AT_MOST, HEAP_GOAL_MEBIBYTES));
        figures.add(Figure.alone("heap of one mover", heap.bytesPerMover(), "bytes"));
    }

    private void measureEvaluator(BenchmarkWorld world, Ruleset ruleset, List<PositionReport> reports)
            throws Exception {
        EvaluatorMeasurement all = new EvaluatorMeasurement(world, ruleset, reports);
        EvaluatorMeasurement none =
                new EvaluatorMeasurement(world, new Ruleset(ruleset.zone(), List.of(), "no rules"), reports);
        Pair pair = measure("evaluator", all::run, none::run);
        String against = "the evaluator without rules: order of events, quality gate, zone lookup";
        double count = reports.size();
        figures.add(Figure.against(
                        "evaluator alone, one core, CPU time",
                        count / pair.ours.cpuSeconds(),
                        "reports/s",
                        count / pair.baseline.cpuSeconds(),
                        against)
                .withGoal(Figure.Kind.VALUE_AT_LEAST, REPORTS_PER_SECOND_GOAL));
        figures.add(Figure.against(
                "evaluator alone, one thread, wall time",
                count / pair.ours.wallSeconds(),
                "reports/s",
                count / pair.baseline.wallSeconds(),
                against));
    }

    private void measureZoneLookup(BenchmarkWorld world, List<PositionReport> reports) throws Exception {
        ZoneLookupMeasurement lookup = new ZoneLookupMeasurement(world, reports);
        Pair pair = measure("zone lookup", lookup::runIndex, lookup::runJts);
        lookup.requireEqualAnswers();
        figures.add(Figure.against(
                "zone lookup, one core, CPU time",
                reports.size() / pair.ours.cpuSeconds(),
                "lookups/s",
                reports.size() / pair.baseline.cpuSeconds(),
                "JTS: STRtree and prepared polygons"));
    }

    private void measureReplay(WorldFiles files, RuntimeExecutionMode mode, boolean isDefault) throws Exception {
        ReplayMeasurement replay = new ReplayMeasurement(files, mode, size.parallelism(), size.replayReports());
        String name = "replay job, " + mode.name().toLowerCase(java.util.Locale.ROOT);
        Pair pair = measure(name, replay::runReplay, replay::runNull);
        String against = "the same job without an evaluator: source, decode, keyBy, one state value, sink";
        double count = size.replayReports();
        Figure wall = Figure.against(
                name + ", wall time",
                count / pair.ours.wallSeconds(),
                "reports/s",
                count / pair.baseline.wallSeconds(),
                against);
        figures.add(isDefault ? wall.withGoal(Figure.Kind.RATIO_AT_LEAST, REPLAY_RATIO_GOAL) : wall);
        figures.add(Figure.against(
                name + ", CPU time",
                count / pair.ours.cpuSeconds(),
                "reports/s",
                count / pair.baseline.cpuSeconds(),
                against));
    }

    private Pair measure(String what, Callable<Timing> ours, Callable<Timing> baseline) throws Exception {
        progress.accept(what + ", warming up");
        baseline.call();
        ours.call();
        Pair best = null;
        for (int run = 1; run <= size.runs(); run++) {
            progress.accept(what + ", run " + run + " of " + size.runs());
            Timing base = baseline.call();
            Timing own = ours.call();
            best = best == null ? new Pair(own, base) : new Pair(best.ours.best(own), best.baseline.best(base));
        }
        if (best == null) {
            throw new IllegalArgumentException("runs=0 must be 1 or more");
        }
        return best;
    }

    /** The rules of the demo, as text. */
    static String demoRules() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("demo-rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("demo-rules.yaml is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Pair(Timing ours, Timing baseline) {}
}
