package io.vigil.simulators.mover;

import io.vigil.simulators.world.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heavy trucks that stand where they must not, and those that come down the hill. */
final class HaulRoles {
    private static final String STOP = RoadOffences.STOP;
    private static final String DESCENT = RoadOffences.DESCENT;
    private static final String[] DOWN = {"ht", "cp1", "cp2", "hf", "hb"};

    private final Roads roads;
    private final Timing timing;

    HaulRoles(Roads roads, Timing timing) {
        this.roads = roads;
        this.timing = timing;
    }

    private VehicleRole role(String home, Errand particular, int times) {
        return new VehicleRole(
                "heavy-truck",
                home,
                10,
                Map.of(),
                dice -> new Routine(Errand.REST, particular, timing.times(times, particular.seconds(), dice), 30));
    }

    private VehicleRole standing(boolean offence, long seconds, double fromMeters, String... names) {
        Errand errand = new Errand(roads.bothWays(names) + seconds + 300, Curfew.NONE, agenda -> {
            Action out = roads.drive(names).with(Effect.halt(fromMeters, seconds));
            agenda.add(offence ? out.watching(STOP) : out.asNearMissOf(STOP))
                    .add(Action.stay(400))
                    .add(roads.drive(Roads.reversed(names)));
        });
        return role(names[0], errand, 2);
    }

    /** On the hard shoulder of the motorway. */
    VehicleRole standingOnTheMotorway(boolean offence) {
        return standing(offence, offence ? 420 : 100, 3500, "xw1", "xw2", "xw3");
    }

    /** Long enough for the highest tier. */
    VehicleRole standingOnTheMotorwayForLong() {
        return standing(true, 900, 4500, "xn1", "xn2", "xn3");
    }

    VehicleRole standingOnTheRamp(boolean offence) {
        return standing(offence, offence ? 300 : 60, 1000, "xw1", "spw1", "spw2");
    }

    /** On an ordinary road, where half an hour is allowed. */
    VehicleRole standingOnTheRoad(boolean offence) {
        return standing(offence, offence ? 2700 : 1200, 2500, "s2", "south");
    }

    /** As long as it likes in a rest area of the motorway. */
    VehicleRole restingInTheRestArea() {
        Errand errand = new Errand(7200, Curfew.NONE, agenda -> agenda.add(roads.drive("w1", "xw1"))
                .add(Action.stay(3000).asNearMissOf(STOP))
                .add(roads.drive("xw1", "w1")));
        return role("w1", errand, 2);
    }

    private VehicleRole downhill(boolean offence, boolean cools, Effect effect) {
        Errand errand = new Errand(9000, Curfew.NONE, agenda -> {
            for (int i = 1; i < DOWN.length; i++) {
                Action leg = roads.drive(DOWN[i - 1], DOWN[i]).with(i == 2 ? effect : Effect.NONE);
                boolean rolls = !cools && i <= 2;
                agenda.add(mark(offence, rolls ? leg.rolling(10) : leg));
                if (cools && i <= 2) {
                    agenda.add(mark(offence, Action.stay(260)));
                }
            }
            agenda.add(Action.stay(900)).add(roads.drive(Roads.reversed(DOWN)));
        });
        return role("ht", errand, 2);
    }

    private static Action mark(boolean offence, Action action) {
        return offence ? action.watching(DESCENT, "overspeed") : action.asNearMissOf(DESCENT);
    }

    /** Cools its brakes, but is too fast between the cooling points. */
    VehicleRole tooFastDownhill() {
        return downhill(true, true, Effect.pace(1200, 150, 1.3));
    }

    /** Within the limit, without a stop at either cooling point. */
    VehicleRole uncooledDownhill() {
        return downhill(true, false, Effect.NONE);
    }

    VehicleRole tooFastAndUncooledDownhill() {
        return downhill(true, false, Effect.pace(1200, 150, 1.3));
    }

    VehicleRole lawfullyDownhill() {
        return downhill(false, true, Effect.NONE);
    }

    /** Within the tolerance of a tenth. */
    VehicleRole nearlyTooFastDownhill() {
        return downhill(false, true, Effect.pace(1200, 150, 1.05));
    }

    /** Seen by cameras alone, under the plate of a truck that is elsewhere: along the northern motorway. */
    Errand alongTheCameras(String... names) {
        Path out = roads.network().path(names);
        Path back = roads.network().path(Roads.reversed(names));
        return new Errand(roads.bothWays(names) + 600, Curfew.NONE, agenda -> agenda.add(Action.travel(out))
                .add(Action.stay(200))
                .add(Action.travel(back)));
    }

    private Extras.Ghost ghost(
            @Nullable String plate, @Nullable String looks, boolean offence, int times, String... names) {
        Errand errand = alongTheCameras(names);
        return new Extras.Ghost(
                plate,
                looks,
                names[0],
                offence,
                dice -> new Routine(Errand.REST, errand, timing.times(times, errand.seconds(), dice), 30));
    }

    private VehicleRole hauling(Extras extras) {
        TruckRoles trucks = new TruckRoles(roads, timing);
        VehicleRole plain = trucks.ordinary("heavy-truck", "e1", 12);
        return plain.with(extras);
    }

    /** Stays around the harbour while another truck with its plate drives into the north. */
    VehicleRole withACopyElsewhere() {
        Errand harbour = new Errand(2400, Curfew.NONE, agenda -> agenda.add(roads.drive("e0", "port1", "port"))
                .add(Action.stay(1200))
                .add(roads.drive("port", "port1", "e0")));
        return new VehicleRole(
                "heavy-truck",
                "e0",
                12,
                Map.of(),
                dice -> Routine.ordinary(harbour, 30),
                Extras.NONE.copiedBy(ghost(null, null, true, 2, "xn1", "xn2", "xn3")));
    }

    /** Its plate is on a car. */
    VehicleRole withACopyOfOtherLooks() {
        return hauling(Extras.NONE.copiedBy(ghost(null, "car", true, 2, "w1", "xw1", "xw2", "xw3", "xw4")));
    }

    /** Nothing to do with the truck itself: a plate of a form that is never issued is about. */
    VehicleRole besideAFalsePlate(String plate) {
        return hauling(Extras.NONE.copiedBy(ghost(plate, "truck", true, 2, "xn1", "xn2", "xn3")));
    }

    /** One camera takes a car for it, once: a single finding. */
    VehicleRole takenForAnotherOnce() {
        Errand once = new Errand(1200, Curfew.NONE, agenda -> agenda.add(roads.drive("hb", "nw2")));
        long[] when = {timing.startMillis() + (timing.endMillis() - timing.startMillis()) / 5 * 2};
        return hauling(Extras.NONE.copiedBy(
                new Extras.Ghost(null, "car", "hb", false, dice -> new Routine(Errand.REST, once, when, 30))));
    }
}
