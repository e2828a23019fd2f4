package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * The active safety items 0x64 to 0x67 as JSON: T/JSATL 12-2017 with an alarm sign of 16 bytes, and T/GDRTA
 * 002-2020 with one of 40. The item's length says which, not the header's version: both are seen with both. Vendors use
 * the same ids for their own ends; an item of another length is left to be shown as hex.
 */
final class SafetyItemJson {
    private static final int SIGN_SHORT = 16;
    private static final int SIGN_LONG = 40;
    private static final int ADAS_FIXED = 31;
    /** Bytes of a tyre item before its tyres, without the sign. */
    static final int TYRES_FIXED = 25;

    /** Bytes of one tyre. */
    static final int TYRE_LENGTH = 9;

    private static final int BLIND_SPOT_FIXED = 25;

    private static final String[] STAGES = {"notApplicable", "start", "end"};

    private static final String[] ADAS_TYPES = {
        "",
        "forwardCollision",
        "laneDeparture",
        "headway",
        "pedestrian",
        "frequentLaneChange",
        "signOverLimit",
        "obstacle",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "signRecognised",
        "activeCapture",
        "solidLineChange",
        "crossingPedestrian"
    };

    private static final String[] DSM_TYPES = {
        "",
        "fatigue",
        "phoneCall",
        "smoking",
        "distraction",
        "abnormalDriver",
        "lensOccluded",
        "",
        "drivingTime",
        "",
        "noSeatBelt",
        "infraredBlockingGlasses",
        "handsOff",
        "playingWithPhone",
        "",
        "",
        "automaticCapture",
        "driverChanged"
    };

    private static final String[] BLIND_SPOT_TYPES = {"", "rear", "leftRear", "rightRear"};
    private static final String[] DEVIATIONS = {"", "left", "right"};
    private static final String[] SIGN_TYPES = {"", "speed", "height", "weight", "noEntry", "noStopping"};

    private static final String[] VEHICLE_STATUS = {
        "acc", "leftTurn", "rightTurn", "wiper", "brake", "cardIn", "bit6", "bit7", "bit8", "bit9", "located"
    };

    private static final String[] TYRE_ALARMS = {
        "timed", "high", "low", "hot", "sensorFault", "imbalance", "slowLeak", "batteryLow"
    };

    private final JsonGenerator json;
    private final BodyCursor cursor;

    private SafetyItemJson(JsonGenerator json, Body item) {
        this.json = json;
        this.cursor = new BodyCursor(item);
    }

    /** Writes the item where it has one of the known forms; false where it has not. */
    static boolean write(JsonGenerator json, int id, Body item, String suffix) throws IOException {
        int signLength = signLength(id, item);
        if (signLength == 0) {
            return false;
        }
        SafetyItemJson writer = new SafetyItemJson(json, item);
        switch (id) {
            case 0x64 -> writer.writeAdas("adas" + suffix, signLength);
            case 0x65 -> writer.writeDriver("dsm" + suffix, signLength);
            case 0x66 -> writer.writeTyres("tirePressure" + suffix, signLength);
            default -> writer.writeBlindSpot("blindSpot" + suffix, signLength);
        }
        return true;
    }

    /** How long the alarm sign of an item is, which tells its form; 0 where it has none of the known forms. */
    static int signLength(int id, Body item) {
        return switch (id) {
            case 0x64, 0x65 -> signLength(item.length() - ADAS_FIXED);
            case 0x66 -> tyreSignLength(item);
            case 0x67 -> signLength(item.length() - BLIND_SPOT_FIXED);
            default -> 0;
        };
    }

    private static int signLength(int length) {
        return length == SIGN_SHORT || length == SIGN_LONG ? length : 0;
    }

