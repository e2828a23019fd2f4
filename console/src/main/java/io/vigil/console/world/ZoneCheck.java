package io.vigil.console.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import io.vigil.json.ZoneFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads zones as the engine will, so that what is published from here is accepted there. */
public final class ZoneCheck {
    private ZoneCheck() {}

    /** Every fault of a zone, in the words of {@code vigil zones check}; empty when it is good. */
    public static List<String> faults(JsonNode feature) {
        try {
            zones(List.of(feature));
            return List.of();
        } catch (InvalidInputException e) {
            return e.faults().stream().map(ZoneCheck::text).toList();
        }
    }

    /**
     * The zones of those features.
     *
     * @throws InvalidInputException with every fault
     */
    static List<Zone> zones(List<? extends JsonNode> features) {
        if (features.isEmpty()) {
            return List.of();
        }
        ObjectNode collection = RecordFields.JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode all = collection.putArray("features");
        features.forEach(all::add);
        try {
            // The engine's reader takes files, and it is the reader that says what is valid.
            Path file = Files.createTempFile("zones", ".geojson");
            try {
                Files.writeString(file, collection.toString());
                return ZoneFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Fault fault) {
        return fault.place() + ": " + fault.reason() + (fault.remedy() == null ? "" : "; " + fault.remedy());
    }
}
