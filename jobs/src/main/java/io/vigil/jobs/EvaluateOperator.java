package io.vigil.jobs;

import io.vigil.evaluate.EngineVersions;
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
    private transient long handedOver;
    private transient boolean isRestored;

    /**
     * What it keeps of the control data's way to it.
     *
     * @param ahead versions whose time has not come
     */
    private record Following(
            ListState<Long> knownVersion,
            ListState<Long> handedOver,
            ListState<Long> reached,
            ListState<byte[]> openParts,
            ControlLogJson.Assembler assembler,
            Deque<EngineVersions.Version> ahead) {}

    EvaluateOperator(EvaluateFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        isRestored = context.isRestored();
        ListState<Long> knownVersion = numbers(context, "control-version");
        ListState<Long> handedOverBefore = numbers(context, "control-handed-over");
        ListState<Long> reached = numbers(context, "control-reached");
        ListState<byte[]> openParts = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(
                        "control-parts", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        ControlLogJson.Assembler assembler = new ControlLogJson.Assembler();
        following = new Following(knownVersion, handedOverBefore, reached, openParts, assembler, new ArrayDeque<>());
        reachedMillis = least(reached, Long.MIN_VALUE);
        handedOver = least(handedOverBefore, 0);
        long version = Long.MAX_VALUE;
        for (long each : knownVersion.get()) {
            version = each;
        }
        for (byte[] part : openParts.get()) {
            assembler.add(part);
        }
        function.knowUpTo(version, reachedMillis);
    }

    private static ListState<Long> numbers(StateInitializationContext context, String name) throws Exception {
        return context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>(name, Types.LONG));
    }

    /** Of what the subtasks have written; another than this may have had the key groups of this. */
    private static long least(ListState<Long> numbers, long none) throws Exception {
        long least = Long.MAX_VALUE;
        boolean isEmpty = true;
        for (long each : numbers.get()) {
            least = Math.min(least, each);
            isEmpty = false;
        }
        return isEmpty ? none : least;
    }

    @Override
    public void open() throws Exception {
        super.open();
        List<EngineVersions.Version> versions = function.engines().all();
        if (isRestored) {
            versions.stream()
                    .filter(version -> version.number() > handedOver)
                    .forEach(following().ahead()::add);
        } else {
            following().ahead().add(versions.get(versions.size() - 1));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        following().knownVersion().update(List.of(function.known().version()));
        following().handedOver().update(List.of(handedOver));
        following().reached().update(List.of(reachedMillis));
        following().openParts().update(subtask() == 0 ? following().assembler().pending() : List.of());
    }

    @Override
    public void processElement1(StreamRecord<MoverEvent> element) throws Exception {
        for (EngineVersions.Version next : following().ahead()) {
            if (next.number() > toldVersion && element.getTimestamp() >= next.fromMillis()) {
                toldVersion = next.number();
                if (next.fromMillis() != Long.MIN_VALUE) {
                    tell(ControlStatus.inEffect(next.number(), next.fromMillis(), subtask(), subtasks()));
                }
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
        ControlState state = function.take(version);
        for (RegistryRecord record : state.learnt()) {
            callOn(MoverKey.of(record.mover().text()));
        }
        if (state.engineChanges()) {
            following().ahead().add(function.engines().last());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        reachedMillis = mark.getTimestamp();
        function.reach(reachedMillis);
        // Before the watermark goes on: what the movers say is no later than it.
        Deque<EngineVersions.Version> ahead = following().ahead();
        while (!ahead.isEmpty() && ahead.peek().fromMillis() <= mark.getTimestamp()) {
            EngineVersions.Version version = ahead.remove();
            long movers = callOnAll();
            handedOver = version.number();
            if (version.fromMillis() != Long.MIN_VALUE) {
                tell(ControlStatus.handedOver(
                        handedOver, version.fromMillis(), subtask(), subtasks(), movers, function.tookOverLate()));
            }
        }
        super.processWatermark(mark);
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
