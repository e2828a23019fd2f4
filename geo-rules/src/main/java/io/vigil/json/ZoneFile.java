package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Zone;
import io.vigil.model.ZoneShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads zones (GeoJSON FeatureCollection, contracts section 3). Every fault of a file is reported at once, with the
 * feature's index and id.
 *
 * <p>Limits: 256 MB and 5,000,000 vertices a file, nesting 50.
 */
public final class ZoneFile {
    private ZoneFile() {}

    /**
     * The zones of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static List<Zone> read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Zone> zones = new ArrayList<>();
        ShapeReader shapes = new ShapeReader();
        new GeoJsonFeatures(faults).read(file, (id, properties, geometry) -> {
            Zone zone = zone(id, properties, geometry, shapes);
            if (zone != null) {
                zones.add(zone);
            }
        });
        faults.throwIfAny();
        return zones;
    }

    /**
     * The zones of several files; an id may stand in one of them only.
     *
     * @throws InvalidInputException with every fault of every file
     */
    public static List<Zone> readAll(List<Path> files) {
        List<Fault> faults = new ArrayList<>();
        List<Zone> all = new ArrayList<>();
        Map<String, Path> fileOfId = new HashMap<>();
        for (Path file : files) {
            try {
                for (Zone zone : read(file)) {
                    Path before = fileOfId.putIfAbsent(zone.id(), file);
                    if (before != null) {
                        faults.add(new Fault(
                                file.toString(), "id \"" + zone.id() + "\"", "stands in " + before + " too", null));
                    }
                    all.add(zone);
                }
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return all;
    }

    private static @Nullable Zone zone(String id, JsonFields properties, JsonNode geometry, ShapeReader shapes) {
        String type = properties.requiredText("type");
        List<String> classes = properties.classes("classes");
        long from = properties.from("validFrom");
        long to = properties.to("validTo");
        if (from >= to) {
            properties.fault("validTo is not after validFrom", null);
        }
        double limit = properties.numberAbove("speedLimitKmh", 0);
        ZoneShape shape = shapes.shape(properties, geometry);
        var schedule = ScheduleReader.read(properties);
        if (type == null || shape == null || from >= to) {
            return null;
        }
        return new Zone(
                id,
                properties.text("name"),
                type,
                Set.copyOf(classes),
                schedule,
                from,
                to,
                limit,
                attributes(properties),
                shape);
    }

    private static Map<String, Object> attributes(JsonFields properties) {
        JsonNode attributes = properties.node().get("attributes");
        Map<String, Object> all = new TreeMap<>();
        if (attributes != null && attributes.isObject()) {
            attributes.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    all.put(field.getKey(), JsonFields.plain(field.getValue()));
                }
            });
        }
        return all;
    }
}
