package io.vigil.console.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The zones and routes the map shows: the features of all files in one collection, each marked with its layer.
 *
 * <p>Checks only what drawing needs; whether the rules accept them is said by {@code vigil zones check}.
 */
public final class MapLayers {
    private static final long MAX_FILE_BYTES = 50L * 1024 * 1024;

    private final List<ObjectNode> features;

    private MapLayers(List<ObjectNode> features) {
        this.features = List.copyOf(features);
    }

    /**
     * Reads the files.
     *
     * @throws InvalidInputException with every fault of every file
     */
    public static MapLayers read(List<Path> zones, List<Path> routes) {
        List<ObjectNode> features = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        zones.forEach(file -> addFeatures(file, "zone", features, faults));
        routes.forEach(file -> addFeatures(file, "route", features, faults));
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new MapLayers(features);
    }

    /** The features in the order of the files; {@code properties.layer} is {@code zone} or {@code route}. */
    List<ObjectNode> features() {
        return features;
    }

    private static void addFeatures(Path file, String layer, List<ObjectNode> features, List<Fault> faults) {
        JsonNode collection;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                faults.add(new Fault(file.toString(), "file", "larger than " + MAX_FILE_BYTES + " bytes", null));
                return;
            }
            collection = RecordFields.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            faults.add(new Fault(file.toString(), "file", "cannot be read as JSON: " + e, null));
            return;
        }
        if (!collection.path("features").isArray()) {
            faults.add(new Fault(file.toString(), "file", "has no features", "give a GeoJSON FeatureCollection"));
            return;
        }
        int index = 0;
        for (JsonNode feature : collection.path("features")) {
            if (feature.path("geometry").path("type").isTextual() && feature.path("properties") instanceof ObjectNode) {
                ObjectNode marked = feature.deepCopy();
                ((ObjectNode) marked.path("properties")).put("layer", layer);
                features.add(marked);
            } else {
                faults.add(new Fault(file.toString(), "feature " + index, "has no geometry or no properties", null));
            }
            index++;
        }
    }
}
