package io.vigil.simulators.mover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drivers who drive too long, alone or in two vehicles, and one who must not drive at all; coaches that are not heard of. */
final class DriverRoles {
    private static final String RULE = "driving-time";
    private static final String[] WEST = {"xw1", "xw2", "xw3", "xw4"};
    private static final String[] RING = {
        "e1", "e2", "e3", "ne1", "ne2", "n4", "n3", "n2", "n1", "n0", "nw2", "nw1", "w3"
    };
    private static final int SHORT_STOP = 300;
    private static final int REST = 1500;

    private final Roads roads;
    private final Timing timing;

    DriverRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    /** A driver of their own, who is not one of any crew: 20 digits. */
    private static String licence(int number) {
        return "1201161999" + String.format("%08d", number) + "20";
    }

    private static Map<String, Object> registry() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("routes", List.of("line-west"));
        fields.put("oneWayKm", 420.0);
        return fields;
    }

    /** So many ways out and back on the motorway, with a stop of some length at each end. */
    private Errand shift(String licence, int legs, int stopSeconds, boolean offence, String... names) {
        long seconds = legs * (roads.network().path(names).estimateSeconds(0.55) + stopSeconds);
        return new Errand(seconds, Curfew.NONE, agenda -> {
            for (int i = 0; i < legs; i++) {
                Action leg = i % 2 == 0 ? roads.drive(names) : roads.drive(Roads.reversed(names));
                Action driven = leg.drivenBy(licence);
                agenda.add(offence ? driven : driven.asNearMissOf(RULE));
                agenda.add(Action.stay(stopSeconds).drivenBy(licence));
            }
        });
    }

    private VehicleRole coach(Errand shift, int leavesAtSecond) {
        return new VehicleRole(
                "tour-coach",
                "xw1",
                15,
                registry(),
                dice -> new Routine(Errand.REST, shift, timing.daily(leavesAtSecond), 20));
    }

    /** Twenty-six legs of twelve minutes with stops of five: about five hours without a rest. */
    VehicleRole withoutARest(int number, int leavesAtSecond) {
        return coach(shift(licence(number), 26, SHORT_STOP, true, WEST), leavesAtSecond);
    }

    /** Ten legs, a rest of 25 minutes, ten legs: never too long. */
    VehicleRole restingInTime(int number, int leavesAtSecond) {
        Errand half = shift(licence(number), 10, SHORT_STOP, false, WEST);
        Errand whole = new Errand(2 * half.seconds() + REST, Curfew.NONE, agenda -> {
            half.script().accept(agenda);
            agenda.add(Action.stay(REST).drivenBy(licence(number)));
            half.script().accept(agenda);
        });
        return coach(whole, leavesAtSecond);
    }

    /** A truck with dangerous goods round the ring road by night: more than two hours of it. */
    VehicleRole atNight(int number, int leavesAtSecond) {
        Errand shift = shift(licence(number), 8, SHORT_STOP, true, RING);
        return new VehicleRole(
                "hazmat",
                "e1",
                15,
                Map.of(),
                dice -> new Routine(Errand.REST, shift, timing.daily(leavesAtSecond), 20));
    }

    /** Rests after six legs each time, but drives for more than nine hours of the day. */
    VehicleRole allDay(int number, int leavesAtSecond) {
        Errand part = shift(licence(number), 6, SHORT_STOP, true, WEST);
        Errand day = new Errand(8 * (part.seconds() + REST), Curfew.NONE, agenda -> {
            for (int i = 0; i < 8; i++) {
                part.script().accept(agenda);
                agenda.add(Action.stay(REST).drivenBy(licence(number)));
            }
        });
        return coach(day, leavesAtSecond);
    }

    /** Nobody knows who drives it: its own time counts. */
    VehicleRole withoutCards(int leavesAtSecond) {
        Errand shift = new Errand(20_000, Curfew.NONE, agenda -> {
            for (int i = 0; i < 24; i++) {
                agenda.add(i % 2 == 0 ? roads.drive(WEST) : roads.drive(Roads.reversed(WEST)))
                        .add(Action.stay(SHORT_STOP));
            }
        });
        return coach(shift, leavesAtSecond).with(Extras.NONE.withoutCards());
    }

    /** The first or second vehicle of a driver who goes on in another one without a rest. */
    VehicleRole inTwoVehicles(int number, boolean second) {
        Errand shift = shift(licence(number), 12, SHORT_STOP, true, WEST);
        return coach(shift, second ? DayClock.at(11, 34) : DayClock.at(8, 0));
    }

    /** Driven by somebody whose licence was revoked, for one errand a day. */
    VehicleRole withoutALicence(int number) {
        Map<String, Object> record = Map.of("driver", licence(number), "status", List.of("revoked"));
        Errand run = new Errand(3600, Curfew.NONE, agenda -> agenda.add(
                        roads.drive(WEST).drivenBy(licence(number)).watching(RoadOffences.STATUS))
                .add(Action.stay(SHORT_STOP).drivenBy(licence(number)))
                .add(roads.drive(Roads.reversed(WEST)).drivenBy(licence(number)).watching(RoadOffences.STATUS)));
        VehicleRole role = coach(run, DayClock.at(15, 10));
        return role.with(Extras.NONE.withRecord(record));
    }

    /** Its terminal is off for three quarters of an hour of the way. */
    VehicleRole unheardOf(boolean offence) {
        Effect off = Effect.fault(3000, offence ? 2700 : 1200, Fault.SILENT);
        String[] there = {"xw1", "xw2", "xw3", "xw4", "xw3", "xw2", "xw1", "xw2", "xw3", "xw4", "xw3", "xw2", "xw1"};
        Errand errand = new Errand(6000, Curfew.NIGHT, agenda -> {
            Action round = roads.drive(there).with(off);
            agenda.add(offence ? round.watching(RoadOffences.OFFLINE) : round.asNearMissOf(RoadOffences.OFFLINE));
        });
        return new VehicleRole(
                "tour-coach",
                "xw1",
                15,
                registry(),
                dice -> new Routine(Errand.REST, errand, timing.times(1, errand.seconds(), dice), 30));
    }
}
