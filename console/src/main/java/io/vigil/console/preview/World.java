package io.vigil.console.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.evaluate.ControlData;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.json.RegistryFile;
import io.vigil.json.RouteFile;
import io.vigil.json.RulesFile;
import io.vigil.json.ZoneFile;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Route;
import io.vigil.model.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Everything that judges, as the console knows it.
 *
 * @param zones GeoJSON features of zones
 * @param routes GeoJSON features of routes
 * @param registry records of the registry, one a mover
 * @param rules text of the rules for the desk; empty where the console knows none
 */
public record World(
        List<? extends JsonNode> zones,
        List<? extends JsonNode> routes,
        Collection<? extends JsonNode> registry,
        String rules) {
    /** The same with other rules. */
    public World withRules(String other) {
        return new World(zones, routes, registry, other);
    }

    /** The same with other zones. */
    public World withZones(List<? extends JsonNode> other) {
        return new World(other, routes, registry, rules);
    }

    /**
     * The engine that judges by it.
     *
     * @throws io.vigil.model.InvalidInputException with every fault
     */
    Engine engine() {
        List<Zone> readZones = zones.isEmpty() ? List.of() : read(features(zones), ".geojson", ZoneFile::read);
        List<Route> readRoutes = routes.isEmpty() ? List.of() : read(features(routes), ".geojson", RouteFile::read);
        List<RegistryRecord> records = registry.isEmpty()
                ? List.of()
                : read(
                        String.join(
                                "\n", registry.stream().map(JsonNode::toString).toList()),
                        ".jsonl",
                        RegistryFile::readRecords);
        Lane lane = new Lane(Lane.LIVE, RulesFile.parse(rules, "rules"));
        return Engine.of(List.of(lane), new ControlData(readZones, readRoutes, new Registry(records)));
    }

    private static String features(List<? extends JsonNode> features) {
        ObjectNode collection = RecordFields.JSON.createObjectNode().put("type", "FeatureCollection");
        features.forEach(collection.putArray("features")::add);
        return collection.toString();
    }

    /** The engine's readers take files, and they are what says how things are read. */
    private static <T> T read(String text, String suffix, Function<Path, T> reader) {
        try {
            Path file = Files.createTempFile("preview", suffix);
            try {
                Files.writeString(file, text);
                return reader.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
