package io.vigil.console.record;

import static io.vigil.model.Units.kphToMps;
import static io.vigil.model.Units.mpsToKph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of one position report.
 *
 * @param mover who reported
 * @param moverClass class of the registry, such as {@code tour-coach}, or null when not told
 * @param eventTimeMillis the terminal's own time of the fix, milliseconds since the epoch UTC
 * @param receivedTimeMillis when it reached the engine, or {@link PositionReport#NO_TIME}
 * @param latitude degrees WGS 84
 * @param longitude degrees WGS 84
 * @param speedMps speed over ground, m/s, or NaN
 * @param courseDegrees course over ground, or NaN
 * @param headingDegrees true heading, or NaN
 * @param source the feed it came by, or null
 * @param state the state it is in by the rules, such as {@code abnormal-stop}, or null when not told
 * @param late whether a later report of the mover was told before
 */
public record SeenPosition(
        MoverId mover,
        @Nullable String moverClass,
        long eventTimeMillis,
        long receivedTimeMillis,
        double latitude,
        double longitude,
        double speedMps,
        double courseDegrees,
        double headingDegrees,
        @Nullable String source,
        @Nullable String state,
        boolean late) {
    /** The names of {@link #writeRow}'s values, in order. */
    public static final String[] ROW_FIELDS = {
        "mover", "class", "timeMillis", "lat", "lon", "speedKmh", "course", "heading", "state"
    };

    private static final int MAX_BYTES = 16 * 1024;
    /** Ten times the fastest craft the feeds know: what is above is damage, not speed. */
    private static final double MAX_SPEED_KPH = 2_000;

    /** Reads a record of {@code vigil.positions}. */
    public static SeenPosition parse(byte[] value) throws MalformedRecordException {
        JsonNode node = RecordFields.object(value, MAX_BYTES);
        return new SeenPosition(
                RecordFields.mover(node.get("mover")),
                RecordFields.textOrNull(node, "class"),
                RecordFields.timeMillis(node, "time"),
                RecordFields.timeMillisOrAbsent(node, "received"),
                RecordFields.number(node, "lat", -90, 90),
                RecordFields.number(node, "lon", -180, 180),
                kphToMps(RecordFields.numberOrNaN(node, "speedKmh", 0, MAX_SPEED_KPH)),
                RecordFields.numberOrNaN(node, "course", 0, 360),
                RecordFields.numberOrNaN(node, "heading", 0, 360),
                RecordFields.textOrNull(node, "source"),
                RecordFields.textOrNull(node, "state"),
                node.path("late").asBoolean(false));
    }

    /** Writes the fields of a position report as in the contract, into an object the caller has begun. */
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeStringField("mover", mover.text());
        out.writeStringField("class", moverClass);
        out.writeStringField("time", Instant.ofEpochMilli(eventTimeMillis).toString());
        if (receivedTimeMillis != PositionReport.NO_TIME) {
            out.writeStringField(
                    "received", Instant.ofEpochMilli(receivedTimeMillis).toString());
        }
        out.writeNumberField("lon", rounded(longitude, 1e6));
        out.writeNumberField("lat", rounded(latitude, 1e6));
        out.writeFieldName("speedKmh");
        writeMeasured(out, mpsToKph(speedMps));
        out.writeFieldName("course");
        writeMeasured(out, courseDegrees);
        out.writeFieldName("heading");
        writeMeasured(out, headingDegrees);
        out.writeStringField("source", source);
        if (state != null) {
            out.writeStringField("state", state);
        }
    }

    /** Writes the compact form of the stream: the values of {@link #ROW_FIELDS} as an array. */
    public void writeRow(JsonGenerator out) throws IOException {
        out.writeStartArray();
        out.writeString(mover.text());
        out.writeString(moverClass);
        out.writeNumber(eventTimeMillis);
        out.writeNumber(rounded(latitude, 1e6));
        out.writeNumber(rounded(longitude, 1e6));
        writeMeasured(out, mpsToKph(speedMps));
        writeMeasured(out, courseDegrees);
        writeMeasured(out, headingDegrees);
        out.writeString(state);
        out.writeEndArray();
    }

    private static void writeMeasured(JsonGenerator out, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNull();
        } else {
            out.writeNumber(rounded(value, 10));
        }
    }

    private static double rounded(double value, double parts) {
        return Math.rint(value * parts) / parts;
    }
}
