package io.vigil.benchmarks;

import io.vigil.evaluate.RunnerOutput;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairSample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the samples for the pair rules; the rest goes on. */
class SampleSink implements RunnerOutput {
    final List<PairSample> samples = new ArrayList<>();
    private final RunnerOutput out;

    SampleSink(RunnerOutput out) {
        this.out = out;
    }

    @Override
    public final void sampled(PairSample sample) {
        samples.add(sample);
    }

    @Override
    public final void warning(Warning warning) {
        out.warning(warning);
    }

    @Override
    public final void evaluated(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state) {
        out.evaluated(report, timeMillis, moverClass, fault, state);
    }

    @Override
    public final void late(MoverEvent event, long newestEvaluatedMillis) {
        out.late(event, newestEvaluatedMillis);
    }

    @Override
    public final void duplicate(MoverEvent event) {
        out.duplicate(event);
    }

    @Override
    public final void broken(String lane, String ruleId, String mover, RuntimeException cause) {
        out.broken(lane, ruleId, mover, cause);
    }
}
