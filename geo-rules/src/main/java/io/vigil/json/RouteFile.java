package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads routes (GeoJSON FeatureCollection of LineStrings, contracts section 3); faults as {@link ZoneFile} reports them. */
public final class RouteFile {
    private static final double DEFAULT_STOP_RADIUS_METERS = 100;

    private RouteFile() {}

    /**
     * The routes of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static List<Route> read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Route> routes = new ArrayList<>();
        ShapeReader shapes = new ShapeReader();
        new GeoJsonFeatures(faults).read(file, (index, id, properties, geometry) -> {
            Route route = route(id, properties, geometry, shapes);
            if (route != null) {
                routes.add(route);
            }
        });
        faults.throwIfAny();
        return routes;
    }

    /**
     * The routes of several files; an id may stand in one of them only.
     *
     * @throws InvalidInputException with every fault of every file
     */
    public static List<Route> readAll(List<Path> files) {
        return ManyFiles.read(files, RouteFile::read, Route::id, (one, other) -> true);
    }

    private static @Nullable Route route(String id, JsonFields properties, JsonNode geometry, ShapeReader shapes) {
        String name = properties.text("name");
        Set<MoverId> movers = new HashSet<>();
        for (String text : properties.texts("movers")) {
            MoverId mover = properties.mover(text);
            if (mover != null) {
                movers.add(mover);
            }
        }
        Set<String> classes = Set.copyOf(properties.classes("classes"));
        double halfWidth = properties.numberAbove("halfWidthM", 0);
        List<Route.Stop> stops = new ArrayList<>();
        for (JsonFields stop : properties.objects("stops")) {
            stops.add(stop(stop));
        }
        long from = properties.from("validFrom");
        long to = properties.to("validTo");
        properties.checkValidity(from, to);
        double freeFlowKph =
                properties.has("freeFlowKmh") ? properties.requiredNumber("freeFlowKmh", 5, 200) : Double.NaN;
        ShapeReader.Line line = line(properties, geometry, shapes);
        return line == null
                ? null
                : new Route(
                        id,
                        name,
                        movers,
                        classes,
                        line.latitudes(),
                        line.longitudes(),
                        halfWidth,
                        stops,
                        from,
                        to,
                        freeFlowKph);
    }

    private static ShapeReader.@Nullable Line line(JsonFields properties, JsonNode geometry, ShapeReader shapes) {
        if (!geometry.path("type").asText("").equals("LineString")) {
            properties.fault(
                    geometry.isObject()
                            ? "geometry type " + JsonFields.shown(geometry.get("type")) + " must be LineString"
                            : "has no geometry",
                    null);
            return null;
        }
        return shapes.line(properties, geometry.path("coordinates"));
    }

    private static Route.Stop stop(JsonFields fields) {
        String name = fields.requiredText("name");
        double radius = fields.has("radiusM") ? fields.numberAbove("radiusM", 0) : DEFAULT_STOP_RADIUS_METERS;
        return new Route.Stop(
                name == null ? "" : name, fields.coordinate("lat", 90), fields.coordinate("lon", 180), radius);
    }
}
