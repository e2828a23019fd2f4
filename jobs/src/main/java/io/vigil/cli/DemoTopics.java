package io.vigil.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.LiveConfig;
import io.vigil.jobs.LiveJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the demo's warnings as any other system would, prints them if asked to, and counts what came and went. */
final class DemoTopics implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final LiveConfig config;
    private final @Nullable PrintWriter out;
    private final Thread reader;
    private final Map<String, Integer> openedByRule = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final AtomicLong lastRecordNanos = new AtomicLong(System.nanoTime());
    private long firstWarningMillis;
    private volatile boolean stopping;

    /** Starts to read; {@code out} takes the warnings, or nobody does. */
    DemoTopics(LiveConfig config, @Nullable PrintWriter out) {
        this.config = config;
        this.out = out;
        reader = new Thread(this::read, "warnings");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until no warning has come for a few seconds. */
    void settle() throws InterruptedException {
        while (System.nanoTime() - lastRecordNanos.get() < QUIET.toNanos()) {
            Thread.sleep(100);
        }
    }

    /** What happened, for the end. */
    String summary() {
        StringBuilder text = new StringBuilder();
        Map<String, Long> ends = ends();
        long read = 0;
        for (String topic : LiveJob.feedTopics(config)) {
            read += ends.getOrDefault(topic, 0L);
        }
        synchronized (openedByRule) {
            int opened =
                    openedByRule.values().stream().mapToInt(Integer::intValue).sum();
            text.append(String.format(Locale.ROOT, "%n%,d warnings of %d rules", opened, openedByRule.size()));
            if (firstWarningMillis > 0) {
                long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
                text.append(String.format(
                        Locale.ROOT,
                        ", the first %.1f s after the start",
                        (firstWarningMillis - startMillis) / 1000.0));
            }
            text.append(System.lineSeparator());
            openedByRule.forEach((rule, count) -> text.append(String.format(Locale.ROOT, "  %,6d  %s%n", count, rule)));
        }
        text.append(String.format(
                Locale.ROOT,
                "%,d frames read, %,d refused, %,d events late, %,d exempt%n",
                read,
                ends.getOrDefault(config.topic("dead"), 0L),
                ends.getOrDefault(config.topic("late"), 0L),
                ends.getOrDefault(config.topic("permitted"), 0L)));
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        reader.join(5_000);
    }

    private void read() {
        String topic = config.topic("warnings");
        WarningBlock block = new WarningBlock(System.console() != null);
        OrderBlock orders = new OrderBlock();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>(partitions(consumer, topic));
            partitions.addAll(partitions(consumer, config.topic("orders.status")));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    lastRecordNanos.set(System.nanoTime());
                    JsonNode message = JSON.readTree(record.value());
                    if (record.topic().equals(topic)) {
                        take(message, block);
                    } else if (out != null && orders.isShown(message)) {
                        out.print(orders.text(message));
                        out.flush();
                    }
                }
            }
        } catch (IOException notJson) {
            throw new IllegalStateException("a warning is not JSON", notJson);
        }
    }

    /** Whether a warning has come. */
    boolean hasWarned() {
        synchronized (openedByRule) {
            return firstWarningMillis > 0;
        }
    }

    private void take(JsonNode event, WarningBlock block) {
        // Delivery is at least once: a repeat has the same id and is folded, here as everywhere.
        if (!seen.add(event.path("id").asText())) {
            return;
        }
        boolean opened = event.path("type").asText().endsWith(".opened");
        if (opened) {
            synchronized (openedByRule) {
                openedByRule.merge(event.path("data").path("rule").asText(), 1, Integer::sum);
                if (firstWarningMillis == 0) {
                    firstWarningMillis = Clock.systemUTC().millis();
                }
            }
        }
        if (out != null && block.isShown(event)) {
            out.print(block.text(event));
            out.flush();
        }
    }

    private Map<String, Long> ends() {
        List<String> topics = new ArrayList<>(LiveJob.feedTopics(config));
        topics.addAll(List.of(config.topic("dead"), config.topic("late"), config.topic("permitted")));
        Map<String, Long> ends = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            for (String topic : topics) {
                consumer.endOffsets(partitions(consumer, topic), Duration.ofSeconds(5))
                        .values()
                        .forEach(end -> ends.merge(topic, end, Long::sum));
            }
        }
        return ends;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic, Duration.ofSeconds(10))) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", config.bootstrap(), "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
