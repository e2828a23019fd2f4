package io.vigil.benchmarks;

import io.vigil.jobs.WarningRecord;
import io.vigil.model.MoverEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** An evaluator that judges nothing: it reads and writes one small value of state an event, and warns of nobody. */
public final class NullFunction extends KeyedProcessFunction<Long, MoverEvent, WarningRecord> {
    private static final long serialVersionUID = 1;

    private transient @Nullable ValueState<Long> newestMillis;

    @Override
    public void open(OpenContext context) {
        newestMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Types.LONG));
    }

    @Override
    public void processElement(MoverEvent event, Context context, Collector<WarningRecord> out) throws Exception {
        ValueState<Long> state = newestMillis;
        if (state == null) {
            throw new IllegalStateException("not open");
        }
        Long before = state.value();
        state.update(before == null ? event.eventTimeMillis() : Math.max(before, event.eventTimeMillis()));
    }
}
