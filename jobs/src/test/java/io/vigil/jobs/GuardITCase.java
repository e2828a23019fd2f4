package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feed that is out for forty minutes and a rule that floods the desk, in replays of all kinds: what is published, withheld and
 * said of the system is the same, byte by byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardITCase {
    private static final Instant MIDNIGHT = Instant.parse("2026-09-11T16:00:00Z");
    private static final long SEED = 20261128;
    private static final int BOATS = 60;
    private static final int OUT_FROM_MINUTE = 120;
    private static final int OUT_TO_MINUTE = 160;
    private static final int DARK_BOAT = 7;
    private static final String RULES =
            """
            rules:
              - {id: feeds, kind: feed-outage, tier: yellow}
              - {id: surge, kind: surge-guard, tier: yellow, params: {rules: [fast], most: 10}}
              - id: dark
                kind: going-dark
                applies: mover.kind == "vessel"
                tier: yellow
                params: {silentAtSea: PT15M}
              - id: fast
                kind: condition
                applies: mover.kind == "vessel"
                tier: blue
                params: {expression: "report.speedKn > 20.0", k: 1, m: 1, hold: PT0S, messageZh: "快", messageEn: "fast"}
            """;

    private Path folder;
    private EngineSpec control;

    @BeforeAll
    void recordTheNight(@TempDir Path temporary) throws IOException {
        folder = temporary;
        System.out.println("GuardITCase seed " + SEED);
        Random random = new Random(SEED);
        List<PositionReport> reports = new ArrayList<>();
        for (int boat = 0; boat < BOATS; boat++) {
            for (int minute = 0; minute < 300; minute++) {
                boolean isOut = minute >= OUT_FROM_MINUTE && minute < OUT_TO_MINUTE;
                boolean isDark = boat == DARK_BOAT && minute > 60 && minute < 280;
                if (!isOut && !isDark) {
                    double knots = boat >= 30 && minute == 250 ? 25 : 5;
                    reports.add(report(boat, 60_000L * minute + 1000L * (boat % 50) + random.nextInt(900), knots));
                }
            }
        }
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis));
        Files.write(
                folder.resolve("feed.jsonl"),
                reports.stream()
                        .map(report -> new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                        .toList());
        Files.writeString(folder.resolve("sea.yaml"), RULES);
        control = EngineSpec.ofFiles(
                List.of(),
                List.of(),
                "",
                Map.of("sea", folder.resolve("sea.yaml").toString()));
    }

    private static PositionReport report(int boat, long millis, double knots) {
        return PositionReport.at(
                        MoverId.ofMmsi(412_000_000 + boat), MIDNIGHT.toEpochMilli() + millis, 30 + 0.1 * boat, 122.5)
                .speedMps(knots * 1852 / 3600)
                .source("ais")
                .build();
    }

    @Test
    void theOutageFreezesTheSilencesItExplainsAndTheFloodRunsInTheShadow() throws Exception {
        Path out = replay(RuntimeExecutionMode.BATCH, 2);

        List<String> warnings = Files.readAllLines(out.resolve("warnings.jsonl"));
        assertThat(warnings.stream()
                        .filter(line -> line.contains("\"rule\":\"dark\"") && line.contains("warning.opened")))
                .as("of %s boats that fell silent together one was dark by itself", BOATS)
                .singleElement()
                .satisfies(line -> assertThat(line).contains("vessel:412000007"));
        assertThat(warnings.stream()
                        .filter(line -> line.contains("\"rule\":\"fast\"") && line.contains("warning.opened")))
                .hasSize(10);
        List<String> withheld = Files.readAllLines(out.resolve("withheld.jsonl"));
        assertThat(withheld.stream()
                        .filter(line -> line.contains("\"rule\":\"dark\"") && line.contains("warning.opened")))
                .hasSize(BOATS - 1);
        assertThat(withheld.stream()
                        .filter(line -> line.contains("\"rule\":\"fast\"") && line.contains("warning.opened")))
                .hasSize(20);
        assertThat(Files.readAllLines(out.resolve("system.jsonl")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"subject\":\"feed:ais\"", "\"state\":\"out\""),
                        line -> assertThat(line).contains("\"subject\":\"feed:ais\"", "\"state\":\"back\""),
                        line -> assertThat(line).contains("\"subject\":\"rule:fast\"", "\"state\":\"shadowed\""));
    }

    @Test
    void streamingAndBatchGiveTheSameBytesAtAnyParallelism() throws Exception {
        Path batch = replay(RuntimeExecutionMode.BATCH, 1);
        for (int parallelism : new int[] {1, 4}) {
            Path streaming = replay(RuntimeExecutionMode.STREAMING, parallelism);
            for (String file : List.of("warnings.jsonl", "withheld.jsonl", "system.jsonl")) {
                assertThat(streaming.resolve(file))
                        .as("parallelism %s", parallelism)
                        .hasSameTextualContentAs(batch.resolve(file));
            }
        }
    }

    @Test
    void theArchiveByDaysGivesTheSameBytesOverMidnight() throws Exception {
        DayParity.check(
                Files.createDirectories(folder.resolve("days")),
                folder.resolve("feed.jsonl"),
                control,
                Duration.ofHours(6),
                2);
    }

    private Path replay(RuntimeExecutionMode mode, int parallelism) throws Exception {
        Path out = folder.resolve("out-" + mode + "-" + parallelism);
        ReplayJob.run(new ReplayOptions(
                List.of(new ArchiveSplit.Position(
                        "positions", folder.resolve("feed.jsonl").toString(), 0)),
                List.of(),
                FeedOptions.NONE,
                control,
                EventTimeRange.ALL,
                mode,
                Duration.ofMinutes(1),
                parallelism,
                out));
        return out;
    }
}
