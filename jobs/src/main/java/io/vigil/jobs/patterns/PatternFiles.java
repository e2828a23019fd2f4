package io.vigil.jobs.patterns;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what was found: tables as JSON lines, usual routes and hotspots as GeoJSON that rules read. */
final class PatternFiles {
    private static final String HOURS = "hours.jsonl";
    private static final String TRIPS = "trips.jsonl";
    private static final String ROUTES = "usual-routes.geojson";
    private static final String HOTSPOTS = "hotspots.geojson";
    private static final String SUMMARY = "patterns.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper INDENTED = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PatternFiles() {}

    /** Written beside and moved into place, the summary last. */
    static PatternsResult write(PatternsOptions options, List<PatternSum> sums, Path temporary, Path out)
            throws IOException {
        long trips = 0;
        long vehicles = 0;
        int pairs = 0;
        Map<String, Long> passes = new HashMap<>();
        try (BufferedWriter hours = Files.newBufferedWriter(temporary.resolve(HOURS));
                BufferedWriter table = Files.newBufferedWriter(temporary.resolve(TRIPS))) {
            for (PatternSum sum : sums) {
                switch (sum.what()) {
                    case HOUR -> line(hours, hour(sum));
                    case TRIP -> {
                        line(table, trip(sum));
                        trips += sum.count();
                        pairs++;
                    }
                    case CELL -> passes.put(sum.key(), sum.count());
                    case TOTAL -> vehicles = sum.count();
                }
            }
        }
        int routes = routes(options, sums, temporary.resolve(ROUTES));
        List<Hotspots.Hotspot> hotspots = Hotspots.find(options, passes);
        Files.writeString(temporary.resolve(HOTSPOTS), INDENTED.writeValueAsString(hotspots(hotspots)) + "\n");
        PatternsResult result = new PatternsResult(out, vehicles, trips, pairs, routes, hotspots.size());
        Files.writeString(temporary.resolve(SUMMARY), INDENTED.writeValueAsString(summary(options, result)) + "\n");
        for (String file : List.of(HOURS, TRIPS, ROUTES, HOTSPOTS, SUMMARY)) {
            Files.move(temporary.resolve(file), out.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return result;
    }

    private static void line(BufferedWriter out, ObjectNode json) throws IOException {
        out.write(JSON.writeValueAsString(json));
        out.write('\n');
    }

    private static ObjectNode hour(PatternSum sum) {
        return JSON.createObjectNode()
                .put("class", sum.part(0))
                .put("area", sum.part(1))
                .put("hourOfWeek", Integer.parseInt(sum.part(2)))
                .put("vehicles", sum.count());
    }

    private static ObjectNode trip(PatternSum sum) {
        return JSON.createObjectNode()
                .put("class", sum.part(0))
                .put("from", sum.part(1))
                .put("to", sum.part(2))
                .put("trips", sum.count())
                .put("vehicles", sum.movers().size())
                .put("meanMinutes", Math.round(sum.millis() / 6_000.0 / sum.count()) / 10.0)
                .put("meanKm", Math.round(sum.meters() / 100.0 / sum.count()) / 10.0);
    }

    private static int routes(PatternsOptions options, List<PatternSum> sums, Path file) throws IOException {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (PatternSum sum : sums) {
            UsualRoute usual = sum.samples().isEmpty() ? null : UsualRoute.of(sum.samples());
            if (usual != null) {
                features.add(feature(options, sum, usual));
            }
        }
        Files.writeString(file, INDENTED.writeValueAsString(collection) + "\n");
        return features.size();
    }

    private static ObjectNode feature(PatternsOptions options, PatternSum sum, UsualRoute usual) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        ObjectNode properties = feature.putObject("properties");
        properties
                .put("id", "usual/" + sum.part(0) + '/' + sum.part(1) + '/' + sum.part(2))
                .put("name", sum.part(1) + " → " + sum.part(2))
                .put("class", sum.part(0))
                .put("trips", sum.count())
                .put("share", Math.round(usual.share() * 100) / 100.0)
                .put("halfWidthM", usual.halfWidthMeters());
        ArrayNode movers = properties.putArray("movers");
        sum.movers().entrySet().stream()
                .filter(each -> each.getValue() >= options.regularTrips())
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(movers::add);
        ObjectNode geometry = feature.putObject("geometry").put("type", "LineString");
        ArrayNode coordinates = geometry.putArray("coordinates");
        for (int i = 0; i < usual.line().latitudes().length; i++) {
            coordinates
                    .addArray()
                    .add(degrees(usual.line().longitudes()[i]))
                    .add(degrees(usual.line().latitudes()[i]));
        }
        return feature;
    }

    private static ObjectNode hotspots(List<Hotspots.Hotspot> hotspots) {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (Hotspots.Hotspot hotspot : hotspots) {
            ObjectNode feature = features.addObject().put("type", "Feature");
            ObjectNode properties = feature.putObject("properties");
            properties
                    .put("id", "hotspot/" + hotspot.cell())
                    .put("name", "事故多发 accident-prone " + hotspot.cell())
                    .put("type", "hotspot");
            properties
                    .putObject("attributes")
                    .put("warnings", hotspot.warnings())
                    .put("passes", hotspot.passes())
                    .put("timesUsual", Math.round(hotspot.times() * 10) / 10.0);
            square(feature.putObject("geometry"), hotspot.cell());
        }
        return collection;
    }

    private static void square(ObjectNode geometry, String cell) {
        String[] parts = cell.split(",", 2);
        double south = Long.parseLong(parts[0]) * Places.CELL_DEGREES;
        double west = Long.parseLong(parts[1]) * Places.CELL_DEGREES;
        ArrayNode ring = geometry.put("type", "Polygon").putArray("coordinates").addArray();
        int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
        for (int[] corner : corners) {
            ring.addArray()
                    .add(degrees(west + corner[0] * Places.CELL_DEGREES))
                    .add(degrees(south + corner[1] * Places.CELL_DEGREES));
        }
    }

    private static double degrees(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static ObjectNode summary(PatternsOptions options, PatternsResult result) {
        ObjectNode summary = JSON.createObjectNode();
        summary.put("vehicles", result.vehicles())
                .put("trips", result.trips())
                .put("pairs", result.pairs())
                .put("usualRoutes", result.routes())
                .put("hotspots", result.hotspots())
                .put("zone", options.timeZone().getId())
                .put("leastTrips", options.leastTrips())
                .put("regularTrips", options.regularTrips())
                .put("leastAccidents", options.leastAccidents());
        options.areaTypes().forEach(summary.putArray("areaTypes")::add);
        options.accidentRules().forEach(summary.putArray("accidentRules")::add);
        return summary;
    }
}
