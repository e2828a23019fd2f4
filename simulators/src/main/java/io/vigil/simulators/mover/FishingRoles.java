package io.vigil.simulators.mover;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Fishing boats: in closed areas and just outside, silent at sea and silent in harbour, with a broken transponder. */
final class FishingRoles {
    private static final String ENTRY = "closed-area-entry";
    private static final String FISHING = "closed-area-fishing";
    private static final String DARK = "fishing-boat-dark";
    private static final String QUALITY = "track-quality";
    private static final double KNOTS = 8;
    private static final double[] NORTH_GROUND = {38000, 13000, 47000, 23000};
    private static final double[] EAST_GROUND = {51000, -20000, 63000, -10000};
    private static final double[] CLOSED_GROUND = {33000, -17000, 39000, -12500};
    private static final double[] REEF = {27500, 14500, 32000, 18000};
    private static final double[] ALONG_THE_EDGE = {31000, -9600, 41000, -9050};
    private static final double[] TO_NORTH = {18500, 10000, 24000, 9500, 36500, 11000};
    private static final double[] TO_EAST = {18500, 10000, 22000, 7000, 44500, -7500};
    private static final double[] TO_SOUTH = {18500, 10000, 22000, 7000, 33500, -8500};
    private static final double[] TO_REEF = {18500, 10000, 22500, 14500};

    private FishingRoles() {}

    static VesselRole ordinary(boolean north) {
        UnaryOperator<Voyage> voyage = north ? FishingRoles::northGround : FishingRoles::eastGround;
        return new VesselRole("fishing", "fishing", true, Map.of(), voyage, voyage);
    }

    private static VesselRole boat(UnaryOperator<Voyage> particular) {
        return new VesselRole("fishing", "fishing", true, Map.of(), particular, FishingRoles::northGround);
    }

    private static Voyage northGround(Voyage voyage) {
        double minutes = voyage.dice().between(90, 220);
        return round(voyage, TO_NORTH, out -> out.trawl(minutes, NORTH_GROUND, action -> action));
    }

    private static Voyage eastGround(Voyage voyage) {
        double minutes = voyage.dice().between(90, 200);
        return round(voyage, TO_EAST, out -> out.trawl(minutes, EAST_GROUND, action -> action));
    }

    /** Out along some vertices, there, back along the same vertices, to the berth. */
    private static Voyage round(Voyage voyage, double[] vertices, UnaryOperator<Voyage> there) {
        return round(voyage, vertices, there, vertices);
    }

    private static Voyage round(Voyage voyage, double[] out, UnaryOperator<Voyage> there, double[] back) {
        double x = voyage.x();
        double y = voyage.y();
        double[] home = new double[back.length];
        for (int i = 0; i < back.length; i += 2) {
            home[i] = back[back.length - 2 - i];
            home[i + 1] = back[back.length - 1 - i];
        }
        return there.apply(voyage.sail(KNOTS, out)).sail(KNOTS, home).sail(5, x, y);
    }

    /** Trawls for an hour in the area in closed season. */
    static VesselRole inClosedSeason() {
        return boat(voyage ->
                round(voyage, TO_SOUTH, out -> out.trawl(60, CLOSED_GROUND, action -> action.watching(FISHING))));
    }

    /** Crosses the reef without stopping: no fishing, but nobody may enter. */
    static VesselRole acrossTheReef() {
        return boat(voyage -> round(
                voyage, TO_REEF, out -> out.sail(KNOTS, action -> action.watching(ENTRY), 35000, 16500), TO_NORTH));
    }

    /** Trawls on the reef, which is closed to all but in no closed season: entry, whatever it does there. */
    static VesselRole fishingOnTheReef() {
        UnaryOperator<Action> inside = action -> action.watching(ENTRY).asNearMissOf(FISHING);
        return boat(voyage -> round(
                voyage, TO_REEF, out -> out.trawl(50, REEF, inside, inside).sail(KNOTS, inside, 22500, 14500)));
    }

