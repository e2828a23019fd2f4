package io.vigil.jobs;

import io.vigil.evaluate.PairRunner;
import io.vigil.evaluate.PairState;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.evaluate.WarningOutput;
import io.vigil.jobs.types.PairMemory;
import io.vigil.jobs.types.PairMemorySerializer;
import io.vigil.model.Registry;
import io.vigil.model.Warning;
import io.vigil.pair.PairMeeting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts the evaluator for one pair of movers after the other, as {@link EvaluateFunction} does for movers. */
public final class PairFunction extends KeyedProcessFunction<Long, PairMeeting, WarningRecord> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PairFunction.class);

    private final EngineSpec spec;
    private final @Nullable RevisionSettings revision;
    private transient @Nullable Session session;

    /**
     * For the pair rules of a spec.
     *
     * @param revision how far back the past is judged again, or null for not at all
     */
    public PairFunction(EngineSpec spec, @Nullable RevisionSettings revision) {
        this.spec = spec;
        this.revision = revision;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<PairMemory> memories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("pair-memory", PairMemorySerializer.TYPE));
        JobCounters counters = JobCounters.open(getRuntimeContext(), "pairs");
        PairControl control = PairControl.acquire(spec);
        PairRunner runner = new PairRunner(control.engines(), revision);
        session = new Session(memories, control, runner, new Emitter(counters));
        use(control.registry());
    }

    @Override
    public void close() {
        if (session != null) {
            session.emitter.counters.close();
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(PairMeeting meeting, Context context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        PairMemory memory = current.memories.value();
        if (memory == null) {
            memory = new PairMemory();
        }
        PairState own = null;
        for (PairState state : memory.states()) {
            own = state.isOf(meeting) ? state : own;
        }
        if (own == null) {
            own = current.runner.newState(meeting);
            memory.states().add(own);
        }
        long reached = context.timerService().currentWatermark();
        if (!current.runner.accept(own, meeting, reached, current.emitter.to(context, out))) {
            current.emitter.counters.add("late", "meeting");
        }
        keep(current, memory, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        PairMemory memory = current.memories.value();
        if (memory == null) {
            return;
        }
        memory.timerMillis(PairMemory.NO_TIMER);
        long reached = context.timerService().currentWatermark();
        Emitter emitter = current.emitter.to(context, out);
        for (PairState state : memory.states()) {
            current.runner.advanceTo(state, reached, emitter);
        }
        memory.states().removeIf(state -> current.runner.isOver(state, reached));
        keep(current, memory, context.timerService());
    }

    private static void keep(Session session, PairMemory memory, TimerService timers) throws Exception {
        if (memory.states().isEmpty()) {
            session.memories.clear();
            return;
        }
        scheduleWakeUp(session, memory, timers);
        session.memories.update(memory);
    }

    /** At most one call is pending; one that has become too early is left, for moving it costs more than an idle call. */
    private static void scheduleWakeUp(Session session, PairMemory memory, TimerService timers) {
        long wake = Long.MAX_VALUE;
        for (PairState state : memory.states()) {
            wake = Math.min(wake, session.runner.wakeTimeMillis(state));
        }
        long reached = timers.currentWatermark();
        long timer = wake > reached ? wake : reached + 1;
        if (wake == Long.MAX_VALUE || timer >= memory.timerMillis() || reached == Long.MAX_VALUE) {
            return;
        }
        if (memory.timerMillis() != PairMemory.NO_TIMER) {
            timers.deleteEventTimeTimer(memory.timerMillis());
        }
        timers.registerEventTimeTimer(timer);
        memory.timerMillis(timer);
    }

    private void use(@Nullable Registry registry) {
        if (session != null && registry != null) {
            session.runner.use(registry);
        }
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        if (session.control.hasNews()) {
            session.runner.use(session.control.engines());
            use(session.control.registry());
        }
        return session;
    }

    private record Session(ValueState<PairMemory> memories, PairControl control, PairRunner runner, Emitter emitter) {}

    /** Passes on what the runner finds; one thread. */
    private static final class Emitter implements WarningOutput {
        private final JobCounters counters;
        private @Nullable Context context;
        private @Nullable Collector<WarningRecord> out;

        private Emitter(JobCounters counters) {
            this.counters = counters;
        }

        private Emitter to(Context newContext, Collector<WarningRecord> newOut) {
            context = newContext;
            out = newOut;
            return this;
        }

        @Override
        public void warning(Warning warning) {
            WarningRecord line = WarningRecord.of(warning);
            counters.add(line.permitted() ? "permitted" : "warnings", warning.rule());
            if (warning.late()) {
                counters.add("corrections", warning.transition().word());
            }
            if (line.permitted() && context != null) {
                context.output(EvaluateFunction.PERMITTED, line);
            } else if (out != null) {
                out.collect(line);
            }
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            counters.add("broken", lane + '/' + ruleId);
            counters.example("broken", lane + '/' + ruleId, mover, 0, cause.toString());
            LOG.error("rule {} of lane {} is frozen for {}", ruleId, lane, mover, cause);
        }
    }
}
