package io.vigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.LiveConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes the world of the demo and its rules to the control topics, as the page does later on: so what is drawn or tuned
 * there is no other kind of thing than what was there from the start.
 */
final class DemoControl {
    /** The control topics, without prefix. */
    static final List<String> TOPICS = List.of("rules", "zones", "routes", "registry", "weather", "orders");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path world;
    private final List<ProducerRecord<String, String>> records = new ArrayList<>();
    private final LiveConfig config;

    private DemoControl(LiveConfig config, Path world) {
        this.config = config;
        this.world = world;
    }

    /**
     * Publishes it and waits until it is there.
     *
     * @param world folder of the simulators' files
     * @param rules text of the rules
     * @param hasOrders whether its forecasts and orders are meant too
     */
    static void publish(LiveConfig config, Path world, String rules, boolean hasOrders)
            throws IOException, InterruptedException, ExecutionException {
        DemoControl control = new DemoControl(config, world);
        control.add("rules", "live", rules);
        control.addFeatures("zones");
        control.addFeatures("routes");
        control.addLines("registry", "registry.jsonl", "mover");
        if (hasOrders) {
            control.addLines("weather", "weather.jsonl", "");
            control.addLines("orders", "orders.jsonl", "id");
        }
        control.send();
    }

    private void add(String topic, String key, String value) {
        records.add(new ProducerRecord<>(config.topic(topic), key, value));
    }

    private void addFeatures(String name) throws IOException {
        Map<String, Integer> known = new HashMap<>();
        for (JsonNode feature :
                JSON.readTree(world.resolve(name + ".geojson").toFile()).path("features")) {
            String id = feature.path("properties")
                    .path("id")
                    .asText(feature.path("id").asText());
            add(name, once(id, known), feature.toString());
        }
    }

    private void addLines(String topic, String file, String keyField) throws IOException {
        Map<String, Integer> known = new HashMap<>();
        for (String line : Files.readAllLines(world.resolve(file), StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                add(topic, once(JSON.readTree(line).path(keyField).asText(topic), known), line);
            }
        }
    }

    /** The first record of a name has it as its key; of several, which may be valid one after the other, each has its own. */
    private static String once(String name, Map<String, Integer> known) {
        int times = known.merge(name, 1, Integer::sum);
        return times == 1 ? name : name + '#' + times;
    }

    private void send() throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            records.forEach(record -> answers.add(producer.send(record)));
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        }
    }
}
