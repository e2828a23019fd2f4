package io.vigil.benchmarks;

import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveConfigReader;
import io.vigil.jobs.LiveJob;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * The live job as operators run it, from a full topic: how many reports a second go through it. Measured between the first position
 * that it publishes and the last one, by the broker's times, so that starting does not count.
 */
final class LiveMeasurement {
    private static final MoverId LAST = new MoverId("vehicle:LAST|yellow");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 1;

    private final String bootstrap;
    private final WorldFiles files;
    private final Path folder;
    private int reports;

    LiveMeasurement(String bootstrap, WorldFiles files, Path folder) {
        this.bootstrap = bootstrap;
        this.files = files;
        this.folder = folder;
    }

    /** Makes a set of feed topics and fills the one of positions. */
    void fill(EmbeddedKafka kafka, String feed, List<PositionReport> arrivals) throws IOException {
        reports = arrivals.size();
        LiveConfig config = config(feed, Files.createDirectories(folder.resolve(feed)));
        List<String> topics = new ArrayList<>(LiveJob.feedTopics(config));
        topics.add(config.topic("positions"));
        kafka.createTopics(topics, PARTITIONS);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 50);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            String topic = feed + ".feed.position";
            for (PositionReport report : arrivals) {
                producer.send(new ProducerRecord<>(topic, report.mover().text(), PositionJson.toJson(report)));
            }
            PositionReport last = arrivals.get(arrivals.size() - 1).withMover(LAST);
            producer.send(new ProducerRecord<>(topic, LAST.text(), PositionJson.toJson(last)));
        }
    }

    /** Runs the job once over a feed. */
    double reportsPerSecond(String feed, int run) throws Exception {
        Path own = Files.createDirectories(folder.resolve(feed + "-" + run));
        LiveConfig config = config(feed, own);
        long published = end(config.topic("positions"));
        JobClient job = LiveJob.start(config);
        try {
            double seconds = secondsOfPositions(config.topic("positions"), published);
            return reports / seconds;
        } finally {
            job.cancel().get();
        }
    }

    private LiveConfig config(String feed, Path own) throws IOException {
        Path yaml = own.resolve("live.yaml");
        Files.writeString(
                yaml,
                """
                bootstrap: %s
                group: %s
                topics: {prefix: %s}
                control: {rules: %s, zones: [%s], routes: [%s], registry: %s}
                checkpoint: {dir: %s}
                parallelism: 2
                """
                        .formatted(
                                bootstrap,
                                own.getFileName(),
                                feed,
                                files.rules(),
                                folder.resolve("zones.geojson"),
                                folder.resolve("routes.geojson"),
                                folder.resolve("registry.jsonl"),
                                own.resolve("checkpoints")));
        return LiveConfigReader.read(yaml);
    }

    private long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(List.of(partition)).values().iterator().next();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "max.poll.records", 5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private double secondsOfPositions(String topic, long fromOffset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long firstMillis = 0;
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, fromOffset);
            long endNanos = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < endNanos) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    firstMillis = firstMillis == 0 ? record.timestamp() : firstMillis;
                    if (record.key().equals(LAST.text())) {
                        return (record.timestamp() - firstMillis) / 1e3;
                    }
                }
            }
        }
        throw new IllegalStateException("the live job has not come to the end of the feed within " + PATIENCE);
    }
}
