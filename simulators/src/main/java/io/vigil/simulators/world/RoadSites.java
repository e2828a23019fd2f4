package io.vigil.simulators.world;

import java.util.List;
import java.util.Map;

/** The road into the hills with its tunnel and long descent, and what stands beside the roads: rest areas, a school, cameras. */
final class RoadSites {
    static final double DESCENT_KPH = 40;
    private static final double NO_ZONE = Double.NaN;

    private RoadSites() {}

    static RoadNetwork extended(RoadNetwork roads) {
        return roads.node("hb", -9000, 11000)
                .node("hf", -11600, 15600)
                .node("cp2", -13200, 19800)
                .node("cp1", -14800, 24200)
                .node("ht", -16000, 28000)
                .roads("hill", 70, NO_ZONE, "nw2", "hb")
                .roads("hill", 60, NO_ZONE, "hb", "hf")
                .roads("hill", 60, DESCENT_KPH, "hf", "cp2", "cp1", "ht");
    }

    static List<Area> areas() {
        return List.of(
                serviceArea("xw1", "津西高速一号停车区", -15000, -1300),
                serviceArea("xw2", "津西高速二号停车区", -22000, -1600),
                serviceArea("xw4", "津西高速四号停车区", -32000, -1000 - 24000 * 300 / 7000.0),
                serviceArea("xn1", "津北高速一号停车区", 1000, 15000),
                serviceArea("xn3", "津北高速三号停车区", 3000, 31000),
                Area.corridor(
                                "descent-hill",
                                "北山长下坡",
                                "descent",
                                60,
                                -15880,
                                27619,
                                -14800,
                                24200,
                                -13200,
                                19800,
                                -11600,
                                15600)
                        .limitedTo(DESCENT_KPH)
                        .withAll(Map.of("fromElevationM", 900, "toElevationM", 380)),
                Area.circle("cooling-1", "北山一号降温点", "cooling-point", 120, -14800, 24200),
                Area.circle("cooling-2", "北山二号降温点", "cooling-point", 120, -13200, 19800),
                Area.circle("yard-hill", "北山货场", "depot", 200, -16000, 28000),
                Area.corridor("tunnel-hill", "北山隧道", "tunnel", 40, -11452, 15339, -9484, 11857),
                Area.corridor("ramp-west", "津西高速一号匝道", "ramp", 30, -15000, -900, -15000, 500),
                Area.corridor("road-south", "南环连接线", "road", 40, 0, -7600, 0, -13400),
                Area.circle("school-port", "临港小学", "school", 100, 9800, -3500));
    }

    private static Area serviceArea(String node, String name, double x, double y) {
        return Area.circle("service-area-" + node, name, "service-area", 150, x, y);
    }

    /** Cameras, far enough apart that no vehicle can be at two of them within a minute. */
    static List<Checkpoint> checkpoints() {
        return List.of(
                new Checkpoint("k-west-1", "津西高速K3", -11000, -1000 - 3000 * 300 / 7000.0),
                new Checkpoint("k-west-2", "津西高速K16", -24000, -1000 - 16000 * 300 / 7000.0),
                new Checkpoint("k-north-1", "津北高速K4", 500, 11000),
                new Checkpoint("k-north-2", "津北高速K12", 1500, 19000),
                new Checkpoint("k-north-3", "津北高速K20", 2500, 27000),
                new Checkpoint("k-airport", "机场路", -9500, 4500),
                new Checkpoint("k-port", "疏港路", 10000, -3000 - 2000 * 1200 / 3500.0),
                new Checkpoint("k-ring-west", "西环", -8000, 200),
                new Checkpoint("k-ring-east", "东环", 8000, 200),
                new Checkpoint("k-south", "南环连接线", 0, -9000),
                new Checkpoint("k-hill", "北山路", -7750, 9000),
                new Checkpoint("k-city-west", "中心城区西", -2000, 200),
                new Checkpoint("k-city-east", "中心城区东", 2000, 1200));
    }
}
