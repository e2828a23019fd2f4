package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveJob;
import io.vigil.jobs.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How soon a change is in effect: from its acceptance to the first warning that it causes, by the broker's times; in a live
 * job with a real broker, vehicles reporting in real time meanwhile. The change holds from an event time on, so what is
 * measured is the second that every subtask has to hear of it, and what comes on top of that.
 */
final class ControlSuite {
    private static final double GOAL_SECONDS = 2;
    private static final Duration WATERMARK_DELAY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES =
            "rules:\n  - {id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {otherLimitKmh: %d, tolerance: 0.0, k: 1, m: 1, hold: PT0S}}\n"
                    + "  - {id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {hold: PT0S}}\n"
                    + "  - {id: status, kind: registry-status, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {hold: PT0S}}\n";
    private static final String ZONE =
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"%s\",\"type\":\"forbidden\",\"radiusM\":60},\"geometry\":{\"type\":\"Point\","
                    + "\"coordinates\":[%f,%f]}}";

    private final int rounds;
    private final Consumer<String> progress;

    ControlSuite(boolean isQuick, Consumer<String> progress) {
        rounds = isQuick ? 10 : 35;
        this.progress = progress;
    }

    List<Figure> run() throws Exception {
        Path folder = Files.createTempDirectory("vigil-bench-control");
        List<Figure> figures = new ArrayList<>();
        progress.accept("a registry of " + RegistryHeap.RECORDS + " records");
        figures.add(Figure.alone("registry: heap a record", RegistryHeap.bytesPerRecord(folder), "bytes"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            for (int parallelism : new int[] {1, 4}) {
                figures.addAll(run(kafka, folder, parallelism));
            }
        } finally {
            FolderTree.delete(folder);
        }
        return figures;
    }

    private List<Figure> run(EmbeddedKafka kafka, Path folder, int parallelism) throws Exception {
        String name = "control-" + parallelism;
        LiveConfig config = config(kafka, folder.resolve(name), name, parallelism);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrap(), "linger.ms", "5"),
                        new StringSerializer(),
                        new ByteArraySerializer());
                Watcher status = new Watcher(kafka.bootstrap(), config.topic("control.status"));
                Watcher warnings = new Watcher(kafka.bootstrap(), config.topic("warnings"))) {
            publish(producer, config, "rules", "live", RULES.formatted(130));
            for (int i = 0; i < 500; i++) {
                publish(producer, config, "zones", "z" + i, zone("z" + i, 116 + i * 0.002, 35));
            }
            JobClient job = LiveJob.start(config);
            try (LiveLoad load = LiveLoad.start(kafka.bootstrap(), config.topic("feed.position"))) {
                load.awaitSecond();
                List<Double> rules = new ArrayList<>();
                List<Double> zones = new ArrayList<>();
                List<Double> records = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    progress.accept("parallelism " + parallelism + ": change " + (round + 1) + " of " + rounds);
                    int limit = 60 - round;
                    publish(producer, config, "rules", "live", RULES.formatted(limit));
                    rules.add(secondsToWarning(
                            status,
                            warnings,
                            "rules",
                            "live",
                            json -> isOfRule(json, "speed")
                                    && json.path("data")
                                                    .path("explain")
                                                    .path("params")
                                                    .path("otherLimitKmh")
                                                    .asInt()
                                            == limit));
                    String zone = "ahead-" + round;
                    publish(producer, config, "zones", zone, zone(zone, 117, load.latitudeOf(700 + round)));
                    zones.add(secondsToWarning(status, warnings, "zones", zone, json -> json.path("data")
                            .path("zone")
                            .path("id")
                            .asText()
                            .equals(zone)));
                    String mover = LiveLoad.mover(round);
                    publish(
                            producer,
                            config,
                            "registry",
                            mover,
                            "{\"mover\":\"" + mover + "\",\"status\":[\"wanted\"]}");
                    records.add(secondsToWarning(
                            status,
                            warnings,
                            "registry",
                            mover,
                            json -> isOfRule(json, "status")
                                    && json.path("subject").asText().equals(mover)));
                }
                String of = "parallelism " + parallelism + ", " + LiveLoad.PER_SECOND + " reports/s, watermark "
                        + WATERMARK_DELAY.toSeconds() + " s behind: ";
                List<Figure> figures = new ArrayList<>();
                add(figures, of + "rule accepted to first warning", rules);
                add(figures, of + "zone accepted to first warning", zones);
                add(figures, of + "registry record accepted to first warning", records);
                return figures;
            } finally {
                job.cancel().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void add(List<Figure> figures, String what, List<Double> seconds) {
        figures.add(Figure.alone(what + ", median of " + seconds.size(), quantile(seconds, 0.5), "s"));
        figures.add(Figure.alone(what + ", p99", quantile(seconds, 0.99), "s")
                .withGoal(Figure.Kind.VALUE_AT_MOST, GOAL_SECONDS));
    }

    private static double secondsToWarning(
            Watcher status, Watcher warnings, String topic, String key, Predicate<JsonNode> wanted) throws IOException {
        long accepted = status.await(json -> json.path("status").asText().equals("accepted")
                && json.path("changes").path(0).path("topic").asText().equals(topic)
                && json.path("changes").path(0).path("key").asText().equals(key));
        return (warnings.await(wanted) - accepted) / 1000.0;
    }

    private static boolean isOfRule(JsonNode warning, String rule) {
        return warning.path("data").path("rule").asText().equals(rule);
    }

    private static String zone(String id, double longitude, double latitude) {
        return String.format(java.util.Locale.ROOT, ZONE, id, longitude, latitude);
    }

    private static void publish(
            KafkaProducer<String, byte[]> producer, LiveConfig config, String topic, String key, String value)
            throws Exception {
        producer.send(new ProducerRecord<>(config.topic(topic), key, value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }

    private static LiveConfig config(EmbeddedKafka kafka, Path folder, String name, int parallelism) {
        LiveConfig config = new LiveConfig(
                kafka.bootstrap(),
                name,
                name,
                Map.of(),
                EngineSpec.ofTopics(new EngineSpec.ControlTopics(kafka.bootstrap(), name, Map.of())),
                folder.resolve("checkpoints").toString(),
                Duration.ofSeconds(5),
                LiveConfig.Backend.HEAP,
                parallelism,
                LiveConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ZERO,
                WATERMARK_DELAY,
                Duration.ofSeconds(30),
                null,
                LiveConfig.Start.EARLIEST,
                false);
        kafka.createTopics(LiveJob.feedTopics(config), parallelism);
        kafka.createTopics(
                List.of(
                        config.topic("warnings"),
                        config.topic("warnings.shadow"),
                        config.topic("permitted"),
                        config.topic("positions"),
                        config.topic("late"),
                        config.topic("dead"),
                        config.topic("control.status"),
                        config.topic("precision"),
                        config.topic("shadow.compare")),
                1);
        kafka.createCompactedTopics(List.of(config.topic("rules"), config.topic("zones"), config.topic("registry")));
        return config;
    }

    /** Reads a topic as it grows. */
    private static final class Watcher implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Deque<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();

        Watcher(String bootstrap, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
        }

        /** The broker's time of the next message that is wanted. */
        long await(Predicate<JsonNode> wanted) throws IOException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                while (!read.isEmpty()) {
                    ConsumerRecord<String, byte[]> record = read.remove();
                    if (wanted.test(JSON.readTree(record.value()))) {
                        return record.timestamp();
                    }
                }
                consumer.poll(Duration.ofMillis(50)).forEach(read::add);
            }
            throw new IllegalStateException("a change was not in effect after " + PATIENCE);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
