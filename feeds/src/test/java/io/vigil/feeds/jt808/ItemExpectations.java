package io.vigil.feeds.jt808;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Turns the sample collection's additional items into the key and value the listing must show for them. */
final class ItemExpectations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> AREAS = List.of("none", "circle", "rectangle", "polygon", "segment");

    private ItemExpectations() {}

    static Map.Entry<String, JsonNode> of(String id, JsonNode stated) {
        if (stated.has("raw")) {
            return ofRaw(id, stated.get("raw").asText());
        }
        return switch (id) {
            case "0x01" -> Map.entry("mileageKm", stated.get("mileageKm"));
            case "0x02" -> Map.entry("fuelL", stated.get("fuelL"));
            case "0x03" -> Map.entry("recorderSpeedKmh", stated.get("recorderSpeedKmh"));
            case "0x04" -> Map.entry("manualAlarmEvent", stated.get("manualAlarmEventId"));
            case "0x11" -> Map.entry(
                    "overspeedArea",
                    object(
                            "type", word(stated.get("overspeedLocType"), AREAS),
                            "id", stated.get("areaId")));
            case "0x12" -> Map.entry(
                    "areaCrossing",
                    object(
                            "type", word(stated.get("locType"), AREAS),
                            "id", stated.get("areaId"),
                            "direction", word(stated.get("direction"), List.of("in", "out"))));
            case "0x13" -> Map.entry(
                    "segmentTime",
                    object(
                            "segment", stated.get("segmentId"),
                            "seconds", stated.get("seconds"),
                            "result", word(stated.get("result"), List.of("tooShort", "tooLong"))));
            case "0x14" -> Map.entry(
                    "videoAlarms",
                    words(
                            stated.get("videoAlarm"),
                            "signalLost",
                            "occluded",
                            "storageFault",
                            "otherVideoFault",
                            "overcrowded",
                            "abnormalDriving",
                            "storageThreshold"));
            case "0x15" -> Map.entry("videoLostChannels", numbers(stated.get("videoLost")));
            case "0x16" -> Map.entry("videoOccludedChannels", numbers(stated.get("videoOccluded")));
            case "0x17" -> Map.entry("storageFaults", numbers(stated.get("storageFault")));
            case "0x25" -> Map.entry(
                    "vehicleSignals",
                    words(
                            stated.get("vehicleSignals"),
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
                            "clutch"));
            case "0x2A" -> Map.entry("io", words(stated.get("ioStatus"), "deepSleep", "sleep"));
            case "0x2B" -> Map.entry("analog", object("ad0", stated.get("ad0"), "ad1", stated.get("ad1")));
            case "0x30" -> Map.entry("signal", stated.get("signal"));
            case "0x31" -> Map.entry("satellites", stated.get("satellites"));
            case "0x64" -> Map.entry("adas", adas(stated));
            case "0x65" -> Map.entry("dsm", driver(stated));
            case "0x66" -> Map.entry("tirePressure", tyres(stated));
            case "0x67" -> Map.entry("blindSpot", blindSpot(stated));
            default -> throw new AssertionError("no expectation for " + id + " " + stated);
        };
    }

    /** Items the sample's decoder left as bytes, some of which ours reads. */
    private static Map.Entry<String, JsonNode> ofRaw(String id, String hex) {
        if (id.equals("0x05") && hex.length() == 60) {
            ArrayNode pressures = NODES.arrayNode();
            for (byte b : HexFormat.of().parseHex(hex)) {
                pressures.add(b & 0xFF);
            }
            return Map.entry("tyrePressureBytes", pressures);
        }
        if (id.equals("0x06") && hex.length() == 4) {
            return Map.entry("cabinTemperatureC", NODES.numberNode(Integer.parseInt(hex, 16)));
        }
        if (id.equals("0x18") && hex.equals("000000")) {
            return Map.entry(
                    "abnormalDriving", object("types", NODES.arrayNode(), "fatigueLevel", NODES.numberNode(0)));
        }
        return Map.entry(id, NODES.textNode(hex));
    }

    private static ObjectNode adas(JsonNode stated) {
        ObjectNode object = head(stated);
        object.set(
                "type",
                word(
                        number(stated.get("type")),
                        ",forwardCollision,laneDeparture,headway,pedestrian,"
                                + "frequentLaneChange,signOverLimit,obstacle"));
        object.set("level", stated.get("level"));
        object.set("frontSpeedKmh", stated.get("frontSpeed"));
        object.set("frontDistance100ms", stated.get("frontDistance"));
        object.set("deviation", word(stated.get("deviation"), List.of("", "left", "right")));
        object.set("signType", word(stated.get("signType"), List.of("", "speed", "height", "weight")));
        object.set("signValue", stated.get("signData"));
        return tail(object, stated);
    }

    private static ObjectNode driver(JsonNode stated) {
        ObjectNode object = head(stated);
        object.set("type", word(number(stated.get("type")), ",fatigue,phoneCall,smoking,distraction,abnormalDriver"));
        object.set("level", stated.get("level"));
        object.set("fatigueDegree", stated.get("fatigue"));
        return tail(object, stated);
    }

    private static ObjectNode tyres(JsonNode stated) {
        ObjectNode object = tail(head(stated), stated);
        ArrayNode tyres = NODES.arrayNode();
        for (JsonNode tyre : stated.get("items")) {
            tyres.add(object(
                    "tyre", tyre.get("pos"),
                    "alarms",
                            words(
                                    tyre.get("type"),
                                    "timed",
                                    "high",
                                    "low",
                                    "hot",
                                    "sensorFault",
                                    "imbalance",
                                    "slowLeak",
                                    "batteryLow"),
                    "pressureKpa", tyre.get("pressureKpa"),
                    "temperatureC", tyre.get("tempC"),
                    "batteryPercent", tyre.get("batteryPct")));
        }
        object.set("tyres", tyres);
        if (tyres.size() != stated.get("count").asInt()) {
            throw new AssertionError("the sample contradicts itself: " + stated);
        }
        return object;
    }

    private static ObjectNode blindSpot(JsonNode stated) {
        ObjectNode object = head(stated);
        object.set("type", word(number(stated.get("type")), ",rear,leftRear,rightRear"));
        return tail(object, stated);
    }

    private static ObjectNode head(JsonNode stated) {
        return object(
                "id", stated.get("alarmId"),
                "stage", word(stated.get("flag"), List.of("notApplicable", "start", "end")));
    }

    private static ObjectNode tail(ObjectNode object, JsonNode stated) {
        object.set("speedKmh", stated.get("speedKmh"));
        object.set("altitudeM", stated.get("altitude"));
        object.set("lat", stated.get("lat"));
        object.set("lon", stated.get("lon"));
        object.put("time", Jt808ConformanceTest.instant(stated.get("time")));
        object.set(
                "vehicleStatus",
                words(stated.get("vehicleStatus"), "acc", "leftTurn", "rightTurn", "wiper", "brake", "cardIn"));
        JsonNode sign = stated.get("alarmSign");
        ObjectNode ours = object("terminal", sign.get("terminalId"));
        ours.put("time", Jt808ConformanceTest.instant(sign.get("time")));
        ours.set("sequence", sign.get("seq"));
        ours.set("attachments", sign.get("attachments"));
        object.set("sign", ours);
        return object;
    }

    private static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], (JsonNode) namesAndValues[i + 1]);
        }
        return object;
    }

    private static JsonNode number(JsonNode hexText) {
        return NODES.numberNode(Long.decode(hexText.asText()).intValue());
    }

    private static JsonNode word(JsonNode number, String words) {
        return word(number, List.of(words.split(",")));
    }

    private static JsonNode word(JsonNode number, List<String> words) {
        int place = number.asInt();
        return place < words.size() && !words.get(place).isEmpty() ? NODES.textNode(words.get(place)) : number;
    }

    private static ArrayNode words(JsonNode hexText, String... words) {
        ArrayNode array = NODES.arrayNode();
        long bits = Long.decode(hexText.asText());
        for (int bit = 0; bit < 32; bit++) {
            if ((bits & 1L << bit) != 0) {
                array.add(bit < words.length ? words[bit] : "bit" + bit);
            }
        }
        return array;
    }

    private static ArrayNode numbers(JsonNode hexText) {
        ArrayNode array = NODES.arrayNode();
        long bits = Long.decode(hexText.asText());
        for (int bit = 0; bit < 32; bit++) {
            if ((bits & 1L << bit) != 0) {
                array.add(bit + 1);
            }
        }
        return array;
    }
}
