package io.vigil.simulators.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fictional city: an urban grid inside a ring road, two expressways, a port road, an airport. All coordinates are made up. */
final class CityMap {
    static final double URBAN_KPH = 60;
    static final double EXPRESSWAY_KPH = 100;
    static final String PROVINCE = "天津";
    private static final double NO_ZONE = Double.NaN;

    private CityMap() {}

    static RoadNetwork roads() {
        RoadNetwork roads = new RoadNetwork();
        for (int i = 0; i < 5; i++) {
            double x = -4000 + 2000 * i;
            for (int j = 0; j < 4; j++) {
                roads.node("g" + i + j, x, -3000 + 2000 * j);
            }
            roads.node("n" + i, x, 7000).node("s" + i, x, -7000);
        }
        for (int j = 0; j < 4; j++) {
            double y = -3000 + 2000 * j;
            roads.node("w" + j, -8000, y).node("e" + j, 8000, y);
        }
        roads.node("clinic", 3000, -1000)
                .node("nw1", -8000, 5500)
                .node("nw2", -6500, 7000)
                .node("ne1", 8000, 5500)
                .node("ne2", 6500, 7000)
                .node("sw1", -8000, -5500)
                .node("sw2", -6500, -7000)
                .node("se1", 8000, -5500)
                .node("se2", 6500, -7000)
                .node("xw1", -15000, -1300)
                .node("xw2", -22000, -1600)
                .node("xw3", -26000, -1000 - 18000 * 300 / 7000.0)
                .node("xw4", -32000, -1000 - 24000 * 300 / 7000.0)
                .node("xn1", 1000, 15000)
                .node("xn2", 2000, 23000)
                .node("xn3", 3000, 31000)
                .node("air1", -11000, 6000)
                .node("air", -14000, 9000)
                .node("spw1", -15000, 700)
                .node("spw2", -14500, 2700)
                .node("spn", 5000, 15500)
                .node("det1", -22300, -1250)
                .node("det2", -25700, -1400)
                .node("lay", -22000, -2300)
                .node("port1", 11500, -4200)
                .node("port", 13200, -4800)
                .node("south", 0, -14000);
        return joined(roads);
    }

    private static RoadNetwork joined(RoadNetwork roads) {
        for (int j = 0; j < 4; j++) {
            for (int i = 1; i < 5; i++) {
                if (j != 1 || i != 4) {
                    roads.roads(j == 3 ? "clip" : "city", 50, URBAN_KPH, "g" + (i - 1) + j, "g" + i + j);
                }
            }
            roads.roads("radial", 50, URBAN_KPH, "w" + j, "g0" + j).roads("radial", 50, URBAN_KPH, "g4" + j, "e" + j);
        }
        roads.roads("city", 50, URBAN_KPH, "g31", "clinic", "g41");
        for (int i = 0; i < 5; i++) {
            for (int j = 1; j < 4; j++) {
                roads.roads("city", 50, URBAN_KPH, "g" + i + (j - 1), "g" + i + j);
            }
            roads.roads("radial", 50, URBAN_KPH, "g" + i + "3", "n" + i)
                    .roads("radial", 50, URBAN_KPH, "s" + i, "g" + i + "0");
        }
        return roads.roads(
                        "ring", 75, NO_ZONE, "sw1", "w0", "w1", "w2", "w3", "nw1", "nw2", "n0", "n1", "n2", "n3", "n4")
                .roads("ring", 75, NO_ZONE, "n4", "ne2", "ne1", "e3", "e2", "e1", "e0", "se1", "se2", "s4", "s3", "s2")
                .roads("window", 75, NO_ZONE, "s2", "s1", "s0")
                .roads("ring", 75, NO_ZONE, "s0", "sw2", "sw1")
                .roads("open", 110, EXPRESSWAY_KPH, "w1", "xw1", "xw2", "xw3", "xw4")
                .roads("open", 110, EXPRESSWAY_KPH, "n2", "xn1", "xn2", "xn3")
                .roads("airport", 60, NO_ZONE, "w3", "air1", "air")
                .roads("spur", 55, NO_ZONE, "xw1", "spw1", "spw2")
                .roads("spur", 55, NO_ZONE, "xn1", "spn")
                .roads("spur", 60, NO_ZONE, "xw2", "det1", "det2", "xw3")
                .roads("spur", 50, NO_ZONE, "xw2", "lay")
                .roads("open", 60, NO_ZONE, "e0", "port1", "port")
                .roads("open", 70, NO_ZONE, "s2", "south");
    }

