package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Guards;
import io.vigil.guard.SurgeGate;
import io.vigil.guard.SurgeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Hosts {@link SurgeGate} for one rule after the other; rules that nobody guards pass at once. */
public final class SurgeGateFunction extends KeyedProcessFunction<String, WarningRecord, WarningRecord> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private transient @Nullable Session session;

    /** A gate of the lanes of that spec. */
    public SurgeGateFunction(EngineSpec spec) {
        this.spec = spec;
    }

    private record Session(
            Engine engine, ValueState<byte[]> rules, ListState<WarningRecord> held, JobCounters counters) {}

    @Override
    public void open(OpenContext context) {
        session = new Session(
                EngineShare.acquire(spec).engine(),
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(
                                "rule", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
                getRuntimeContext()
                        .getListState(new ListStateDescriptor<>("held", TypeInformation.of(WarningRecord.class))),
                JobCounters.open(getRuntimeContext(), "surge-gate"));
    }

    @Override
    public void close() {
        if (session != null) {
            session.counters.close();
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(WarningRecord warning, Context context, Collector<WarningRecord> out) throws Exception {
        Session current = Objects.requireNonNull(session, "not open");
        boolean isGuarded = warning.outlet() == WarningRecord.Outlet.WARNING
                && gate(current, warning.lane(), warning.rule()) != null;
        if (!isGuarded || SurgeGate.isPublishedAtOnce(warning)) {
            out.collect(warning);
        }
        if (isGuarded) {
            current.held.add(warning);
            long reached = context.timerService().currentWatermark();
            if (reached != Long.MAX_VALUE) {
                context.timerService().registerEventTimeTimer(Math.max(warning.timeMillis(), reached + 1));
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = Objects.requireNonNull(session, "not open");
        List<WarningRecord> held = new ArrayList<>();
        current.held.get().forEach(held::add);
        String[] key = context.getCurrentKey().split("\n", 2);
        SurgeGate gate = gate(current, key[0], key[1]);
        Guarding output = new Guarding(key[0], current.counters, out);
        if (gate == null) {
            held.forEach(output::publish);
            current.held.clear();
            return;
        }
        SurgeState state = SurgeState.of(current.rules.value());
        gate.advanceTo(state, context.timerService().currentWatermark(), held, output);
        current.rules.update(state.toBytes());
        current.held.update(held);
    }

    private static @Nullable SurgeGate gate(Session session, String lane, String rule) {
        Guards.Surge surge = session.engine.guards(lane).surge();
        return surge == null || !surge.guarded().contains(rule) ? null : new SurgeGate(rule, surge.parameters());
    }
}
