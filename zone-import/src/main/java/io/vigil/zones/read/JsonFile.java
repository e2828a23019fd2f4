package io.vigil.zones.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.ShapeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in bounded memory: attributes as Java has them, positions straight into arrays. */
final class JsonFile {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.MAX_DEPTH)
                    .maxStringLength(Limits.MAX_TEXT)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonFile() {}

    /** Whether the text is a JSON list. */
    static boolean isList(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '[' || each == '{') {
                return each == '[';
            }
        }
        return false;
    }

    /** The fields of the object that begins here; nulls are left out. */
    static Map<String, Object> fields(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        int[] left = {Limits.MAX_VALUES_OF_FEATURE};
        readFields(parser, fields, left);
        if (left[0] < 0) {
            throw new ShapeException(
                    "has more than " + Limits.MAX_VALUES_OF_FEATURE + " attributes", "leave out what no rule reads");
        }
        return fields;
    }

    private static void readFields(JsonParser parser, Map<String, Object> fields, int[] left) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser, left);
            if (value != null && left[0] >= 0) {
                fields.put(name, value);
            }
        }
    }

    private static @Nullable Object value(JsonParser parser, int[] left) throws IOException {
        left[0]--;
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                readFields(parser, inner, left);
                yield inner;
            }
            case START_ARRAY -> {
                List<Object> inner = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object item = value(parser, left);
                    if (item != null && left[0] >= 0) {
                        inner.add(item);
                    }
                }
                yield inner;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) parser.getDoubleValue()
                    : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }
}
