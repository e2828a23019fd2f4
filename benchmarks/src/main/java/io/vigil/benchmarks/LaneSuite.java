package io.vigil.benchmarks;

import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.json.RulesFile;
import io.vigil.model.PositionReport;
import io.vigil.tune.RulesText;
import io.vigil.tune.Sweep;
import io.vigil.tune.SweepAxis;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What many candidates in one pass cost beside one: a sweep over five rules, and one over five parameters of one rule. */
final class LaneSuite {
    private static final double GOAL_TIMES = 4;
    private static final int ZONES = 1_000;
    private static final int COLLECTIONS = 3;

    /** 3 x 2 x 2 x 2 x 2 candidates and the file's own lane. */
    static final List<String> FIVE_RULES = List.of(
            "overspeed.hold=PT5S,PT20S,PT30S",
            "coach-night-run.hold=PT4M,PT6M",
            "truck-forbidden-zone.hold=PT30S,PT2M",
            "fishing-boat-dark.silentAtSea=PT1H,PT3H",
            "vessel-off-route.widthM=500,1500");

    /** The same number, all of one rule that judges every vehicle: nothing of it can be shared. */
    static final List<String> ONE_RULE = List.of(
            "overspeed.hold=PT5S,PT20S,PT30S",
            "overspeed.release=PT30S,PT1M",
            "overspeed.merge=PT2M,PT4M",
            "overspeed.k=2,3",
            "overspeed.clearCount=2,4");

    private final Consumer<String> progress;
    private final int movers;
    private final int reports;
    private final int runs;
    private final List<Figure> figures = new ArrayList<>();

    LaneSuite(boolean quick, Consumer<String> progress) {
        this.progress = progress;
        movers = quick ? 2_000 : 10_000;
        reports = quick ? 300_000 : 1_500_000;
        runs = quick ? 3 : 5;
    }

    List<Figure> run() throws Exception {
        BenchmarkWorld world = new BenchmarkWorld(1, movers, ZONES);
        String text = BenchSuite.demoRules();
        RulesText rules = new RulesText("demo-rules.yaml", text, RulesFile.parse(text, "demo-rules.yaml"));
        List<PositionReport> track = world.reports(reports);
        Pass one = new Pass(world, List.of(new Lane("demo", rules.ruleset())), track);
        measure("five rules", one, new Pass(world, lanes(rules, FIVE_RULES), track));
        measure("one rule", one, new Pass(world, lanes(rules, ONE_RULE), track));
        return List.copyOf(figures);
    }

    private void measure(String what, Pass one, Pass many) {
        progress.accept("lanes, " + what + ", warming up");
        one.run();
        many.run();
        Timing best = null;
        Timing base = null;
        for (int run = 1; run <= runs; run++) {
            progress.accept("lanes, " + what + ", run " + run + " of " + runs);
            Timing ofOne = one.run();
            Timing ofMany = many.run();
            base = base == null ? ofOne : base.best(ofOne);
            best = best == null ? ofMany : best.best(ofMany);
        }
        if (base == null || best == null) {
            throw new IllegalStateException("nothing was measured");
        }
        figures.add(Figure.against(
                        many.lanes + " lanes of a sweep of five parameters of " + what + ", CPU time",
                        best.cpuSeconds() / reports * 1e9,
                        "ns/report",
                        base.cpuSeconds() / reports * 1e9,
                        "the evaluator with one lane of the same rules")
                .withGoal(Figure.Kind.RATIO_AT_MOST, GOAL_TIMES));
        figures.add(Figure.alone("rules judged for these lanes, each lane having " + one.rules, many.rules, "rules"));
        figures.add(Figure.against(
                "heap of one mover with " + many.lanes + " lanes, " + what,
                (double) many.stateBytes() / movers,
                "bytes",
                (double) one.stateBytes() / movers,
                "the same with one lane"));
    }

    private static List<Lane> lanes(RulesText rules, List<String> sweeps) {
        List<Lane> lanes = new ArrayList<>(List.of(new Lane("demo", rules.ruleset())));
        List<SweepAxis> axes = sweeps.stream().map(SweepAxis::parse).toList();
        for (Sweep.Candidate candidate : Sweep.candidates("demo", rules, axes)) {
            lanes.add(new Lane(candidate.name(), candidate.rules().ruleset()));
        }
        return lanes;
    }

    /** The evaluator over all reports from empty states. */
    private static final class Pass {
        private final BenchmarkWorld world;
        private final Engine engine;
        private final List<PositionReport> track;
        private final int lanes;
        private final int rules;

        private Pass(BenchmarkWorld world, List<Lane> lanes, List<PositionReport> track) {
            this.world = world;
            this.track = track;
            this.lanes = lanes.size();
            ControlData control = world.control;
            engine = Engine.of(lanes, control);
            rules = engine.distinctRules();
        }

        private Timing run() {
            MoverRunner runner = new MoverRunner(engine, 0);
            MoverState[] states = EvaluatorMeasurement.states(world, runner);
            EvaluatorMeasurement.Counter counter = new EvaluatorMeasurement.Counter();
            return Timing.of(() -> judge(runner, states, counter));
        }

        private void judge(MoverRunner runner, MoverState[] states, EvaluatorMeasurement.Counter counter) {
            for (int i = 0; i < track.size(); i++) {
                runner.accept(states[i % states.length], track.get(i), counter);
            }
        }

        private long stateBytes() {
            MoverRunner runner = new MoverRunner(engine, 0);
            long before = usedBytes();
            MoverState[] states = EvaluatorMeasurement.states(world, runner);
            judge(runner, states, new EvaluatorMeasurement.Counter());
            long bytes = usedBytes() - before;
            if (states[0].newestSeen() == Long.MIN_VALUE) {
                throw new IllegalStateException("the movers have not moved");
            }
            return bytes;
        }

        private static long usedBytes() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
