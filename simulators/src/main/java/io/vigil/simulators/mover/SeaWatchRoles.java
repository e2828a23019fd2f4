package io.vigil.simulators.mover;

import io.vigil.simulators.mover.VesselRole.Disguise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The cast of the sea watch: boats that fish, ships adrift and loitering, one number on two hulls, craft only radar sees, net
 * buoys, and those who do nearly the same lawfully.
 */
final class SeaWatchRoles {
    private static final String FISHING = "fishing-activity";
    private static final String LOITERING = "loitering";
    private static final String DISTRESS = "distress";
    private static final String IDENTITY = "identity-conflict";
    private static final String QUALITY = "track-quality";
    private static final String TRACK = "unidentified-track";
    private static final String SHORE = "shore-approach";

    private static final double[] NORTH_GROUND = {38000, 13000, 47000, 23000};
    private static final double[] TO_NORTH = {18500, 10000, 24000, 9500, 36500, 11000};
    private static final double[] FROM_NORTH = {36500, 11000, 24000, 9500, 18500, 10000};

    private SeaWatchRoles() {}

    /**
     * The cast.
     *
     * @param isAll whether the rule on bad tracks is there too, which sees a clone as well
     */
    static List<VesselRole> cast(boolean isAll) {
        Map<Supplier<VesselRole>, Integer> parts = new LinkedHashMap<>();
        parts.put(SeaWatchRoles::trawler, 6);
        parts.put(SeaWatchRoles::adrift, 4);
        parts.put(SeaWatchRoles::loiterer, 4);
        parts.put(SeaWatchRoles::smuggler, 4);
        parts.put(SeaWatchRoles::buoy, 4);
        parts.put(SeaWatchRoles::slow, 3);
        parts.put(SeaWatchRoles::brieflyAslant, 3);
        parts.put(SeaWatchRoles::waiting, 3);
        parts.put(SeaWatchRoles::atAnchor, 3);
        List<VesselRole> cast = Fleet.inTurn(parts);
        // A clone has the number of the one before it, which lies at its berth.
        for (int pair = 0; pair < 3; pair++) {
            cast.add(atBerthAllDay());
            cast.add(VesselRole.disguised(
                    Disguise.CLONE, "east", voyage -> underAFalseNumber(voyage, isAll), rest -> rest));
        }
        return cast;
    }

    private static VesselRole trawler() {
        return new VesselRole(
                "fishing", "fishing", true, Map.of(), SeaWatchRoles::trawling, SeaWatchRoles::toTheGroundAndBack);
    }

    private static Voyage toTheGroundAndBack(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(8, TO_NORTH).sail(8, FROM_NORTH).sail(7, x, y);
    }

    private static Voyage trawling(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        double minutes = voyage.dice().between(90, 200);
        return voyage.sail(8, TO_NORTH)
                .trawl(minutes, NORTH_GROUND, action -> action.watching(FISHING))
                .sail(8, FROM_NORTH)
                .sail(7, x, y);
    }

    private static VesselRole cargo(UnaryOperator<Voyage> voyage) {
        UnaryOperator<Voyage> ordinary = plain -> outAndBack(plain, out -> out);
        return new VesselRole("cargo", "cargo", false, Map.of(), voyage, ordinary);
    }

    /** Out along the main route and back, with something to do beyond it. */
    private static Voyage outAndBack(Voyage voyage, UnaryOperator<Voyage> there) {
        double x = voyage.x();
        double y = voyage.y();
        return there.apply(voyage.sail(11, 19500, -5400, 34000, -4200, 56000, -9000))
                .sail(11, 52000, -2500, 34000, -4200, 19500, -5400)
                .sail(6, x, y);
    }

    /** The engine stops: for forty minutes she is carried along beside her bow. */
    private static VesselRole adrift() {
        return cargo(voyage -> outAndBack(
                voyage,
                out -> out.sail(
                        2.4,
                        action ->
                                action.with(Effect.fault(0, 2400, Fault.ADRIFT)).watching(DISTRESS),
                        56500,
                        -12000)));
    }

