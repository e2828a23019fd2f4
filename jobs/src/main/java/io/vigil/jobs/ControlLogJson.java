package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.json.Rfc3339;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of versions in the control log: JSON, cut into parts that fit into records of a broker with its default limits.
 * A change that alone is larger needs a broker that takes larger records, as it did for its own topic.
 */
final class ControlLogJson {
    /** Parts end with the change with which they come to so many bytes. */
    private static final int PART_BYTES = 300_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ControlLogJson() {}

    /** A version as the records of the log, in order. */
    static List<byte[]> write(ControlVersion version) {
        List<List<ControlRecord>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int bytes = 0;
        for (ControlRecord change : version.changes()) {
            if (bytes > PART_BYTES) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.get(parts.size() - 1).add(change);
            bytes += change.value().length + 200;
        }
        List<byte[]> records = new ArrayList<>();
        for (List<ControlRecord> part : parts) {
            records.add(part(version, part, records.size(), parts.size()));
        }
        return records;
    }

    private static byte[] part(ControlVersion version, List<ControlRecord> changes, int part, int parts) {
        ObjectNode json = JSON.createObjectNode().put("version", version.number());
        if (version.fromMillis() != Long.MIN_VALUE) {
            json.put("effectiveFrom", Rfc3339.format(version.fromMillis()));
        }
        json.put("part", part).put("parts", parts);
        ArrayNode array = json.putArray("changes");
        for (ControlRecord change : changes) {
            array.addObject()
                    .put("topic", change.topic())
                    .put("key", change.key())
                    .put("value", change.isRemoval() ? null : new String(change.value(), StandardCharsets.UTF_8))
                    .put("partition", change.partition())
                    .put("offset", change.offset())
                    .put("published", change.timestampMillis());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the parts of versions together again. */
    static final class Assembler {
        private final List<byte[]> pending = new ArrayList<>();
        private final List<ControlRecord> changes = new ArrayList<>();

        /** Takes the next record of the log; answers the version it completes, or null. */
        @Nullable
        ControlVersion add(byte[] record) {
            JsonNode json = parse(record);
            if (json.path("part").asInt() == 0) {
                pending.clear();
                changes.clear();
            }
            pending.add(record);
            for (JsonNode change : json.path("changes")) {
                changes.add(change(change));
            }
            if (pending.size() < json.path("parts").asInt()) {
                return null;
            }
            long from = json.has("effectiveFrom")
                    ? Rfc3339.parse(json.path("effectiveFrom").asText())
                    : Long.MIN_VALUE;
            ControlVersion version = new ControlVersion(json.path("version").asLong(), from, changes);
            pending.clear();
            changes.clear();
            return version;
        }

        /** The records of a version that is not complete yet; to be added again after a restore. */
        List<byte[]> pending() {
            return List.copyOf(pending);
        }

        private static JsonNode parse(byte[] record) {
            try {
                return JSON.readTree(record);
            } catch (IOException damaged) {
                throw new UncheckedIOException("the control log holds what no acceptor wrote", damaged);
            }
        }

        private static ControlRecord change(JsonNode json) {
            JsonNode value = json.path("value");
            return new ControlRecord(
                    json.path("topic").asText(),
                    json.path("key").asText(),
                    value.isTextual() ? value.asText().getBytes(StandardCharsets.UTF_8) : new byte[0],
                    json.path("partition").asInt(),
                    json.path("offset").asLong(),
                    json.path("published").asLong(),
                    PositionReport.NO_TIME);
        }
    }
}
