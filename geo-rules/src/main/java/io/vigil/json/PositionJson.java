package io.vigil.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vigil.model.AlarmFlag;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Position reports as JSON (contracts, section 2). Unknown fields are ignored; null and absent are the same. */
public final class PositionJson {
    /** Shared and thread-safe; deep or endless texts are refused. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(65_536)
                    .maxNumberLength(40)
                    .build())
            .build();

    private static final Map<String, Integer> STATUS_BITS = new HashMap<>();
    private static final Map<String, Integer> ALARM_BITS = new HashMap<>();

    static {
        for (StatusFlag flag : StatusFlag.values()) {
            STATUS_BITS.put(flag.word(), flag.bit());
        }
        for (AlarmFlag flag : AlarmFlag.values()) {
            ALARM_BITS.put(flag.word(), flag.bit());
        }
    }

    private PositionJson() {}

    /**
     * Reads one report.
     *
     * @param json UTF-8
     * @param length how many bytes of it count
     * @throws JsonFormatException saying what is wrong
     */
    public static PositionReport read(byte[] json, int length) {
        try (JsonParser parser = FACTORY.createParser(json, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonFormatException("is not a JSON object");
            }
            PositionReport report = new Fields().read(parser);
            if (parser.nextToken() != null) {
                throw new JsonFormatException("something follows the JSON object");
            }
            return report;
        } catch (JsonProcessingException e) {
            throw new JsonFormatException("is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One report as JSON. */
    public static byte[] toJson(PositionReport report) {
        return toJson(report, null);
    }

    /** One report as JSON with the mover's class, as the topic of last positions has it. */
    public static byte[] toJson(PositionReport report, @Nullable String moverClass) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            writeFields(report, json);
            if (moverClass != null) {
                json.writeStringField("class", moverClass);
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
        writeNumber(json, "course", report.courseDegrees(), 1e2);
        writeNumber(json, "heading", report.headingDegrees(), 1e2);
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
        writeNumber(json, "odometerKm", report.odometerMeters() / 1000, 1e4);
        if (report.driver() != null) {
            json.writeStringField("driver", report.driver());
        }
        json.writeStringField("source", report.source());
        if (report.navStatus() != PositionReport.NO_NAV_STATUS) {
            json.writeNumberField("navStatus", report.navStatus());
        }
    }

    /** Writes a number rounded to a part; NaN is left out, whole numbers are written as such. */
    static void writeNumber(JsonGenerator json, String name, double value, double parts) throws IOException {
        if (Double.isNaN(value)) {
            return;
        }
        double rounded = Math.rint(value * parts) / parts;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            json.writeNumberField(name, (long) rounded);
        } else {
            json.writeNumberField(name, rounded);
        }
    }

    /** Collects the fields of one report. */
    private static final class Fields {
        private @Nullable String mover;
        private @Nullable String time;
        private @Nullable String received;
        private @Nullable String driver;
        private @Nullable String source;
        private double latitude = Double.NaN;
        private double longitude = Double.NaN;
        private double speedMps = Double.NaN;
        private double course = Double.NaN;
        private double heading = Double.NaN;
        private double altitudeMeters = Double.NaN;
        private double odometerMeters = Double.NaN;
        private long statusBits = PositionReport.NO_STATUS;
        private int alarmBits;
        private int navStatus = PositionReport.NO_NAV_STATUS;

        PositionReport read(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    field(name, parser);
                }
            }
            return report();
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "mover" -> mover = text(name, parser);
                case "time" -> time = text(name, parser);
                case "received" -> received = text(name, parser);
                case "driver" -> driver = text(name, parser);
                case "source" -> source = text(name, parser);
                case "lat" -> latitude = number(name, parser);
                case "lon" -> longitude = number(name, parser);
                case "speedKmh" -> speedMps = Units.kphToMps(number(name, parser));
                case "speedKn" -> speedMps = Units.knotsToMps(number(name, parser));
                case "course" -> course = number(name, parser);
                case "heading" -> heading = number(name, parser);
                case "altitudeM" -> altitudeMeters = number(name, parser);
                case "odometerKm" -> odometerMeters = number(name, parser) * 1000;
                case "navStatus" -> navStatus = (int) number(name, parser);
                case "status" -> statusBits = status(parser);
                case "alarms" -> alarmBits = alarms(parser);
                default -> parser.skipChildren();
            }
        }

        private PositionReport report() {
            if (mover == null || time == null) {
                throw new JsonFormatException((mover == null ? "mover" : "time") + " is missing");
            }
            if (Double.isNaN(latitude) || Double.isNaN(longitude)) {
                throw new JsonFormatException((Double.isNaN(latitude) ? "lat" : "lon") + " is missing");
            }
            return PositionReport.at(new MoverId(mover), Rfc3339.parse(time), latitude, longitude)
                    .receivedTimeMillis(received == null ? PositionReport.NO_TIME : Rfc3339.parse(received))
                    .speedMps(speedMps)
                    .courseDegrees(course == 360 ? 0 : course)
                    .headingDegrees(heading == 360 ? 0 : heading)
                    .altitudeMeters(altitudeMeters)
                    .statusBits(statusBits)
                    .alarmBits(alarmBits)
                    .odometerMeters(odometerMeters)
                    .driver(driver)
                    .source(source == null ? "positions" : source)
                    .navStatus(navStatus)
                    .build();
        }

        private static String text(String name, JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new JsonFormatException(name + " must be a text");
            }
            return parser.getText();
        }

        private static double number(String name, JsonParser parser) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                throw new JsonFormatException(name + " must be a number");
            }
            double number = parser.getDoubleValue();
            if (!Double.isFinite(number)) {
                throw new JsonFormatException(name + " is too large");
            }
            return number;
        }

        private static long status(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new JsonFormatException("status must be an object");
            }
            long bits = 0;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Integer bit = STATUS_BITS.get(parser.currentName());
                boolean isSet = parser.nextToken() == JsonToken.VALUE_TRUE;
                parser.skipChildren();
                bits |= bit != null && isSet ? 1L << bit : 0;
            }
            return bits;
        }

        private static int alarms(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new JsonFormatException("alarms must be a list");
            }
            int bits = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Integer bit = parser.currentToken() == JsonToken.VALUE_STRING ? ALARM_BITS.get(parser.getText()) : null;
                parser.skipChildren();
                bits |= bit == null ? 0 : 1 << bit;
            }
            return bits;
        }
    }
}
