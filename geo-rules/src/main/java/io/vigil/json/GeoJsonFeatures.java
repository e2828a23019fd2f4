package io.vigil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    /** More features of a file are refused. */
    static final int MAX_FEATURES = 1_000_000;

    /** JSON tokens of one feature, four a vertex; a feature is in memory as a tree, which is far larger than its text. */
    static final int MAX_TOKENS_OF_FEATURE = 5_000_000;

    /** Ids are part of stored state and of every warning. */
    static final int MAX_ID_LENGTH = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(PositionJson.FACTORY);

    private final FaultList faults;
    private final Map<String, Integer> ids = new HashMap<>();

    private final boolean repeatsIds;

    GeoJsonFeatures(FaultList faults) {
        this(faults, false);
    }

    /**
     * @param repeatsIds whether the visitor judges ids that are given twice
     */
    GeoJsonFeatures(FaultList faults, boolean repeatsIds) {
        this.faults = faults;
        this.repeatsIds = repeatsIds;
    }

    /** Takes one feature; also one that has a fault already, so that its others are found in the same run. */
    interface Visitor {
        void feature(int index, String id, JsonFields properties, JsonNode geometry);
    }

    void read(Path file, Visitor visitor) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                faults.add("file", "has " + Files.size(file) + " bytes, allowed are " + MAX_BYTES, "split it");
                return;
            }
            try (InputStream in = Files.newInputStream(file);
                    BoundedParser parser = new BoundedParser(PositionJson.FACTORY.createParser(in))) {
                walk(parser, visitor);
            }
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            faults.add(place, "is not JSON: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            faults.add("file", "cannot be read: " + IoReason.of(e), null);
        }
    }

    private void walk(BoundedParser parser, Visitor visitor) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            faults.add("file", "is not a GeoJSON FeatureCollection", null);
            return;
        }
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("features".equals(name) && value == JsonToken.START_ARRAY) {
                found = true;
                features(parser, visitor);
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            faults.add("file", "has no list \"features\"", "give a GeoJSON FeatureCollection");
        }
        if (parser.nextToken() != null) {
            faults.add("file", "something follows the FeatureCollection", null);
        }
    }

    private void features(BoundedParser parser, Visitor visitor) throws IOException {
        int depth = parser.depth();
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == MAX_FEATURES) {
                faults.add("feature " + index, "is one more than the " + MAX_FEATURES + " allowed", "split the file");
                parser.skipToDepth(depth - 1);
                return;
            }
            int line = parser.currentLocation().getLineNr();
            parser.allow(MAX_TOKENS_OF_FEATURE);
            JsonNode feature;
            try {
                feature = MAPPER.readTree(parser);
            } catch (BoundedParser.TooManyTokensException e) {
                faults.add(
                        "feature " + index + " (line " + line + ")",
                        "has more than " + MAX_TOKENS_OF_FEATURE + " JSON tokens, four a position",
                        "split or simplify it");
                parser.skipToDepth(depth);
                continue;
            }
            parser.allow(Long.MAX_VALUE);
            feature(index, feature, visitor);
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
        JsonFields fields = id == null
                ? new JsonFields(properties, place, faults)
                : new JsonFields(properties, place + " (id \"" + JsonFields.cut(id) + "\")", faults);
        if (id != null) {
            checkId(id, index, fields);
        }
        JsonNode geometry = feature.get("geometry");
        visitor.feature(index, id == null ? "" : id, fields, geometry == null ? MissingNode.getInstance() : geometry);
    }

    private void checkId(String id, int index, JsonFields fields) {
        if (id.length() > MAX_ID_LENGTH) {
            fields.fault("id has " + id.length() + " characters, allowed are " + MAX_ID_LENGTH, null);
        }
        Integer before = repeatsIds ? null : ids.putIfAbsent(id, index);
        if (before != null) {
            fields.fault("id is given twice, first by feature " + before, "ids are part of a warning's identity");
        }
    }
}
