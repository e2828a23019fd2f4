package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import io.vigil.model.RegistryRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.TimerHeapInternalTimer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts {@link EvaluateFunction} on a stream of events and one of accepted control data, which every subtask gets in full.
 *
 * <p>It is an operator of its own for one reason: when a version's time has come, or a mover's registry record, movers that
 * send nothing must hear of it, and only an operator can call on all its keys. Which version it knows is part of the
 * checkpoint, and the second input is aligned with the first by the checkpoint's barriers, so a restored subtask knows
 * exactly the versions its movers were judged by.
 */
final class EvaluateOperator extends KeyedProcessOperator<Long, MoverEvent, WarningRecord>
        implements TwoInputStreamOperator<MoverEvent, byte[], WarningRecord> {
    private static final long serialVersionUID = 1;

    private final EvaluateFunction function;
    private transient @Nullable Following following;
    private transient long reachedMillis;
    private transient long toldVersion;

    /**
     * What it keeps of the control data's way to it.
     *
     * @param ahead versions whose time has not come
     */
    private record Following(
            ListState<Long> knownVersion,
            ListState<byte[]> openParts,
            ControlLogJson.Assembler assembler,
            Deque<ControlState> ahead) {}

    EvaluateOperator(EvaluateFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        reachedMillis = Long.MIN_VALUE;
        ListState<Long> knownVersion = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("control-version", Types.LONG));
        ListState<byte[]> openParts = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(
                        "control-parts", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        ControlLogJson.Assembler assembler = new ControlLogJson.Assembler();
        following = new Following(knownVersion, openParts, assembler, new ArrayDeque<>());
        long version = Long.MAX_VALUE;
        for (long each : knownVersion.get()) {
            version = each;
        }
        for (byte[] part : openParts.get()) {
            assembler.add(part);
        }
        function.knowUpTo(version);
    }

    @Override
    public void open() throws Exception {
        super.open();
        // Whether its time had come at the checkpoint nobody wrote down; to call on the movers once more changes
        // nothing.
        following().ahead().add(function.known());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        following().knownVersion().update(List.of(function.known().version()));
        following().openParts().update(subtask() == 0 ? following().assembler().pending() : List.of());
    }

    @Override
    public void processElement1(StreamRecord<MoverEvent> element) throws Exception {
        ControlState next = following().ahead().peek();
        if (next != null && next.version() > toldVersion && element.getTimestamp() >= next.fromMillis()) {
            toldVersion = next.version();
            if (next.fromMillis() != Long.MIN_VALUE) {
                tell(ControlStatus.inEffect(next.version(), next.fromMillis(), subtask(), subtasks()));
            }
        }
        processElement(element);
    }

    @Override
    public void processElement2(StreamRecord<byte[]> element) throws Exception {
        ControlVersion version = following().assembler().add(element.getValue());
        if (version == null || version.number() <= function.known().version()) {
            return;
        }
        ControlState state = function.take(version, reachedMillis);
        for (RegistryRecord record : state.learnt()) {
            callOn(MoverKey.of(record.mover().text()));
        }
        if (state.engineChanges()) {
            following().ahead().add(state);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        reachedMillis = mark.getTimestamp();
        Deque<ControlState> ahead = following().ahead();
        while (!ahead.isEmpty() && ahead.peek().fromMillis() <= mark.getTimestamp()) {
            ControlState state = ahead.remove();
            long movers = callOnAll();
            if (state.fromMillis() != Long.MIN_VALUE) {
                tell(ControlStatus.handedOver(
                        state.version(), state.fromMillis(), subtask(), subtasks(), movers, function.tookOverLate()));
            }
        }
    }

    private void tell(KeyedRecord status) {
        output.collect(EvaluateFunction.CONTROL, new StreamRecord<>(status));
    }

    private int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    private int subtasks() {
        return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }

    private Following following() {
        if (following == null) {
            throw new IllegalStateException("not initialised");
        }
        return following;
    }

    private long callOnAll() throws Exception {
        List<Long> keys = new ArrayList<>();
        try (Stream<Long> all =
                this.<Long>getKeyedStateBackend().getKeys(EvaluateFunction.MEMORY, VoidNamespace.INSTANCE)) {
            all.forEach(keys::add);
        }
        for (long key : keys) {
            call(key);
        }
        return keys.size();
    }

    private void callOn(long key) throws Exception {
        int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(), subtasks());
        if (owner == subtask()) {
            call(key);
        }
    }

    /** As if a wake-up call of that mover had come due: a timer only makes it look at what time it is. */
    private void call(long key) throws Exception {
        setCurrentKey(key);
        onEventTime(new TimerHeapInternalTimer<>(reachedMillis, key, VoidNamespace.INSTANCE));
    }
}
