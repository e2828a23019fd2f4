package io.vigil.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.console.world.Ground;
import io.vigil.console.world.MoverCards;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows the control topics: zones and routes for the map, the registry for names and jurisdictions, rules for their form,
 * what the engine says of changes and of itself, and where boats stand with orders.
 */
final class ControlTopics implements AutoCloseable {
    static final String ZONES_TOPIC = "vigil.zones";
    static final String RULES_TOPIC = "vigil.rules";
    private static final int MAX_STATUS = 100;
    private static final int MAX_STATUS_BYTES = 64 * 1024;

    private final Map<String, String> rulesByLane = new TreeMap<>();
    private final Deque<String> status = new ArrayDeque<>();
    private final List<TopicReader> readers = new ArrayList<>();

    ControlTopics(
            String bootstrap,
            Ground ground,
            MoverCards cards,
            OrderBoard orders,
            SystemBoard system,
            LongSupplier clockMillis) {
        follow(bootstrap, ZONES_TOPIC, clockMillis, record -> ground.take("zone", key(record), record.value()));
        follow(bootstrap, "vigil.routes", clockMillis, record -> ground.take("route", key(record), record.value()));
        follow(bootstrap, "vigil.registry", clockMillis, record -> cards.take(key(record), record.value()));
        follow(bootstrap, "vigil.orders.status", clockMillis, record -> orders.take(key(record), record));
        follow(bootstrap, "vigil.system", clockMillis, system::take);
        follow(bootstrap, RULES_TOPIC, clockMillis, this::takeRules);
        follow(bootstrap, "vigil.control.status", clockMillis, this::takeStatus);
    }

    void start() {
        readers.forEach(TopicReader::start);
    }

    /** The rules of a lane as they were published, or an empty text. */
    synchronized String rules(String lane) {
        return rulesByLane.getOrDefault(lane, "");
    }

    /** What the engine said of changes, newest first, each a JSON object. */
    synchronized List<String> status() {
        return List.copyOf(status);
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::stop);
        readers.forEach(TopicReader::close);
    }

    private void follow(String bootstrap, String topic, LongSupplier clockMillis, TopicReader.Handler handler) {
        readers.add(new TopicReader(
                bootstrap, topic, TopicReader.From.EARLIEST, new FeedGauge(topic, clockMillis), handler));
    }

    private synchronized void takeRules(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            rulesByLane.remove(key(record));
        } else {
            rulesByLane.put(key(record), new String(record.value(), StandardCharsets.UTF_8));
        }
    }

    private synchronized void takeStatus(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        if (record.value() != null) {
            JsonNode told = RecordFields.object(record.value(), MAX_STATUS_BYTES);
            status.addFirst(told.toString());
            if (status.size() > MAX_STATUS) {
                status.removeLast();
            }
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