    /** Slow, but she goes where she points. */
    private static VesselRole slow() {
        return cargo(voyage ->
                outAndBack(voyage, out -> out.sail(2.4, action -> action.asNearMissOf(DISTRESS), 56500, -12000)));
    }

    /** Five minutes aslant, as in a turn in the current. */
    private static VesselRole brieflyAslant() {
        return cargo(voyage -> outAndBack(
                voyage,
                out -> out.sail(
                        2.4,
                        action -> action.with(Effect.fault(200, 300, Fault.ADRIFT))
                                .asNearMissOf(DISTRESS),
                        56500,
                        -12000)));
    }

    private static VesselRole loiterer() {
        return cargo(voyage -> farOut(
                voyage,
                there -> there.sail(
                        1,
                        action -> action.watching(LOITERING),
                        80000,
                        -27000,
                        80000,
                        -31000,
                        76500,
                        -31000,
                        76500,
                        -28000)));
    }

    /** Slow for two and a half hours. */
    private static VesselRole waiting() {
        return cargo(voyage ->
                farOut(voyage, there -> there.sail(1, action -> action.asNearMissOf(LOITERING), 77500, -31500)));
    }

    /** Lies at anchor for six hours and says so. */
    private static VesselRole atAnchor() {
        return cargo(voyage -> farOut(voyage, there -> there.stay(6 * 3600, Action.AT_ANCHOR)));
    }

    private static Voyage farOut(Voyage voyage, UnaryOperator<Voyage> there) {
        double x = voyage.x();
        double y = voyage.y();
        return there.apply(voyage.sail(12, 19500, -5400, 34000, -4200, 77000, -27000))
                .sail(12, 34000, -4200, 19500, -5400)
                .sail(6, x, y);
    }

    /** Runs straight to a beach, lands and leaves again. */
    private static VesselRole smuggler() {
        return VesselRole.disguised(Disguise.RADAR, "off-shore", SeaWatchRoles::toTheBeach, SeaWatchRoles::longRest);
    }

    private static Voyage toTheBeach(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(20, action -> action.watching(TRACK, SHORE), 14440, y)
                .stay(1500, Action.UNDER_WAY, action -> action.watching(SHORE))
                .sail(9, action -> action.watching(TRACK, SHORE), x, y);
    }

    private static Action longRest(Action rest) {
        return Action.stay(4 * rest.seconds());
    }

    private static VesselRole buoy() {
        return VesselRole.disguised(Disguise.BUOY, "far-out", SeaWatchRoles::withTheTide, rest -> rest);
    }

    private static Voyage withTheTide(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(0.7, action -> action.asNearMissOf(LOITERING, DISTRESS), x + 2500, y)
                .sail(0.7, action -> action.asNearMissOf(LOITERING, DISTRESS), x, y);
    }

    private static VesselRole atBerthAllDay() {
        return new VesselRole(
                "fishing",
                "fishing",
                true,
                Map.of(),
                SeaWatchRoles::hardlyOut,
                SeaWatchRoles::hardlyOut,
                rest -> Action.stay(30 * 3600));
    }

    /** Shifts its berth and stays. */
    private static Voyage hardlyOut(Voyage voyage) {
        return voyage.sail(3, voyage.x() + 300, voyage.y()).sail(3, voyage.x(), voyage.y() + 300);
    }

    private static Voyage underAFalseNumber(Voyage voyage, boolean isAll) {
        double x = voyage.x();
        double y = voyage.y();
        UnaryOperator<Action> mark = action -> isAll ? action.watching(IDENTITY, QUALITY) : action.watching(IDENTITY);
        return voyage.sail(10, mark, x + 9000, y, x + 9000, y + 6000, x, y + 6000)
                .sail(10, mark, x, y);
    }
}
