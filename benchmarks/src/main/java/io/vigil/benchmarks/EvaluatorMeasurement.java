package io.vigil.benchmarks;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.rule.Ruleset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluator alone on one thread: reports in, warnings out. Finding a mover's state is the host's work, not its. */
final class EvaluatorMeasurement {
    private final Engine engine;
    private final List<PositionReport> reports;
    private final int movers;
    private final Counter counter = new Counter();

    EvaluatorMeasurement(BenchmarkWorld world, Ruleset ruleset, List<PositionReport> reports) {
        engine = Engine.of(List.of(new Lane(Lane.LIVE, ruleset)), world.control);
        this.reports = reports;
        movers = world.movers;
    }

    /** One pass from empty states; seconds. */
    double run() {
        MoverRunner runner = new MoverRunner(engine, 0);
        MoverState[] states = new MoverState[movers];
        for (int i = 0; i < movers; i++) {
            states[i] = runner.newState(BenchmarkWorld.mover(i));
        }
        long start = System.nanoTime();
        for (int i = 0; i < reports.size(); i++) {
            runner.accept(states[i % movers], reports.get(i), counter);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    long warnings() {
        return counter.warnings;
    }

    /** Counts, so that nothing can be optimised away. */
    static final class Counter implements RunnerOutput {
        long warnings;
        long evaluated;

        @Override
        public void warning(Warning warning) {
            warnings++;
        }

        @Override
        public void evaluated(
                PositionReport report, long timeMillis, @Nullable String moverClass, @Nullable String fault) {
            evaluated++;
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new IllegalStateException("the benchmark's reports are in order");
        }

        @Override
        public void duplicate(MoverEvent event) {
            throw new IllegalStateException("the benchmark's reports are unique");
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw cause;
        }
    }
}
