package io.vigil.simulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.simulators.mover.Profile;
import io.vigil.simulators.mover.TruthInterval;
import io.vigil.simulators.world.Area;
import io.vigil.simulators.world.Plane;
import io.vigil.simulators.world.Polyline;
import io.vigil.simulators.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The world as the files of the contracts: zones and routes as GeoJSON, registry and truth as JSON lines. */
public final class ControlFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final double DEGREE_DIGITS = 1e7;

    private ControlFiles() {}

    /** A moment in the form of the contracts, with milliseconds. */
    public static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** {@code zones.geojson}. */
    public static String zones(World world) {
        return collection(world.areas().stream().map(ControlFiles::zone).toList());
    }

    /** {@code routes.geojson}. */
    public static String routes(World world) {
        return collection(world.routes().stream().map(ControlFiles::route).toList());
    }

    /** {@code registry.jsonl}. */
    public static String registry(List<Profile> profiles) {
        return profiles.stream()
                .flatMap(profile -> Stream.concat(Stream.of(profile.registry()), profile.later().stream()))
                .map(record -> text(JSON.valueToTree(record)) + '\n')
                .collect(Collectors.joining());
    }

    /** {@code truth.jsonl}: offences have the label {@code true}, lawful controls close to one {@code false}. */
    public static String truth(List<TruthInterval> intervals) {
        StringBuilder out = new StringBuilder();
        for (TruthInterval interval : intervals) {
            ObjectNode line = JSON.createObjectNode().put("rule", interval.rule());
            line.putArray("movers").add(interval.mover().text());
            line.put("from", time(interval.fromMillis()))
                    .put("to", time(interval.toMillis()))
                    .put("label", Boolean.toString(interval.offence()));
            out.append(text(line)).append('\n');
        }
        return out.toString();
    }

    /** One feature a line, so that differences between versions can be read. */
    private static String collection(List<ObjectNode> features) {
        return features.stream()
                .map(ControlFiles::text)
                .collect(Collectors.joining(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n"));
    }

    private static ObjectNode zone(Area area) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        ObjectNode properties = feature.putObject("properties")
                .put("id", area.id())
                .put("name", area.name())
                .put("type", area.type());
        if (!area.classes().isEmpty()) {
            properties.set("classes", JSON.valueToTree(area.classes()));
        }
        if (!area.windows().isEmpty()) {
            properties.set("schedule", JSON.valueToTree(area.windows()));
        }
        if (!Double.isNaN(area.speedLimitKph())) {
            properties.put("speedLimitKmh", area.speedLimitKph());
        }
        if (!area.attributes().isEmpty()) {
            properties.set("attributes", JSON.valueToTree(area.attributes()));
        }
        ObjectNode geometry = feature.putObject("geometry");
        switch (area.shape()) {
            case POLYGON -> {
                ArrayNode ring =
                        geometry.put("type", "Polygon").putArray("coordinates").addArray();
                line(ring, area.xs(), area.ys());
                ring.add(position(area.xs()[0], area.ys()[0]));
            }
            case CORRIDOR -> {
                properties.put("halfWidthM", area.radiusMeters());
                line(geometry.put("type", "LineString").putArray("coordinates"), area.xs(), area.ys());
            }
            case CIRCLE -> {
                properties.put("radiusM", area.radiusMeters());
                geometry.put("type", "Point").set("coordinates", position(area.xs()[0], area.ys()[0]));
            }
        }
        return feature;
    }

    private static ObjectNode route(Polyline route) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        feature.putObject("properties").put("id", route.id()).put("name", route.name());
        line(feature.putObject("geometry").put("type", "LineString").putArray("coordinates"), route.xs(), route.ys());
        return feature;
    }

    private static void line(ArrayNode coordinates, double[] xs, double[] ys) {
        for (int i = 0; i < xs.length; i++) {
            coordinates.add(position(xs[i], ys[i]));
        }
    }

    /** Longitude first, as GeoJSON has it, in seven decimals: about a centimetre. */
    private static ArrayNode position(double x, double y) {
        return JSON.createArrayNode()
                .add(Math.round(Plane.longitude(x) * DEGREE_DIGITS) / DEGREE_DIGITS)
                .add(Math.round(Plane.latitude(y) * DEGREE_DIGITS) / DEGREE_DIGITS);
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }
}
