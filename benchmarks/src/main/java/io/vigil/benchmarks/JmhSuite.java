package io.vigil.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link IndexBenchmark} and sets the index beside the libraries. */
final class JmhSuite {
    private static final int LARGE = 100_000;
    private static final String HEAP_OF_LARGE = "-Xmx6g";
    private static final String HEAP = "-Xmx1400m";

    private final boolean isQuick;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    JmhSuite(boolean isQuick, Consumer<String> progress) {
        this.isQuick = isQuick;
        this.progress = progress;
    }

    List<Figure> run() throws RunnerException {
        for (int zones : isQuick ? new int[] {10_000} : new int[] {100, 10_000, LARGE}) {
            for (String points : List.of("random", "tracks")) {
                measure(zones, points);
            }
        }
        return List.copyOf(figures);
    }

    private void measure(int zones, String points) throws RunnerException {
        String name = String.format(Locale.ROOT, "%,d zones, %s", zones, points);
        List<String> kinds = new ArrayList<>(List.of("index", "jts", "s2"));
        if (points.equals("tracks")) {
            kinds.add("box");
        }
        progress.accept(name + ": " + String.join(", ", kinds) + ", a process each");
        Map<String, Double> nanos = nanos(zones, points, kinds);
        for (String ours : points.equals("tracks") ? List.of("index", "box") : List.of("index")) {
            for (String theirs : List.of("jts", "s2")) {
                figures.add(Figure.against(
                        name + (ours.equals("box") ? ", with safe boxes" : ", a lookup each"),
                        rate(nanos, ours),
                        "reports/s",
                        rate(nanos, theirs),
                        theirs.equals("jts") ? "JTS, STRtree and prepared polygons" : "S2ShapeIndex"));
            }
        }
    }

    private static double rate(Map<String, Double> nanos, String kind) {
        return 1e9 / Objects.requireNonNull(nanos.get(kind), kind);
    }

    private Map<String, Double> nanos(int zones, String points, List<String> kinds) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(IndexBenchmark.class.getName())
                .param("zones", String.valueOf(zones))
                .param("points", points)
                .param("by", kinds.toArray(String[]::new))
                .jvmArgs(zones == LARGE ? HEAP_OF_LARGE : HEAP, "-XX:+UseG1GC")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (isQuick) {
            options.warmupIterations(2).measurementIterations(3);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Double> nanos = new HashMap<>();
        for (RunResult result : results) {
            nanos.put(
                    result.getParams().getParam("by"), result.getPrimaryResult().getScore());
        }
        return nanos;
    }
}
