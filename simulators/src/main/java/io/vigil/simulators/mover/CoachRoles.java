package io.vigil.simulators.mover;

import io.vigil.simulators.world.Path;
import io.vigil.simulators.world.Plane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coaches: by night with and without an exemption, off their route, with an open door. */
final class CoachRoles {
    private static final String NIGHT = "coach-night-run";
    private static final String ROUTE = "coach-off-route";
    private static final String DOOR = "coach-door-open";
    private static final String[] WEST = {"g01", "w1", "xw1", "xw2", "xw3", "xw4"};
    private static final String[] NORTH = {"g23", "n2", "xn1", "xn2", "xn3"};
    private static final String[] AIRPORT = {"g03", "w3", "air1", "air"};

    private final Roads roads;
    private final Timing timing;

    CoachRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    private static Map<String, Object> registry(String route, double oneWayKm) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("routes", List.of(route));
        fields.put("oneWayKm", oneWayKm);
        return fields;
    }

    private static Map<String, Object> registry(String route, double oneWayKm, String field, Object value) {
        Map<String, Object> fields = registry(route, oneWayKm);
        fields.put(field, value);
        return fields;
    }

    VehicleRole ordinary(boolean west, String coachClass, int intervalSeconds) {
        String[] line = west ? WEST : NORTH;
        return new VehicleRole(
                coachClass,
                line[0],
                intervalSeconds,
                registry(west ? "line-west" : "line-north", 420),
                dice -> Routine.ordinary(roads.line(Curfew.NIGHT, 10, 30, line), 40));
    }

    /** A charter coach without an approved route goes where it likes. */
    VehicleRole charterWithoutRoute() {
        Map<String, Object> fields = Map.of("oneWayKm", 650.0);
        Errand anywhere = new Errand(2 * 3600, Curfew.NIGHT, agenda -> agenda.add(
                        roads.drive("g01", "w1", "xw1", "spw1", "spw2").asNearMissOf(ROUTE))
                .add(Action.stay(900).asNearMissOf(ROUTE))
                .add(roads.drive("spw2", "spw1", "xw1", "w1", "g01").asNearMissOf(ROUTE)));
        return new VehicleRole("charter-coach", "g01", 15, fields, dice -> Routine.ordinary(anywhere, 60));
    }

    /** Out and back between two and five in the morning. */
    VehicleRole throughTheNight(boolean west, int leavesAtSecond) {
        String[] line = west ? WEST : NORTH;
        Errand run = new Errand(
                4800, Curfew.NONE, agenda -> agenda.add(roads.drive(line).watching(NIGHT))
                        .add(Action.stay(60).withDoorOpen())
                        .add(roads.drive(Roads.reversed(line)).watching(NIGHT)));
        return night(
                west ? "tour-coach" : "scheduled-coach",
                west,
                registry(west ? "line-west" : "line-north", 420),
                run,
                leavesAtSecond);
    }

    /** The same by a coach that may: what exempts it is in its registry record. */
    VehicleRole lawfullyThroughTheNight(String field, Object value) {
        Errand run = new Errand(
                4800, Curfew.NONE, agenda -> agenda.add(roads.drive(NORTH).asNearMissOf(NIGHT))
                        .add(Action.stay(120).withDoorOpen())
                        .add(roads.drive(Roads.reversed(NORTH)).asNearMissOf(NIGHT)));
        Map<String, Object> fields = field.equals("oneWayKm")
                ? registry("line-north", ((Number) value).doubleValue())
                : registry("line-north", 420, field, value);
        return night("scheduled-coach", false, fields, run, DayClock.at(2, 10));
    }

    /** A relay coach: its next driver puts the card in when it leaves after the rest (see {@code VehicleRadio}). */
    VehicleRole relay() {
        VehicleRole lawful = lawfullyThroughTheNight("relayCertificateValidUntil", "2027-01-01T00:00:00+08:00");
        lawful.registry()
                .put(
                        "relayPoints",
                        List.of(Map.of("name", "北客站", "lon", Plane.longitude(0), "lat", Plane.latitude(3_000))));
        return lawful;
    }

    VehicleRole airportShuttle() {
        Map<String, Object> fields = registry("line-airport", 260, "serviceType", "airport-shuttle");
        Errand shuttle = new Errand(
                3000, Curfew.NONE, agenda -> agenda.add(roads.drive(AIRPORT).asNearMissOf(NIGHT))
                        .add(Action.stay(180).withDoorOpen())
                        .add(roads.drive(Roads.reversed(AIRPORT)).asNearMissOf(NIGHT))
                        .add(Action.stay(180).withDoorOpen()));
        return new VehicleRole("scheduled-coach", "g03", 12, fields, dice -> Routine.ordinary(shuttle, 15));
    }

    /** Moves to another bay at half past two: three minutes, less than the hold time. */
    VehicleRole shuntingAtNight() {
        Errand shunt = new Errand(600, Curfew.NONE, agenda -> {
            Path yard = Path.from(-4000, -1000)
                    .road(-4280, -1000, 20, Double.NaN)
                    .road(-4000, -1000, 20, Double.NaN)
                    .buildRoad();
            agenda.add(Action.travel(yard).with(Effect.speed(0, 600, 3.4)).asNearMissOf(NIGHT));
        });
        return night("tour-coach", true, registry("line-west", 420), shunt, DayClock.at(2, 30));
    }

    /** Reaches its depot two and a half minutes past two. */
    VehicleRole lateHome() {
        Errand run = new Errand(
                900, Curfew.NONE, agenda -> agenda.add(roads.drive("g01", "w1").asNearMissOf(NIGHT))
                        .add(Action.stay(4 * 3600))
                        .add(roads.drive("w1", "g01")));
        return night("tour-coach", true, registry("line-west", 420), run, DayClock.at(1, 56) + 45);
    }

    private VehicleRole night(
            String coachClass, boolean west, Map<String, Object> fields, Errand run, int leavesAtSecond) {
        String[] line = west ? WEST : NORTH;
        return new VehicleRole(
                coachClass,
                line[0],
                15,
                fields,
                dice -> new Routine(roads.line(Curfew.NIGHT, 10, 30, line), run, timing.daily(leavesAtSecond), 40));
    }

    private VehicleRole fromJunction(boolean west, Errand particular, int times) {
        String[] line = west ? new String[] {"xw1", "xw2", "xw3", "xw4"} : new String[] {"xn1", "xn2", "xn3"};
        return new VehicleRole(
                west ? "tour-coach" : "scheduled-coach",
                line[0],
                10,
                registry(west ? "line-west" : "line-north", 420),
                dice -> new Routine(
                        roads.line(Curfew.NIGHT, 10, 30, line),
                        particular,
                        timing.times(times, particular.seconds(), dice),
                        40));
    }

    /** Four kilometres up a side road, a few minutes there, and back. */
    VehicleRole offItsRoute(boolean west) {
        String[] spur = west ? new String[] {"xw1", "spw1", "spw2"} : new String[] {"xn1", "spn"};
        Errand errand = new Errand(
                1500, Curfew.NIGHT, agenda -> agenda.add(roads.drive(spur).watching(ROUTE))
                        .add(Action.stay(agenda.dice().whole(280, 340)).watching(ROUTE))
                        .add(roads.drive(Roads.reversed(spur)).watching(ROUTE)));
        return fromJunction(west, errand, 2);
    }

    /** A parallel road 360 m away, along the whole of which it is still on its route. */
    VehicleRole onTheParallelRoad() {
        Errand errand = new Errand(2700, Curfew.NIGHT, agenda -> agenda.add(
                        roads.drive("xw1", "xw2", "det1", "det2", "xw3", "xw4").asNearMissOf(ROUTE))
                .add(Action.stay(300).withDoorOpen())
                .add(roads.drive("xw4", "xw3", "xw2", "xw1")));
        return fromJunction(true, errand, 3);
    }

    /** 700 m off its route for less than a minute. */
    VehicleRole viaTheLayBy() {
        Errand errand = new Errand(
                1800,
                Curfew.NIGHT,
                agenda -> agenda.add(
                        roads.drive("xw1", "xw2", "lay", "xw2", "xw1").asNearMissOf(ROUTE)));
        return fromJunction(true, errand, 3);
    }

    VehicleRole withTheDoorOpen() {
        return door(Effect.door(800, 170), true, 3);
    }

    /** Closes the door while already rolling off: a few seconds. */
    VehicleRole closingTheDoorLate() {
        return door(Effect.door(0, 15), false, 4);
    }

    private VehicleRole door(Effect effect, boolean offence, int times) {
        Errand errand = new Errand(1900, Curfew.NIGHT, agenda -> {
            Action out = roads.drive("g01", "w1", "xw1").with(effect);
            agenda.add(offence ? out.watching(DOOR) : out.asNearMissOf(DOOR))
                    .add(Action.stay(90))
                    .add(roads.drive("xw1", "w1", "g01"));
        });
        return new VehicleRole(
                "tour-coach",
                "g01",
                10,
                registry("line-west", 420),
                dice -> new Routine(
                        roads.line(Curfew.NIGHT, 10, 30, WEST),
                        errand,
                        timing.times(times, errand.seconds(), dice),
                        40));
    }
}
