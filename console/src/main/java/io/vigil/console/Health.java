package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.access.Scope;
import io.vigil.console.out.Metrics;
import io.vigil.console.store.Database;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.Ground;
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
        SystemBoard system,
        Ground ground,
        int engineSilentSeconds,
        LongSupplier clockMillis) {

    /** Whether topics are read and the database answers. */
    boolean isWell() {
        return positions.state() == FeedGauge.State.READING
                && warnings.state() == FeedGauge.State.READING
                && database.awayReason() == null;
    }

    /** The same for Prometheus. */
    Metrics metrics(Webhooks webhooks) {
        Metrics metrics = new Metrics()
                .gauge("vigil_console_well", "1 when topics are read and the database answers", isWell() ? 1 : 0)
                .gauge(
                        "vigil_console_database_up",
                        "1 when the database answered last",
                        database.awayReason() == null ? 1 : 0)
                .gauge("vigil_console_pages", "pages open now", stream.clientCount())
                .counter("vigil_console_resyncs_total", "pages that fell behind", stream.resyncCount())
                .gauge(
                        "vigil_console_movers",
                        "movers known now",
                        live.positions().size())
                .counter("vigil_console_stored_total", "transitions stored", writer.storedCount())
                .gauge("vigil_console_store_waiting", "transitions not yet stored", writer.waitingCount())
                .counter("vigil_console_store_refused_total", "transitions the database refused", writer.refusedCount())
                .gauge("vigil_console_outbox_waiting", "records not yet sent to Kafka", outbox.waitingCount())
                .gauge("vigil_console_heap_bytes", "bytes of heap used now", heapBytes())
                .gauge("vigil_console_track_bytes", "bytes of tracks on disk", tracks.sizeBytes())
                .counter("vigil_console_webhooks_total", "webhooks delivered", webhooks.deliveredCount())
                .counter("vigil_console_webhook_failures_total", "tries that failed", webhooks.failedCount());
        metrics.family("vigil_console_records_total", "records read", "counter");
        metrics.value("vigil_console_records_total", "topic=\"positions\"", positions.records());
        metrics.value("vigil_console_records_total", "topic=\"warnings\"", warnings.records());
        metrics.family("vigil_console_malformed_total", "records that could not be read", "counter");
        metrics.value("vigil_console_malformed_total", "topic=\"positions\"", positions.malformed());
        metrics.value("vigil_console_malformed_total", "topic=\"warnings\"", warnings.malformed());
        metrics.family("vigil_console_open_warnings", "warnings open now", "gauge");
        live.warnings()
                .openByTier(Scope.EVERYWHERE)
                .forEach((tier, count) ->
                        metrics.value("vigil_console_open_warnings", "tier=\"" + tier.word() + '"', count));
        return metrics;
    }

    private static long heapBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
        out.writeStringField("engine", Double.isNaN(age) ? "unknown" : age > engineSilentSeconds ? "silent" : "ok");
        out.writeFieldName("system");
        system.write(out);
        out.writeNumberField("ground", ground.version());
        writeDatabase(out);
        writeMovers(out);
        out.writeObjectFieldStart("warnings");
        live.writeWarningCounts(out, Scope.EVERYWHERE);
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
