package io.vigil.console.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON record that anybody may have written: every reading either yields a value within its range
 * or says what is wrong.
 */
public final class RecordFields {
    /** The mapper of this module; refuses deep nesting and trailing text. */
    public static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MAX_TEXT = 200;

    private RecordFields() {}

    /** The object the bytes hold, of at most that many bytes. */
    public static JsonNode object(byte[] bytes, int maxBytes) throws MalformedRecordException {
        if (bytes.length > maxBytes) {
            throw new MalformedRecordException(bytes.length + " bytes, at most " + maxBytes + " are read");
        }
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new MalformedRecordException("not a JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new MalformedRecordException("not JSON: " + abbreviate(firstLine(e)));
        }
    }

    /** A text of 1 to 200 characters that must be there. */
    public static String text(JsonNode node, String name) throws MalformedRecordException {
        String text = textOrNull(node, name);
        if (text == null || text.isEmpty()) {
            throw new MalformedRecordException(name + " is missing");
        }
        return text;
    }

    /** A text, or null where the field is absent or null. */
    public static @Nullable String textOrNull(JsonNode node, String name) throws MalformedRecordException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
            throw new MalformedRecordException(name + " must be a text of at most " + MAX_TEXT + " characters");
        }
        return storable(value.textValue());
    }

    /**
     * The text with what no database stores replaced: a zero, whether as such or as an escape of JSON, and halves of
     * surrogate pairs.
     */
    public static String storable(String text) {
        String whole = text.replace('\0', '\uFFFD');
        if (whole.contains("\\u0000")) {
            whole = whole.replace("\\u0000", "\\ufffd");
        }
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A mover's identity. */
    public static MoverId mover(@Nullable JsonNode value) throws MalformedRecordException {
        if (value == null || !value.isTextual()) {
            throw new MalformedRecordException("mover is missing");
        }
        try {
            return new MoverId(value.textValue());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(String.valueOf(e.getMessage()));
        }
    }

    /** A time with offset that must be there, milliseconds since the epoch UTC. */
    public static long timeMillis(JsonNode node, String name) throws MalformedRecordException {
        return parseTime(text(node, name), name);
    }

    /** A time with offset, or {@link PositionReport#NO_TIME}. */
    public static long timeMillisOrAbsent(JsonNode node, String name) throws MalformedRecordException {
        String text = textOrNull(node, name);
        return text == null ? PositionReport.NO_TIME : parseTime(text, name);
    }

    /** A number from {@code min} to {@code max}, both included, that must be there. */
    public static double number(JsonNode node, String name, double min, double max) throws MalformedRecordException {
        double value = numberOrNaN(node, name, min, max);
        if (Double.isNaN(value)) {
            throw new MalformedRecordException(name + " is missing");
        }
        return value;
    }

    /** A number from {@code min} to {@code max}, or NaN where the field is absent or null. */
    public static double numberOrNaN(JsonNode node, String name, double min, double max)
            throws MalformedRecordException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber() || !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw new MalformedRecordException(
                    name + "=" + abbreviate(value.toString()) + " must be a number from " + min + " to " + max);
        }
        return value.doubleValue();
    }

    /** At most 200 characters of a foreign text, for a message. */
    public static String abbreviate(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static long parseTime(String text, String name) throws MalformedRecordException {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedRecordException(
                    name + "=" + abbreviate(text) + " must be a time with offset, such as 2026-09-12T14:03:05Z");
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
