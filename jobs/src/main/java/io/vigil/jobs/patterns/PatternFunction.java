package io.vigil.jobs.patterns;

import io.vigil.evaluate.ControlData;
import io.vigil.jobs.EngineShare;
import io.vigil.jobs.EngineSpec;
import io.vigil.model.ContentHash;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.traffic.Trip;
import io.vigil.traffic.TripTracker;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What one vehicle adds to the patterns. Works in batch mode only, where a key's events come one after the other and sorted by
 * time: it remembers the vehicles of the key at hand and nothing of others.
 */
final class PatternFunction extends KeyedProcessFunction<Long, MoverEvent, PatternSum> {
    private static final long serialVersionUID = 1;
    private static final long HOUR_MILLIS = 3_600_000;

    private final EngineSpec spec;
    private final List<String> areaTypes;
    private final ZoneId timeZone;
    private transient @Nullable Session session;

    PatternFunction(EngineSpec spec, List<String> areaTypes, ZoneId timeZone) {
        this.spec = spec;
        this.areaTypes = areaTypes;
        this.timeZone = timeZone;
    }

    @Override
    public void open(OpenContext context) {
        ControlData control = EngineShare.acquire(spec).control();
        session = new Session(control, new Places(control.zones(), areaTypes));
    }

    @Override
    public void close() {
        if (session != null) {
            session = null;
            EngineShare.release(spec);
        }
    }

    @Override
    public void processElement(MoverEvent event, Context context, Collector<PatternSum> out) {
        Session current = session;
        if (current == null) {
            throw new IllegalStateException("not open");
        }
        if (event.mover().kind() != MoverKind.VEHICLE
                || !(event instanceof PositionReport report)
                || !report.isLocated()) {
            return;
        }
        long key = context.getCurrentKey();
        if (key != current.key) {
            current.key = key;
            current.vehicles.clear();
        }
        Vehicle vehicle = current.vehicles.get(report.mover().text());
        if (vehicle == null) {
            vehicle = new Vehicle();
            current.vehicles.put(report.mover().text(), vehicle);
            out.collect(PatternSum.one(PatternSum.What.TOTAL, "vehicles"));
        }
        PositionReport settled = vehicle.settle(report);
        if (settled != null) {
            take(current, vehicle, settled, out);
        }
    }

    private void take(Session current, Vehicle vehicle, PositionReport report, Collector<PatternSum> out) {
        String moverClass = current.classOf(report);
        countHour(current, vehicle, report, moverClass, out);
        String cell = Places.cell(report.latitude(), report.longitude());
        if (!cell.equals(vehicle.cell)) {
            vehicle.cell = cell;
            out.collect(PatternSum.one(PatternSum.What.CELL, cell));
        }
        Trip trip = vehicle.trips.next(report);
        if (trip != null) {
            out.collect(sum(current, report.mover().text(), moverClass, trip));
        }
    }

    /** A vehicle counts once in each hour for each area. */
    private void countHour(
            Session current, Vehicle vehicle, PositionReport report, String moverClass, Collector<PatternSum> out) {
        long hour = Math.floorDiv(report.eventTimeMillis(), HOUR_MILLIS);
        if (hour != vehicle.hour) {
            vehicle.hour = hour;
            vehicle.areas.clear();
        }
        for (String area : current.places.areas(report.latitude(), report.longitude())) {
            if (vehicle.areas.add(area)) {
                out.collect(PatternSum.one(
                        PatternSum.What.HOUR,
                        moverClass,
                        area,
                        Integer.toString(hourOfWeek(report.eventTimeMillis(), timeZone))));
            }
        }
    }

    /** 0 is Monday from midnight to one. */
    static int hourOfWeek(long timeMillis, ZoneId timeZone) {
        ZonedDateTime local = Instant.ofEpochMilli(timeMillis).atZone(timeZone);
        return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
    }

    private static PatternSum sum(Session current, String mover, String moverClass, Trip trip) {
        int last = trip.latitudes().length - 1;
        String key = String.join(
                "\n",
                moverClass,
                current.places.endpoint(trip.latitudes()[0], trip.longitudes()[0]),
                current.places.endpoint(trip.latitudes()[last], trip.longitudes()[last]));
        long order = ContentHash.bits64(mover + ' ' + trip.fromMillis());
        return new PatternSum(
                PatternSum.What.TRIP,
                key,
                1,
                trip.toMillis() - trip.fromMillis(),
                Math.round(trip.meters()),
                Map.of(mover, 1L),
                List.of(new PatternSample(order, trip.latitudes(), trip.longitudes())));
    }

    /** What lives from open to close; one thread. */
    private static final class Session {
        private final ControlData control;
        private final Places places;
        private final Map<String, Vehicle> vehicles = new HashMap<>();
        private long key;

        private Session(ControlData control, Places places) {
            this.control = control;
            this.places = places;
        }

        private String classOf(PositionReport report) {
            RegistryRecord record = control.registry().at(report.mover(), report.eventTimeMillis());
            String moverClass = record == null ? null : record.moverClass();
            return moverClass == null ? "unknown" : moverClass;
        }
    }

    /** Of one vehicle. */
    private static final class Vehicle {
        private final TripTracker trips = new TripTracker();
        private final Set<String> areas = new HashSet<>();
        private long hour = Long.MIN_VALUE;
        private String cell = "";
        private @Nullable PositionReport held;

        /** Of several reports of one instant, which come in any order, the southernmost, then westernmost counts. */
        private @Nullable PositionReport settle(PositionReport report) {
            PositionReport before = held;
            if (before != null && before.eventTimeMillis() == report.eventTimeMillis()) {
                int order = Double.compare(report.latitude(), before.latitude());
                order = order == 0 ? Double.compare(report.longitude(), before.longitude()) : order;
                held = order < 0 ? report : before;
                return null;
            }
            held = report;
            return before;
        }
    }
}
