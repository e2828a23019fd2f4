package io.vigil.jobs;

import io.vigil.evaluate.PairCell;
import io.vigil.evaluate.PairMatcher;
import io.vigil.jobs.types.CellMemory;
import io.vigil.jobs.types.CellMemorySerializer;
import io.vigil.jobs.types.CellSample;
import io.vigil.pair.PairMeeting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets the movers meet that were told to one cell at one instant: each with all that came before it, so a pair is found
 * with its second sample. What was told is forgotten when event time says that all have come.
 */
public final class MeetFunction extends KeyedProcessFunction<Long, CellSample, PairMeeting> {
    private static final long serialVersionUID = 1;

    private final EngineSpec spec;
    private transient @Nullable Session session;

    /** For the pair rules of a spec. */
    public MeetFunction(EngineSpec spec) {
        this.spec = spec;
    }

    @Override
    public void open(OpenContext context) {
        ValueState<CellMemory> memories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("cell-memory", CellMemorySerializer.TYPE));
        session =
                new Session(memories, new PairMatcher(EngineShare.acquire(spec).engine()));
    }

    @Override
    public void close() {
        if (session != null) {
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(CellSample told, Context context, Collector<PairMeeting> out) throws Exception {
        Session current = opened();
        CellMemory memory = current.memories.value();
        boolean isNew = memory == null;
        if (memory == null) {
            memory = CellMemory.empty();
        }
        PairCell cell = cell(memory, told);
        if (isNew) {
            long complete = current.matcher.completeAtMillis(cell);
            long reached = context.timerService().currentWatermark();
            context.timerService().registerEventTimeTimer(Math.max(complete, reached + 1));
        }
        current.matcher.tell(
                cell, told.sample(), told.change(), told.toldAtMillis(), out::collect);
        current.memories.update(memory);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PairMeeting> out) throws Exception {
        Session current = opened();
        CellMemory memory = current.memories.value();
        if (memory != null) {
            memory.cells().forEach(cell -> current.matcher.complete(cell, out::collect));
        }
        current.memories.clear();
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
        return session;
    }

    private record Session(ValueState<CellMemory> memories, PairMatcher matcher) {}
}
