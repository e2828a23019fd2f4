package io.vigil.benchmarks;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Movers that report and warnings that open, at a steady rate, as the engine would write them. */
final class ConsoleTraffic implements AutoCloseable {
    private static final int TICKS_PER_SECOND = 10;
    private static final String[] TIERS = {"blue", "yellow", "orange", "red"};

    private final KafkaProducer<String, String> producer;
    private final int movers;
    private final int intervalSeconds;
    private final int warningsPerSecond;
    private final Random random = new Random(11);
    private final double[] latitudes;
    private final double[] longitudes;
    private final double[] courses;
    private final AtomicLong positions = new AtomicLong();
    private final AtomicLong warnings = new AtomicLong();
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean closed;

    ConsoleTraffic(String bootstrap, int movers, int intervalSeconds, int warningsPerSecond) {
        this.movers = movers;
        this.intervalSeconds = intervalSeconds;
        this.warningsPerSecond = warningsPerSecond;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer());
        latitudes = random.doubles(movers, 38.5, 39.5).toArray();
        longitudes = random.doubles(movers, 117, 119).toArray();
        courses = random.doubles(movers, 0, 360).toArray();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    long positionsSent() {
        return positions.get();
    }

    long warningsSent() {
        return warnings.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(5_000);
        producer.close();
    }

    private void run() {
        long startNanos = System.nanoTime();
        int mover = 0;
        for (long tick = 0; !closed; tick++) {
            long positionsDue = tick * movers / ((long) intervalSeconds * TICKS_PER_SECOND);
            while (positions.get() < positionsDue) {
                sendPosition(mover);
                mover = (mover + 1) % movers;
            }
            while (warnings.get() < tick * warningsPerSecond / TICKS_PER_SECOND) {
                sendWarning(random.nextInt(movers));
            }
            long nextNanos = startNanos + (tick + 1) * 1_000_000_000L / TICKS_PER_SECOND;
            LockSupport.parkNanos(nextNanos - System.nanoTime());
        }
    }

    private static String id(int mover) {
        return mover % 3 == 0
                ? String.format("vessel:%09d", 412_000_000 + mover)
                : String.format("vehicle:津A%05d|yellow", mover);
    }

    private void sendPosition(int mover) {
        double radians = Math.toRadians(courses[mover]);
        latitudes[mover] += 0.0005 * Math.cos(radians);
        longitudes[mover] += 0.0005 * Math.sin(radians);
        courses[mover] = (courses[mover] + random.nextDouble() * 20 - 10 + 360) % 360;
        String json = String.format(
                Locale.ROOT,
                "{\"mover\":\"%s\",\"class\":\"%s\",\"time\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"speedKmh\":%.1f,\"course\":%.1f}",
                id(mover),
                mover % 3 == 0 ? "fishing" : "heavy-truck",
                Instant.now(),
                longitudes[mover],
                latitudes[mover],
                20 + random.nextDouble() * 60,
                courses[mover]);
        producer.send(new ProducerRecord<>("vigil.positions", id(mover), json));
        positions.incrementAndGet();
    }

    /** The id begins with the time it is sent at, so that the page can say how long it took. */
    private void sendWarning(int mover) {
        long number = warnings.getAndIncrement();
        Instant now = Instant.now();
        String warningId = String.format("%011x%05x", now.toEpochMilli(), number & 0xFFFFF);
        String tier = TIERS[number % 50 == 0 ? 3 : (int) (number % 3)];
        String json = String.format(
                Locale.ROOT,
                """
                {"specversion":"1.0","id":"%1$s/1","source":"/vigil/live","type":"vigil.warning.opened","subject":"%2$s",\
                "time":"%3$s","datacontenttype":"application/json","data":{"warningId":"%1$s","sequence":1,"lane":"live",\
                "rule":"overspeed","kind":"overspeed","ruleset":"0","tier":"%4$s","state":"open","movers":["%2$s"],\
                "onset":"%3$s","detected":"%3$s","position":{"lon":%5$.6f,"lat":%6$.6f},"explain":{},\
                "message":{"zh":"超速","en":"overspeed"},"late":false}}""",
                warningId,
                id(mover),
                now,
                tier,
                longitudes[mover],
                latitudes[mover]);
        producer.send(new ProducerRecord<>("vigil.warnings", warningId, json));
    }
}
