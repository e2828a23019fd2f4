package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.model.AlarmFlag;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.IOException;
import java.time.Instant;

/** A position report in the JSON form of the contracts; what is not available is absent. */
final class PositionObject {
    private static final StatusFlag[] STATUS_FLAGS = StatusFlag.values();
    private static final AlarmFlag[] ALARM_FLAGS = AlarmFlag.values();

    private PositionObject() {}

    static void write(JsonGenerator json, PositionReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("mover", report.mover().text());
        json.writeStringField(
                "time", Instant.ofEpochMilli(report.eventTimeMillis()).toString());
        if (report.receivedTimeMillis() != PositionReport.NO_TIME) {
            json.writeStringField(
                    "received",
                    Instant.ofEpochMilli(report.receivedTimeMillis()).toString());
        }
        json.writeNumberField("lon", report.longitude());
        json.writeNumberField("lat", report.latitude());
        number(json, "speedKmh", Math.round(Units.mpsToKph(report.speedMps()) * 10) / 10.0, report.speedMps());
        number(json, "course", report.courseDegrees(), report.courseDegrees());
        number(json, "altitudeM", report.altitudeMeters(), report.altitudeMeters());
        writeStatus(json, report);
        json.writeArrayFieldStart("alarms");
        for (AlarmFlag flag : ALARM_FLAGS) {
            if (report.has(flag)) {
                json.writeString(flag.word());
            }
        }
        json.writeEndArray();
        number(json, "odometerKm", Math.round(report.odometerMeters()) / 1000.0, report.odometerMeters());
        json.writeStringField("source", report.source());
        json.writeEndObject();
    }

    /** Ignition and fix are always told; the rest only when set. */
    private static void writeStatus(JsonGenerator json, PositionReport report) throws IOException {
        json.writeObjectFieldStart("status");
        for (StatusFlag flag : STATUS_FLAGS) {
            boolean isSet = report.has(flag);
            if (isSet || flag == StatusFlag.ACC || flag == StatusFlag.LOCATED) {
                json.writeBooleanField(flag.word(), isSet);
            }
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value, double original) throws IOException {
        if (!Double.isNaN(original)) {
            json.writeNumberField(name, value);
        }
    }
}