    /** Switches its transponder off for more than three hours while it trawls. */
    static VesselRole dark() {
        return silent(11_600, true);
    }

    /** Is not heard for eighty minutes. */
    static VesselRole poorlyHeard() {
        return silent(4_800, false);
    }

    private static VesselRole silent(long seconds, boolean offence) {
        Effect silence = Effect.fault(400, seconds, Fault.SILENT);
        UnaryOperator<Action> mark = action -> offence
                ? action.with(silence).watching(DARK)
                : action.with(silence).asNearMissOf(DARK);
        return boat(voyage -> round(voyage, TO_NORTH, out -> out.trawl(seconds / 60.0 + 60, NORTH_GROUND, mark)));
    }

    /** Switches everything off in harbour for seven hours, as many do. */
    static VesselRole silentInHarbour() {
        return new VesselRole(
                "fishing",
                "fishing",
                true,
                Map.of(),
                FishingRoles::shortTrip,
                FishingRoles::shortTrip,
                action -> Action.stay(7 * 3600).with(Effect.fault(Fault.SILENT)).asNearMissOf(DARK));
    }

    private static Voyage shortTrip(Voyage voyage) {
        return round(voyage, new double[] {18500, 10000, 24000, 9500}, out -> out.sail(3, 27000, 9700, 27000, 9300));
    }

    /** Cuts a corner of the reef area: four minutes inside. */
    static VesselRole clippingTheReef() {
        return boat(voyage -> round(
                voyage,
                TO_REEF,
                out -> out.sail(KNOTS, action -> action.asNearMissOf(ENTRY), 25000, 14700, 27700, 12000),
                new double[] {18500, 10000, 24000, 9500}));
    }

    /** Passes the reef area 450 m outside. */
    static VesselRole pastTheReef() {
        return boat(voyage -> round(
                voyage,
                new double[] {18500, 10000, 24000, 12550},
                out -> out.sail(KNOTS, action -> action.asNearMissOf(ENTRY), 35000, 12550),
                TO_NORTH));
    }

    /** Crosses the closed season area at 8.5 knots, too fast to fish. */
    static VesselRole throughClosedSeason() {
        return crossing(action -> action.asNearMissOf(FISHING));
    }

    /** The same with ten minutes at 3 knots, as when something is in the screw. */
    static VesselRole slowingInClosedSeason() {
        return crossing(action -> action.with(Effect.speed(5000, 600, 1.5)).asNearMissOf(FISHING));
    }

    private static VesselRole crossing(UnaryOperator<Action> mark) {
        return boat(voyage -> round(
                voyage,
                new double[] {18500, 10000, 22000, 7000, 27500, -8000, 28500, -13500},
                out -> out.sail(8.5, mark, 43500, -15000),
                TO_EAST));
    }

    /** Trawls along the border of the closed season area, 400 m outside. */
    static VesselRole alongTheEdge() {
        return boat(voyage ->
                round(voyage, TO_SOUTH, out -> out.trawl(80, ALONG_THE_EDGE, action -> action.asNearMissOf(FISHING))));
    }

    /** Sails a half-hour loop while its transponder repeats one position at 9 knots. */
    static VesselRole frozen() {
        return boat(voyage -> round(
                voyage,
                TO_NORTH,
                out -> out.sail(
                        9,
                        action -> action.with(Effect.fault(Fault.FROZEN)).watching(QUALITY),
                        40000,
                        11000,
                        40000,
                        11500,
                        36500,
                        11500,
                        36500,
                        11000)));
    }

    /** Leaps about: a bad track, and a false position where somebody asks for that. */
    static VesselRole jumping(boolean isAll) {
        String[] rules = isAll ? new String[] {QUALITY, "identity-conflict"} : new String[] {QUALITY};
        return boat(voyage -> round(
                voyage,
                TO_NORTH,
                out -> out.trawl(90, NORTH_GROUND, action -> action.with(Effect.fault(500, 900, Fault.JUMPING))
                        .watching(rules))));
    }
}
