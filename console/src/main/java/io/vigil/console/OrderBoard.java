package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.access.Permission;
import io.vigil.console.access.Scope;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where each boat stands with an order to return to port, as the engine says it in {@code vigil.orders.status}. Holds so
 * many boats; of those the one told of longest ago makes room. Safe for use by several threads.
 */
final class OrderBoard {
    private static final int MAX_BOATS = 50_000;
    private static final int MAX_BYTES = 256 * 1024;
    /** Least time in hand first; who needs none, because it is safe or has no way to be told, last. */
    private static final Comparator<JsonNode> LEAST_TIME_FIRST = Comparator.comparingLong(boat ->
            boat.path("slackMinutes").isNumber() ? boat.path("slackMinutes").longValue() : Long.MAX_VALUE);

    private final Map<String, JsonNode> boats = new LinkedHashMap<>();

    /** Takes a record of the topic; those of whole orders are counted from the boats here, which not everybody sees. */
    synchronized void take(String key, ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        boats.remove(key);
        if (record.value() == null) {
            return;
        }
        JsonNode told = RecordFields.object(record.value(), MAX_BYTES);
        if (told.path("type").asText().equals("boat")) {
            RecordFields.text(told, "order");
            RecordFields.mover(told.get("mover"));
            boats.put(key, told);
            if (boats.size() > MAX_BOATS) {
                boats.remove(boats.keySet().iterator().next());
            }
        }
    }

    void register(Api api, LiveState live) {
        api.get("/api/orders", Permission.VIEW, (ctx, user) -> {
            Map<String, List<JsonNode>> orders = seen(live, user.scope());
            Api.json(ctx, out -> write(out, orders));
        });
    }

    private Map<String, List<JsonNode>> seen(LiveState live, Scope scope) {
        List<JsonNode> all;
        synchronized (this) {
            all = new ArrayList<>(boats.values());
        }
        Map<String, List<JsonNode>> orders = new TreeMap<>();
        for (JsonNode boat : all) {
            if (live.seesMover(scope, new MoverId(boat.path("mover").asText()))) {
                orders.computeIfAbsent(boat.path("order").asText(), order -> new ArrayList<>())
                        .add(boat);
            }
        }
        orders.values().forEach(list -> list.sort(LEAST_TIME_FIRST));
        return orders;
    }

    private static void write(JsonGenerator out, Map<String, List<JsonNode>> orders) throws IOException {
        out.writeStartArray();
        for (Map.Entry<String, List<JsonNode>> order : orders.entrySet()) {
            out.writeStartObject();
            out.writeStringField("order", order.getKey());
            out.writeArrayFieldStart("boats");
            for (JsonNode boat : order.getValue()) {
                out.writeRawValue(boat.toString());
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
