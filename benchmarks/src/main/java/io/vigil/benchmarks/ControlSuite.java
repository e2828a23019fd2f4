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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * How soon a change is in effect: from its publication to the moment at which every subtask has judged by it, for a registry
 * record to the warning it gives; in a live job with a real broker, vehicles reporting in real time meanwhile.
 */
final class ControlSuite {
    private static final double GOAL_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES =
            "rules:\n  - {id: speed, kind: overspeed, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {otherLimitKmh: %d}}\n"
                    + "  - {id: zone, kind: forbidden-zone, applies: mover.kind == \"vehicle\", tier: yellow}\n"
                    + "  - {id: status, kind: registry-status, applies: mover.kind == \"vehicle\", tier: yellow,"
                    + " params: {hold: PT0S}}\n";
    private static final String ZONE =
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"%s\",\"type\":\"forbidden\"},\"geometry\":{\"type\":\"Point\","
                    + "\"coordinates\":[%f,%f]}}";

    private final int rounds;
    private final Consumer<String> progress;

    ControlSuite(boolean isQuick, Consumer<String> progress) {
        rounds = isQuick ? 10 : 40;
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
                publish(producer, config, "zones", "z" + i, zone(i, 0));
            }
            JobClient job = LiveJob.start(config);
            try (LiveLoad load = LiveLoad.start(kafka.bootstrap(), config.topic("feed.position"))) {
                load.awaitSecond();
                List<Double> versions = new ArrayList<>();
                List<Double> records = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    progress.accept("parallelism " + parallelism + ": change " + (round + 1) + " of " + rounds);
                    String rules = RULES.formatted(100 + round);
                    versions.add(status.await(publish(producer, config, "rules", "live", rules), all(parallelism)));
                    versions.add(status.await(
                            publish(producer, config, "zones", "z" + round, zone(round, 0.001)), all(parallelism)));
                    String mover = LiveLoad.mover(round);
                    String record = "{\"mover\":\"" + mover + "\",\"status\":[\"wanted\"]}";
                    records.add(warnings.await(
                            publish(producer, config, "registry", mover, record),
                            json -> json.path("subject").asText().equals(mover)
                                    && json.path("data").path("rule").asText().equals("status")));
                }
                String of = "parallelism " + parallelism + ", " + LiveLoad.PER_SECOND + " reports/s: ";
                return List.of(
                        Figure.alone(of + "rules, zones in effect, median", quantile(versions, 0.5), "s"),
                        Figure.alone(of + "rules, zones in effect, p99", quantile(versions, 0.99), "s")
                                .withGoal(Figure.Kind.VALUE_AT_MOST, GOAL_SECONDS),
                        Figure.alone(of + "registry record to warning, median", quantile(records, 0.5), "s"),
                        Figure.alone(of + "registry record to warning, p99", quantile(records, 0.99), "s")
                                .withGoal(Figure.Kind.VALUE_AT_MOST, GOAL_SECONDS));
            } finally {
                job.cancel().get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** The message with which the last subtask says that a new version is in effect. */
    private static Predicate<JsonNode> all(int parallelism) {
        Set<Integer> told = new HashSet<>();
        return json -> json.path("status").asText().equals("in-effect")
                && told.add(json.path("subtask").asInt())
                && told.size() == parallelism;
    }

    private static String zone(int place, double shift) {
        String feature = String.format(java.util.Locale.ROOT, ZONE, "z" + place, 116 + place * 0.002 + shift, 35.0);
        return feature.replace("\"type\":\"forbidden\"", "\"type\":\"forbidden\",\"radiusM\":50");
    }

    private static long publish(
            KafkaProducer<String, byte[]> producer, LiveConfig config, String topic, String key, String value)
            throws Exception {
        long at = System.currentTimeMillis();
        producer.send(new ProducerRecord<>(config.topic(topic), key, value.getBytes(StandardCharsets.UTF_8)))
                .get();
        return at;
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
                Duration.ofSeconds(30),
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

        Watcher(String bootstrap, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
        }

        /** Seconds from an instant to the stamp of the first message from then on that is wanted. */
        double await(long sinceMillis, Predicate<JsonNode> wanted) throws IOException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.timestamp() >= sinceMillis && wanted.test(JSON.readTree(record.value()))) {
                        return (record.timestamp() - sinceMillis) / 1000.0;
                    }
                }
            }
            throw new IllegalStateException("a change was not in effect after " + PATIENCE);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
