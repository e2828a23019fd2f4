package io.vigil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/** Walks over the lines of a file that holds one JSON object a line; blank lines do not matter. */
final class JsonLines {
    private static final ObjectMapper MAPPER =
            new ObjectMapper(PositionJson.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonLines() {}

    /** Takes one object. */
    interface Visitor {
        void object(JsonFields fields);
    }

    static void read(Path file, FaultList faults, Visitor visitor) {
        TextLines.read(file, faults, (text, place) -> {
            try {
                JsonNode node = MAPPER.readTree(text);
                if (node == null || !node.isObject()) {
                    faults.add(place, "is not a JSON object", null);
                } else {
                    visitor.object(new JsonFields(node, place, faults));
                }
            } catch (JsonProcessingException e) {
                faults.add(place, "is not JSON: " + e.getOriginalMessage(), null);
            }
        });
    }
}
