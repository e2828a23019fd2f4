package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.guard.SystemRecord;
import io.vigil.model.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Statements about the system itself, as they are published. */
final class SystemRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SystemRecords() {}

    /** The record of a statement about a lane. */
    static WarningRecord of(String lane, SystemRecord record) {
        return new WarningRecord(
                lane,
                record.subject(),
                0,
                record.state(),
                WarningRecord.Outlet.SYSTEM,
                record.subject(),
                Tier.YELLOW.word(),
                record.timeMillis(),
                record.timeMillis(),
                record.timeMillis(),
                0,
                "",
                "",
                "",
                json(lane, record));
    }

    private static byte[] json(String lane, SystemRecord record) {
        ObjectNode json = JSON.createObjectNode();
        json.put("lane", lane);
        json.put("subject", record.subject());
        json.put("time", Instant.ofEpochMilli(record.timeMillis()).toString());
        json.put("state", record.state());
        json.put("tier", Tier.YELLOW.word());
        ObjectNode measured = json.putObject("measured");
        record.measured().forEach((name, value) -> {
            if (name.endsWith("Millis")) {
                String shown = name.substring(0, name.length() - "Millis".length());
                measured.put(
                        shown,
                        Instant.ofEpochMilli(((Number) value).longValue()).toString());
            } else {
                measured.set(name, JSON.valueToTree(value));
            }
        });
        json.putObject("message").put("zh", record.messageZh()).put("en", record.messageEn());
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values", e);
        }
    }
}
