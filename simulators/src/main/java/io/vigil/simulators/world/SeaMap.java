package io.vigil.simulators.world;

import java.util.List;
import java.util.Map;

/** The bay east of the city: three harbours, an island, a protected area, an area in closed season, shipping routes. All made up. */
final class SeaMap {
    private static final double COAST_X = 14_300;
    private static final double ISLAND_X = 49_000;
    private static final double ISLAND_Y = 6_000;
    private static final double ISLAND_RADIUS_METERS = 1_000;

    private SeaMap() {}

    static boolean isWater(double x, double y) {
        double dx = x - ISLAND_X;
        double dy = y - ISLAND_Y;
        return x > COAST_X && dx * dx + dy * dy > ISLAND_RADIUS_METERS * ISLAND_RADIUS_METERS;
    }

    static List<Area> areas() {
        return List.of(
                Area.polygon(
                        "harbour-fishing", "海河口渔港", "harbour", 14500, 8800, 17500, 8800, 17500, 11200, 14500, 11200),
                Area.polygon(
                        "harbour-cargo", "临港港区", "harbour", 14500, -7200, 18000, -7200, 18000, -3400, 14500, -3400),
                Area.polygon("harbour-island", "曹家岛港", "harbour", 45200, 4800, 47600, 4800, 47600, 7200, 45200, 7200),
                Area.polygon(
                        "land-coast", "海岸", "land", -30000, -45000, COAST_X, -45000, COAST_X, 45000, -30000, 45000),
                Area.circle("land-island", "曹家岛", "land", ISLAND_RADIUS_METERS, ISLAND_X, ISLAND_Y),
                Area.circle("anchorage-outer", "外海锚地", "anchorage", 2500, 72000, -1500),
                Area.polygon(
                        "protected-reef",
                        "牡蛎礁海洋保护区",
                        "protected",
                        26000,
                        13000,
                        33000,
                        13000,
                        33500,
                        16000,
                        33000,
                        19000,
                        26000,
                        19000),
                Area.polygon(
                                "closed-season-south",
                                "南湾伏季休渔区",
                                "closed-season",
                                30000,
                                -20000,
                                42000,
                                -20000,
                                42000,
                                -10000,
                                30000,
                                -10000)
                        .activeIn(List.of(Map.of("dates", "05-01T12:00/09-16T12:00"))));
    }

    /** Areas that only the day of the closures knows. */
    static List<Area> closures() {
        double east = World.BAY_EAST_X;
        return List.of(
                Area.corridor("channel-east", "东航道", "channel", 500, 38000, 2000, 50000, 2000),
                Area.polygon(
                        "bay", "渤海湾沿海航区", "navigation-area", 14300, -30000, east, -30000, east, 40000, 14300, 40000),
                Area.polygon("reservoir", "北水库", "reservoir", 20000, 20000, 26000, 20000, 26000, 26000, 20000, 26000));
    }

    static List<Polyline> routes() {
        return List.of(
                line("sea-main", "主航路", 16500, -5300, 19500, -5400, 34000, -4200, 52000, -2500, 72000, -1500),
                line("sea-island", "岛际航线", 16500, -4600, 19500, -4200, 30000, 0, 41500, 3800, 44000, 5000, 46500, 6000),
                line("sea-north", "北航路", 21500, 32000, 21500, 12000, 20500, -2000, 19500, -5400, 16500, -5300));
    }

    private static Polyline line(String id, String name, double... xy) {
        double[] xs = new double[xy.length / 2];
        double[] ys = new double[xy.length / 2];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = xy[2 * i];
            ys[i] = xy[2 * i + 1];
        }
        return new Polyline(id, name, "sea", xs, ys);
    }
}
