package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers who change vehicles all day long are judged alike in plain Java, in batch mode and in streaming mode at any
 * parallelism: their events come from vehicles that are evaluated independently of each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriverParityITCase {
    private static final Instant MIDNIGHT = Instant.parse("2026-09-11T16:00:00Z");
    private static final long SEED = 159;
    private static final int PAIRS = 12;
    private static final String RULES =
            """
            rules:
              - id: hours
                kind: driving-time
                applies: mover.class == "tour-coach"
                tier: yellow
                params: {continuousAtNight: PT2H, notice: PT10M}
            """;

    private Path folder;
    private EngineSpec control;
    private final List<PositionReport> reports = new ArrayList<>();
    private String expected;

    @BeforeAll
    void recordTheNight(@TempDir Path temporary) throws IOException {
        folder = temporary;
        System.out.println("DriverParityITCase seed " + SEED);
        Random random = new Random(SEED);
        List<String> registry = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            int change = pair == 0 ? 119 : 30 + random.nextInt(200);
            drive(2 * pair, 0, change, "D" + 2 * pair);
            drive(2 * pair + 1, change, 300, "D" + 2 * pair);
            registry.add("{\"mover\":\"vehicle:C" + 2 * pair + "\",\"class\":\"tour-coach\"}");
            registry.add("{\"mover\":\"vehicle:C" + (2 * pair + 1) + "\",\"class\":\"tour-coach\"}");
        }
        List<String> lines = reports.stream()
                .sorted(Comparator.comparingLong(PositionReport::eventTimeMillis))
                .map(report -> new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                .toList();
        Files.write(folder.resolve("feed.jsonl"), lines);
        Files.write(folder.resolve("registry.jsonl"), registry);
        Files.writeString(folder.resolve("road.yaml"), RULES);
        control = EngineSpec.ofFiles(
                List.of(),
                List.of(),
                folder.resolve("registry.jsonl").toString(),
                Map.of("road", folder.resolve("road.yaml").toString()));
        expected = plainJava();
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

    /** Reports every 30 s between two minutes of the night. */
    private void drive(int coach, int fromMinute, int toMinute, String driver) {
        for (int second = 60 * fromMinute; second < 60 * toMinute; second += 30) {
            reports.add(PositionReport.at(
                            new MoverId("vehicle:C" + coach),
                            MIDNIGHT.plusSeconds(second + coach % 7).toEpochMilli(),
                            39 + 0.002 * (second / 30 % 2),
                            117.7)
                    .speedMps(8)
                    .driver(driver)
                    .source("test")
                    .build());
        }
    }

    @Test
    void theDriverWhoChangesAtOneFiftyNineIsWarnedOfAfterTwoHours() {
        assertThat(expected.lines().filter(line -> line.contains("\"driver:D0\"") && line.contains("warning.opened")))
                .anySatisfy(line -> assertThat(line).contains("\"time\":\"2026-09-11T18:00:01.000Z\""));
        assertThat(expected).doesNotContain("\"subject\":\"vehicle:");
    }

    @Test
    void batchModeGivesTheSameBytes() throws Exception {
        assertThat(replay(RuntimeExecutionMode.BATCH, 2)).isEqualTo(expected);
    }

    @Test
    void streamingGivesTheSameBytesAtParallelismOneAndThree() throws Exception {
        assertThat(replay(RuntimeExecutionMode.STREAMING, 1)).isEqualTo(expected);
        assertThat(replay(RuntimeExecutionMode.STREAMING, 3)).isEqualTo(expected);
    }

    private String replay(RuntimeExecutionMode mode, int parallelism) throws Exception {
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
        return Files.readString(out.resolve("warnings.jsonl"));
    }

    /** Every vehicle by itself, then every driver by himself. */
    private String plainJava() {
        LoadedEngine loaded = EngineShare.acquire(control);
        try {
            MoverRunner runner = new MoverRunner(loaded.engine(), 1);
            Plain vehicles = new Plain();
            vehicles.runAll(runner, reports);
            Plain drivers = new Plain();
            drivers.runAll(runner, vehicles.driven);
            List<Warning> warnings = new ArrayList<>(vehicles.warnings);
            warnings.addAll(drivers.warnings);
            StringBuilder lines = new StringBuilder();
            warnings.stream()
                    .sorted(Comparator.comparingLong(Warning::detectedMillis)
                            .thenComparing(Warning::warningId)
                            .thenComparingInt(Warning::sequence))
                    .forEach(warning -> lines.append(new String(WarningJson.write(warning), StandardCharsets.UTF_8))
                            .append('\n'));
            return lines.toString();
        } finally {
            EngineShare.release(control);
        }
    }

    private static final class Plain implements RunnerOutput {
        private final List<Warning> warnings = new ArrayList<>();
        private final List<MoverEvent> driven = new ArrayList<>();

        void runAll(MoverRunner runner, List<? extends MoverEvent> events) {
            Map<MoverId, MoverState> states = new HashMap<>();
            events.stream()
                    .sorted(Comparator.comparingLong(MoverEvent::eventTimeMillis))
                    .forEach(event ->
                            runner.accept(states.computeIfAbsent(event.mover(), runner::newState), event, this));
            states.values().forEach(state -> runner.advanceTo(state, Long.MAX_VALUE, this));
        }

        @Override
        public void warning(Warning warning) {
            warnings.add(warning);
        }

        @Override
        public void driven(MoverEvent event) {
            driven.add(event);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            assertThat(fault).as(report.toString()).isNull();
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            throw new AssertionError("late: " + event);
        }

        @Override
        public void duplicate(MoverEvent event) {
            throw new AssertionError("twice: " + event);
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new AssertionError("rule " + ruleId + " threw", cause);
        }
    }
}
