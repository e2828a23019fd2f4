package io.vigil.console;

import io.vigil.console.store.DeskStore;
import io.vigil.console.store.DeskStore.Outgoing;
import io.vigil.console.store.StoreAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was stored for Kafka, in order, at least once: a row goes when Kafka has acknowledged it, so that neither a
 * broker that is away nor a process that is killed loses what somebody did.
 */
final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MAX_GROUP = 200;
    private static final long LOOK_MILLIS = 1_000;

    private final String bootstrap;
    private final DeskStore store;
    private final Object bell = new Object();
    private final Thread thread = new Thread(this::run, "outbox");
    private volatile int waiting;
    private volatile boolean closed;
    private boolean rung;

    Outbox(String bootstrap, DeskStore store) {
        this.bootstrap = bootstrap;
        this.store = store;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Says that there is something to send. */
    void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    /** Records not yet sent, as far as known; more than 200 count as 200. */
    int waitingCount() {
        return waiting;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt(); // what is not sent stays in the database
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer());
        try {
            while (!closed) {
                if (!sendSome(producer)) {
                    awaitBell();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("closed", e);
        } finally {
            Thread.interrupted(); // a producer does not close on an interrupted thread
            producer.close(Duration.ZERO);
        }
    }

    /** Whether something was sent, so that there may be more. */
    private boolean sendSome(KafkaProducer<String, String> producer) throws InterruptedException {
        try {
            List<Outgoing> group = store.outgoing(MAX_GROUP);
            waiting = group.size();
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (Outgoing one : group) {
                answers.add(producer.send(new ProducerRecord<>(one.topic(), one.key(), one.value())));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
            store.sent(group.stream().map(Outgoing::id).toList());
            waiting = 0;
            return !group.isEmpty();
        } catch (StoreAwayException e) {
            return false; // health tells it
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | KafkaException e) {
            LOG.warn("{} records wait for Kafka: {}", waiting, e.getMessage());
            return false;
        }
    }

    private void awaitBell() throws InterruptedException {
        synchronized (bell) {
            if (!rung) {
                TimeUnit.MILLISECONDS.timedWait(bell, LOOK_MILLIS);
            }
            rung = false;
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "vigil-console-outbox",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                3_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }
}
