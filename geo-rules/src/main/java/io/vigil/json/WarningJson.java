package io.vigil.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warnings as CloudEvents 1.0 (contracts, section 6), one JSON line per transition. Equal warnings give equal bytes: no
 * wall clock is written, maps come in the order of their keys, numbers are rounded to what the wire is good for.
 */
public final class WarningJson {
    private WarningJson() {}

    /** One transition as one line, without the line end. */
    public static byte[] write(Warning warning) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = PositionJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", warning.warningId() + "/" + warning.sequence());
            json.writeStringField("source", "/vigil/" + warning.lane());
            json.writeStringField(
                    "type", "vigil.warning." + warning.transition().word());
            json.writeStringField("subject", warning.movers().get(0).text());
            json.writeStringField("time", Rfc3339.format(warning.timeMillis()));
            json.writeStringField("datacontenttype", "application/json");
            json.writeFieldName("data");
            writeBody(warning, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads back what {@link #write} wrote, without the evidence. Unknown fields are ignored.
     *
     * @param json one line, UTF-8
     * @throws JsonFormatException saying everything that is wrong
     */
    public static WarningLine read(byte[] json) {
        return WarningLineReader.read(json);
    }

    private static void writeBody(Warning warning, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("warningId", warning.warningId());
        json.writeNumberField("sequence", warning.sequence());
        json.writeStringField("lane", warning.lane());
        json.writeStringField("rule", warning.rule());
        json.writeStringField("kind", warning.kind());
        json.writeStringField("stage", warning.stage());
        json.writeStringField("ruleset", warning.ruleset());
        json.writeStringField("tier", warning.tier().word());
        json.writeStringField("state", warning.state().word());
        json.writeArrayFieldStart("movers");
        for (MoverId mover : warning.movers()) {
            json.writeString(mover.text());
        }
        json.writeEndArray();
        writeText(json, "zone", warning.zone());
        writeText(json, "order", warning.order());
        writeTime(json, "onset", warning.onsetMillis());
        writeTime(json, "detected", warning.detectedMillis());
        writeTime(json, "closed", warning.closedMillis());
        writeText(json, "reason", warning.reason());
        writePlace(warning, json);
        if (Double.isNaN(warning.speedMps())) {
            json.writeNullField("speedKmh");
        } else {
            PositionJson.writeNumber(json, "speedKmh", Units.mpsToKph(warning.speedMps()), 1e2);
        }
        writeExplain(warning.explain(), json);
        json.writeObjectFieldStart("message");
        json.writeStringField("zh", warning.messageZh());
        json.writeStringField("en", warning.messageEn());
        json.writeEndObject();
        json.writeBooleanField("late", warning.late());
        json.writeEndObject();
    }

    /** A company is nowhere. */
    private static void writePlace(Warning warning, JsonGenerator json) throws IOException {
        if (Double.isNaN(warning.latitude())) {
            json.writeNullField("position");
            return;
        }
        json.writeObjectFieldStart("position");
        PositionJson.writeNumber(json, "lon", warning.longitude(), 1e6);
        PositionJson.writeNumber(json, "lat", warning.latitude(), 1e6);
        json.writeEndObject();
    }

    private static void writeExplain(Warning.Explain explain, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("explain");
        json.writeFieldName("params");
        writeValue(explain.params(), json);
        json.writeFieldName("measured");
        writeValue(explain.measured(), json);
        json.writeFieldName("threshold");
        writeValue(explain.threshold(), json);
        json.writeFieldName("first");
        PositionJson.write(explain.first(), json);
        json.writeFieldName("last");
        PositionJson.write(explain.last(), json);
        writeTime(json, "registryVersion", explain.registryVersion());
        writeText(json, "exemption", explain.exemption());
        json.writeEndObject();
    }

    private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeValue(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Double number) {
            writeDouble(number, json);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeDouble(double number, JsonGenerator json) throws IOException {
        if (!Double.isFinite(number)) {
            json.writeNull();
        } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }

    private static void writeTime(JsonGenerator json, String name, long millis) throws IOException {
        writeText(json, name, millis == PositionReport.NO_TIME ? null : Rfc3339.format(millis));
    }
}
