package io.vigil.jobs;

import io.vigil.model.Disposition;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** What every event passes before it is judged, from whatever feed: named, held against the time range, counted. */
final class Intake {
    /** Name of the accumulator that counts events while a run is going on. */
    static final String PROGRESS = "vigil-progress";

    private final JobCounters counters;
    private final LongCounter progress = new LongCounter();
    private final Identities identities;
    private final EventTimeRange range;
    /** By {@link MoverEvent#word}. */
    private final Map<String, Counter> events = new HashMap<>();

    private final Counter outside;

    Intake(RuntimeContext context, String operator, Identities identities, EventTimeRange range) {
        counters = JobCounters.open(context, operator);
        context.addAccumulator(PROGRESS, progress);
        this.identities = identities;
        this.range = range;
        outside = counters.counter("events", "outside-range");
    }

    /**
     * Hands on the event under its registered name, unless it lies outside the range; what operators found out about a vehicle
     * also of the company that owns it.
     */
    void admit(MoverEvent event, Collector<MoverEvent> out) {
        progress.add(1L);
        if (!range.contains(event.eventTimeMillis())) {
            outside.inc();
            return;
        }
        events.computeIfAbsent(event.word(), word -> counters.counter("events", word))
                .inc();
        MoverEvent named = identities.resolve(event);
        out.collect(named);
        if (named instanceof Disposition disposition) {
            MoverId owner = identities.ownerOf(disposition);
            if (owner != null) {
                out.collect(disposition.withMover(owner));
            }
        }
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
