package io.vigil.simulators.mover;

import io.vigil.model.AlarmFlag;
import io.vigil.simulators.encode.SafetyEvent;
import java.util.List;
import java.util.Map;

/** Vehicles the registry, their safety devices or the control room have something against. */
final class RecordRoles {
    private static final int ADAS = 0x64;
    private static final int MONITORING = 0x65;
    private static final String ALARM = RoadOffences.ALARM;

    private final Roads roads;
    private final Timing timing;

    RecordRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    private VehicleRole hauling(Map<String, Object> registry, Extras extras) {
        VehicleRole plain = new TruckRoles(roads, timing).ordinary("heavy-truck", "w2", 12);
        return new VehicleRole(plain.moverClass(), plain.home(), 12, registry, plain.behaviour(), extras);
    }

    /** On the road with a status that forbids it. */
    VehicleRole withStatus(String status) {
        return hauling(
                Map.of("status", List.of(status)), Extras.NONE.watching(RoadOffences.STATUS, timing.startMillis()));
    }

    /** The registry learns of it while the vehicle is under way, a third into the time played. */
    VehicleRole wantedFromThenOn() {
        long from = timing.startMillis()
                + (timing.endMillis() - timing.startMillis()) / 3 / DayClock.MINUTE * DayClock.MINUTE;
        return hauling(
                Map.of(),
                Extras.NONE
                        .watching(RoadOffences.STATUS, from)
                        .later(new Extras.LaterRecord(from, Map.of("status", List.of("wanted")))));
    }

    VehicleRole withoutInspection() {
        return hauling(
                Map.of("inspectionValidUntil", "2026-08-31"),
                Extras.NONE.watching(RoadOffences.STATUS, timing.startMillis()));
    }

    /** A status nobody is stopped for, and an inspection that is still valid. */
    VehicleRole inOrder() {
        VehicleRole plain =
                hauling(Map.of("status", List.of("mortgaged"), "inspectionValidUntil", "2027-03-31"), Extras.NONE);
        Errand round = new Errand(3600, Curfew.NONE, agenda -> agenda.add(
                        roads.drive("w2", "w1", "w0").asNearMissOf(RoadOffences.STATUS))
                .add(Action.stay(600))
                .add(roads.drive("w0", "w1", "w2")));
        return new VehicleRole(
                "heavy-truck",
                "w2",
                12,
                plain.registry(),
                dice -> new Routine(Errand.REST, round, timing.times(3, 3600, dice), 20));
    }

    /** Tomorrow's offender: confirmed time and again. */
    VehicleRole confirmedTimeAndAgain() {
        return speeding("confirmed", 5);
    }

    /** As often, but each time the control room found nothing. */
    VehicleRole clearedTimeAndAgain() {
        return speeding("false", 5);
    }

    private VehicleRole speeding(String outcome, int times) {
        VehicleRole fast = new SpeedAndFaultRoles(roads, timing).tooFast("taxi", true, times);
        return fast.with(Extras.NONE.ruledAs(outcome));
    }

    private VehicleRole alarming(boolean offence, Effect effect) {
        String[] line = {"w1", "xw1", "xw2"};
        Errand errand = new Errand(2700, Curfew.NONE, agenda -> {
            Action out = roads.drive(line).with(effect);
            agenda.add(offence ? out.watching(ALARM) : out.asNearMissOf(ALARM))
                    .add(Action.stay(300))
                    .add(roads.drive(Roads.reversed(line)));
        });
        return new VehicleRole(
                "heavy-truck",
                "w1",
                10,
                Map.of(),
                dice -> new Routine(Errand.REST, errand, timing.times(2, errand.seconds(), dice), 40));
    }

    VehicleRole withAlarm(AlarmFlag flag, long seconds) {
        return alarming(true, Effect.alarm(3000, seconds, Alarm.of(flag)));
    }

    /** Held too short, or an alarm nobody asked to be told of. */
    VehicleRole withLawfulAlarm(AlarmFlag flag, long seconds) {
        return alarming(false, Effect.alarm(3000, seconds, Alarm.of(flag)));
    }

    VehicleRole phoning() {
        return alarming(true, Effect.alarm(3000, 60, Alarm.of(SafetyEvent.of(MONITORING, 0x02))));
    }

    VehicleRole dozing() {
        return alarming(true, Effect.alarm(3000, 60, Alarm.of(new SafetyEvent(MONITORING, 0x01, 2, 8))));
    }

    VehicleRole aboutToCollide() {
        return alarming(true, Effect.alarm(3000, 30, Alarm.of(SafetyEvent.of(ADAS, 0x01))));
    }

    /** Too near to the one ahead: told by the device, listed under no tier. */
    VehicleRole tailgating() {
        return alarming(false, Effect.alarm(3000, 30, Alarm.of(SafetyEvent.of(ADAS, 0x03))));
    }
}
