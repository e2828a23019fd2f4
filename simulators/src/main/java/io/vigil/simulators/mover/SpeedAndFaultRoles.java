package io.vigil.simulators.mover;

import io.vigil.simulators.world.Path;
import io.vigil.simulators.world.RoadNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vehicles that drive too fast or nearly so, and vehicles whose terminals are broken. */
final class SpeedAndFaultRoles {
    private static final String SPEED = "overspeed";
    private static final String QUALITY = "track-quality";
    private static final double TOO_FAST = 1.25;
    private static final double NEARLY_TOO_FAST = 1.05;

    private final Roads roads;
    private final Timing timing;

    SpeedAndFaultRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    private static String[] stretch(boolean west) {
        return west ? new String[] {"xw1", "xw2", "xw3", "xw4"} : new String[] {"xn1", "xn2", "xn3"};
    }

    private static Map<String, Object> registry(String vehicleClass, boolean west) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (LegalSpeed.isCoach(vehicleClass)) {
            fields.put("routes", List.of(west ? "line-west" : "line-north"));
            fields.put("oneWayKm", 420.0);
        }
        return fields;
    }

    private VehicleRole role(String vehicleClass, boolean west, int intervalSeconds, Errand particular, int times) {
        String[] line = stretch(west);
        Curfew curfew = LegalSpeed.isCoach(vehicleClass)
                ? Curfew.NIGHT
                : vehicleClass.equals("hazmat") ? Curfew.HAZMAT : Curfew.NONE;
        Errand guarded = new Errand(particular.seconds(), curfew, particular.script());
        return new VehicleRole(
                vehicleClass,
                line[0],
                intervalSeconds,
                registry(vehicleClass, west),
                dice -> new Routine(
                        roads.line(curfew, 5, 20, line), guarded, timing.times(times, guarded.seconds(), dice), 40));
    }

    private VehicleRole pacing(String vehicleClass, boolean west, boolean offence, Effect effect, int times) {
        String[] line = stretch(west);
        Errand errand = new Errand(1900, Curfew.NONE, agenda -> {
            Action out = roads.drive(line).with(effect);
            agenda.add(offence ? out.watching(SPEED) : out.asNearMissOf(SPEED))
                    .add(Action.stay(60))
                    .add(roads.drive(Roads.reversed(line)));
        });
        return role(vehicleClass, west, 10, errand, times);
    }

    VehicleRole tooFast(String vehicleClass, boolean west) {
        return tooFast(vehicleClass, west, 2);
    }

    VehicleRole tooFast(String vehicleClass, boolean west, int times) {
        return pacing(vehicleClass, west, true, Effect.pace(1500, 230, TOO_FAST), times);
    }

    /** Five per cent above the limit, within the tolerance. */
    VehicleRole nearlyTooFast(String vehicleClass, boolean west) {
        return pacing(vehicleClass, west, false, Effect.pace(1500, 300, NEARLY_TOO_FAST), 3);
    }

    /** Overtakes: above the tolerance for six seconds. */
    VehicleRole overtaking(boolean west) {
        return pacing("taxi", west, false, Effect.pace(4000, 10, 1.2), 4);
    }

    /** A bus on its way to the depot, at 75 where 60 is allowed. */
    VehicleRole busTooFast() {
        String[] street = {"g02", "g12", "g22", "g32", "g42"};
        Errand errand = new Errand(2000, Curfew.NONE, agenda -> agenda.add(roads.drive(street)
                        .with(Effect.pace(600, 220, TOO_FAST))
                        .watching(SPEED))
                .add(Action.stay(120))
                .add(roads.drive(Roads.reversed(street))));
        return new VehicleRole(
                "bus",
                "g02",
                10,
                Map.of(),
                dice -> new Routine(busLoop("g02"), errand, timing.times(3, errand.seconds(), dice), 10));
    }

    Errand busLoop(String home) {
        String column = home.substring(0, 2);
        String next = column.equals("g4") ? "g3" : "g" + (column.charAt(1) - '0' + 1);
        String row = home.substring(2);
        String otherRow =
                switch (row) {
                    case "0" -> "1";
                    case "2" -> "3";
                    default -> "2";
                };
        return roads.busLoop(Curfew.BUS, home, next + row, next + otherRow, column + otherRow, home);
    }

    /** Out and back while the terminal repeats the place they left from. */
    VehicleRole frozen(String vehicleClass, boolean west) {
        String[] there = west
                ? new String[] {"xw1", "xw2", "xw3", "xw2", "xw1"}
                : new String[] {"xn1", "xn2", "xn3", "xn2", "xn1"};
        Errand errand = new Errand(
                2700,
                Curfew.NONE,
                agenda -> agenda.add(
                        roads.drive(there).with(Effect.fault(Fault.FROZEN)).watching(QUALITY)));
        return role(vehicleClass, west, 10, errand, 2);
    }

    /** The same for five minutes: half the time the rule allows. */
    VehicleRole brieflyFrozen(boolean west) {
        RoadNetwork.Node from = roads.network().get(stretch(west)[0]);
        RoadNetwork.Node to = roads.network().get(stretch(west)[1]);
        double share = 3500 / Math.hypot(to.x() - from.x(), to.y() - from.y());
        Path outAndBack = Path.from(from.x(), from.y())
                .road(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()), 110, 100)
                .road(from.x(), from.y(), 110, 100)
                .buildRoad();
        Errand errand = new Errand(
                900,
                Curfew.NONE,
                agenda -> agenda.add(Action.travel(outAndBack)
                        .with(Effect.fault(Fault.FROZEN))
                        .asNearMissOf(QUALITY)));
        return role("taxi", west, 10, errand, 3);
    }

    VehicleRole jumping(String vehicleClass, boolean west) {
        return faulty(vehicleClass, west, 10, Effect.fault(3000, 240, Fault.JUMPING));
    }

    VehicleRole withTheClockAhead(String vehicleClass, boolean west) {
        return faulty(vehicleClass, west, 20, Effect.fault(2000, 300, Fault.CLOCK_AHEAD));
    }

    VehicleRole atNullIsland(String vehicleClass, boolean west) {
        return faulty(vehicleClass, west, 10, Effect.fault(3000, 60, Fault.ZERO_FIX));
    }

    private VehicleRole faulty(String vehicleClass, boolean west, int intervalSeconds, Effect effect) {
        String[] line = stretch(west);
        Errand errand = new Errand(2400, Curfew.NONE, agenda -> agenda.add(
                        roads.drive(line).with(effect).watching(QUALITY))
                .add(Action.stay(120))
                .add(roads.drive(Roads.reversed(line))));
        return role(vehicleClass, west, intervalSeconds, errand, 2);
    }
}
