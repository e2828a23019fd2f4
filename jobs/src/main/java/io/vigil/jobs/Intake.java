package io.vigil.jobs;

import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** What every event passes before it is judged, from whatever feed: named, held against the time range, counted. */
final class Intake {
    private final JobCounters counters;
    private final Identities identities;
    private final EventTimeRange range;
    private final Counter positions;
    private final Counter identityReports;
    private final Counter outside;

    Intake(JobCounters counters, Identities identities, EventTimeRange range) {
        this.counters = counters;
        this.identities = identities;
        this.range = range;
        positions = counters.counter("events", "position");
        identityReports = counters.counter("events", "identity");
        outside = counters.counter("events", "outside-range");
    }

    /** The event under its registered name, or null where it lies outside the range. */
    @Nullable
    MoverEvent admit(MoverEvent event) {
        if (!range.contains(event.eventTimeMillis())) {
            outside.inc();
            return null;
        }
        (event instanceof PositionReport ? positions : identityReports).inc();
        return identities.resolve(event);
    }

    void rejected(String reason) {
        counters.add("rejected", reason);
    }

    void rejected(String reason, String file, long line, String detail) {
        counters.add("rejected", reason);
        counters.example("rejected", reason, file, line, detail);
    }

    void skipped(String what) {
        counters.add("skipped", what);
    }

    void incomplete() {
        counters.add("incomplete", "frame");
    }

    JobCounters counters() {
        return counters;
    }

    void close() {
        counters.close();
    }
}
