package io.vigil.console.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Records as the engine writes them, written down by hand from the contract and not by any code under test. */
public final class SampleRecords {
    private SampleRecords() {}

    /** A value of {@code vigil.positions}. */
    public static String position(
            String mover, String moverClass, Instant time, double lat, double lon, double speedKmh, double course) {
        ObjectNode report = RecordFields.JSON.createObjectNode();
        report.put("mover", mover)
                .put("class", moverClass)
                .put("time", time.toString())
                .put("received", time.plusMillis(400).toString())
                .put("lon", lon)
                .put("lat", lat)
                .put("speedKmh", speedKmh)
                .put("course", course)
                .putNull("heading")
                .put("source", mover.startsWith("vessel:") ? "ais" : "jt808");
        return report.toString();
    }

    /** The transition that opens a warning: a value of {@code vigil.warnings}. */
    public static ObjectNode opened(
            String warningId, String rule, String kind, String tier, String mover, Instant time) {
        ObjectNode event = RecordFields.JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", warningId + "/1")
                .put("source", "/vigil/live")
                .put("type", "vigil.warning.opened")
                .put("subject", mover)
                .put("time", time.toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("warningId", warningId)
                .put("sequence", 1)
                .put("lane", "live")
                .put("rule", rule)
                .put("kind", kind)
                .put("ruleset", "3e1f00aa")
                .put("tier", tier)
                .put("state", "open")
                .put("stage", "breach");
        data.putArray("movers").add(mover);
        data.putNull("zone").putNull("order");
        data.put("onset", time.minusSeconds(300).toString())
                .put("detected", time.toString())
                .putNull("closed")
                .putNull("reason");
        data.putObject("position").put("lon", 117.70).put("lat", 38.98);
        data.put("speedKmh", 61.2);
        ObjectNode explain = data.putObject("explain");
        explain.putObject("params")
                .put("from", "02:00")
                .put("to", "05:00")
                .put("moveSpeedKmh", 5)
                .put("hold", "PT5M");
        explain.putObject("measured").put("movingSeconds", 300);
        explain.putObject("threshold").put("hold", "PT5M");
        explain.putObject("first")
                .put("mover", mover)
                .put("time", time.minusSeconds(300).toString())
                .put("lon", 117.65)
                .put("lat", 38.97)
                .put("speedKmh", 58.0);
        explain.putObject("last")
                .put("mover", mover)
                .put("time", time.toString())
                .put("lon", 117.70)
                .put("lat", 38.98)
                .put("speedKmh", 61.2);
        explain.putNull("registryVersion").putNull("exemption");
        data.putObject("message").put("zh", "客车凌晨仍在行驶").put("en", "Coach still running at night");
        data.put("late", false);
        return event;
    }

    /** The next transition of a warning, with another type, tier and state. */
    public static ObjectNode next(ObjectNode event, String type, String tier, String state, Instant time) {
        ObjectNode next = event.deepCopy();
        ObjectNode data = (ObjectNode) next.path("data");
        int sequence = data.path("sequence").intValue() + 1;
        data.put("sequence", sequence).put("tier", tier).put("state", state);
        if (!state.equals("open")) {
            data.put("closed", time.toString());
        }
        next.put("id", data.path("warningId").textValue() + "/" + sequence)
                .put("type", "vigil.warning." + type)
                .put("time", time.toString());
        return next;
    }
}
