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
    private final BenchmarkWorld world;
    private final Engine engine;
    private final List<PositionReport> reports;

    EvaluatorMeasurement(BenchmarkWorld world, Ruleset ruleset, List<PositionReport> reports) {
        this.world = world;
        this.reports = reports;
        engine = Engine.of(List.of(new Lane(Lane.LIVE, ruleset)), world.control);
    }

    /** One pass from empty states. */
    Timing run() {
        MoverRunner runner = new MoverRunner(engine, 0);
        MoverState[] states = states(world, runner);
        Counter counter = new Counter();
        Timing timing = Timing.of(() -> {
            int mover = 0;
            for (int i = 0; i < reports.size(); i++) {
                runner.accept(states[mover], reports.get(i), counter);
                mover = mover + 1 == states.length ? 0 : mover + 1;
            }
        });
        if (counter.evaluated != reports.size()) {
            throw new IllegalStateException(counter.evaluated + " of " + reports.size() + " reports were evaluated");
        }
        return timing;
    }

    static MoverState[] states(BenchmarkWorld world, MoverRunner runner) {
        MoverState[] states = new MoverState[world.movers];
        for (int i = 0; i < states.length; i++) {
            states[i] = runner.newState(world.mover(i));
        }
        return states;
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
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
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
