package io.vigil.simulators.mover;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Cargo ships, ferries, the fishery patrol and a survey ship. */
final class MerchantRoles {
    private static final String ROUTE = "vessel-off-route";
    private static final String ENTRY = "closed-area-entry";
    private static final double CARGO_KNOTS = 12;
    private static final double FERRY_KNOTS = 14;

    private MerchantRoles() {}

    static VesselRole cargo(boolean main) {
        UnaryOperator<Voyage> voyage = main ? MerchantRoles::mainRoute : MerchantRoles::northRoute;
        return new VesselRole("cargo", "cargo", false, route(main ? "sea-main" : "sea-north"), voyage, voyage);
    }

    static VesselRole ferry() {
        return new VesselRole(
                "passenger", "ferry", false, route("sea-island"), MerchantRoles::island, MerchantRoles::island);
    }

    private static Map<String, Object> route(String id) {
        return Map.of("routes", List.of(id));
    }

    private static Voyage mainRoute(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return toSeaAndBack(voyage.sail(CARGO_KNOTS, 19500, -5400, 34000, -4200), x, y);
    }

    private static Voyage northRoute(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(CARGO_KNOTS, 19500, -5400, 20500, -2000, 21500, 12000, 21500, 31500)
                .stay(3600, Action.AT_ANCHOR)
                .sail(CARGO_KNOTS, 21500, 12000, 20500, -2000, 19500, -5400)
                .sail(6, x, y);
    }

    private static Voyage island(Voyage voyage) {
        double x = voyage.x();
        double y = voyage.y();
        return voyage.sail(FERRY_KNOTS, 19500, -4200, 30000, 0, 41500, 3800, 44000, 5000)
                .sail(8, 46500, 6000)
                .stay(1800, Action.MOORED)
                .sail(8, 44000, 5000)
                .sail(FERRY_KNOTS, 41500, 3800, 30000, 0, 19500, -4200)
                .sail(6, x, y);
    }

    /** What follows after 34000, -4200 on the main route. */
    private static Voyage toSeaAndBack(Voyage voyage, double berthX, double berthY) {
        return voyage.sail(CARGO_KNOTS, 52000, -2500, 71500, -1600)
                .stay(3600, Action.AT_ANCHOR)
                .sail(CARGO_KNOTS, 52000, -2500, 34000, -4200, 19500, -5400)
                .sail(6, berthX, berthY);
    }

    /** Leaves the main route by up to six kilometres for most of an hour. */
    static VesselRole offItsRoute() {
        return deviating(action -> action.watching(ROUTE), 40000, 3000, 46000, 3200, 52000, -2500);
    }

    /** Keeps 700 m beside the main route. */
    static VesselRole besideItsRoute() {
        return deviating(action -> action.asNearMissOf(ROUTE), 36000, -3311, 50000, -1989, 52000, -2500);
    }

    private static VesselRole deviating(UnaryOperator<Action> mark, double... vertices) {
        UnaryOperator<Voyage> particular = voyage -> {
            double x = voyage.x();
            double y = voyage.y();
            Voyage out = voyage.sail(CARGO_KNOTS, 19500, -5400, 34000, -4200).sail(CARGO_KNOTS, mark, vertices);
            return toSeaAndBack(out, x, y);
        };
        return new VesselRole("cargo", "cargo", false, route("sea-main"), particular, MerchantRoles::mainRoute);
    }

    /** A coaster without an approved route crosses the reef. */
    static VesselRole coasterAcrossTheReef() {
        UnaryOperator<Voyage> particular =
                voyage -> reef(voyage, out -> out.sail(10, action -> action.watching(ENTRY), 35000, 16500));
        return new VesselRole("cargo", "cargo", false, Map.of(), particular, MerchantRoles::northRoute);
    }

    /** The fishery patrol may be on the reef. */
    static VesselRole patrol() {
        UnaryOperator<Voyage> round = voyage -> reef(
                voyage,
                out -> out.sail(
                        12,
                        action -> action.asNearMissOf(ENTRY),
                        28000,
                        15000,
                        32000,
                        15000,
                        32000,
                        17500,
                        28000,
                        17500,
                        28000,
                        15000,
                        35000,
                        16500));
        return new VesselRole("enforcement", "cargo", false, Map.of(), round, round);
    }

    /** A survey ship has a permit for the reef. */
    static VesselRole survey() {
        Map<String, Object> permit = Map.of(
                "permits",
                List.of(Map.of(
                        "zone", "protected-reef",
                        "from", "2026-06-01T00:00:00+08:00",
                        "to", "2027-06-01T00:00:00+08:00")));
        UnaryOperator<Voyage> round = voyage -> reef(
                voyage,
                out -> out.sail(
                        7,
                        action -> action.asNearMissOf(ENTRY),
                        28000,
                        15000,
                        32000,
                        15000,
                        32000,
                        16000,
                        28000,
                        16000,
                        35000,
                        16500));
        return new VesselRole("other", "cargo", false, permit, round, round);
    }

    /** Northwards along the coast to the reef, there to 35000, 16500, and around its south back. */
    private static Voyage reef(Voyage voyage, UnaryOperator<Voyage> there) {
        double x = voyage.x();
        double y = voyage.y();
        Voyage out = voyage.sail(CARGO_KNOTS, 19500, -5400, 20500, -2000, 21500, 10000, 22500, 14500);
        return there.apply(out)
                .sail(CARGO_KNOTS, 36500, 11000, 24000, 9500, 20500, -2000, 19500, -5400)
                .sail(6, x, y);
    }
}
