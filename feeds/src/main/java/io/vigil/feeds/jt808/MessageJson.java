package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The fields of one message as JSON: its header, then what its body says. The caller opens and closes the object. */
final class MessageJson {
    private final JsonGenerator json;
    private final long receivedTimeMillis;
    private final Errors errors;

    /** Writes and counts what is wrong with the message at hand. */
    interface Errors {
        void error(String reason, String detail) throws IOException;
    }

    MessageJson(JsonGenerator json, long receivedTimeMillis, Errors errors) {
        this.json = json;
        this.receivedTimeMillis = receivedTimeMillis;
        this.errors = errors;
    }

    void write(Message message) throws IOException {
        Reading<Registration> registration =
                message.type() == MessageType.REGISTRATION ? Registration.read(message) : null;
        Reading<DriverIdentity> driver =
                message.type() == MessageType.DRIVER_IDENTITY ? DriverIdentity.read(message) : null;
        int version = message.version();
        if (registration instanceof Reading.Of<Registration> known) {
            version = known.value().layout();
        } else if (driver instanceof Reading.Of<DriverIdentity> known) {
            version = known.value().layout();
        }
        writeHeader(message, version);
        if (registration != null) {
            writeRegistration(registration);
        } else if (driver != null) {
            writeDriver(driver);
        } else if (message.isWhole() || message.index() == 1) {
            writeBody(message);
        }
    }

    private void writeHeader(Message message, int version) throws IOException {
        json.writeStringField("id", message.idText());
        json.writeStringField("phone", message.terminal().phone());
        json.writeNumberField("version", version);
        json.writeNumberField("serial", message.serial());
        json.writeStringField(
                "message", message.type() == null ? "unknown" : message.type().words());
        if (!message.isWhole()) {
            json.writeObjectFieldStart("part");
            json.writeNumberField("index", message.index());
            json.writeNumberField("total", message.total());
            json.writeEndObject();
        }
    }

    private void writeBody(Message message) throws IOException {
        if (message.type() == null) {
            json.writeStringField("body", message.body().hex(0, message.body().length()));
            return;
        }
        BodyCursor cursor = new BodyCursor(message.body());
        switch (message.type()) {
            case LOCATION_REPORT -> writeLocation(message.body(), message.terminal());
            case LOCATION_REPLY, VEHICLE_CONTROL_REPLY -> writeLocationReply(message, cursor);
            case LOCATION_BATCH -> writeBatch(message);
            case AUTHENTICATION -> writeAuthentication(message, cursor);
            case TERMINAL_REPLY, PLATFORM_REPLY -> writeReply(cursor);
            case REGISTRATION_REPLY -> writeRegistrationReply(cursor);
            case RESEND_REQUEST, TERMINAL_RESEND_REQUEST -> writeResendRequest(message, cursor);
            case MEDIA_UPLOAD -> writeMedia(message, cursor);
            case SET_CIRCLES, SET_RECTANGLES, SET_POLYGON, SET_ROUTE -> new RegionJson(
                            json, cursor, message.version() == Message.VERSION_2019)
                    .write(message.type());
            default -> {
                if (message.body().length() > 0) {
                    json.writeNumberField("bodyLength", message.body().length());
                }
            }
        }
        if (cursor.ranShort()) {
            errors.error(
                    "body-too-short", "a body of " + message.body().length() + " bytes ends before its last field");
        }
    }

    private void writeLocation(Body body, Terminal terminal) throws IOException {
        Reading<PositionReport> reading = LocationBody.read(body, terminal, receivedTimeMillis, Jt808HexFormat.SOURCE);
        if (reading instanceof Reading.Of<PositionReport> position) {
            json.writeFieldName("position");
            PositionObject.write(json, position.value());
        } else if (reading instanceof Reading.Refused<PositionReport> refused) {
            errors.error(refused.reason(), refused.detail());
        }
        if (body.length() >= LocationBody.BASE_LENGTH) {
            ItemsJson.write(json, body);
        }
    }

    private void writeLocationReply(Message message, BodyCursor cursor) throws IOException {
        json.writeNumberField("replySerial", cursor.u16());
        if (!cursor.ranShort()) {
            writeLocation(message.body().slice(2, cursor.remaining()), message.terminal());
        }
    }

