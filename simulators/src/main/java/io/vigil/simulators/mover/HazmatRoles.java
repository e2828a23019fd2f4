package io.vigil.simulators.mover;

import java.util.List;
import java.util.Map;

/** Trucks with dangerous goods: on the motorway when it is closed to them, unheard of, beside a school. */
final class HazmatRoles {
    private static final String[] NORTH = {"xn1", "xn2", "xn3"};
    private static final String[] RING = {
        "e1", "e2", "e3", "ne1", "ne2", "n4", "n3", "n2", "n1", "n0", "nw2", "nw1", "w3"
    };

    private final Roads roads;
    private final Timing timing;

    HazmatRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    private VehicleRole role(String home, Map<String, Object> registry, Errand particular, int times) {
        return new VehicleRole(
                "hazmat",
                home,
                10,
                registry,
                dice -> new Routine(Errand.REST, particular, timing.times(times, particular.seconds(), dice), 30));
    }

    private VehicleRole at(String home, Map<String, Object> registry, Errand particular, long[] times) {
        return new VehicleRole("hazmat", home, 10, registry, dice -> new Routine(Errand.REST, particular, times, 20));
    }

    /** Out to the far rest area and back at a time of day at which the motorway is closed. */
    VehicleRole onTheMotorwayAtNight(int secondOfDay) {
        return at("xn1", Map.of(), northAndBack(true), timing.daily(secondOfDay));
    }

    /** At half past ten in the morning of the national holiday. */
    VehicleRole onTheMotorwayOnTheHoliday() {
        long[] times = Timing.onHoliday(true, timing.daily(DayClock.at(10, 30)));
        return at("xn1", Map.of(), northAndBack(true), times);
    }

    /** The same at the same time on an ordinary day. */
    VehicleRole onTheMotorwayByDay() {
        long[] times = Timing.onHoliday(false, timing.daily(DayClock.at(10, 30)));
        return at("xn1", Map.of(), northAndBack(false), times);
    }

    /** The permit is for the motorway; for the holidays nobody gets one. */
    VehicleRole onTheMotorwayWithAPermit() {
        Map<String, Object> permit = Map.of(
                "permits",
                List.of(Map.of(
                        "zone", "expressway-north",
                        "from", "2026-01-01T00:00:00+08:00",
                        "to", "2027-01-01T00:00:00+08:00")));
        long[] times = Timing.onHoliday(false, timing.daily(DayClock.at(23, 20)));
        return at("xn1", permit, northAndBack(false), times);
    }

    private Errand northAndBack(boolean offence) {
        return new Errand(
                2700, Curfew.NONE, agenda -> agenda.add(mark(RoadOffences.CURFEW, offence, roads.drive(NORTH)))
                        .add(Action.stay(240))
                        .add(mark(RoadOffences.CURFEW, offence, roads.drive(Roads.reversed(NORTH)))));
    }

    /** Is on the motorway when it closes, and leaves it within the quarter of an hour it has for that. */
    VehicleRole leavingInTime() {
        Errand home = new Errand(5400, Curfew.NONE, agenda -> agenda.add(roads.drive("n2", "xn1", "xn2"))
                .add(Action.stay(150))
                .add(roads.drive("xn2", "xn1", "n2").asNearMissOf(RoadOffences.CURFEW)));
        long[] times = Timing.onHoliday(false, timing.daily(DayClock.at(21, 28)));
        return at("n2", Map.of(), home, times);
    }

    private static Action mark(String rule, boolean offence, Action action) {
        return offence ? action.watching(rule) : action.asNearMissOf(rule);
    }

    /** Round the ring road with the terminal switched off for longer than ten minutes. */
    VehicleRole unheardOf() {
        return silent(true, Effect.fault(5000, 780, Fault.SILENT), RING);
    }

    /** Six minutes: less than it takes. */
    VehicleRole brieflyUnheardOf() {
        return silent(false, Effect.fault(5000, 360, Fault.SILENT), RING);
    }

    /** In the tunnel behind a slow queue, with a terminal that keeps nothing. */
    VehicleRole unheardOfInTheTunnel() {
        return inTheTunnel(Fault.SILENT);
    }

    /** The same with a terminal that sends afterwards what it could not send. */
    VehicleRole slowlyThroughTheTunnel() {
        return inTheTunnel(Fault.NONE);
    }

    private VehicleRole inTheTunnel(Fault fault) {
        Errand errand = new Errand(7200, Curfew.NONE, agenda -> agenda.add(roads.drive("nw2", "hb"))
                .add(roads.drive("hb", "hf")
                        .with(new Effect(950, 640, Double.NaN, 6, false, fault, Alarm.NONE))
                        .asNearMissOf(RoadOffences.OFFLINE))
                .add(Action.stay(300))
                .add(roads.drive("hf", "hb", "nw2")));
        return role("nw2", Map.of(), errand, 2);
    }

    private VehicleRole silent(boolean offence, Effect effect, String... names) {
        Errand errand = new Errand(7200, Curfew.NONE, agenda -> agenda.add(
                        mark(RoadOffences.OFFLINE, offence, roads.drive(names).with(effect)))
                .add(Action.stay(1500))
                .add(roads.drive(Roads.reversed(names))));
        return role(names[0], Map.of(), errand, 2);
    }

    /** Stands beside the primary school. */
    VehicleRole besideTheSchool(boolean offence) {
        long seconds = offence ? 900 : 420;
        Errand errand = new Errand(3600, Curfew.NONE, agenda -> agenda.add(mark(
                        RoadOffences.STOP,
                        offence,
                        roads.drive("e0", "port1", "port").with(Effect.halt(1900, seconds))))
                .add(Action.stay(600))
                .add(roads.drive("port", "port1", "e0")));
        return role("e0", Map.of(), errand, 2);
    }
}
