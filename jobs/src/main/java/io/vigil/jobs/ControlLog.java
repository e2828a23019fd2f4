package io.vigil.jobs;

import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The log of what was accepted: topic {@code control.log}, one partition, in which each version stands once and for ever.
 * It is the only thing evaluators follow, so all of them, a restarted job and a replay know the same versions with the same
 * times. Versions are written in transactions under one name, so a writer that was replaced can no longer write.
 */
final class ControlLog implements AutoCloseable {
    /** Name of the topic, without prefix. */
    static final String TOPIC = "control.log";

    /** Header of a control record: the event time from which it is to hold. */
    static final String EFFECTIVE_FROM = "effectiveFrom";

    /** What is read from control topics, in the order in which changes that come together are applied. */
    static final List<String> TOPICS = List.of("zones", "routes", "registry", "weather", "orders", "rules");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOG_KEY = "version/";

    private final EngineSpec.ControlTopics topics;
    private final KafkaProducer<String, byte[]> producer;

    private ControlLog(EngineSpec.ControlTopics topics) {
        this.topics = topics;
        Properties properties = topics.clientProperties();
        properties.setProperty("transactional.id", topics.prefix() + ".control");
        properties.setProperty("linger.ms", "0");
        producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Becomes the writer; whoever was it before is not any more. */
    static ControlLog open(EngineSpec.ControlTopics topics) {
        return new ControlLog(topics);
    }

    /** Adds a version; when this returns it is there for all. */
    void append(ControlVersion version) {
        producer.beginTransaction();
        for (byte[] part : ControlLogJson.write(version)) {
            producer.send(new ProducerRecord<>(topics.prefix() + '.' + TOPIC, 0, LOG_KEY + version.number(), part));
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** All versions accepted so far. */
    static List<ControlVersion> read(EngineSpec.ControlTopics topics) {
        List<ControlVersion> versions = new ArrayList<>();
        ControlLogJson.Assembler assembler = new ControlLogJson.Assembler();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topics)) {
            readToEnd(consumer, topics.prefix() + '.' + TOPIC, record -> {
                ControlVersion version = assembler.add(record.value());
                if (version != null && isNext(versions, version)) {
                    versions.add(version);
                }
            });
        }
        return versions;
    }

    /** A writer that was replaced, or wrote twice, may have left numbers behind that are there already. */
    private static boolean isNext(List<ControlVersion> versions, ControlVersion version) {
        return versions.isEmpty()
                || version.number() == versions.get(versions.size() - 1).number() + 1;
    }

    /**
     * Sees to it that there is a first version: if nothing was accepted yet, what the control topics hold now.
     *
     * @throws io.vigil.model.InvalidInputException with every fault of what they hold
     */
    static void begin(EngineSpec.ControlTopics topics) {
        create(topics);
        if (!read(topics).isEmpty()) {
            return;
        }
        List<ControlRecord> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topics)) {
            for (String topic : TOPICS) {
                records.addAll(newest(consumer, topics, topic));
            }
        }
        ControlVersion first = new ControlVersion(1, Long.MIN_VALUE, records);
        ControlState.EMPTY.apply(first).engine();
        try (ControlLog log = open(topics)) {
            log.append(first);
        }
        awaitFirst(topics);
    }

    /** For a moment after a commit has returned, readers of committed records do not see it yet. */
    private static void awaitFirst(EngineSpec.ControlTopics topics) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (read(topics).isEmpty()) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException("topic " + topics.prefix() + '.' + TOPIC
                        + " does not show its first version " + PATIENCE + " after it was written");
            }
        }
    }

    /** The control topics that are there; one that is made later is read from the next start on. */
    static List<String> existing(EngineSpec.ControlTopics topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(topics)) {
            Set<String> known = consumer.listTopics(PATIENCE).keySet();
            return TOPICS.stream()
                    .map(topic -> topics.prefix() + '.' + topic)
                    .filter(known::contains)
                    .toList();
        }
    }

    private static void create(EngineSpec.ControlTopics topics) {
        String name = topics.prefix() + '.' + TOPIC;
        try (Admin admin = Admin.create(topics.clientProperties())) {
            Set<String> known = admin.listTopics().names().get();
            if (!known.contains(name)) {
                NewTopic topic = new NewTopic(name, 1, (short) -1);
                admin.createTopics(List.of(topic.configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"))))
                        .all()
                        .get();
            }
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + name + " cannot be created", failure.getCause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** The newest record of each key, in the order of their publication. */
    private static List<ControlRecord> newest(
            KafkaConsumer<String, byte[]> consumer, EngineSpec.ControlTopics topics, String topic) {
        Map<String, ControlRecord> newest = new LinkedHashMap<>();
        readToEnd(consumer, topics.prefix() + '.' + topic, record -> {
            ControlRecord control = record(topic, record.key(), record);
            newest.remove(control.key());
            newest.put(control.key(), control);
        });
        return newest.values().stream()
                .filter(record -> !record.isRemoval())
                .sorted(Comparator.comparingLong(ControlRecord::timestampMillis))
                .toList();
    }

    /** A record of a control topic as the job takes it. */
    static ControlRecord record(
            String topic, @org.jspecify.annotations.Nullable String key, ConsumerRecord<?, byte[]> record) {
        Header from = record.headers().lastHeader(EFFECTIVE_FROM);
        return new ControlRecord(
                topic,
                key == null ? "" : key,
                record.value() == null ? new byte[0] : record.value(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                from == null ? PositionReport.NO_TIME : time(from.value()));
    }

    /** A time nobody can read lies before all others, so that the change is refused and not done at once. */
    private static long time(byte[] text) {
        try {
            return OffsetDateTime.parse(new String(text, StandardCharsets.UTF_8))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            return PositionReport.NO_TIME + 1;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(EngineSpec.ControlTopics topics) {
        Properties properties = topics.clientProperties();
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads a topic to the end it has now; one that does not exist counts as empty. */
    private static void readToEnd(
            KafkaConsumer<String, byte[]> consumer, String topic, Consumer<ConsumerRecord<String, byte[]>> out) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.listTopics(PATIENCE).getOrDefault(topic, List.of())) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (isBehind(consumer, ends)) {
            boolean progress = false;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                progress = true;
                out.accept(record);
            }
            if (progress) {
                deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException("topic " + topic + " cannot be read to its end, nothing came for "
                        + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private static boolean isBehind(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
    }
}
