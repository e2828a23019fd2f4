package io.vigil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the compacted control topics to the end they had at the start and lays them out as the files the readers know:
 * one feature, record or rule file per key, the newest value of a key wins, an empty value removes it.
 */
final class ControlTopicReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("zones", "routes", "registry", "rules", "weather", "orders");

    private final Path folder;
    private final String prefix;
    private final List<Fault> faults = new ArrayList<>();
    private final List<SortedMap<String, byte[]>> parts = new ArrayList<>();

    private ControlTopicReader(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** Reads all topics; a topic that does not exist counts as empty. */
    static ControlTopicReader read(EngineSpec.ControlTopics topics) {
        try {
            ControlTopicReader reader =
                    new ControlTopicReader(Files.createTempDirectory("vigil-control-"), topics.prefix());
            Properties properties = topics.clientProperties();
            properties.put("enable.auto.commit", "false");
            properties.put("isolation.level", "read_committed");
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
                for (String name : NAMES) {
                    reader.parts.add(readToEnd(consumer, topics.prefix() + '.' + name));
                }
            }
            return reader;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the topics hold, as files. */
    EngineSpec asFiles() {
        if (parts.size() != NAMES.size()) {
            throw new IllegalStateException("control topics were not read");
        }
        List<String> zones = new ArrayList<>();
        List<String> routes = new ArrayList<>();
        List<String> registry = new ArrayList<>();
        List<String> weather = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        SortedMap<String, String> lanes = new TreeMap<>();
        try {
            addIfAny(weather, parts.get(4), lines(parts.get(4)), "weather.jsonl");
            addIfAny(orders, parts.get(5), lines(parts.get(5)), "orders.jsonl");
            addIfAny(zones, parts.get(0), features("zones", parts.get(0)), "zones.geojson");
            addIfAny(routes, parts.get(1), features("routes", parts.get(1)), "routes.geojson");
            addIfAny(registry, parts.get(2), lines(parts.get(2)), "registry.jsonl");
            for (Map.Entry<String, byte[]> rules : parts.get(3).entrySet()) {
                Path file = folder.resolve(prefix + ".rules." + lanes.size() + ".yaml");
                Files.write(file, rules.getValue());
                lanes.put(rules.getKey(), file.toString());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return EngineSpec.ofFiles(zones, routes, only(registry), lanes).withSea(only(weather), only(orders));
    }

    private static String only(List<String> files) {
        return files.isEmpty() ? "" : files.get(0);
    }

    /** Removes the files. */
    @Override
    public void close() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void addIfAny(List<String> files, SortedMap<String, byte[]> values, byte[] content, String name)
            throws IOException {
        if (!values.isEmpty()) {
            Path file = folder.resolve(prefix + '.' + name);
            Files.write(file, content);
            files.add(file.toString());
        }
    }

    private byte[] features(String name, SortedMap<String, byte[]> values) throws IOException {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            try {
                JsonNode feature = JSON.readTree(value.getValue());
                features.add(feature);
            } catch (IOException broken) {
                faults.add(new Fault(
                        "topic " + prefix + '.' + name,
                        "key " + value.getKey(),
                        "is not JSON: " + firstLine(String.valueOf(broken.getMessage())),
                        "publish one GeoJSON Feature per key"));
            }
        }
        return JSON.writeValueAsBytes(collection);
    }

    private static byte[] lines(SortedMap<String, byte[]> values) {
        StringBuilder text = new StringBuilder();
        for (byte[] value : values.values()) {
            text.append(new String(value, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+", " "))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static SortedMap<String, byte[]> readToEnd(KafkaConsumer<String, byte[]> consumer, String topic) {
        SortedMap<String, byte[]> values = new TreeMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.listTopics(PATIENCE).getOrDefault(topic, List.of())) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            return values;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (isBehind(consumer, ends)) {
            boolean progress = false;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                progress = true;
                String key = record.key() == null ? "" : record.key();
                if (record.value() == null) {
                    values.remove(key);
                } else {
                    values.put(key, record.value());
                }
            }
            if (progress) {
                deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(
                        "topic " + topic + " could not be read to its end within " + PATIENCE.toSeconds() + " s");
            }
        }
        return values;
    }

    private static boolean isBehind(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey(), PATIENCE) < end.getValue()) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
