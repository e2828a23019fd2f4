package io.vigil.simulators.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that does not move: roads, zones, routes, land and water. */
public final class World {
    /** Where the navigation area of the bay ends, metres east. */
    public static final double BAY_EAST_X = 45_000;

    private final RoadNetwork roads = RoadSites.extended(CityMap.roads());
    private final Map<String, Area> areas = new LinkedHashMap<>();
    private final Map<String, Polyline> routes = new LinkedHashMap<>();

    /** The one world there is: a coastal city and its bay around 38.62 N, 117.45 E. */
    public World() {
        CityMap.areas().forEach(area -> areas.put(area.id(), area));
        RoadSites.areas().forEach(area -> areas.put(area.id(), area));
        SeaMap.areas().forEach(area -> areas.put(area.id(), area));
        CityMap.routes(roads).forEach(route -> routes.put(route.id(), route));
        SeaMap.routes().forEach(route -> routes.put(route.id(), route));
    }

    /** The same with a channel, a navigation area and a reservoir. */
    public static World withClosures() {
        World world = new World();
        SeaMap.closures().forEach(area -> world.areas.put(area.id(), area));
        return world;
    }

    /** The roads. */
    public RoadNetwork roads() {
        return roads;
    }

    /** All zones. */
    public List<Area> areas() {
        return new ArrayList<>(areas.values());
    }

    /** All cameras over roads. */
    public List<Checkpoint> checkpoints() {
        return RoadSites.checkpoints();
    }

    /** All approved routes of vehicles and vessels. */
    public List<Polyline> routes() {
        return new ArrayList<>(routes.values());
    }

    /** The route of that id. */
    public Polyline route(String id) {
        Polyline route = routes.get(id);
        if (route == null) {
            throw new IllegalStateException("the world has no route " + id);
        }
        return route;
    }

    /** Whether a place lies in a zone of that type which concerns that class and is active at that local second of the day. */
    public boolean isInside(String type, String moverClass, double x, double y, int localSecondOfDay) {
        for (Area area : areas.values()) {
            if (area.type().equals(type)
                    && (area.classes().isEmpty() || area.classes().contains(moverClass))
                    && area.contains(x, y)
                    && area.isActiveAt(localSecondOfDay)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a place lies in a zone of that type, whatever its classes and schedule. */
    public boolean isInside(String type, double x, double y) {
        for (Area area : areas.values()) {
            if (area.type().equals(type) && area.contains(x, y)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a vessel can be there. */
    public boolean isWater(double x, double y) {
        return SeaMap.isWater(x, y);
    }
}