    static List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        areas.add(Area.polygon(
                        "urban-core",
                        "中心城区",
                        "urban",
                        -5000,
                        -3200,
                        -4200,
                        -4000,
                        4200,
                        -4000,
                        5000,
                        -3200,
                        5000,
                        3200,
                        4200,
                        4000,
                        -4200,
                        4000,
                        -5000,
                        3200)
                .limitedTo(URBAN_KPH));
        areas.add(Area.polygon(
                        "forbidden-core",
                        "老城货车禁行区",
                        "forbidden",
                        -1850,
                        -2300,
                        1850,
                        -2300,
                        1850,
                        2200,
                        210,
                        2300,
                        210,
                        3120,
                        -210,
                        3120,
                        -210,
                        2300,
                        -1850,
                        2200)
                .forClasses("heavy-truck", "hazmat"));
        areas.add(Area.polygon(
                        "forbidden-hospital", "滨海医院敏感区", "forbidden", 2450, -1500, 3600, -1450, 3620, -560, 2430, -520)
                .forClasses("heavy-truck", "hazmat")
                .with("sensitive", true));
        areas.add(Area.corridor("forbidden-ring-south", "南环早晚高峰货车禁行", "forbidden", 60, -3800, -7000, -200, -7000)
                .forClasses("heavy-truck")
                .activeIn(List.of(Map.of("from", "07:00", "to", "09:00"), Map.of("from", "17:00", "to", "19:00"))));
        areas.add(Area.polygon(
                        "forbidden-airport-gate",
                        "机场净空保护路段",
                        "forbidden",
                        -9341,
                        4907,
                        -9907,
                        4341,
                        -9659,
                        4093,
                        -9093,
                        4659)
                .forClasses("heavy-truck", "hazmat"));
        areas.add(Area.polygon(
                        "forbidden-fuel-depot",
                        "航空油库禁行区",
                        "forbidden",
                        -11687,
                        7253,
                        -12253,
                        6687,
                        -13313,
                        7747,
                        -12747,
                        8313)
                .forClasses("heavy-truck", "hazmat"));
        areas.add(Area.corridor(
                        "expressway-west",
                        "津西高速",
                        "expressway",
                        150,
                        -8400,
                        -1000 - 400 * 300 / 7000.0,
                        -32000,
                        -1000 - 24000 * 300 / 7000.0)
                .limitedTo(EXPRESSWAY_KPH)
                .with("province", PROVINCE));
        areas.add(Area.corridor("expressway-north", "津北高速", "expressway", 150, 50, 7400, 3000, 31000)
                .limitedTo(EXPRESSWAY_KPH)
                .with("province", PROVINCE));
        areas.add(Area.circle("depot-west", "西环货运场", "depot", 250, -8000, 1000));
        areas.add(Area.circle("depot-east", "东环货运场", "depot", 250, 8000, -1000));
        areas.add(Area.circle("coach-station-west", "西客站", "depot", 200, -4000, -1000));
        areas.add(Area.circle("coach-station-north", "北客站", "depot", 200, 0, 3000));
        areas.add(Area.circle("service-area-west", "津西服务区", "service-area", 250, -26000, -1000 - 18000 * 300 / 7000.0));
        return areas;
    }

    static List<Polyline> routes(RoadNetwork roads) {
        return List.of(
                line(roads, "line-west", "西线班车", "g01", "w1", "xw1", "xw2", "xw3", "xw4"),
                line(roads, "line-north", "北线班车", "g23", "n2", "xn1", "xn2", "xn3"),
                line(roads, "line-airport", "机场专线", "g03", "w3", "air1", "air"));
    }

    private static Polyline line(RoadNetwork roads, String id, String name, String... names) {
        double[] xs = new double[names.length];
        double[] ys = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            xs[i] = roads.get(names[i]).x();
            ys[i] = roads.get(names[i]).y();
        }
        return new Polyline(id, name, "road", xs, ys);
    }
}
