package io.vigil.simulators.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checkpoint passes and dispositions as the contracts write them: one JSON object each. */
public final class NoticeJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NoticeJson() {}

    /**
     * What a camera read.
     *
     * @param brand make it takes the vehicle for, or null
     */
    public record PassText(
            String plate,
            String plateColour,
            long atMillis,
            long receivedMillis,
            double latitude,
            double longitude,
            String site,
            String looks,
            @Nullable String brand,
            double confidence) {}

    /** A pass. */
    public static byte[] pass(PassText pass) {
        ObjectNode line = JSON.createObjectNode()
                .put("plate", pass.plate)
                .put("plateColour", pass.plateColour)
                .put("time", time(pass.atMillis))
                .put("received", time(pass.receivedMillis))
                .put("lon", Math.round(pass.longitude * 1e7) / 1e7)
                .put("lat", Math.round(pass.latitude * 1e7) / 1e7)
                .put("site", pass.site)
                .put("class", pass.looks);
        if (pass.brand != null) {
            line.put("brand", pass.brand);
        }
        return bytes(line.put("confidence", pass.confidence));
    }

    /** A disposition; the warning's id is one of the simulator's own. */
    public static byte[] disposition(String mover, String rule, int number, String outcome, long atMillis) {
        String id = String.format("%08x%08x", mover.hashCode(), rule.hashCode() * 31 + number);
        return bytes(JSON.createObjectNode()
                .put("warningId", id)
                .put("mover", mover)
                .put("rule", rule)
                .put("outcome", outcome)
                .put("by", "simulator")
                .put("at", time(atMillis)));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static byte[] bytes(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }
}