    /** The list's own count tells the two forms apart: 24 more bytes of sign are no whole number of tyres. */
    private static int tyreSignLength(Body item) {
        for (int signLength : new int[] {SIGN_SHORT, SIGN_LONG}) {
            int countAt = TYRES_FIXED - 1 + signLength;
            if (item.length() > countAt && item.length() == countAt + 1 + TYRE_LENGTH * item.u8(countAt)) {
                return signLength;
            }
        }
        return 0;
    }

    private void writeAdas(String name, int signLength) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("id", cursor.u32());
        Flags.writeWord(json, "stage", cursor.u8(), STAGES);
        Flags.writeWord(json, "type", cursor.u8(), ADAS_TYPES);
        json.writeNumberField("level", cursor.u8());
        json.writeNumberField("frontSpeedKmh", cursor.u8());
        json.writeNumberField("frontDistance100ms", cursor.u8());
        Flags.writeWord(json, "deviation", cursor.u8(), DEVIATIONS);
        Flags.writeWord(json, "signType", cursor.u8(), SIGN_TYPES);
        json.writeNumberField("signValue", cursor.u8());
        json.writeNumberField("speedKmh", cursor.u8());
        writePlace();
        writeSign(signLength);
        json.writeEndObject();
    }

    private void writeDriver(String name, int signLength) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("id", cursor.u32());
        Flags.writeWord(json, "stage", cursor.u8(), STAGES);
        Flags.writeWord(json, "type", cursor.u8(), DSM_TYPES);
        json.writeNumberField("level", cursor.u8());
        json.writeNumberField("fatigueDegree", cursor.u8());
        cursor.u32();
        json.writeNumberField("speedKmh", cursor.u8());
        writePlace();
        writeSign(signLength);
        json.writeEndObject();
    }

    private void writeTyres(String name, int signLength) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("id", cursor.u32());
        Flags.writeWord(json, "stage", cursor.u8(), STAGES);
        json.writeNumberField("speedKmh", cursor.u8());
        writePlace();
        writeSign(signLength);
        int count = cursor.u8();
        json.writeArrayFieldStart("tyres");
        for (int i = 0; i < count; i++) {
            json.writeStartObject();
            json.writeNumberField("tyre", cursor.u8());
            Flags.write(json, "alarms", cursor.u16(), TYRE_ALARMS);
            json.writeNumberField("pressureKpa", cursor.u16());
            json.writeNumberField("temperatureC", cursor.u16());
            json.writeNumberField("batteryPercent", cursor.u16());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeBlindSpot(String name, int signLength) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("id", cursor.u32());
        Flags.writeWord(json, "stage", cursor.u8(), STAGES);
        Flags.writeWord(json, "type", cursor.u8(), BLIND_SPOT_TYPES);
        json.writeNumberField("speedKmh", cursor.u8());
        writePlace();
        writeSign(signLength);
        json.writeEndObject();
    }

    private void writePlace() throws IOException {
        json.writeNumberField("altitudeM", cursor.u16());
        // Without the sign bits of the report's status word: the item has none of its own.
        json.writeNumberField("lat", LocationBody.signed(cursor.u32(), 0, 0));
        json.writeNumberField("lon", LocationBody.signed(cursor.u32(), 0, 0));
        writeTime();
        Flags.write(json, "vehicleStatus", cursor.u16(), VEHICLE_STATUS);
    }

    private void writeSign(int signLength) throws IOException {
        json.writeObjectFieldStart("sign");
        json.writeStringField("terminal", cursor.text(signLength == SIGN_LONG ? 30 : 7));
        writeTime();
        json.writeNumberField("sequence", cursor.u8());
        json.writeNumberField("attachments", cursor.u8());
        cursor.hex(signLength == SIGN_LONG ? 2 : 1);
        json.writeEndObject();
    }

    private void writeTime() throws IOException {
        long timeMillis = cursor.timeMillis();
        if (timeMillis != CivilTime.INVALID) {
            json.writeStringField("time", Instant.ofEpochMilli(timeMillis).toString());
        }
    }
}
