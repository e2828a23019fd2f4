package io.vigil.jobs;

import io.vigil.evaluate.PairCell;
import io.vigil.evaluate.PairMatcher;
import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.types.CellMemory;
import io.vigil.jobs.types.CellMemorySerializer;
import io.vigil.jobs.types.CellSample;
import io.vigil.pair.PairMeeting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets the movers meet that were told to one cell at one instant: each with all that came before it, so a pair is found
 * with its second sample. What was told is forgotten when event time says that all have come, or where the past is judged
 * again, when nothing of it can become otherwise.
 */
public final class MeetFunction extends KeyedProcessFunction<Long, CellSample, PairMeeting> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private final @Nullable RevisionSettings revision;
    private transient @Nullable Session session;

    /**
     * For the pair rules of a spec.
     *
     * @param revision how far back the past is judged again, or null for not at all
     */
    public MeetFunction(EngineSpec spec, @Nullable RevisionSettings revision) {
        this.spec = spec;
        this.revision = revision;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<CellMemory> memories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("cell-memory", CellMemorySerializer.TYPE));
        JobCounters counters = JobCounters.open(getRuntimeContext(), "meet");
        PairControl control = PairControl.acquire(spec);
        session = new Session(memories, control, new PairMatcher(control.engines(), revision), counters);
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
    public void processElement(CellSample told, Context context, Collector<PairMeeting> out) throws Exception {
        Session current = opened();
        long reached = context.timerService().currentWatermark();
        CellMemory memory = current.memories.value();
        if (memory == null) {
            memory = CellMemory.empty();
        }
        PairCell cell = cell(memory, told);
        if (cell.isEmpty() && current.matcher.isForgotten(cell, reached)) {
            current.counters.add("late", "sample");
            return;
        }
        if (cell.isEmpty()) {
            wakeAt(current.matcher.completeAtMillis(cell), context.timerService());
        }
        current.matcher.tell(cell, told.sample(), told.change(), told.toldAtMillis(), out::collect);
        current.memories.update(memory);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PairMeeting> out) throws Exception {
        Session current = opened();
        CellMemory memory = current.memories.value();
        if (memory == null) {
            return;
        }
        long reached = context.timerService().currentWatermark();
        for (PairCell cell : memory.cells()) {
            if (!cell.isComplete() && current.matcher.completeAtMillis(cell) <= reached) {
                current.matcher.complete(cell, out::collect);
            }
        }
        memory.cells().removeIf(cell -> cell.isComplete() && current.matcher.forgetAtMillis(cell) <= reached);
        if (memory.cells().isEmpty()) {
            current.memories.clear();
            return;
        }
        for (PairCell cell : memory.cells()) {
            wakeAt(
                    cell.isComplete() ? current.matcher.forgetAtMillis(cell) : current.matcher.completeAtMillis(cell),
                    context.timerService());
        }
        current.memories.update(memory);
    }

    private static void wakeAt(long timeMillis, TimerService timers) {
        timers.registerEventTimeTimer(Math.max(timeMillis, timers.currentWatermark() + 1));
    }

    private static PairCell cell(CellMemory memory, CellSample told) {
        for (PairCell cell : memory.cells()) {
            if (cell.isOf(told.cell(), told.sample())) {
                return cell;
            }
        }
        PairCell cell = new PairCell(told.cell(), told.sample());
        memory.cells().add(cell);
        return cell;
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        if (session.control.hasNews()) {
            session.matcher.use(session.control.engines());
        }
        return session;
    }

    private record Session(
            ValueState<CellMemory> memories, PairControl control, PairMatcher matcher, JobCounters counters) {}
}
