package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What was seen on a loaded page, and what its server said of its heap. */
final class LoadFigures {
    private final List<Double> delaysMillis = new ArrayList<>();
    private final List<Double> framesPerSecond = new ArrayList<>();
    private double mostServerMib;
    private double mostPageMib;
    private String last = "";

    /** Adds what the page counted in so many seconds, and the server's metrics. */
    void add(JsonNode taken, double seconds, String metrics) {
        List<Double> delays = new ArrayList<>();
        taken.path("delays").forEach(delay -> delays.add(delay.asDouble()));
        delaysMillis.addAll(delays);
        double frames = taken.path("frames").asInt() / seconds;
        framesPerSecond.add(frames);
        double heapMib = metric(metrics, "vigil_console_heap_bytes") / 1048576;
        mostServerMib = Math.max(mostServerMib, heapMib);
        mostPageMib = Math.max(mostPageMib, taken.path("heap").asDouble() / 1048576);
        last = String.format(
                Locale.ROOT,
                "%5.1f frames/s  event to row p50 %,.0f ms p99 %,.0f ms (%d rows)  server heap %.0f MiB  waiting to store %.0f",
                frames,
                percentile(delays, 0.5),
                percentile(delays, 0.99),
                delays.size(),
                heapMib,
                metric(metrics, "vigil_console_store_waiting"));
    }

    /** The last ten seconds in one line. */
    String last() {
        return last;
    }

    /** All of it. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "frames/s: median %.1f, least %.1f; event to row: p50 %,.0f ms, p99 %,.0f ms over %,d rows; heap: server %.0f MiB, page %.0f MiB at most",
                percentile(framesPerSecond, 0.5),
                Collections.min(framesPerSecond),
                percentile(delaysMillis, 0.5),
                percentile(delaysMillis, 0.99),
                delaysMillis.size(),
                mostServerMib,
                mostPageMib);
    }

    private static double percentile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.floor(share * sorted.size())));
    }

    private static double metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
