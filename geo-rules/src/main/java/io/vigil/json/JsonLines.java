package io.vigil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Walks over the lines of a file that holds one JSON object a line. */
final class JsonLines {
    /** A longer line is a fault. */
    static final int MAX_LINE_LENGTH = 1 << 20;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(PositionJson.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonLines() {}

    /** Takes one object. */
    interface Visitor {
        void object(JsonFields fields);
    }

    /** Whether the file has a size that can be taken into memory; a fault where not. */
    static boolean isSmallEnough(Path file, FaultList faults) throws IOException {
        long size = Files.size(file);
        if (size > GeoJsonFeatures.MAX_BYTES) {
            faults.add("file", "has " + size + " bytes, allowed are " + GeoJsonFeatures.MAX_BYTES, "split it");
            return false;
        }
        return true;
    }

    static void read(Path file, FaultList faults, Visitor visitor) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!isSmallEnough(file, faults)) {
                return;
            }
            long number = 0;
            String line = BoundedLines.next(reader, MAX_LINE_LENGTH);
            while (line != null) {
                number++;
                if (line.length() > MAX_LINE_LENGTH) {
                    faults.add("line " + number, "is longer than " + MAX_LINE_LENGTH + " characters", null);
                } else if (!line.isBlank()) {
                    object(line, "line " + number, faults, visitor);
                }
                line = BoundedLines.next(reader, MAX_LINE_LENGTH);
            }
        } catch (CharacterCodingException e) {
            faults.add("file", "is not UTF-8", null);
        } catch (IOException e) {
            faults.add("file", "cannot be read: " + e.getMessage(), null);
        }
    }

    private static void object(String line, String place, FaultList faults, Visitor visitor) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node == null || !node.isObject()) {
                faults.add(place, "is not a JSON object", null);
            } else {
                visitor.object(new JsonFields(node, place, faults));
            }
        } catch (JsonProcessingException e) {
            faults.add(place, "is not JSON: " + e.getOriginalMessage(), null);
        }
    }
}
