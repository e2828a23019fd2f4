package io.vigil.feeds.jt808;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The additional items of a location report as {@code "items":{…}} (JT/T 808-2013 and 2019, JT/T
 * 1078-2016; the active safety items are in {@link SafetyItemJson}).
 *
 * <p>An item is read only where its length is that of the standard; everything else, unknown ids and vendors' own, is shown
 * as {@code "0xE1":"hex"}. A key that comes again gets {@code #2}. Bytes that are no item end up in {@code trailing}.
 */
final class ItemsJson {
    private static final String[] AREA_TYPES = {"none", "circle", "rectangle", "polygon", "segment"};

    private static final String[] SIGNALS = {
        "lowBeam",
        "highBeam",
        "rightTurn",
        "leftTurn",
        "brake",
        "reverse",
        "fogLight",
        "markerLight",
        "horn",
        "airConditioning",
        "neutral",
        "retarder",
        "abs",
        "heater",
        "clutch"
    };

    private static final String[] VIDEO_ALARMS = {
        "signalLost",
        "occluded",
        "storageFault",
        "otherVideoFault",
        "overcrowded",
        "abnormalDriving",
        "storageThreshold"
    };

    private static final String[] ABNORMAL_DRIVING = {"fatigue", "phone", "smoking"};
    private static final String[] IO = {"deepSleep", "sleep"};

    private final JsonGenerator json;
    private final int[] seen = new int[256];
    private String suffix = "";

    private ItemsJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes {@code items} and, where there is any, {@code trailing} for a location body. */
    static void write(JsonGenerator json, Body body) throws IOException {
        json.writeObjectFieldStart("items");
        int end = new ItemsJson(json).writeItems(body);
        json.writeEndObject();
        if (end < body.length()) {
            json.writeStringField("trailing", body.hex(end, body.length() - end));
        }
    }

    private int writeItems(Body body) throws IOException {
        int at = LocationBody.BASE_LENGTH;
        while (at + 2 <= body.length()) {
            int id = body.u8(at);
            int length = body.u8(at + 1);
            if (at + 2 + length > body.length()) {
                return at;
            }
            seen[id]++;
            suffix = seen[id] == 1 ? "" : "#" + seen[id];
            writeItem(id, body.slice(at + 2, length));
            at += 2 + length;
        }
        return at;
    }

    private void writeItem(int id, Body item) throws IOException {
        int length = item.length();
        boolean isKnown = id >= 0x64 ? SafetyItemJson.write(json, id, item, suffix) : writeStandard(id, item, length);
        if (!isKnown) {
            json.writeStringField(String.format("0x%02X", id) + suffix, item.hex(0, length));
        }
    }

    private boolean writeStandard(int id, Body item, int length) throws IOException {
        int shape = id << 8 | length;
        switch (shape) {
            case 0x0104 -> json.writeNumberField(key("mileageKm"), item.u32(0) / 10.0);
            case 0x0202 -> json.writeNumberField(key("fuelL"), item.u16(0) / 10.0);
            case 0x0302 -> json.writeNumberField(key("recorderSpeedKmh"), item.u16(0) / 10.0);
            case 0x0402 -> json.writeNumberField(key("manualAlarmEvent"), item.u16(0));
            case 0x051E -> writeTyrePressures(item);
            case 0x0602 -> json.writeNumberField(key("cabinTemperatureC"), signMagnitude(item.u16(0)));
            case 0x1101, 0x1105 -> writeOverspeedArea(item, length);
            case 0x1206 -> writeAreaCrossing(item);
            case 0x1307 -> writeSegmentTime(item);
            case 0x1404 -> Flags.write(json, key("videoAlarms"), item.u32(0), VIDEO_ALARMS);
            case 0x1504 -> Flags.writeNumbers(json, key("videoLostChannels"), item.u32(0));
            case 0x1604 -> Flags.writeNumbers(json, key("videoOccludedChannels"), item.u32(0));
            case 0x1702 -> Flags.writeNumbers(json, key("storageFaults"), item.u16(0));
            case 0x1802, 0x1803 -> writeAbnormalDriving(item, length);
            case 0x2504 -> Flags.write(json, key("vehicleSignals"), item.u32(0), SIGNALS);
            case 0x2A02 -> Flags.write(json, key("io"), item.u16(0), IO);
            case 0x2B04 -> writeAnalog(item);
            case 0x3001 -> json.writeNumberField(key("signal"), item.u8(0));
            case 0x3101 -> json.writeNumberField(key("satellites"), item.u8(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One byte a tyre, as sent: the standard gives no unit; 255 is no tyre. */
    private void writeTyrePressures(Body item) throws IOException {
        json.writeArrayFieldStart(key("tyrePressureBytes"));
        for (int i = 0; i < item.length(); i++) {
            if (item.u8(i) == 0xFF) {
                json.writeNull();
            } else {
                json.writeNumber(item.u8(i));
            }
        }
        json.writeEndArray();
    }

    private void writeOverspeedArea(Body item, int length) throws IOException {
        json.writeObjectFieldStart(key("overspeedArea"));
        Flags.writeWord(json, "type", item.u8(0), AREA_TYPES);
        if (length == 5) {
            json.writeNumberField("id", item.u32(1));
        }
        json.writeEndObject();
    }

    private void writeAreaCrossing(Body item) throws IOException {
        json.writeObjectFieldStart(key("areaCrossing"));
        Flags.writeWord(json, "type", item.u8(0), AREA_TYPES);
        json.writeNumberField("id", item.u32(1));
        Flags.writeWord(json, "direction", item.u8(5), "in", "out");
        json.writeEndObject();
    }

    private void writeSegmentTime(Body item) throws IOException {
        json.writeObjectFieldStart(key("segmentTime"));
        json.writeNumberField("segment", item.u32(0));
        json.writeNumberField("seconds", item.u16(4));
        Flags.writeWord(json, "result", item.u8(6), "tooShort", "tooLong");
        json.writeEndObject();
    }

    /** The table shows a WORD and a BYTE, its length column says 2: both are seen. */
    private void writeAbnormalDriving(Body item, int length) throws IOException {
        json.writeObjectFieldStart(key("abnormalDriving"));
        Flags.write(json, "types", item.u16(0), ABNORMAL_DRIVING);
        if (length == 3) {
            json.writeNumberField("fatigueLevel", item.u8(2));
        }
        json.writeEndObject();
    }

    /** Channel 0 is the low word, channel 1 the high one. */
    private void writeAnalog(Body item) throws IOException {
        json.writeObjectFieldStart(key("analog"));
        json.writeNumberField("ad0", item.u16(2));
        json.writeNumberField("ad1", item.u16(0));
        json.writeEndObject();
    }

    private String key(String name) {
        return suffix.isEmpty() ? name : name + suffix;
    }

    private static int signMagnitude(int word) {
        int magnitude = word & 0x7FFF;
        return (word & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
