package io.vigil.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the {@link Acceptor}: collects what comes within a moment, so that changes that belong together come together, and
 * keeps what is scheduled until event time gets near. Before the first event nothing is decided, for there is no time yet
 * from which it could hold.
 */
final class AcceptFunction extends KeyedCoProcessFunction<Integer, ControlRecord, Long, KeyedRecord> {
    private static final long serialVersionUID = 1;
    private static final long MOMENT_MILLIS = 100;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final EngineSpec.ControlTopics topics;
    private final long storedMillis;
    private transient @Nullable Session session;

    /**
     * Accepts changes of control data.
     *
     * @param storedMillis how much of the past evaluators have stored, ms
     */
    AcceptFunction(EngineSpec.ControlTopics topics, long storedMillis) {
        this.topics = topics;
        this.storedMillis = storedMillis;
    }

    @Override
    public void open(OpenContext context) {
        ListState<ControlRecord> waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(ControlRecord.class)));
        ListState<String> announced =
                getRuntimeContext().getListState(new ListStateDescriptor<>("announced", Types.STRING));
        session = new Session(waiting, announced, topics, storedMillis);
    }

    @Override
    public void close() {
        if (session != null) {
            session.acceptor.close();
            session = null;
        }
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        return session;
    }

    @Override
    public void processElement1(ControlRecord change, Context context, Collector<KeyedRecord> out) throws Exception {
        Session current = opened();
        if (!current.acceptor.isTaken(change)) {
            current.waiting.add(change);
            current.hasWaiting = true;
            callAt(current, context, MOMENT_MILLIS);
        }
    }

    @Override
    public void processElement2(Long eventTimeMillis, Context context, Collector<KeyedRecord> out) {
        Session current = opened();
        current.clock.tick(eventTimeMillis, context.timerService().currentProcessingTime());
        if (current.hasWaiting) {
            callAt(current, context, LOOK_AGAIN_MILLIS);
        }
    }

    private static void callAt(Session current, Context context, long inMillis) {
        if (!current.called) {
            current.called = true;
            context.timerService()
                    .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + inMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KeyedRecord> out) throws Exception {
        Session current = opened();
        current.called = false;
        if (!current.clock.isKnown()) {
            return;
        }
        List<ControlRecord> later = current.decide(timestamp);
        current.status.forEach(out::collect);
        current.status.clear();
        current.waiting.update(later);
        current.hasWaiting = !later.isEmpty();
    }

    /** What lives from open to close; one thread. */
    private static final class Session {
        private final ListState<ControlRecord> waiting;
        /** Of what waits, what was looked at and found good: after a restore its time may have passed. */
        private final ListState<String> announced;

        private final List<KeyedRecord> status = new ArrayList<>();
        private final Acceptor acceptor;
        private final EventClock clock = new EventClock();
        private boolean called;
        /** After a restore there may be some. */
        private boolean hasWaiting = true;

        private Session(
                ListState<ControlRecord> waiting,
                ListState<String> announced,
                EngineSpec.ControlTopics topics,
                long storedMillis) {
            this.waiting = waiting;
            this.announced = announced;
            acceptor = new Acceptor(topics, storedMillis, status::add);
        }

        /** Takes what is due; answers what is not. */
        private List<ControlRecord> decide(long nowMillis) throws Exception {
            long boundary = clock.boundaryMillis(nowMillis);
            Set<String> good = new HashSet<>();
            announced.get().forEach(good::add);
            List<ControlRecord> due = new ArrayList<>();
            List<ControlRecord> later = new ArrayList<>();
            for (ControlRecord change : waiting.get()) {
                if (acceptor.isTaken(change)) {
                    continue;
                }
                if (!change.isScheduled()) {
                    due.add(change);
                } else if (good.contains(name(change)) || acceptor.announce(change, clock.newestMillis())) {
                    (change.effectiveMillis() <= boundary ? due : later).add(change);
                }
            }
            due.sort(Comparator.comparingLong(ControlRecord::offset));
            acceptor.accept(due, boundary);
            announced.update(later.stream().map(Session::name).toList());
            return later;
        }

        private static String name(ControlRecord change) {
            return change.topic() + ' ' + change.key() + ' ' + change.offset();
        }
    }
}
