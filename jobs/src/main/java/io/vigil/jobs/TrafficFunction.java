package io.vigil.jobs;

import io.vigil.traffic.RoadPoint;
import io.vigil.traffic.RoadTrack;
import io.vigil.traffic.RoadWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Tells road by road how the traffic of each five minutes flowed, both directions. Keyed by road.
 *
 * <p>A window is told when the watermark has passed its end by {@link #GRACE_MILLIS}; a fix that comes after that is counted and
 * belongs to no window. State: the open windows and, until an hour after its last fix, where each vehicle was.
 */
final class TrafficFunction extends KeyedProcessFunction<String, RoadPoint, WarningRecord> {
    /** Within 15 min as GB/T 33171-2016 has it, and often enough for somebody who looks. */
    static final long WINDOW_MILLIS = 300_000;

    static final long GRACE_MILLIS = 30_000;

    private static final long serialVersionUID = 1;
    private static final long FORGET_MILLIS = 3_600_000;
    private static final String LATE = "traffic-late";

    private final EngineSpec spec;
    private final LongCounter late = new LongCounter();
    private transient @Nullable Session session;

    TrafficFunction(EngineSpec spec) {
        this.spec = spec;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(LATE, late);
        session = new Session(
                new TrafficJson(EngineShare.acquire(spec).control().routes()),
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "vehicles", Types.STRING, TypeInformation.of(RoadTrack.class))),
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("windows", Types.LONG, TypeInformation.of(RoadWindow.class))),
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("levels", TypeInformation.of(RoadLevels.class))));
    }

    @Override
    public void close() {
        if (session != null) {
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(RoadPoint point, Context context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        RoadTrack before = current.vehicles.get(point.vehicle());
        RoadTrack now = RoadTrack.next(before, point);
        current.vehicles.put(point.vehicle(), now);
        long start = Math.floorDiv(point.timeMillis(), WINDOW_MILLIS) * WINDOW_MILLIS;
        long due = start + WINDOW_MILLIS + GRACE_MILLIS;
        if (due <= context.timerService().currentWatermark()) {
            late.add(1);
            return;
        }
        RoadWindow window = current.windows.get(start);
        RoadWindow grown = RoadWindow.plus(window, point.vehicle(), now, before);
        if (grown != null) {
            current.windows.put(start, grown);
            if (window == null) {
                context.timerService().registerEventTimeTimer(due);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WarningRecord> out) throws Exception {
        Session current = opened();
        long start = timestamp - WINDOW_MILLIS - GRACE_MILLIS;
        RoadWindow window = current.windows.get(start);
        if (window == null) {
            return;
        }
        current.windows.remove(start);
        RoadLevels levels = current.levels.value();
        String road = context.getCurrentKey();
        for (int direction : new int[] {1, -1}) {
            TrafficJson.Told told = current.json.tell(road, direction, start, start + WINDOW_MILLIS, window, levels);
            if (told != null) {
                levels = told.levels();
                out.collect(told.line());
            }
        }
        current.levels.update(levels);
        forget(current, timestamp - FORGET_MILLIS);
    }

    private static void forget(Session session, long beforeMillis) throws Exception {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, RoadTrack> vehicle : session.vehicles.entries()) {
            if (vehicle.getValue().timeMillis() < beforeMillis) {
                gone.add(vehicle.getKey());
            }
        }
        for (String vehicle : gone) {
            session.vehicles.remove(vehicle);
        }
    }

    private Session opened() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        return session;
    }

    private record Session(
            TrafficJson json,
            MapState<String, RoadTrack> vehicles,
            MapState<Long, RoadWindow> windows,
            ValueState<RoadLevels> levels) {}
}
