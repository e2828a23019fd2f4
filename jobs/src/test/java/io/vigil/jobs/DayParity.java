package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.days.ArchivedDay;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** Holds the replay of an archive against the batch job over the same positions, moved in time so that midnights lie in them. */
final class DayParity {
    private static final int BUCKETS = 5;

    private DayParity() {}

    /**
     * Asserts that both give the same files, and that these are not empty.
     *
     * @param later how much later everything happens
     * @param days how many days the archive has to have then
     */
    static void check(Path folder, Path feed, EngineSpec control, Duration later, int days) throws Exception {
        Path moved = move(feed, later, folder.resolve("moved.jsonl"));
        SortedMap<String, String> expected = replay(
                control, ArchiveSplit.Position.start("positions", moved.toString()), 2, folder.resolve("by-job"));
        Path archive = folder.resolve("archive");
        ArchiveJob.Result written = ArchiveJob.run(
                options(control, ArchiveSplit.Position.start("positions", moved.toString()), 2, archive),
                BUCKETS,
                new ArchiveJob.Listener() {
                    @Override
                    public void read(long events) {}

                    @Override
                    public void written(ArchivedDay day) {}
                });
        assertThat(written.days()).hasSize(days);
        assertThat(expected.get("warnings.jsonl").lines().count()).isGreaterThan(5);
        for (int parallelism : new int[] {1, 3}) {
            SortedMap<String, String> found = replay(
                    control,
                    ArchiveSplit.Position.start("archive", archive.toString()),
                    parallelism,
                    folder.resolve("by-days-" + parallelism));
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            for (Map.Entry<String, String> file : expected.entrySet()) {
                assertThat(found.get(file.getKey()))
                        .as(file.getKey() + " with " + parallelism + " threads")
                        .isEqualTo(file.getValue());
            }
        }
    }

    private static Path move(Path feed, Duration later, Path to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(feed)) {
            byte[] json = line.getBytes(StandardCharsets.UTF_8);
            PositionReport report = PositionJson.read(json, json.length);
            lines.add(line.replaceAll(
                    "\"time\":\"[^\"]*\"",
                    "\"time\":\""
                            + java.time.Instant.ofEpochMilli(report.eventTimeMillis())
                                    .plus(later) + "\""));
        }
        return Files.write(to, lines);
    }

    private static SortedMap<String, String> replay(
            EngineSpec control, ArchiveSplit.Position feed, int parallelism, Path out) throws Exception {
        ReplayJob.run(options(control, feed, parallelism, out));
        SortedMap<String, String> files = new TreeMap<>();
        try (var all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static ReplayOptions options(EngineSpec control, ArchiveSplit.Position feed, int parallelism, Path out) {
        return new ReplayOptions(
                List.of(feed),
                List.of(),
                FeedOptions.NONE,
                control,
                EventTimeRange.ALL,
                RuntimeExecutionMode.BATCH,
                Duration.ofMinutes(1),
                parallelism,
                out);
    }
}
