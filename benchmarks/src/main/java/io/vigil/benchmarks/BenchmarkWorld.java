package io.vigil.benchmarks;

import io.vigil.evaluate.ControlData;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Schedule;
import io.vigil.model.Units;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A seeded world for measurements: many zones, many movers on smooth tracks, all rules of the demo applicable to somebody.
 * Nothing in it is made to be easy: zones of 20 to 200 vertices overlap about 1.5 deep where the movers are.
 */
final class BenchmarkWorld {
    private static final double SOUTH = 38.5;
    private static final double WEST = 117.0;
    private static final double EXTENT_DEGREES = 1.0;
    private static final String[] TYPES = {"forbidden", "urban", "harbour", "protected", "closed-season", "depot"};
    private static final String[] VEHICLE_CLASSES = {
        "heavy-truck", "hazmat", "tour-coach", "scheduled-coach", "charter-coach", "taxi", "bus"
    };
    private static final long START_MILLIS = 1_789_142_400_000L;
    static final long INTERVAL_MILLIS = 10_000;

    private final SplittableRandom random;
    final int movers;
    final ControlData control;

    BenchmarkWorld(long seed, int movers, int zoneCount) {
        random = new SplittableRandom(seed);
        this.movers = movers;
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < zoneCount; i++) {
            zones.add(zone(i, zoneCount));
        }
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            routes.add(route(i));
        }
        List<RegistryRecord> registry = new ArrayList<>();
        for (int i = 0; i < movers; i++) {
            registry.add(record(i));
        }
        control = new ControlData(zones, routes, new Registry(registry));
    }

    static MoverId mover(int index) {
        return new MoverId(
                isVessel(index) ? "vessel:" + (412_000_000 + index) : "vehicle:津A" + (10_000 + index) + "|yellow");
    }

    private static boolean isVessel(int index) {
        return index % 5 >= 3;
    }

    /** The tracks of all movers, interleaved as a feed has them: one report of each mover every ten seconds. */
    List<PositionReport> reports(int count) {
        double[] latitude = new double[movers];
        double[] longitude = new double[movers];
        double[] course = new double[movers];
        double[] speed = new double[movers];
        for (int i = 0; i < movers; i++) {
            longitude[i] = WEST + random.nextDouble() * EXTENT_DEGREES;
            latitude[i] = i % 3 == 0
                    ? control.routes().get(i % 50).latitudes()[(int) ((longitude[i] - WEST) / EXTENT_DEGREES * 199)]
                    : SOUTH + random.nextDouble() * EXTENT_DEGREES;
            course[i] = random.nextDouble() * 360;
            speed[i] = isVessel(i) ? Units.knotsToMps(2 + random.nextDouble() * 10) : 8 + random.nextDouble() * 17;
        }
        List<PositionReport> reports = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            int i = n % movers;
            int round = n / movers;
            course[i] = Math.floorMod((long) (course[i] * 10 + random.nextInt(-100, 101)), 3600L) / 10.0;
            double meters = speed[i] * INTERVAL_MILLIS / 1000;
            if (i % 3 == 0) {
                course[i] = alongRoute(i, latitude[i], longitude[i], course[i]);
            }
            latitude[i] += meters * Math.cos(Math.toRadians(course[i])) / 111_000;
            longitude[i] += meters * Math.sin(Math.toRadians(course[i])) / 86_000;
            if (latitude[i] < SOUTH
                    || latitude[i] > SOUTH + EXTENT_DEGREES
                    || longitude[i] < WEST
                    || longitude[i] > WEST + EXTENT_DEGREES) {
                course[i] = (course[i] + 180) % 360;
            }
            reports.add(PositionReport.at(
                            mover(i),
                            START_MILLIS + round * INTERVAL_MILLIS + i % 10_000,
                            Math.rint(latitude[i] * 1e6) / 1e6,
                            Math.rint(longitude[i] * 1e6) / 1e6)
                    .speedMps(Math.rint(speed[i] * 36) / 36)
                    .courseDegrees(course[i])
                    .source(isVessel(i) ? "ais" : "jt808")
                    .build());
        }
        return reports;
    }

    /** Movers with a route keep near it, as they do in life: a course towards the route's latitude a kilometre ahead. */
    private double alongRoute(int mover, double latitude, double longitude, double course) {
        Route route = control.routes().get(mover % 50);
        boolean east = Math.sin(Math.toRadians(course)) >= 0;
        int vertices = route.latitudes().length;
        int vertex = (int) ((longitude - WEST) / EXTENT_DEGREES * vertices) + (east ? 2 : -2);
        double target = route.latitudes()[Math.max(0, Math.min(vertices - 1, vertex))];
        double north = (target - latitude) * 111_000;
        return (Math.toDegrees(Math.atan2(east ? 1_000 : -1_000, north)) + 360) % 360;
    }

    private Zone zone(int number, int count) {
        double latitude = SOUTH + random.nextDouble() * EXTENT_DEGREES;
        double longitude = WEST + random.nextDouble() * EXTENT_DEGREES;
        double radius = Math.sqrt(1.5 / count / Math.PI) * EXTENT_DEGREES;
        int vertices = 20 + random.nextInt(180);
        double[] latitudes = new double[vertices];
        double[] longitudes = new double[vertices];
        for (int v = 0; v < vertices; v++) {
            double angle = 2 * Math.PI * v / vertices;
            double reach = radius * (0.7 + 0.6 * random.nextDouble());
            latitudes[v] = latitude + reach * Math.sin(angle);
            longitudes[v] = longitude + reach * Math.cos(angle) * 1.28;
        }
        ZoneShape.Ring ring = new ZoneShape.Ring(latitudes, longitudes);
        String type = TYPES[number % TYPES.length];
        return new Zone(
                "zone-" + number,
                null,
                type,
                Set.of(),
                Schedule.ALWAYS,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                type.equals("urban") ? 60 : Double.NaN,
                Map.of(),
                new ZoneShape.Area(List.of(new ZoneShape.Polygon(ring, List.of()))));
    }

    private Route route(int number) {
        int vertices = 200;
        double[] latitudes = new double[vertices];
        double[] longitudes = new double[vertices];
        double latitude = SOUTH + random.nextDouble() * EXTENT_DEGREES;
        for (int v = 0; v < vertices; v++) {
            latitude += (random.nextDouble() - 0.5) * 0.004;
            latitudes[v] = latitude;
            longitudes[v] = WEST + EXTENT_DEGREES * v / vertices;
        }
        return new Route(
                "route-" + number,
                null,
                Set.of(),
                Set.of(),
                latitudes,
                longitudes,
                Double.NaN,
                List.of(),
                Long.MIN_VALUE,
                Long.MAX_VALUE);
    }

    private RegistryRecord record(int index) {
        String moverClass = isVessel(index)
                ? index % 2 == 0 ? "fishing" : "cargo"
                : VEHICLE_CLASSES[index % VEHICLE_CLASSES.length];
        List<String> routes = index % 3 == 0 ? List.of("route-" + index % 50) : List.of();
        return new RegistryRecord(
                mover(index), Long.MIN_VALUE, moverClass, null, List.of(), routes, Map.of("routes", routes));
    }
}
