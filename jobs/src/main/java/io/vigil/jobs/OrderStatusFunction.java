package io.vigil.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Counts, order by order and every five minutes of event time, where the boats stand.
 *
 * <p>A count is due at the first full five minutes at or after a standing, and tells of all standings up to then. Boats that are
 * outstanding have a new one every few minutes, so counting ends when nobody is outstanding any more. A standing that comes
 * when its count is already out is in the next.
 */
final class OrderStatusFunction extends KeyedProcessFunction<String, StandingRecord, WarningRecord> {
    static final long EVERY_MILLIS = 300_000;

    /** The order in which standings are taken, whatever the order of arrival. */
    static final Comparator<StandingRecord> ORDER =
            Comparator.comparingLong(StandingRecord::timeMillis).thenComparing(StandingRecord::mover);

    private static final long serialVersionUID = 1;
    private static final long NOTHING_COUNTED = Long.MIN_VALUE;

    private transient @Nullable Session session;

    @Override
    public void open(OpenContext context) {
        session = new Session(
                getRuntimeContext().getMapState(new MapStateDescriptor<>("boats", Types.STRING, StandingRecord.TYPE)),
                getRuntimeContext().getListState(new ListStateDescriptor<>("uncounted", StandingRecord.TYPE)),
                getRuntimeContext().getState(new ValueStateDescriptor<>("counted-until", Types.LONG)));
    }

    @Override
    public void processElement(StandingRecord standing, Context context, Collector<WarningRecord> out)
            throws Exception {
        Session current = opened();
        current.uncounted.add(standing);
        long full = full(standing.timeMillis());
        long counted = countedUntil(current);
        context.timerService()
                .registerEventTimeTimer(counted == NOTHING_COUNTED ? full : Math.max(full, counted + EVERY_MILLIS));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        List<StandingRecord> due = new ArrayList<>();
        List<StandingRecord> later = new ArrayList<>();
        for (StandingRecord standing : current.uncounted.get()) {
            (standing.timeMillis() <= timestamp ? due : later).add(standing);
        }
        if (due.isEmpty()) {
            return;
        }
        due.sort(ORDER);
        for (StandingRecord standing : due) {
            current.boats.put(standing.mover(), standing);
        }
        current.uncounted.update(later);
        current.countedUntil.update(timestamp);
        Map<String, StandingRecord> boats = new TreeMap<>();
        for (Map.Entry<String, StandingRecord> boat : current.boats.entries()) {
            boats.put(boat.getKey(), boat.getValue());
        }
        out.collect(OrderStatusJson.order(due.get(due.size() - 1), timestamp, boats.values()));
    }

    /** The first full five minutes at or after an instant. */
    static long full(long timeMillis) {
        return -Math.floorDiv(-timeMillis, EVERY_MILLIS) * EVERY_MILLIS;
    }

    private static long countedUntil(Session session) throws Exception {
        Long counted = session.countedUntil.value();
        return counted == null ? NOTHING_COUNTED : counted;
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        return session;
    }

    private record Session(
            MapState<String, StandingRecord> boats,
            ListState<StandingRecord> uncounted,
            ValueState<Long> countedUntil) {}
}
