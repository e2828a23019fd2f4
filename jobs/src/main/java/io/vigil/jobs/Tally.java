package io.vigil.jobs;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Counts of a whole run by name and label, with one example each and the span of event time. Merging is commutative and
 * associative, so the result does not depend on how the run was split.
 *
 * <p>Synchronised because Flink reads it from another thread for its heartbeats.
 */
public final class Tally implements Accumulator<String, Tally> {
    /** What the names of all tallies of a job begin with. */
    public static final String PREFIX = "vigil-tally-";

    private static final long serialVersionUID = 1;
    private static final int MAX_EXAMPLES = 256;
    private static final int MAX_DETAIL = 160;

    private final TreeMap<String, TreeMap<String, Long>> counts = new TreeMap<>();
    private final TreeMap<String, Example> examples = new TreeMap<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /**
     * One case of what was counted.
     *
     * @param place which file or mover
     * @param line which line of it, from 1; 0 where there are no lines
     * @param detail the value that offended
     */
    public record Example(String place, long line, String detail) implements Serializable, Comparable<Example> {
        private static final long serialVersionUID = 1;
        private static final Comparator<Example> FIRST = Comparator.comparing(Example::place)
                .thenComparingLong(Example::line)
                .thenComparing(Example::detail);

        @Override
        public int compareTo(Example other) {
            return FIRST.compare(this, other);
        }
    }

    synchronized void addCount(String name, String label, long count) {
        if (count != 0) {
            counts.computeIfAbsent(name, key -> new TreeMap<>()).merge(label, count, Long::sum);
        }
    }

    synchronized void example(String name, String label, String place, long line, String detail) {
        String key = key(name, label);
        Example known = examples.get(key);
        if (known == null && examples.size() == MAX_EXAMPLES) {
            return;
        }
        Example example = new Example(place, line, shortened(detail));
        if (known == null || example.compareTo(known) < 0) {
            examples.put(key, example);
        }
    }

    synchronized void span(long first, long last) {
        firstMillis = Math.min(firstMillis, first);
        lastMillis = Math.max(lastMillis, last);
    }

    /** Counts of that name by label, in the order of the labels. */
    public synchronized SortedMap<String, Long> counts(String name) {
        return new TreeMap<>(counts.getOrDefault(name, new TreeMap<>()));
    }

    /** Sum over all labels of that name. */
    public synchronized long total(String name) {
        return counts.getOrDefault(name, new TreeMap<>()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The first case of that name and label, or one without place and detail. */
    public synchronized Example firstExample(String name, String label) {
        return examples.getOrDefault(key(name, label), new Example("", 0, ""));
    }

    /** First event time of the feed, or {@link Long#MAX_VALUE}. */
    public synchronized long firstMillis() {
        return firstMillis;
    }

    /** Last event time of the feed, or {@link Long#MIN_VALUE}. */
    public synchronized long lastMillis() {
        return lastMillis;
    }

    @Override
    public void add(String label) {
        addCount("", label, 1);
    }

    @Override
    public Tally getLocalValue() {
        return this;
    }

    @Override
    public synchronized void resetLocal() {
        counts.clear();
        examples.clear();
        firstMillis = Long.MAX_VALUE;
        lastMillis = Long.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<String, Tally> other) {
        mergeTally(other.getLocalValue());
    }

    /** Adds all of the other. */
    public synchronized void mergeTally(Tally other) {
        other.counts.forEach((name, byLabel) -> byLabel.forEach((label, count) -> addCount(name, label, count)));
        for (Map.Entry<String, Example> entry : other.examples.entrySet()) {
            Example known = examples.get(entry.getKey());
            if (known == null || entry.getValue().compareTo(known) < 0) {
                examples.put(entry.getKey(), entry.getValue());
            }
        }
        firstMillis = Math.min(firstMillis, other.firstMillis);
        lastMillis = Math.max(lastMillis, other.lastMillis);
    }

    @Override
    public synchronized Accumulator<String, Tally> clone() {
        Tally copy = new Tally();
        copy.mergeTally(this);
        return copy;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }

    private static String key(String name, String label) {
        return name + '\n' + label;
    }

    private static String shortened(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }
}
