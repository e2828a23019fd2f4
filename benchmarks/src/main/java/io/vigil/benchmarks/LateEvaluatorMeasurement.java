package io.vigil.benchmarks;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.rule.Ruleset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluator alone on one thread, with and without keeping the past. */
final class LateEvaluatorMeasurement {
    private final BenchmarkWorld world;
    private final Engine engine;
    private final List<PositionReport> reports;

    LateEvaluatorMeasurement(BenchmarkWorld world, Ruleset ruleset, List<PositionReport> reports) {
        this.world = world;
        this.reports = reports;
        engine = Engine.of(List.of(new Lane(Lane.LIVE, ruleset)), world.control);
    }

    int reports() {
        return reports.size();
    }

    /** One pass from empty states. */
    Timing run(@Nullable RevisionSettings revision) {
        MoverRunner runner = new MoverRunner(engine, 0, revision);
        MoverState[] states = EvaluatorMeasurement.states(world, runner);
        MemoryHistoryStore[] stores = new MemoryHistoryStore[states.length];
        for (int i = 0; i < stores.length; i++) {
            stores[i] = new MemoryHistoryStore();
        }
        EvaluatorMeasurement.Counter counter = new EvaluatorMeasurement.Counter();
        Timing timing = Timing.of(() -> {
            int mover = 0;
            for (int i = 0; i < reports.size(); i++) {
                runner.storeIn(stores[mover]);
                runner.accept(states[mover], reports.get(i), counter);
                mover = mover + 1 == states.length ? 0 : mover + 1;
            }
        });
        if (counter.evaluated != reports.size()) {
            throw new IllegalStateException(counter.evaluated + " of " + reports.size() + " reports were evaluated");
        }
        return timing;
    }

    /** For runs of which only what is kept counts. */
    static final class Quiet implements RunnerOutput {
        @Override
        public void warning(Warning warning) {}

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {}

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {}

        @Override
        public void duplicate(MoverEvent event) {}

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw cause;
        }
    }
}
