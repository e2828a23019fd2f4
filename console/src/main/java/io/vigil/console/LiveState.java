package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the console knows now: where everybody is, which warnings there are, and how well it is being told. */
final class LiveState {
    /** Twice the movers a province has on the road and at sea at one time. */
    private static final int MAX_MOVERS = 50_000;

    private static final int MAX_WARNINGS = 5_000;
    private static final long MAX_WARNING_CHARACTERS = 64_000_000;
    private static final int MAX_BATCH = 5_000;

    private final LongSupplier clockMillis;
    private final EventStream stream;
    private final PositionBoard positions;
    private final WarningBoard warnings = new WarningBoard(MAX_WARNINGS, MAX_WARNING_CHARACTERS);
    private final FeedGauge positionFeed;
    private final FeedGauge warningFeed;

    LiveState(EventStream stream, LongSupplier clockMillis) {
        this.stream = stream;
        this.clockMillis = clockMillis;
        this.positions = new PositionBoard(MAX_MOVERS, clockMillis);
        this.positionFeed = new FeedGauge(ConsoleServer.POSITIONS_TOPIC, clockMillis);
        this.warningFeed = new FeedGauge(ConsoleServer.WARNINGS_TOPIC, clockMillis);
    }

    PositionBoard positions() {
        return positions;
    }

    WarningBoard warnings() {
        return warnings;
    }

    FeedGauge positionFeed() {
        return positionFeed;
    }

    FeedGauge warningFeed() {
        return warningFeed;
    }

    /** Takes a record of {@code vigil.positions}; pages learn of it with the next batch. */
    void takePosition(byte[] value) throws MalformedRecordException {
        positions.accept(SeenPosition.parse(value));
    }

    /** Takes a record of {@code vigil.warnings}; pages learn of it at once, unless it is known already. */
    void takeWarning(byte[] value) throws MalformedRecordException {
        WarningTransition transition = WarningTransition.parse(value);
        if (warnings.accept(transition)) {
            stream.publishWarning(line(transition::writeSummary));
        }
    }

    /** Sends the positions that changed since the last call, at most 5,000; the rest waits for the next one. */
    void publishPositions() {
        List<SeenPosition> changed = positions.drainChanged(MAX_BATCH);
        if (changed.isEmpty() || stream.clientCount() == 0) {
            return;
        }
        String batch = line(out -> {
            out.writeStartObject();
            out.writeFieldName("fields");
            out.writeArray(SeenPosition.ROW_FIELDS, 0, SeenPosition.ROW_FIELDS.length);
            out.writeArrayFieldStart("rows");
            for (SeenPosition position : changed) {
                position.writeRow(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        stream.publish("position", batch);
    }

    /** Sends how things are; its regular coming is how a page knows that it is still being told. */
    void publishHealth() {
        if (stream.clientCount() > 0) {
            stream.publish("health", line(this::writeHealth));
        }
    }

    /** Writes feed states and counts as one object. */
    void writeHealth(JsonGenerator out) throws IOException {
        boolean reading =
                positionFeed.state() == FeedGauge.State.READING && warningFeed.state() == FeedGauge.State.READING;
        out.writeStartObject();
        out.writeStringField("status", reading ? "ok" : "degraded");
        out.writeStringField(
                "now", Instant.ofEpochMilli(clockMillis.getAsLong()).toString());
        out.writeObjectFieldStart("feeds");
        out.writeFieldName("positions");
        positionFeed.write(out);
        out.writeFieldName("warnings");
        warningFeed.write(out);
        out.writeEndObject();
        out.writeObjectFieldStart("movers");
        out.writeNumberField("count", positions.size());
        out.writeNumberField("older", positions.olderCount());
        out.writeNumberField("dropped", positions.droppedCount());
        if (positions.newestEventTimeMillis() != Long.MIN_VALUE) {
            out.writeStringField(
                    "newestTime",
                    Instant.ofEpochMilli(positions.newestEventTimeMillis()).toString());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("warnings");
        writeWarningCounts(out);
        out.writeNumberField("repeats", warnings.repeatCount());
        out.writeNumberField("dropped", warnings.droppedCount());
        out.writeEndObject();
        out.writeObjectFieldStart("stream");
        out.writeNumberField("clients", stream.clientCount());
        out.writeNumberField("resyncs", stream.resyncCount());
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Writes the fields {@code openByTier} and {@code byState} into an object the caller has begun. */
    void writeWarningCounts(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("openByTier");
        for (Map.Entry<Tier, Integer> count : warnings.openByTier().entrySet()) {
            out.writeNumberField(count.getKey().word(), count.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("byState");
        for (Map.Entry<Warning.State, Integer> count : warnings.byState().entrySet()) {
            out.writeNumberField(count.getKey().word(), count.getValue());
        }
        out.writeEndObject();
    }

    private static String line(ConsoleApi.JsonWriter writer) {
        try {
            return new String(ConsoleApi.json(writer), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }
}
