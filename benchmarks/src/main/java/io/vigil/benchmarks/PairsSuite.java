package io.vigil.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.EngineSpec;
import io.vigil.jobs.EventTimeRange;
import io.vigil.jobs.FolderTree;
import io.vigil.jobs.ReplayJob;
import io.vigil.jobs.ReplayOptions;
import io.vigil.jobs.ReplayResult;
import io.vigil.jobs.archive.ArchiveSplit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** What the pair rules cost in a crowded strait: the replay job with all of them beside the same job with none. */
final class PairsSuite {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double COST_GOAL = 5;
    private static final String ALONE =
            """
            rules:
              - id: dark
                kind: going-dark
                applies: mover.kind == "vessel"
                tier: yellow
              - id: fishing
                kind: fishing-activity
                applies: mover.class == "fishing"
                tier: blue
              - id: loitering
                kind: loitering
                applies: mover.kind == "vessel"
                tier: blue
            """;
    private static final String PAIRS =
            """
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
              - id: quick-meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
                params: {distanceM: 250, hold: PT30M, step: PT2M, maxGap: PT20M}
              - id: sand
                kind: sand-transfer
                applies: mover.kind == "vessel"
                tier: orange
              - id: tow
                kind: pair-trawling
                applies: mover.class == "fishing"
                tier: blue
              - id: formation
                kind: formation-break
                applies: mover.class == "fishing"
                tier: blue
            """;
    private static final String COLLISION =
            """
              - id: collision
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
            """;

    private final boolean quick;
    private final Path folder;
    private final Consumer<String> progress;

    PairsSuite(boolean quick, Path folder, Consumer<String> progress) {
        this.quick = quick;
        this.folder = folder;
        this.progress = progress;
    }

    List<Figure> run() throws Exception {
        // First, while nothing else is on the heap.
        PairMemoryMeasurement memory = PairMemoryMeasurement.take(quick ? 5_000 : 20_000);
        progress.accept("making the strait");
        StraitWorld world = new StraitWorld(quick ? 5_000 : 20_000, quick ? 60 : 40);
        world.write(folder);
        rules("alone", ALONE);
        rules("pairs", ALONE + PAIRS);
        rules("collision", ALONE + COLLISION);
        double alone = Double.MAX_VALUE;
        double pairs = Double.MAX_VALUE;
        double collision = Double.MAX_VALUE;
        for (int run = 0; run <= 2; run++) {
            progress.accept("replay, run " + run + (run == 0 ? " (warming up)" : ""));
            double first = cpuSeconds("alone", world.reports());
            double second = cpuSeconds("pairs", world.reports());
            double third = cpuSeconds("collision", world.reports());
            if (run > 0) {
                alone = Math.min(alone, first);
                pairs = Math.min(pairs, second);
                collision = Math.min(collision, third);
            }
        }
        return List.of(
                micros("a report, encounters, sand, tows, formation", pairs, alone, world.reports()),
                ratio("  the same by that without", pairs / alone),
                micros("a report, collision risk every 10 s", collision, alone, world.reports()),
                ratio("  the same by that without", collision / alone),
                Figure.alone("a pair that is near, on the heap", memory.nearBytes(), "bytes"),
                Figure.alone("a pair with a warning open, on the heap", memory.openBytes(), "bytes"),
                Figure.alone("  the same with its last three hours, for late data", memory.revisableBytes(), "bytes"));
    }

    private static Figure micros(String name, double with, double without, int reports) {
        return Figure.against(
                name + ", processor time", with / reports * 1e6, "µs", without / reports * 1e6, "without pair rules");
    }

    private static Figure ratio(String name, double ratio) {
        return Figure.alone(name, ratio, "times").withGoal(Figure.Kind.VALUE_AT_MOST, COST_GOAL);
    }

    private void rules(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    private double cpuSeconds(String rules, int reports) throws Exception {
        ReplayOptions options = new ReplayOptions(
                List.of(ArchiveSplit.Position.start(
                        "positions", folder.resolve("positions.jsonl").toString())),
                List.of(),
                FeedOptions.NONE,
                EngineSpec.ofFiles(
                        List.of(),
                        List.of(),
                        folder.resolve("registry.jsonl").toString(),
                        Map.of("live", folder.resolve(rules + ".yaml").toString())),
                EventTimeRange.ALL,
                RuntimeExecutionMode.STREAMING,
                Duration.ofSeconds(60),
                1,
                folder.resolve("out-" + rules));
        System.gc();
        long before = PROCESS.getProcessCpuTime();
        ReplayResult result = ReplayJob.run(options);
        double seconds = (PROCESS.getProcessCpuTime() - before) / 1e9;
        progress.accept(String.format(Locale.ROOT, "  %s: %.1f s of processor time", rules, seconds));
        if (result.tally().total("evaluated") != reports) {
            throw new IllegalStateException(result.tally().total("evaluated") + " of " + reports + " were judged");
        }
        FolderTree.delete(options.out());
        return seconds;
    }
}
