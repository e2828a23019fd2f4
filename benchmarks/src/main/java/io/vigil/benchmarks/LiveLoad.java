package io.vigil.benchmarks;

import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Vehicles that report once a second in real time, until it is closed. */
final class LiveLoad implements AutoCloseable {
    /** How many of them, and so many reports a second. */
    static final int PER_SECOND = 2_000;

    private static final double SPEED_MPS = 20;
    private static final double METERS_PER_DEGREE = 111_000;

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final CountDownLatch firstSecond = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "live load");
    private volatile long startNanos;
    private volatile boolean stopped;

    private LiveLoad(String bootstrap, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static LiveLoad start(String bootstrap, String topic) {
        LiveLoad load = new LiveLoad(bootstrap, topic);
        load.thread.start();
        return load;
    }

    static String mover(int number) {
        return "vehicle:B" + number;
    }

    /** Waits until each vehicle has reported. */
    void awaitSecond() throws InterruptedException {
        if (!firstSecond.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the vehicles do not report");
        }
    }

    /** Where a vehicle is about a second from now: a change takes as long. */
    double latitudeOf(int vehicle) {
        double seconds = (System.nanoTime() - startNanos) / 1e9 + 1;
        return 30 + vehicle * 0.001 + SPEED_MPS * seconds / METERS_PER_DEGREE;
    }

    private void run() {
        startNanos = System.nanoTime();
        for (long sent = 0; !stopped; sent++) {
            int vehicle = (int) (sent % PER_SECOND);
            if (sent == PER_SECOND) {
                firstSecond.countDown();
            }
            long dueNanos = startNanos + sent * (1_000_000_000L / PER_SECOND);
            long earlyNanos = dueNanos - System.nanoTime();
            if (earlyNanos > 1_000_000) {
                java.util.concurrent.locks.LockSupport.parkNanos(earlyNanos);
            }
            long seconds = sent / PER_SECOND;
            PositionReport report = PositionReport.at(
                            new MoverId(mover(vehicle)),
                            System.currentTimeMillis(),
                            30 + vehicle * 0.001 + SPEED_MPS * seconds / METERS_PER_DEGREE,
                            117)
                    .speedMps(SPEED_MPS)
                    .courseDegrees(0)
                    .source("position")
                    .build();
            producer.send(new ProducerRecord<>(topic, mover(vehicle), PositionJson.toJson(report)));
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        producer.close();
    }
}
