package io.vigil.simulators.output;

import io.vigil.simulators.SimFrame;
import io.vigil.simulators.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a simulation into Kafka as a gateway would: raw frames into {@code vigil.feed.jt808} and {@code vigil.feed.ais}, by
 * terminal number or MMSI, passes into {@code vigil.feed.pass}, dispositions into {@code vigil.dispositions}, with the simulated time of reception and the source in headers.
 */
public final class KafkaPlayer implements AutoCloseable {
    /** Topic of JT/T 808 frames. */
    public static final String JT808_TOPIC = "vigil.feed.jt808";

    /** Topic of AIS sentences. */
    public static final String AIS_TOPIC = "vigil.feed.ais";

    /** Topic of radar plots. */
    public static final String POSITION_TOPIC = "vigil.feed.position";

    public static final String RADAR_TOPIC = "vigil.feed.radar";

    /** Topic of checkpoint passes. */
    public static final String PASS_TOPIC = "vigil.feed.pass";

    /** Topic of the control room's words on warnings. */
    public static final String DISPOSITION_TOPIC = "vigil.dispositions";

    /** Topic of what skippers declare. */
    public static final String DECLARATIONS_TOPIC = "vigil.declarations";

    private static final long LONGEST_PAUSE_NANOS = 50_000_000;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final KafkaPlayerFailure failure = new KafkaPlayerFailure();

    /** Takes a producer and closes it in the end. */
    public KafkaPlayer(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** A player into the brokers at these addresses. */
    public static KafkaPlayer connect(String bootstrap) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG, "vigil-simulator",
                ProducerConfig.LINGER_MS_CONFIG, 5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaPlayer(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }

    /**
     * Plays in real time × speed until the simulation ends, the wall time is up, the caller says stop or the thread is
     * interrupted. Ends early, with the exception, when Kafka refuses a frame.
     *
     * @param speed simulated seconds a second, above 0
     * @param longest wall time, or null for no limit
     * @return frames handed to Kafka
     */
    public long play(Simulation simulation, double speed, @Nullable Duration longest, BooleanSupplier stop) {
        long begin = System.nanoTime();
        long firstMillis = simulation.scenario().start().toInstant().toEpochMilli();
        long lastNanos = longest == null ? Long.MAX_VALUE : longest.toNanos();
        long sent = 0;
        for (Iterator<SimFrame> frames = simulation.frames(); frames.hasNext(); ) {
            SimFrame frame = frames.next();
            long dueNanos = (long) ((frame.arrivalMillis() - firstMillis) * 1_000_000.0 / speed);
            if (!waitUntil(begin, Math.min(dueNanos, lastNanos), stop) || dueNanos > lastNanos) {
                break;
            }
            failure.throwIfAny();
            producer.send(record(frame), failure);
            sent++;
        }
        // Told to stop by an interrupt, which flush would not survive; closing the player sends what is left.
        if (!Thread.currentThread().isInterrupted()) {
            producer.flush();
        }
        failure.throwIfAny();
        return sent;
    }

    private static boolean waitUntil(long beginNanos, long dueNanos, BooleanSupplier stop) {
        while (!stop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            long left = dueNanos - (System.nanoTime() - beginNanos);
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, LONGEST_PAUSE_NANOS));
        }
        return false;
    }

    /** The record of a frame; its timestamp is the simulated time of reception. */
    static ProducerRecord<String, byte[]> record(SimFrame frame) {
        String topic =
                switch (frame.kind()) {
                    case JT808 -> JT808_TOPIC;
                    case AIS -> AIS_TOPIC;
                    case RADAR -> RADAR_TOPIC;
                    case BEIDOU -> POSITION_TOPIC;
                    case PASS -> PASS_TOPIC;
                    case DISPOSITION -> DISPOSITION_TOPIC;
                    case DECLARATION -> DECLARATIONS_TOPIC;
                };
        ProducerRecord<String, byte[]> out =
                new ProducerRecord<>(topic, null, frame.arrivalMillis(), frame.key(), frame.bytes());
        Headers headers = out.headers();
        headers.add("vigil-received", ascii(Long.toString(frame.arrivalMillis())));
        headers.add("vigil-source", ascii(frame.kind().word()));
        return out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        // An interrupted thread would lose what is still in the producer's buffer.
        boolean interrupted = Thread.interrupted();
        producer.close(FAREWELL);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
