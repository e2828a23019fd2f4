package io.vigil.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many at once for each key, and one more as often as said. Remembers 10,000 keys; the one not seen for longest is
 * forgotten first. Safe for use by several threads.
 */
public final class RateLimit {
    private static final int MAX_KEYS = 10_000;

    private final double burst;
    private final double perMilli;
    private final LongSupplier clockMillis;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double left, long atMillis) {}

    /** A limit of {@code burst} at once and one more every {@code everyMillis}. */
    public RateLimit(int burst, long everyMillis, LongSupplier clockMillis) {
        this.burst = burst;
        this.perMilli = 1.0 / everyMillis;
        this.clockMillis = clockMillis;
    }

    /** Takes one; false when none is left. */
    public synchronized boolean take(String key) {
        long nowMillis = clockMillis.getAsLong();
        Bucket known = buckets.get(key);
        double left = known == null ? burst : Math.min(burst, known.left + (nowMillis - known.atMillis) * perMilli);
        boolean taken = left >= 1;
        buckets.put(key, new Bucket(taken ? left - 1 : left, nowMillis));
        if (buckets.size() > MAX_KEYS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return taken;
    }

    /** Gives a key back all it may have, after it has shown that it belongs here. */
    public synchronized void forget(String key) {
        buckets.remove(key);
    }
}
