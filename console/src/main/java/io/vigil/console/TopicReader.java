package io.vigil.console;

import io.vigil.console.record.MalformedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of one topic, on a thread of its own, for as long as it is not closed: waits for a topic that does
 * not exist yet, goes on when a broker comes back, and counts what it cannot read.
 *
 * <p>No consumer group: who takes the records also knows how far they are stored, and says from where to go on.
 */
final class TopicReader implements AutoCloseable {
    /** Where to begin in a topic that is there when the reading begins; a topic that appears later is read whole. */
    enum From {
        EARLIEST("earliest"),
        LATEST("latest");

        private final String word;

        From(String word) {
            this.word = word;
        }
    }

    /** Takes the records, on the reader's thread. */
    @FunctionalInterface
    interface Handler {
        /** From where a partition is to be read, or a negative number where the reader decides. */
        default long nextOffset(String cluster, TopicPartition partition) {
            return -1;
        }

        /** Takes a record; its value is null where compaction was told that its key is gone. */
        void accept(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException;

        /** Told after each group of records, and with the id of the cluster they came from. */
        default void taken(String cluster) {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** How often the topic is looked for, which is also how soon a lost broker shows. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(3);

    private final String bootstrap;
    private final String topic;
    private final From from;
    private final FeedGauge gauge;
    private final Handler handler;
    private final Thread thread;
    /** Down to zero once the reading is to end. */
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
    /** Whether this consumer once got an answer: a topic first seen after that is new, and is read from its beginning. */
    private boolean looked;
    /** Id of the cluster, empty as long as it is not known. */
    private String cluster = "";

    TopicReader(String bootstrap, String topic, From from, FeedGauge gauge, Handler handler) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.from = from;
        this.gauge = gauge;
        this.handler = handler;
        this.thread = new Thread(this::run, "reader-" + topic);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((reader, failure) -> {
            LOG.error("{} is no longer read", topic, failure);
            gauge.lost("reading failed: " + failure);
        });
    }

    void start() {
        thread.start();
    }

    /** Ends the reading and waits a little for its thread. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the reading to end. */
    void stop() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup(); // not an interrupt: an interrupted consumer cannot say goodbye to its broker
        }
    }

    private void run() {
        while (isOpen()) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
                current = consumer;
                readUntilClosed(consumer);
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                gauge.lost(String.valueOf(e.getMessage()));
                pause(LOOK_EVERY);
            }
        }
    }

    private void readUntilClosed(KafkaConsumer<byte[], byte[]> consumer) {
        looked = false;
        long nextLookNanos = System.nanoTime();
        while (isOpen()) {
            if (System.nanoTime() - nextLookNanos >= 0) {
                look(consumer);
                nextLookNanos = System.nanoTime() + LOOK_EVERY.toNanos();
            }
            if (consumer.assignment().isEmpty()) {
                pause(POLL);
            } else {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(this::handle);
                handler.taken(cluster);
            }
        }
    }

    /** Finds the partitions there are now; asking is also how we learn that the broker is there. */
    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            Set<TopicPartition> found = new HashSet<>();
            if (cluster.isEmpty()) {
                cluster = clusterId();
            }
            for (PartitionInfo partition : consumer.listTopics(LOOK_TIMEOUT).getOrDefault(topic, List.of())) {
                found.add(new TopicPartition(topic, partition.partition()));
            }
            if (!found.equals(consumer.assignment())) {
                assign(consumer, found);
            }
            looked = true;
            if (found.isEmpty()) {
                gauge.waitingForTopic();
            } else {
                gauge.reading(found.size());
            }
        } catch (TimeoutException e) {
            gauge.lost("no broker answers at " + bootstrap);
        }
    }

    /** Offsets of one cluster mean nothing in another. */
    private String clusterId() {
        Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        try {
            return admin.describeCluster().clusterId().get(LOOK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException(e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> found) {
        List<TopicPartition> appeared = new ArrayList<>(found);
        appeared.removeAll(consumer.assignment());
        consumer.assign(found);
        if (looked) {
            consumer.seekToBeginning(appeared);
        }
        for (TopicPartition partition : appeared) {
            long nextOffset = handler.nextOffset(cluster, partition);
            if (nextOffset >= 0) {
                consumer.seek(partition, nextOffset);
            }
            // Now, not at the first poll: what comes after we said that we read must be read.
            consumer.position(partition, LOOK_TIMEOUT);
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            handler.accept(record);
            if (record.value() != null) {
                gauge.recordTaken();
            }
        } catch (MalformedRecordException e) {
            gauge.recordRejected(
                    topic + "/" + record.partition() + " offset " + record.offset() + ": " + e.getMessage());
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause(Duration duration) {
        try {
            closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "vigil-console-" + topic,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                from.word,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }
}
