package io.vigil.benchmarks;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.MoverStateCodec;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.json.RulesFile;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all rules of the road cost on a simulated road: time a report and memory a vehicle, beside an evaluator without rules. */
final class RoadSuite {
    /** At most one and a half times the time of an evaluator without rules. */
    private static final double RATIO_GOAL = 1 / 1.5;

    private static final double BYTES_GOAL = 600;

    private final boolean isQuick;
    private final Path folder;
    private final Consumer<String> progress;

    RoadSuite(boolean isQuick, Path folder, Consumer<String> progress) {
        this.isQuick = isQuick;
        this.folder = folder;
        this.progress = progress;
    }

    List<Figure> run() throws IOException {
        progress.accept("making the world");
        RoadWorld world = new RoadWorld(2_000, isQuick ? 1 : 4, folder);
        Ruleset all = RulesFile.read(writtenRules());
        List<RuleConfig> road = all.rules().stream()
                .filter(rule -> rule.kind().code().startsWith("V"))
                .toList();
        Ruleset rules = new Ruleset(all.zone(), road, all.hash());
        Ruleset none = new Ruleset(all.zone(), List.of(), "no rules");
        List<Figure> figures = new ArrayList<>(memory(world, rules, none));
        figures.addAll(0, time(world, rules, none));
        return figures;
    }

    private Path writtenRules() throws IOException {
        Path file = folder.resolve("demo-rules.yaml");
        java.nio.file.Files.writeString(file, BenchSuite.demoRules());
        return file;
    }

    private List<Figure> time(RoadWorld world, Ruleset rules, Ruleset none) {
        Engine ours = Engine.of(List.of(new Lane(Lane.LIVE, rules)), world.control);
        Engine empty = Engine.of(List.of(new Lane(Lane.LIVE, none)), world.control);
        Timing own = null;
        Timing base = null;
        for (int run = 0; run <= (isQuick ? 4 : 6); run++) {
            progress.accept("road rules, run " + run + (run == 0 ? " (warming up)" : ""));
            Timing emptyRun = Timing.of(() -> new Run(empty, world, true).play());
            Timing ownRun = Timing.of(() -> new Run(ours, world, true).play());
            base = base == null || run == 1 ? emptyRun : base.best(emptyRun);
            own = own == null || run == 1 ? ownRun : own.best(ownRun);
        }
        if (own == null || base == null) {
            throw new IllegalStateException("nothing was measured");
        }
        Figure time = Figure.against(
                        rules.rules().size() + " rules of the road, " + world.vehicles.size()
                                + " vehicles, one core, CPU time",
                        world.reports / own.cpuSeconds(),
                        "reports/s",
                        world.reports / base.cpuSeconds(),
                        "the evaluator without rules, same events; the drivers' own stage is part of ours")
                .withGoal(Figure.Kind.RATIO_AT_LEAST, RATIO_GOAL);
        return List.of(time);
    }

    private List<Figure> memory(RoadWorld world, Ruleset rules, Ruleset none) throws IOException {
        progress.accept("memory");
        Engine engine = Engine.of(List.of(new Lane(Lane.LIVE, rules)), world.control);
        Run empty = new Run(Engine.of(List.of(new Lane(Lane.LIVE, none)), world.control), world, true);
        Run vehicles = new Run(engine, world, false);
        Run all = new Run(engine, world, true);
        double count = world.vehicles.size();
        double without = heapBytes(empty) / count;
        double with = heapBytes(vehicles) / count;
        double drivers = (heapBytes(all) - with * count) / all.drivers.size();
        return List.of(
                Figure.alone("state of the road rules on the heap, a vehicle", with - without, "bytes")
                        .withGoal(Figure.Kind.VALUE_AT_MOST, BYTES_GOAL),
                Figure.against(
                        "whole state on the heap, a vehicle",
                        with,
                        "bytes",
                        without,
                        "without rules: last fixes, facts"),
                Figure.alone(
                        "whole state on the heap, a driver (" + all.drivers.size() + " of them)", drivers, "bytes"),
                Figure.against(
                        "whole state as stored, a vehicle",
                        vehicles.storedBytes() / count,
                        "bytes",
                        empty.storedBytes() / count,
                        "without rules"));
    }

    /** What a run holds when it is over. */
    private static long heapBytes(Run run) {
        long before = usedBytes();
        run.play();
        long after = usedBytes();
        if (run.states.length == 0) {
            throw new IllegalStateException("there are no vehicles");
        }
        return after - before;
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** One pass over all events from empty states, drivers included. */
    private static final class Run implements RunnerOutput {
        private final MoverRunner runner;
        private final RoadWorld world;
        private final boolean judgesDrivers;
        private final MoverState[] states;
        private final Map<MoverId, MoverState> drivers = new HashMap<>();

        Run(Engine engine, RoadWorld world, boolean judgesDrivers) {
            this.judgesDrivers = judgesDrivers;
            runner = new MoverRunner(engine, 0);
            this.world = world;
            states = new MoverState[world.vehicles.size()];
        }

        void play() {
            for (int i = 0; i < states.length; i++) {
                states[i] = runner.newState(world.vehicles.get(i));
            }
            for (int i = 0; i < world.events.size(); i++) {
                runner.accept(states[world.vehicleOf[i]], world.events.get(i), this);
            }
        }

        long storedBytes() throws IOException {
            Counter counter = new Counter();
            DataOutputStream out = new DataOutputStream(counter);
            List<MoverState> all = new ArrayList<>(Arrays.asList(states));
            all.addAll(drivers.values());
            for (MoverState state : all) {
                MoverStateCodec.write(state, out);
            }
            return counter.bytes;
        }

        @Override
        public void driven(MoverEvent event) {
            if (judgesDrivers) {
                runner.accept(drivers.computeIfAbsent(event.mover(), runner::newState), event, this);
            }
        }

        @Override
        public void warning(Warning warning) {
            // Counted by nobody: what it costs to make is part of the time.
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            // Only the time matters.
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            // A driver who changes vehicles within a second.
        }

        @Override
        public void duplicate(MoverEvent event) {
            // As above.
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw cause;
        }
    }

    /** Counts bytes. */
    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) {
            bytes += length;
        }
    }
}
