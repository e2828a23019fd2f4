package io.vigil.jobs;

import io.vigil.evaluate.RunnerOutput;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a plain runner finds. */
public final class Findings implements RunnerOutput {
    private final List<String> transitions = new ArrayList<>();

    /** The warnings' lines, in order. */
    public List<String> transitions() {
        return transitions;
    }

    @Override
    public void warning(Warning warning) {
        transitions.add(new String(WarningJson.write(warning), StandardCharsets.UTF_8));
    }

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
        throw new AssertionError(lane + " " + ruleId, cause);
    }
}
