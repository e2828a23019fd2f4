package io.vigil.benchmarks;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.rule.Ruleset;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What the evaluator keeps of all movers after they have travelled for a while.
 *
 * @param totalBytes zones, routes, rules and the states of all movers
 * @param bytesPerMover the states alone
 */
record HeapMeasurement(long totalBytes, long bytesPerMover) {
    private static final int COLLECTIONS = 3;

    static HeapMeasurement take(BenchmarkWorld world, Ruleset ruleset, int reports) {
        long before = usedBytes();
        Engine engine = Engine.of(List.of(new Lane(Lane.LIVE, ruleset)), world.control);
        MoverRunner runner = new MoverRunner(engine, 0);
        long withoutStates = usedBytes();
        MoverState[] states = EvaluatorMeasurement.states(world, runner);
        EvaluatorMeasurement.Counter counter = new EvaluatorMeasurement.Counter();
        Tracks tracks = world.tracks();
        for (int i = 0; i < reports; i++) {
            runner.accept(states[i % states.length], tracks.next(), counter);
        }
        long with = usedBytes();
        if (counter.evaluated != reports || states[0].newestSeen() == Long.MIN_VALUE) {
            throw new IllegalStateException("the movers have not moved");
        }
        return new HeapMeasurement(with - before, (with - withoutStates) / states.length);
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
