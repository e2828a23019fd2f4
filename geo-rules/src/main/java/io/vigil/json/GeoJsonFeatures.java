package io.vigil.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over the features of a GeoJSON FeatureCollection, one in memory at a time. */
final class GeoJsonFeatures {
    /** Larger files are refused. */
    static final long MAX_BYTES = 256L << 20;

    /** JSON tokens of one feature, four a vertex; a feature is in memory as a tree, which is far larger than its text. */
    static final int MAX_TOKENS_OF_FEATURE = 5_000_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(PositionJson.FACTORY);

    private final FaultList faults;
    private final Map<String, Integer> ids = new HashMap<>();

    GeoJsonFeatures(FaultList faults) {
        this.faults = faults;
    }

    /** Takes one feature. */
    interface Visitor {
        void feature(String id, JsonFields properties, JsonNode geometry);
    }

    void read(Path file, Visitor visitor) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                faults.add("file", "has " + Files.size(file) + " bytes, allowed are " + MAX_BYTES, null);
                return;
            }
            try (InputStream in = Files.newInputStream(file);
                    CountingParser parser = new CountingParser(PositionJson.FACTORY.createParser(in))) {
                walk(parser, visitor);
            }
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            faults.add(place, "is not JSON: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            faults.add("file", "cannot be read: " + e.getMessage(), null);
        }
    }

    private void walk(CountingParser parser, Visitor visitor) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            faults.add("file", "is not a GeoJSON FeatureCollection", null);
            return;
        }
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            parser.beginFeature();
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("features".equals(name) && value == JsonToken.START_ARRAY) {
                found = true;
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    parser.beginFeature();
                    feature(index++, MAPPER.readTree(parser), visitor);
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            faults.add("file", "has no list \"features\"", "give a GeoJSON FeatureCollection");
        }
    }

    private void feature(int index, @Nullable JsonNode feature, Visitor visitor) {
        String place = "feature " + index;
        if (feature == null || !feature.isObject()) {
            faults.add(place, "is not an object", null);
            return;
        }
        JsonNode properties = feature.get("properties");
        if (properties == null || !properties.isObject()) {
            faults.add(place, "has no properties", "at least id is needed");
            return;
        }
        String id = new JsonFields(properties, place, faults).requiredText("id");
        if (id == null) {
            return;
        }
        JsonFields fields = new JsonFields(properties, place + " (id \"" + id + "\")", faults);
        Integer before = ids.putIfAbsent(id, index);
        if (before != null) {
            fields.fault("id is given twice, first by feature " + before, "ids are part of a warning's identity");
            return;
        }
        JsonNode geometry = feature.get("geometry");
        if (geometry == null || !geometry.isObject()) {
            fields.fault("has no geometry", null);
            return;
        }
        visitor.feature(id, fields, geometry);
    }

    /** Stops within a feature that has too many tokens. */
    private static final class CountingParser extends JsonParserDelegate {
        private long tokensLeft = MAX_TOKENS_OF_FEATURE;

        CountingParser(JsonParser parser) {
            super(parser);
        }

        void beginFeature() {
            tokensLeft = MAX_TOKENS_OF_FEATURE;
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            // What is skipped instead of read goes past this method, and past memory too.
            if (--tokensLeft < 0) {
                throw new IOException("the feature at line " + currentLocation().getLineNr() + " has more than "
                        + MAX_TOKENS_OF_FEATURE + " JSON tokens");
            }
            return super.nextToken();
        }
    }
}
