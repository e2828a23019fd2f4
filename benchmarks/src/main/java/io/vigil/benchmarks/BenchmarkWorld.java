package io.vigil.benchmarks;

import io.vigil.evaluate.ControlData;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Schedule;
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
    static final double SOUTH = 38.5;
    static final double WEST = 117.0;
    static final double EXTENT_DEGREES = 1.0;
    static final int ROUTES = 50;
    private static final String[] TYPES = {"forbidden", "urban", "harbour", "protected", "closed-season", "depot"};
    private static final String[] VEHICLE_CLASSES = {
        "heavy-truck", "hazmat", "tour-coach", "scheduled-coach", "charter-coach", "taxi", "bus"
    };

    private final long seed;
    private final SplittableRandom random;
    final int movers;
    final ControlData control;
    private final MoverId[] ids;

    BenchmarkWorld(long seed, int movers, int zoneCount) {
        random = new SplittableRandom(seed);
        this.seed = seed;
        this.movers = movers;
        ids = new MoverId[movers];
        for (int i = 0; i < movers; i++) {
            ids[i] = new MoverId(isVessel(i) ? "vessel:" + (412_000_000 + i) : "vehicle:津A" + (10_000 + i) + "|yellow");
        }
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < zoneCount; i++) {
            zones.add(zone(i, zoneCount));
        }
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            routes.add(route(i));
        }
        List<RegistryRecord> registry = new ArrayList<>();
        for (int i = 0; i < movers; i++) {
            registry.add(record(i));
        }
        control = new ControlData(zones, routes, new Registry(registry));
    }

    MoverId mover(int index) {
        return ids[index];
    }

    static boolean isVessel(int index) {
        return index % 5 >= 3;
    }

    /** The tracks of all movers from their beginning; the same ones at every call. */
    Tracks tracks() {
        return new Tracks(this, seed);
    }

    /** The first reports of {@link #tracks}. */
    List<PositionReport> reports(int count) {
        Tracks tracks = tracks();
        List<PositionReport> reports = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reports.add(tracks.next());
        }
        return reports;
    }

    /** The one ring that each of the world's zones has. */
    static ZoneShape.Ring ring(Zone zone) {
        if (zone.shape() instanceof ZoneShape.Area area) {
            return area.polygons().get(0).outer();
        }
        throw new IllegalStateException("zone " + zone.id() + " is not an area");
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

    /** What the registry says of a mover. */
    RegistryRecord record(int index) {
        String moverClass = isVessel(index)
                ? index % 2 == 0 ? "fishing" : "cargo"
                : VEHICLE_CLASSES[index % VEHICLE_CLASSES.length];
        List<String> routes = index % 3 == 0 ? List.of("route-" + index % ROUTES) : List.of();
        return new RegistryRecord(
                mover(index), Long.MIN_VALUE, moverClass, null, List.of(), routes, Map.of("routes", routes));
    }
}
