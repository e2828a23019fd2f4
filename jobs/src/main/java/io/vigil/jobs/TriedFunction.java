package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.jspecify.annotations.Nullable;

/** Lets through what is of a rule that is being tried in the shadow, from either lane. */
final class TriedFunction extends RichFilterFunction<WarningRecord> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private transient @Nullable Supplier<Engine> engine;

    TriedFunction(EngineSpec spec) {
        this.spec = spec;
    }

    @Override
    public void open(OpenContext context) {
        EngineShare.acquire(spec);
        engine = EngineShare.engine(spec);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public boolean filter(WarningRecord warning) {
        return engine != null && engine.get().isInShadow(warning.rule());
    }
}
