package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the engine says of itself in {@code vigil.system} and has not taken back: feeds that are out, rules it has switched to
 * the shadow. It names no mover, so everybody is told. Safe for use by several threads.
 */
final class SystemBoard {
    private static final int MAX_STATEMENTS = 200;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<String> OVER = Set.of("back", "live");

    private final Map<String, JsonNode> open = new TreeMap<>();

    /** Takes a record of the topic; a statement that all is well again takes the one before away. */
    synchronized void take(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        if (record.value() == null) {
            return;
        }
        JsonNode told = RecordFields.object(record.value(), MAX_BYTES);
        String lane = RecordFields.text(told, "lane");
        String subject = RecordFields.text(told, "subject");
        if (!lane.equals("live")) {
            return; // nobody is warned by another lane
        }
        if (OVER.contains(RecordFields.text(told, "state"))) {
            open.remove(subject);
        } else if (open.size() < MAX_STATEMENTS || open.containsKey(subject)) {
            open.put(subject, told);
        }
    }

    /** Writes what holds now as a list. */
    synchronized void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (JsonNode told : open.values()) {
            out.writeStartObject();
            for (String name : new String[] {"subject", "state", "time"}) {
                out.writeStringField(name, told.path(name).asText());
            }
            out.writeObjectFieldStart("message");
            out.writeStringField("zh", told.at("/message/zh").asText());
            out.writeStringField("en", told.at("/message/en").asText());
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
