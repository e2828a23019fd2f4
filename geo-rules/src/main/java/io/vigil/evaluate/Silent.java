package io.vigil.evaluate;

import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import org.jspecify.annotations.Nullable;

/** For judging whose results are known. */
final class Silent implements RunnerOutput {
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
    public void broken(String lane, String ruleId, String mover, RuntimeException cause) {}
}
