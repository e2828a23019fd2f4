package io.vigil.jobs;

import io.vigil.evaluate.Engine;
import io.vigil.guard.FeedGate;
import io.vigil.guard.FeedState;
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
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Hosts {@link FeedGate} for one feed after the other: counts who is heard, holds warnings of silence while it is out. */
public final class FeedGateFunction extends KeyedCoProcessFunction<String, FeedBeat, WarningRecord, WarningRecord> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private transient @Nullable Session session;

    /** A gate of the lanes of that spec. */
    public FeedGateFunction(EngineSpec spec) {
        this.spec = spec;
    }

    private record Session(
            Engine engine, ValueState<byte[]> feeds, ListState<WarningRecord> held, JobCounters counters) {}

    @Override
    public void open(OpenContext context) {
        session = new Session(
                EngineShare.acquire(spec).engine(),
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(
                                "feed", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
                getRuntimeContext()
                        .getListState(new ListStateDescriptor<>("held", TypeInformation.of(WarningRecord.class))),
                JobCounters.open(getRuntimeContext(), "feed-gate"));
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
    public void processElement1(FeedBeat beat, Context context, Collector<WarningRecord> out) throws Exception {
        Session current = Objects.requireNonNull(session, "not open");
        FeedGate gate = gate(current, beat.lane(), beat.feed());
        if (gate != null) {
            FeedState state = FeedState.of(current.feeds.value());
            gate.heard(state, beat.timeMillis(), beat.previousSlot());
            keep(current, gate, state, context.timerService());
        }
    }

    @Override
    public void processElement2(WarningRecord silence, Context context, Collector<WarningRecord> out) throws Exception {
        Session current = Objects.requireNonNull(session, "not open");
        FeedGate gate = gate(current, silence.lane(), silence.feed());
        if (gate == null) {
            // The rule that counts has gone since it was judged.
            out.collect(silence);
            return;
        }
        FeedState state = FeedState.of(current.feeds.value());
        gate.noteHeld(state, silence);
        current.held.add(silence);
        keep(current, gate, state, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = Objects.requireNonNull(session, "not open");
        String[] key = context.getCurrentKey().split("\n", 2);
        FeedGate gate = gate(current, key[0], key[1]);
        List<WarningRecord> held = new ArrayList<>();
        current.held.get().forEach(held::add);
        Guarding output = new Guarding(key[0], current.counters, out);
        if (gate == null) {
            held.forEach(output::publish);
            current.held.clear();
            return;
        }
        FeedState state = FeedState.of(current.feeds.value());
        gate.advanceTo(state, context.timerService().currentWatermark(), held, output);
        current.held.update(held);
        keep(current, gate, state, context.timerService());
    }

    private static @Nullable FeedGate gate(Session session, String lane, String feed) {
        var parameters = session.engine.guards(lane).feeds();
        return parameters == null ? null : new FeedGate(feed, parameters);
    }

    /** A second timer for one instant is the same timer, so it may be asked for each time. */
    private static void keep(Session session, FeedGate gate, FeedState state, TimerService timers) throws Exception {
        session.feeds.update(state.toBytes());
        long wake = gate.wakeMillis(state);
        long reached = timers.currentWatermark();
        if (wake != Long.MAX_VALUE && reached != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(Math.max(wake, reached + 1));
        }
    }
}
