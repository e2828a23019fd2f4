package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the reading of one topic: whether it goes on, how much came, and what was wrong with it. */
final class FeedGauge {
    /** Where the reading stands. */
    enum State {
        CONNECTING("connecting"),
        WAITING_FOR_TOPIC("waiting-for-topic"),
        READING("reading"),
        LOST("lost");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(FeedGauge.class);
    private static final int EVERY_SO_MANY = 1_000;

    private final String topic;
    private final LongSupplier clockMillis;
    private State state = State.CONNECTING;
    private @Nullable String lostReason;
    private long records;
    private long malformed;
    private long lastRecordMillis = Long.MIN_VALUE;
    private int partitions;

    FeedGauge(String topic, LongSupplier clockMillis) {
        this.topic = topic;
        this.clockMillis = clockMillis;
    }

    synchronized void reading(int partitionCount) {
        state = State.READING;
        lostReason = null;
        partitions = partitionCount;
    }

    synchronized void waitingForTopic() {
        state = State.WAITING_FOR_TOPIC;
        lostReason = null;
        partitions = 0;
    }

    synchronized void lost(String reason) {
        state = State.LOST;
        lostReason = reason;
    }

    synchronized void recordTaken() {
        records++;
        lastRecordMillis = clockMillis.getAsLong();
    }

    synchronized void recordRejected(String reason) {
        if (malformed++ % EVERY_SO_MANY == 0) {
            LOG.warn("{}: {}", topic, reason); // not for pages: it may name a mover of any jurisdiction
        }
        lastRecordMillis = clockMillis.getAsLong();
    }

    synchronized State state() {
        return state;
    }

    synchronized long records() {
        return records;
    }

    synchronized long malformed() {
        return malformed;
    }

    /** Seconds since the last record came, or NaN when none has. */
    synchronized double lastRecordAgeSeconds() {
        return lastRecordMillis == Long.MIN_VALUE ? Double.NaN : (clockMillis.getAsLong() - lastRecordMillis) / 1000.0;
    }

    /** Writes all of it as one object; absent where nothing is known. */
    synchronized void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", topic);
        out.writeStringField("state", state.word());
        out.writeNumberField("partitions", partitions);
        out.writeNumberField("records", records);
        out.writeNumberField("malformed", malformed);
        if (lostReason != null) {
            out.writeStringField("lostReason", lostReason);
        }
        if (lastRecordMillis != Long.MIN_VALUE) {
            out.writeStringField(
                    "lastRecord", Instant.ofEpochMilli(lastRecordMillis).toString());
            out.writeNumberField("lastRecordAgeSeconds", lastRecordAgeSeconds());
        }
        out.writeEndObject();
    }
}
