package io.vigil.simulators.mover;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Heavy trucks and hazmat trucks: in forbidden zones with and without permits, just outside, only for a moment. */
final class TruckRoles {
    private static final String RULE = "truck-forbidden-zone";
    private static final Predicate<String> TRUCK_ROADS = group -> group.equals("ring") || group.equals("open");
    private static final List<String> CUSTOMERS = List.of("port", "south", "xw4", "xn3", "xw2", "xn1", "e1", "w2");

    /** None of them lies on a motorway, which is closed to them by night. */
    private static final List<String> HAZMAT_CUSTOMERS = List.of("port", "south", "e1", "w2", "s2", "n2");

    private final Roads roads;
    private final Timing timing;

    TruckRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    Errand haul(String vehicleClass, String home) {
        List<String> all = vehicleClass.equals("hazmat") ? HAZMAT_CUSTOMERS : CUSTOMERS;
        List<String> places = all.stream().filter(place -> !place.equals(home)).toList();
        return roads.tour(home, places, "truck", TRUCK_ROADS, 40);
    }

    VehicleRole ordinary(String vehicleClass, String home, int intervalSeconds) {
        return new VehicleRole(
                vehicleClass, home, intervalSeconds, Map.of(), dice -> Routine.ordinary(haul(vehicleClass, home), 30));
    }

    private VehicleRole with(
            String vehicleClass, String home, Map<String, Object> registry, Errand particular, int times) {
        return new VehicleRole(
                vehicleClass,
                home,
                10,
                registry,
                dice -> new Routine(
                        haul(vehicleClass, home), particular, timing.times(times, particular.seconds(), dice), 30));
    }

    /** Into the old town, unloads there, and out again: an offence without a permit. */
    VehicleRole intoTheCore() {
        return with("heavy-truck", "w2", Map.of(), core(true, "w2", "g02", "g12", "g22"), 2);
    }

    VehicleRole withAnExpiredPermit() {
        Map<String, Object> permit = permit("forbidden-core", "2026-01-01T00:00:00+08:00", "2026-08-31T00:00:00+08:00");
        return with("heavy-truck", "e2", permit, core(true, "e2", "g42", "g32", "g22"), 2);
    }

    VehicleRole withAPermit() {
        Map<String, Object> permit = permit("forbidden-core", "2026-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00");
        return with("heavy-truck", "w2", permit, core(false, "w2", "g02", "g12", "g22"), 3);
    }

    private Errand core(boolean offence, String... names) {
        return new Errand(
                roads.bothWays(names) + 300, Curfew.NONE, agenda -> agenda.add(mark(offence, roads.drive(names)))
                        .add(mark(offence, Action.stay(agenda.dice().whole(240, 300))))
                        .add(mark(offence, roads.drive(Roads.reversed(names)))));
    }

    VehicleRole atTheHospital() {
        return with("hazmat", "e1", Map.of(), core(true, "e1", "g41", "clinic"), 2);
    }

    private static Action mark(boolean offence, Action action) {
        return offence ? action.watching(RULE) : action.asNearMissOf(RULE);
    }

    private static Map<String, Object> permit(String zone, String from, String to) {
        return Map.of("permits", List.of(Map.of("zone", zone, "from", from, "to", to)));
    }

    /** On the southern ring road within its hours. */
    VehicleRole onTheRingInItsHours() {
        Errand errand = ring(true, Curfew.NONE);
        return new VehicleRole("heavy-truck", "sw2", 10, Map.of(), dice -> {
            long[] morning = timing.daily(DayClock.at(7, 0) + dice.whole(300, 3600));
            long[] evening = timing.daily(DayClock.at(17, 0) + dice.whole(300, 3600));
            long[] times = new long[morning.length + evening.length];
            System.arraycopy(morning, 0, times, 0, morning.length);
            System.arraycopy(evening, 0, times, morning.length, evening.length);
            java.util.Arrays.sort(times);
            return new Routine(Errand.REST, errand, times, 10);
        });
    }

    VehicleRole onTheRingOutsideItsHours() {
        return new VehicleRole(
                "heavy-truck", "sw2", 10, Map.of(), dice -> Routine.ordinary(ring(false, Curfew.RING_SOUTH), 90));
    }

    private Errand ring(boolean offence, Curfew curfew) {
        return new Errand(1800, curfew, agenda -> agenda.add(mark(offence, roads.drive("sw2", "s0", "s1")))
                .add(mark(offence, Action.stay(agenda.dice().whole(240, 300))))
                .add(mark(offence, roads.drive("s1", "s2")))
                .add(mark(offence, Action.stay(60)))
                .add(mark(offence, roads.drive("s2", "s1", "s0", "sw2"))));
    }

    /**
     * Switches its terminal off for two minutes while it passes the fuel depot: only the segment between the fixes before and
     * after, a minute and a half of which lies inside, shows that it was there.
     */
    VehicleRole unpluggedInTheZone() {
        Effect unplugged = Effect.fault(1200, 130, Fault.SILENT);
        Errand errand = new Errand(1200, Curfew.NONE, agenda -> agenda.add(
                        roads.drive("air", "air1").with(unplugged).watching(RULE))
                .add(Action.stay(400))
                .add(roads.drive("air1", "air").with(unplugged).watching(RULE)));
        return new VehicleRole(
                "heavy-truck",
                "air",
                10,
                Map.of(),
                dice -> new Routine(Errand.REST, errand, timing.times(3, errand.seconds(), dice), 20));
    }

    /** Half a minute inside, twice: less than the hold time. */
    VehicleRole clippingTheCore() {
        return with("heavy-truck", "w3", Map.of(), clip("w3", "g03", "g13", "g23", "g33", "g43", "e3"), 3);
    }

    VehicleRole clippingTheAirportGate() {
        return with("hazmat", "w3", Map.of(), clip("w3", "air1"), 3);
    }

    /** All along the old town, 150 m outside. */
    VehicleRole passingNearTheCore() {
        Errand errand = new Errand(
                2400,
                Curfew.NONE,
                agenda -> agenda.add(roads.drive("w2", "g02", "g12", "g11", "g01", "w1", "w2")
                        .asNearMissOf(RULE)));
        return with("heavy-truck", "w2", Map.of(), errand, 3);
    }

    private Errand clip(String... names) {
        return new Errand(roads.bothWays(names) + 300, Curfew.NONE, agenda -> agenda.add(
                        roads.drive(names).asNearMissOf(RULE))
                .add(Action.stay(300))
                .add(roads.drive(Roads.reversed(names)).asNearMissOf(RULE)));
    }
}
