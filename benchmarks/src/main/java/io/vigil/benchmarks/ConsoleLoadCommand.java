package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.cli.ExitCode;
import io.vigil.cli.WrongUseException;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads a console with movers and warnings and measures what its page makes of them, in a real browser without a screen. */
@Command(
        name = "bench-console",
        sortOptions = false,
        description = {
            "Starts Kafka, the console and a headless Chromium, sends positions and warnings, and prints frames a second,",
            "how long a warning takes from Kafka to a row on the page, and the console's heap.",
            ""
        })
public final class ConsoleLoadCommand implements Callable<Integer> {
    /** Counts frames, and for each row that appears from now on the time since its warning was sent, which its id begins with. */
    private static final String WATCH =
            """
            window.bench = {frames: 0, delays: []};
            (function frame() { bench.frames++; requestAnimationFrame(frame); })();
            const seen = new Set([...document.querySelectorAll('[data-warning]')].map((row) => row.dataset.warning));
            new MutationObserver(() => {
              for (const row of document.querySelectorAll('[data-warning]')) {
                if (seen.has(row.dataset.warning)) continue;
                seen.add(row.dataset.warning);
                bench.delays.push(Date.now() - parseInt(row.dataset.warning.slice(0, 11), 16));
              }
            }).observe(document.getElementById('rows'), {childList: true, subtree: true});
            true""";

    private static final String TAKE =
            """
            (() => { const taken = window.bench; window.bench = {frames: 0, delays: []};
            taken.heap = performance.memory?.usedJSHeapSize ?? 0; return taken; })()""";

    @Option(names = "--movers", defaultValue = "20000", description = "movers (default: ${DEFAULT-VALUE})")
    private int movers;

    @Option(
            names = "--interval",
            defaultValue = "5",
            description = "seconds between reports (default: ${DEFAULT-VALUE})")
    private int intervalSeconds;

    @Option(names = "--warnings", defaultValue = "50", description = "warnings a second (default: ${DEFAULT-VALUE})")
    private int warningsPerSecond;

    @Option(names = "--minutes", defaultValue = "10", description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--picture", paramLabel = "FILE", description = "keep a picture of the page at the end")
    private @Nullable Path picture;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String classPath = System.getProperty("vigil.console.classpath", "");
        if (classPath.isEmpty() || movers < 1 || intervalSeconds < 1 || warningsPerSecond < 1 || !(minutes > 0)) {
            throw new WrongUseException("start it through ./vigil, with figures above 0");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path folder = Files.createTempDirectory("vigil-bench-console");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            kafka.createTopics(List.of("vigil.warnings", "vigil.positions"), 2);
            try (ConsoleProcess console =
                    ConsoleProcess.start(classPath, kafka.bootstrap(), folder.resolve("console"))) {
                measure(kafka.bootstrap(), console, folder, out);
            }
        } finally {
            FolderTree.delete(folder);
        }
        return ExitCode.OK;
    }

    private void measure(String bootstrap, ConsoleProcess console, Path folder, PrintWriter out) throws Exception {
        try (ConsoleTraffic traffic = new ConsoleTraffic(bootstrap, movers, intervalSeconds, warningsPerSecond);
                HeadlessPage page = HeadlessPage.start(folder.resolve("browser"))) {
            page.open(console.address(), console.cookie());
            traffic.start();
            page.await("document.documentElement?.dataset.ready");
            page.evaluate(WATCH);
            LoadFigures figures = new LoadFigures();
            long endNanos = System.nanoTime() + Math.round(minutes * 60e9);
            long lastNanos = System.nanoTime();
            while (System.nanoTime() < endNanos) {
                TimeUnit.SECONDS.sleep(10);
                JsonNode taken = page.evaluate(TAKE);
                long nowNanos = System.nanoTime();
                figures.add(taken, (nowNanos - lastNanos) / 1e9, console.metrics());
                lastNanos = nowNanos;
                out.println(figures.last());
                out.flush();
            }
            if (picture != null) {
                page.screenshot(picture);
            }
            out.println(String.format(
                    Locale.ROOT,
                    "%,d movers, one report in %d s; %d warnings/s; %.1f minutes; %d processors; %,d positions and %,d warnings sent",
                    movers,
                    intervalSeconds,
                    warningsPerSecond,
                    minutes,
                    Runtime.getRuntime().availableProcessors(),
                    traffic.positionsSent(),
                    traffic.warningsSent()));
            out.println(figures.summary());
            out.flush();
        }
    }
}
