package io.vigil.feeds.ais;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.feeds.ais.AisMessage.Aid;
import io.vigil.feeds.ais.AisMessage.Clock;
import io.vigil.feeds.ais.AisMessage.Fix;
import io.vigil.feeds.ais.AisMessage.Motion;
import io.vigil.feeds.ais.AisMessage.Particulars;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes one AIS message as a JSON object in the standard's units, rounded to what the message can hold. What is not
 * available is left out.
 */
final class AisMessageJson {
    private static final double DEGREE_DECIMALS = 1e6;
    private static final double TURN_DECIMALS = 10;

    private final JsonGenerator json;

    AisMessageJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the object.
     *
     * @param timeMillis when the message was heard, or {@link PositionReport#NO_TIME}
     */
    void write(AisMessage message, long timeMillis) throws IOException {
        json.writeStartObject();
        json.writeNumberField("type", message.type().number);
        json.writeStringField("mmsi", mmsi(message.mmsi()));
        if (message.motion() != null) {
            motion(message.motion());
        }
        if (message.clock() != null) {
            clock(message.clock());
        }
        if (message.particulars() != null) {
            particulars(message.particulars());
        }
        if (message.aid() != null) {
            aid(message.aid());
        }
        json.writeNumberField("repeat", message.repeat());
        json.writeNumberField("bits", message.bits());
        if (timeMillis != PositionReport.NO_TIME) {
            json.writeStringField("time", Instant.ofEpochMilli(timeMillis).toString());
        }
        json.writeEndObject();
    }

    private void motion(Motion motion) throws IOException {
        whole("navStatus", motion.navStatus());
        measured("rot", round(motion.turnDegreesPerMinute(), TURN_DECIMALS));
        if (motion.rateOfTurn() != Motion.NO_RATE_OF_TURN) {
            json.writeNumberField("rotRaw", motion.rateOfTurn());
        }
        measured("speedKn", motion.sogKnots());
        measured("lon", round(motion.longitude(), DEGREE_DECIMALS));
        measured("lat", round(motion.latitude(), DEGREE_DECIMALS));
        if (motion.fix() == Fix.IMPOSSIBLE) {
            json.writeBooleanField("positionImpossible", true);
        }
        measured("course", motion.courseDegrees());
        if (!Double.isNaN(motion.headingDegrees())) {
            json.writeNumberField("heading", (int) motion.headingDegrees());
        }
        whole("second", motion.second());
        if (!Double.isNaN(motion.altitudeMeters())) {
            json.writeNumberField("altitudeM", (int) motion.altitudeMeters());
        }
        json.writeNumberField("accuracy", motion.accurate() ? 1 : 0);
    }

    private void particulars(Particulars said) throws IOException {
        text("part", said.part());
        text("name", said.name());
        text("callSign", said.callSign());
        filled("imo", said.imo());
        filled("shipType", said.shipType());
        text("destination", said.destination());
        if (said.draughtMeters() > 0) {
            json.writeNumberField("draughtM", said.draughtMeters());
        }
        filled("lengthM", said.size().lengthMeters());
        filled("beamM", said.size().beamMeters());
        if (!said.size().equals(AisMessage.Size.UNKNOWN)) {
            json.writeNumberField("toBow", said.size().toBow());
            json.writeNumberField("toStern", said.size().toStern());
            json.writeNumberField("toPort", said.size().toPort());
            json.writeNumberField("toStarboard", said.size().toStarboard());
        }
        text("vendor", said.vendor());
        if (said.motherShip() > 0) {
            json.writeStringField("motherShip", mmsi(said.motherShip()));
        }
    }

    private void clock(Clock clock) throws IOException {
        whole("year", clock.year());
        whole("month", clock.month());
        whole("day", clock.day());
        whole("hour", clock.hour());
        whole("minute", clock.minute());
        whole("second", clock.second());
    }

    private void aid(Aid aid) throws IOException {
        filled("aidType", aid.aidType());
        json.writeBooleanField("offPosition", aid.offPosition());
        json.writeBooleanField("virtual", aid.isVirtual());
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private void measured(String name, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeNumberField(name, value);
        }
    }

    private void whole(String name, int value) throws IOException {
        if (value != AisMessage.ABSENT) {
            json.writeNumberField(name, value);
        }
    }

    private void filled(String name, long value) throws IOException {
        if (value > 0) {
            json.writeNumberField(name, value);
        }
    }

    private static String mmsi(int mmsi) {
        return MoverId.ofMmsi(mmsi).identity();
    }

    private static double round(double value, double steps) {
        return Double.isNaN(value) ? value : Math.round(value * steps) / steps;
    }
}
