package io.vigil.jobs;

import io.vigil.evaluate.WarningOutput;
import io.vigil.model.Warning;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is found of pairs and passes it on as records. */
record PairOutput(JobCounters counters, Consumer<WarningRecord> out) implements WarningOutput {
    private static final Logger LOG = LoggerFactory.getLogger(PairOutput.class);

    @Override
    public void warning(Warning warning) {
        WarningRecord line = WarningRecord.of(warning);
        counters.add(line.permitted() ? "permitted" : "warnings", warning.rule());
        out.accept(line);
    }

    @Override
    public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
        counters.add("broken", lane + '/' + ruleId);
        counters.example("broken", lane + '/' + ruleId, mover, 0, cause.toString());
        LOG.error("rule {} of lane {} is frozen for {}", ruleId, lane, mover, cause);
    }
}