    private void writeBatch(Message message) throws IOException {
        if (message.body().length() > 2) {
            json.writeNumberField("count", message.body().u16(0));
            int type = message.body().u8(2);
            json.writeStringField("batch", type == 0 ? "normal" : type == 1 ? "backfill" : "type-" + type);
        }
        json.writeArrayFieldStart("positions");
        try {
            LocationBatch.forEach(message.body(), new LocationBatch.ItemSink() {
                @Override
                public void item(Body location) {
                    object(() -> writeLocation(location, message.terminal()));
                }

                @Override
                public void damaged(String reason, String detail) {
                    object(() -> errors.error(reason, detail));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndArray();
    }

    private void writeRegistration(Reading<Registration> reading) throws IOException {
        if (reading instanceof Reading.Of<Registration> of) {
            Registration registration = of.value();
            json.writeNumberField("province", registration.province());
            json.writeNumberField("city", registration.city());
            json.writeStringField("manufacturer", registration.manufacturer());
            json.writeStringField("model", registration.model());
            json.writeStringField("terminal", registration.terminal());
            json.writeStringField("plateColour", registration.plateColourWord());
            json.writeStringField(registration.plateColour() == 0 ? "vin" : "plate", registration.plate());
        } else if (reading instanceof Reading.Refused<Registration> refused) {
            errors.error(refused.reason(), refused.detail());
        }
    }

    private void writeDriver(Reading<DriverIdentity> reading) throws IOException {
        if (reading instanceof Reading.Of<DriverIdentity> of) {
            DriverIdentity driver = of.value();
            json.writeStringField("card", driver.card().word());
            writeTime("time", driver.timeMillis());
            json.writeStringField("cardReading", driver.readResultWord());
            writeUnlessEmpty("driverName", driver.name());
            writeUnlessEmpty("driver", driver.licence());
            writeUnlessEmpty("issuer", driver.issuer());
            writeUnlessEmpty("validUntil", driver.validUntil());
            writeUnlessEmpty("idCard", driver.idCard());
        } else if (reading instanceof Reading.Refused<DriverIdentity> refused) {
            errors.error(refused.reason(), refused.detail());
        }
    }

    /** 2013: the whole body is the code. 2019: length, code, IMEI and software, whose printed offsets are wrong. */
    private void writeAuthentication(Message message, BodyCursor cursor) throws IOException {
        boolean is2019 = message.version() == Message.VERSION_2019;
        json.writeStringField("authCode", cursor.text(is2019 ? cursor.u8() : cursor.remaining()));
        if (is2019) {
            json.writeStringField("imei", cursor.text(15));
            json.writeStringField("software", cursor.text(20));
        }
    }

    private void writeReply(BodyCursor cursor) throws IOException {
        json.writeNumberField("replySerial", cursor.u16());
        json.writeStringField("replyId", Message.idText(cursor.u16()));
        json.writeNumberField("result", cursor.u8());
    }

    private void writeRegistrationReply(BodyCursor cursor) throws IOException {
        json.writeNumberField("replySerial", cursor.u16());
        int result = cursor.u8();
        json.writeNumberField("result", result);
        if (result == 0) {
            json.writeStringField("authCode", cursor.text(cursor.remaining()));
        }
    }

    private void writeResendRequest(Message message, BodyCursor cursor) throws IOException {
        json.writeNumberField("firstSerial", cursor.u16());
        int count = message.version() == Message.VERSION_2019 ? cursor.u16() : cursor.u8();
        json.writeArrayFieldStart("parts");
        int present = Math.min(count, cursor.remaining() / 2);
        for (int i = 0; i < present; i++) {
            json.writeNumber(cursor.u16());
        }
        json.writeEndArray();
        if (present < count) {
            errors.error("body-too-short", count + " parts announced, " + present + " there");
        }
    }

    private void writeMedia(Message message, BodyCursor cursor) throws IOException {
        json.writeNumberField("mediaId", cursor.u32());
        json.writeNumberField("mediaType", cursor.u8());
        json.writeNumberField("format", cursor.u8());
        json.writeNumberField("event", cursor.u8());
        json.writeNumberField("channel", cursor.u8());
        if (cursor.remaining() >= LocationBody.BASE_LENGTH) {
            writeLocation(message.body().slice(8, LocationBody.BASE_LENGTH), message.terminal());
            json.writeNumberField("mediaLength", cursor.remaining() - LocationBody.BASE_LENGTH);
        }
    }

    private void writeUnlessEmpty(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private void writeTime(String name, long timeMillis) throws IOException {
        if (timeMillis != CivilTime.INVALID) {
            json.writeStringField(name, Instant.ofEpochMilli(timeMillis).toString());
        }
    }

    private void object(Fields fields) {
        try {
            json.writeStartObject();
            fields.write();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Fields {
        void write() throws IOException;
    }
}
