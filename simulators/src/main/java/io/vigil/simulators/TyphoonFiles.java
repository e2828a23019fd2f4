package io.vigil.simulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.simulators.mover.Typhoon;
import io.vigil.simulators.mover.TyphoonFleet;
import java.nio.charset.StandardCharsets;

/** What is known of the typhoon as the files of the contracts: forecast, order, and what skippers declare. */
final class TyphoonFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MILLIS = 86_400_000;
    private static final long CHINA_MILLIS = 8 * 3_600_000;
    private static final String AREA =
            "{\"type\":\"Polygon\",\"coordinates\":[[[117.4,38.2],[118.6,38.2],[118.6,39.2],[117.4,39.2],[117.4,38.2]]]}";

    private TyphoonFiles() {}

    /** {@code weather.jsonl}: one forecast for the bay, whose steps take a minute. */
    static String weather(long startMillis) {
        ObjectNode json = JSON.createObjectNode().put("id", "bay").put("kind", "forecast");
        json.put("issued", ControlFiles.time(at(startMillis, 0)));
        try {
            json.set("area", JSON.readTree(AREA));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        ArrayNode times = json.putArray("times");
        ArrayNode winds = json.putArray("windBft");
        int before = -1;
        for (Typhoon.Step step : Typhoon.WIND) {
            if (before >= 0) {
                times.add(ControlFiles.time(at(startMillis, step.secondOfDay() - 60)));
                winds.add(before);
            }
            times.add(ControlFiles.time(at(startMillis, step.secondOfDay())));
            winds.add(step.bft());
            before = step.bft();
        }
        json.put("validTo", ControlFiles.time(at(startMillis, 0) + 2 * DAY_MILLIS));
        return text(json) + '\n';
    }

    /** {@code orders.jsonl}: the order to return. */
    static String orders(long startMillis) {
        ObjectNode json = JSON.createObjectNode().put("id", Typhoon.ORDER).put("name", "12号台风回港避风令");
        json.put("issued", ControlFiles.time(at(startMillis, Typhoon.ISSUED)));
        json.put("deadline", ControlFiles.time(at(startMillis, Typhoon.DEADLINE)));
        json.put("until", ControlFiles.time(at(startMillis, 0) + 2 * DAY_MILLIS));
        json.putArray("classes").add("fishing");
        json.putArray("alternatives").addObject().put("kind", "harbour");
        return text(json) + '\n';
    }

    /** What a skipper declares, as the feed has it. */
    static SimFrame declaration(TyphoonFleet.Declared declared) {
        ObjectNode json = JSON.createObjectNode().put("mover", declared.mover().text());
        json.put("time", ControlFiles.time(declared.timeMillis()));
        if (declared.isDeparture()) {
            json.put("declares", "departure").put("crew", 5);
        } else {
            json.put("declares", "acknowledge").putArray("orders").add(Typhoon.ORDER);
        }
        return new SimFrame(
                declared.timeMillis(),
                SimFrame.Kind.DECLARATION,
                declared.mover().text(),
                text(json).getBytes(StandardCharsets.UTF_8));
    }

    /** A second of the local day on which the scenario begins, ms. */
    private static long at(long startMillis, int secondOfDay) {
        return Math.floorDiv(startMillis + CHINA_MILLIS, DAY_MILLIS) * DAY_MILLIS - CHINA_MILLIS + 1000L * secondOfDay;
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }
}
