package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the feed's partitions run beside each other does not show in the warnings: one that is idle, one that is hours behind, all
 * silent and then one. Real broker, mini cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionsITCase {
    private static final int PARTITIONS = 8;
    private static final int MOVERS = 14;
    private static final int BEHIND = 3;
    private static final long DELAY_MILLIS = 30_000;
    private static final int MOST_READS = 200;

    private Path folder;
    private EmbeddedKafka kafka;
    private Topics topics;
    private LateTraffic traffic;
    private PositionReport last;
    private List<String> expected;

    @BeforeAll
    void startKafka(@TempDir Path temporary) throws IOException {
        folder = temporary;
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("PartitionsITCase seed " + seed);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        topics = new Topics(kafka.bootstrap());
        traffic = new LateTraffic(folder, seed, MOVERS, 120);
        traffic.events.replaceAll(PartitionsITCase::asOnTheWire);
        traffic.events.sort(Comparator.comparingLong(MoverEvent::eventTimeMillis));
        long end = traffic.events.get(traffic.events.size() - 1).eventTimeMillis() + 12 * 3_600_000L;
        last = PositionReport.at(new MoverId("vessel:413000000"), end, 38, 119)
                .receivedTimeMillis(end)
                .speedMps(2)
                .source("position")
                .build();
        expected = traffic.expectedUntil(end - DELAY_MILLIS - 1);
        assertThat(expected).hasSizeGreaterThan(20);
    }

    private static MoverEvent asOnTheWire(MoverEvent event) {
        byte[] json = PositionJson.toJson((PositionReport) event);
        return PositionJson.read(json, json.length);
    }

    @AfterAll
    void stopKafka() {
        topics.close();
        kafka.close();
    }

    @Test
    void onePartition() throws Exception {
        LiveConfig config = config("single", 1);
        JobClient job = LiveJob.start(config);
        try {
            send(config, 1, mover -> true);
            finish(config, 0);
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void onePartitionIsIdle() throws Exception {
        LiveConfig config = config("idle", PARTITIONS);
        JobClient job = LiveJob.start(config);
        try {
            send(config, PARTITIONS - 1, mover -> true);
            finish(config, 0);
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void onePartitionIsHoursBehind() throws Exception {
        LiveConfig config = config("behind", PARTITIONS);
        JobClient job = LiveJob.start(config);
        try {
            Set<String> sent = send(config, PARTITIONS, mover -> mover % PARTITIONS != BEHIND);
            awaitPositions(config, sent);
            send(config, PARTITIONS, mover -> mover % PARTITIONS == BEHIND);
            finish(config, 0);
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void allAreSilentAndThenOneIsNot() throws Exception {
        LiveConfig config = config("silent", PARTITIONS);
        JobClient job = LiveJob.start(config);
        try {
            Set<String> sent = send(config, PARTITIONS, mover -> true);
            awaitPositions(config, sent);
            finish(config, PARTITIONS - 1);
        } finally {
            job.cancel().get();
        }
    }

    /** Sends the events of some movers, each mover to its partition; answers their movers and times. */
    private Set<String> send(LiveConfig config, int partitions, IntPredicate which) {
        Set<String> sent = new HashSet<>();
        for (MoverEvent event : traffic.events) {
            int mover = traffic.number(event.mover());
            if (which.test(mover)) {
                topics.sendTo(
                        config.topic("feed.position"),
                        mover % partitions,
                        event.mover().text(),
                        PositionJson.toJson((PositionReport) event));
                sent.add(placeOf(PositionJson.toJson((PositionReport) event)));
            }
        }
        topics.flush();
        return sent;
    }

    /** Every position that was sent has been judged, in its time or late, and told. */
    private void awaitPositions(LiveConfig config, Set<String> sent) {
        Set<String> missing = new HashSet<>(sent);
        for (int read = 0; read < MOST_READS && !missing.isEmpty(); read++) {
            topics.read(config.topic("positions"), sent.size())
                    .forEach(record -> missing.remove(placeOf(record.value())));
        }
        assertThat(missing).as("not on the positions topic").isEmpty();
    }

    private static String placeOf(byte[] json) {
        PositionReport report = (PositionReport) PositionJson.read(json, json.length);
        return report.mover().text() + ' ' + report.eventTimeMillis();
    }

    /** One more report, half a day later, and all that was still to come has come. */
    private void finish(LiveConfig config, int partition) {
        topics.sendTo(config.topic("feed.position"), partition, last.mover().text(), PositionJson.toJson(last));
        topics.flush();
        List<String> found = List.of();
        for (int read = 0; read < MOST_READS && !found.equals(expected); read++) {
            List<ConsumerRecord<String, byte[]>> records = topics.read(config.topic("warnings"), expected.size());
            found = FoldedLines.of(records.stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList());
        }
        FoldedLines.assertEqual(found, expected, config.prefix());
    }

    private LiveConfig config(String name, int partitions) throws IOException {
        Path yaml = folder.resolve(name + ".yaml");
        Files.writeString(
                yaml,
                """
                bootstrap: %s
                group: %s
                topics: {prefix: %s}
                control: {rules: rules.yaml, zones: [zones.geojson], registry: registry.jsonl}
                checkpoint: {dir: %s-checkpoints, interval: PT1S}
                parallelism: 2
                watermark: {delay: PT30S, idle: PT1S}
                """
                        .formatted(kafka.bootstrap(), name, name, name));
        LiveConfig config = LiveConfigReader.read(yaml);
        kafka.createTopics(LiveJob.feedTopics(config), partitions);
        kafka.createTopics(List.of(config.topic("warnings"), config.topic("positions"), config.topic("late")), 1);
        return config;
    }
}
