package io.vigil.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Position reports as JSON (contracts, section 2). Unknown fields, status and alarm words are ignored; null and absent are
 * the same.
 *
 * <p>Numbers are written as precisely as the wire formats tell them: coordinates to 1e-7 degree (about 1 cm), speed to
 * 0.001 km/h, angles, altitude to 0.01, odometer to 0.1 m. Reports of JT/T 808 come back exactly; one of AIS, which counts
 * in 1/10000 minute and 1/10 knot, within half of that. What was read from this form once comes back exactly, too.
 *
 * <p>Limits: nesting 50, texts of 65,536 characters, of which mover, driver and source may have 80, 256 and 256, numbers
 * of 40 digits, years 0000 to 9999. A report that was accepted can be stored and written by every later step.
 */
public final class PositionJson {
    /** Drivers and sources are short, in characters; stored events give a text 65,535 bytes and no more. */
    public static final int MAX_TEXT_LENGTH = 256;

    /** Shared and thread-safe; deep or endless texts are refused. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(65_536)
                    .maxNumberLength(40)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // The shortest digits, whatever the JDK: before 19 its own are not always the shortest.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private PositionJson() {}

    /**
     * Reads one report.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static PositionReport read(byte[] json, int length) {
        return FieldValues.object(json, length, parser -> new PositionFields().read(parser));
    }

    /** One report as JSON. */
    public static byte[] toJson(PositionReport report) {
        return toJson(report, null, null, false);
    }

    /**
     * One report as JSON with the mover's class and state, as the topic of last positions has it.
     *
     * @param isLate whether a later report of the mover was told before
     */
    public static byte[] toJson(
            PositionReport report, @Nullable String moverClass, @Nullable String state, boolean isLate) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            writeFields(report, json);
            if (moverClass != null) {
                json.writeStringField("class", moverClass);
            }
            if (state != null) {
                json.writeStringField("state", state);
            }
            if (isLate) {
                json.writeBooleanField("late", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes one report as an object; what is absent is left out. */
    public static void write(PositionReport report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(report, json);
        json.writeEndObject();
    }

    private static void writeFields(PositionReport report, JsonGenerator json) throws IOException {
        json.writeStringField("mover", report.mover().text());
        json.writeStringField("time", Rfc3339.format(report.eventTimeMillis()));
        if (report.receivedTimeMillis() != PositionReport.NO_TIME) {
            json.writeStringField("received", Rfc3339.format(report.receivedTimeMillis()));
        }
        writeNumber(json, "lon", report.longitude(), 1e7);
        writeNumber(json, "lat", report.latitude(), 1e7);
        writeNumber(json, "speedKmh", Units.mpsToKph(report.speedMps()), 1e3);
        writeAngle(json, "course", report.courseDegrees());
        writeAngle(json, "heading", report.headingDegrees());
        writeNumber(json, "altitudeM", report.altitudeMeters(), 1e2);
        if (report.statusBits() != PositionReport.NO_STATUS) {
            json.writeObjectFieldStart("status");
            for (StatusFlag flag : StatusFlag.values()) {
                if (report.has(flag) || flag == StatusFlag.ACC || flag == StatusFlag.LOCATED) {
                    json.writeBooleanField(flag.word(), report.has(flag));
                }
            }
            json.writeEndObject();
        }
        if (report.alarmBits() != 0) {
            json.writeArrayFieldStart("alarms");
            for (AlarmFlag flag : AlarmFlag.values()) {
                if (report.has(flag)) {
                    json.writeString(flag.word());
                }
            }
            json.writeEndArray();
        }
        writeSafety(report, json);
        writeNumber(json, "odometerKm", report.odometerMeters() / 1000, 1e4);
        if (report.driver() != null) {
            json.writeStringField("driver", report.driver());
        }
        json.writeStringField("source", report.source());
        if (report.navStatus() != PositionReport.NO_NAV_STATUS) {
            json.writeNumberField("navStatus", report.navStatus());
        }
    }

    private static void writeSafety(PositionReport report, JsonGenerator json) throws IOException {
        if ((int) report.safetyBits() != 0) {
            json.writeArrayFieldStart("safety");
            for (SafetyFlag flag : SafetyFlag.values()) {
                if (report.has(flag)) {
                    json.writeString(flag.word());
                }
            }
            json.writeEndArray();
        }
        if (report.fatigueLevel() > 0) {
            json.writeNumberField("fatigueLevel", report.fatigueLevel());
        }
    }

    /** What rounds to 360 is north, which is 0. */
    private static void writeAngle(JsonGenerator json, String name, double degrees) throws IOException {
        writeNumber(json, name, Math.rint(degrees * 1e2) == 360e2 ? 0 : degrees, 1e2);
    }

    /** Writes a number rounded to a part; NaN is left out, whole numbers are written as such. */
    static void writeNumber(JsonGenerator json, String name, double value, double parts) throws IOException {
        if (Double.isNaN(value)) {
            return;
        }
        double scaled = Math.rint(value * parts);
        double rounded = Double.isInfinite(scaled) ? value : scaled / parts;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            json.writeNumberField(name, (long) rounded);
        } else {
            json.writeNumberField(name, rounded);
        }
    }
}
