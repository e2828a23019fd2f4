package io.vigil.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * The counters of one subtask: Flink metrics {@code vigil.NAME} by label while it runs, and a {@link Tally} at its end.
 * One thread. The number of labels is bounded, so hostile input cannot grow it.
 */
final class JobCounters {
    private static final int MAX_LABELS = 256;
    private static final String OTHER = "other";

    private final MetricGroup group;
    private final Map<String, Map<String, Counter>> counters = new HashMap<>();
    private final Tally tally = new Tally();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    private JobCounters(MetricGroup group) {
        this.group = group;
    }

    /** The counters of a function; {@code operator} names its tally, one of that name a task. */
    static JobCounters open(RuntimeContext context, String operator) {
        JobCounters counters = new JobCounters(context.getMetricGroup().addGroup("vigil"));
        context.addAccumulator(Tally.PREFIX + operator, counters.tally);
        return counters;
    }

    /** The counters of work outside Flink; {@link #tally} has them in the end. */
    static JobCounters alone() {
        return new JobCounters(new UnregisteredMetricsGroup());
    }

    /** What {@link #close} has handed over. */
    Tally tally() {
        return tally;
    }

    /** Counts one; {@code label} tells kinds apart, such as a reason. */
    void add(String name, String label) {
        counter(name, label).inc();
    }

    /** A counter to keep for the fast path. */
    Counter counter(String name, String label) {
        Map<String, Counter> byLabel = counters.computeIfAbsent(name, key -> new HashMap<>());
        Counter counter = byLabel.get(label);
        if (counter != null) {
            return counter;
        }
        String known = byLabel.size() < MAX_LABELS ? label : OTHER;
        return byLabel.computeIfAbsent(known, key -> group.addGroup("kind", key).counter(name));
    }

    /** Keeps an example of what was counted, if it is the first in order. */
    void example(String name, String label, String place, long line, String detail) {
        tally.example(name, label, place, line, detail);
    }

    /** Event time of an event that counts for the span of the feed. */
    void span(long eventTimeMillis) {
        firstMillis = Math.min(firstMillis, eventTimeMillis);
        lastMillis = Math.max(lastMillis, eventTimeMillis);
    }

    /** The counts up to now; they go on. */
    Tally soFar() {
        Tally copy = new Tally();
        copy.mergeTally(tally);
        copy.span(firstMillis, lastMillis);
        counters.forEach(
                (name, byLabel) -> byLabel.forEach((label, counter) -> copy.addCount(name, label, counter.getCount())));
        return copy;
    }

    /** Hands the counts over to the job's result. */
    void close() {
        tally.span(firstMillis, lastMillis);
        counters.forEach((name, byLabel) ->
                byLabel.forEach((label, counter) -> tally.addCount(name, label, counter.getCount())));
    }
}
