package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.store.Database;
import io.vigil.console.track.TrackStore;
import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How well the console is being told and how well it keeps what it is told. The engine counts as silent when no position
 * has come for so long that, with any mover reporting, one must have.
 */
record Health(
        LiveState live,
        EventStream stream,
        FeedGauge positions,
        FeedGauge warnings,
        Database database,
        StoreWriter writer,
        Outbox outbox,
        TrackStore tracks,
        LongSupplier clockMillis) {
    private static final double ENGINE_SILENT_SECONDS = 60;

    /** Whether topics are read and the database answers. */
    boolean isWell() {
        return positions.state() == FeedGauge.State.READING
                && warnings.state() == FeedGauge.State.READING
                && database.awayReason() == null;
    }

    /** Writes feed states and counts of the whole console as one object; it names no mover and no warning. */
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", isWell() ? "ok" : "degraded");
        out.writeStringField(
                "now", Instant.ofEpochMilli(clockMillis.getAsLong()).toString());
        out.writeObjectFieldStart("feeds");
        out.writeFieldName("positions");
        positions.write(out);
        out.writeFieldName("warnings");
        warnings.write(out);
        out.writeEndObject();
        double age = positions.lastRecordAgeSeconds();
        out.writeStringField("engine", Double.isNaN(age) ? "unknown" : age > ENGINE_SILENT_SECONDS ? "silent" : "ok");
        writeDatabase(out);
        writeMovers(out);
        out.writeObjectFieldStart("warnings");
        live.writeWarningCounts(out, io.vigil.console.access.Scope.EVERYWHERE);
        out.writeNumberField("repeats", live.warnings().repeatCount());
        out.writeNumberField("dropped", live.warnings().droppedCount());
        out.writeEndObject();
        out.writeObjectFieldStart("stream");
        out.writeNumberField("clients", stream.clientCount());
        out.writeNumberField("resyncs", stream.resyncCount());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void writeDatabase(JsonGenerator out) throws IOException {
        String away = database.awayReason();
        out.writeObjectFieldStart("database");
        out.writeStringField("state", away == null ? "ok" : "lost");
        if (away != null) {
            out.writeStringField("lostReason", away);
        }
        out.writeNumberField("stored", writer.storedCount());
        out.writeNumberField("waiting", writer.waitingCount());
        out.writeNumberField("refused", writer.refusedCount());
        out.writeNumberField("unsent", outbox.waitingCount());
        out.writeEndObject();
        out.writeObjectFieldStart("tracks");
        out.writeNumberField("bytes", tracks.sizeBytes());
        out.writeNumberField("hours", tracks.hours());
        out.writeEndObject();
    }

    private void writeMovers(JsonGenerator out) throws IOException {
        PositionBoard board = live.positions();
        out.writeObjectFieldStart("movers");
        out.writeNumberField("count", board.size());
        out.writeNumberField("older", board.olderCount());
        out.writeNumberField("dropped", board.droppedCount());
        if (board.newestEventTimeMillis() != Long.MIN_VALUE) {
            out.writeStringField(
                    "newestTime",
                    Instant.ofEpochMilli(board.newestEventTimeMillis()).toString());
        }
        out.writeEndObject();
    }
}
