package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.types.MoverEventSerializer;
import io.vigil.model.MoverEvent;
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
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vessels whose positions of an hour come when it is over, in the job: encounters and collision risks are opened, amended and
 * retracted for it, and end as those of the run in which all came in order, at any parallelism, on either backend.
 */
class PairLateDataITCase {
    private static final long START = Instant.parse("2026-09-12T12:00:00Z").toEpochMilli();
    private static final long HOURS = 3;
    private static final int BOATS = 14;
    private static final Duration DELAY = Duration.ofSeconds(30);
    private static final String RULES =
            """
            rules:
              - id: meeting
                kind: encounter
                applies: mover.kind == "vessel"
                tier: blue
                params: {distanceM: 500, hold: PT10M, step: PT2M, maxGap: PT20M, release: PT10M, lostAfter: PT1H}
              - id: collision
                kind: collision-risk
                applies: mover.kind == "vessel"
                tier: yellow
                params: {step: PT30S, reviseWithin: PT6H}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, hashmap", "2, rocksdb", "3, hashmap"})
    void whatComesLateEndsInTheSameWarningsAboutPairs(int parallelism, String backend) throws Exception {
        runBothWays(Long.getLong("seed", System.nanoTime()), parallelism, backend);
    }

    /** Of other seeds some have nothing to correct: what came late was about nobody's warnings. */
    @Test
    void whatWasPublishedTooEarlyIsCorrected() throws Exception {
        assertThat(runBothWays(1, 2, "hashmap")).anyMatch(line -> line.contains("\"late-data\""));
    }

    /** Holds what is published in the end against what is where nothing comes late; answers what was published. */
    private List<String> runBothWays(long seed, int parallelism, String backend) throws Exception {
        Random random = new Random(seed);
        EngineSpec control = control();
        List<PositionReport> reports = reports(random);

        List<String> expected = run(control, reports, RuntimeExecutionMode.BATCH, 1, "hashmap");
        List<String> found =
                run(control, lateByAnHour(reports, random), RuntimeExecutionMode.STREAMING, parallelism, backend);

        assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(10).noneMatch(line -> line.contains("late-data"));
        FoldedLines.assertEqual(
                FoldedLines.of(found),
                FoldedLines.of(expected),
                "seed " + seed + ", parallelism " + parallelism + ", " + backend);
        return found;
    }

    private EngineSpec control() throws IOException {
        List<String> registry = new ArrayList<>();
        for (int i = 0; i < BOATS; i++) {
            String moverClass = i % 3 == 0 ? "cargo" : "fishing";
            registry.add("{\"mover\":\"" + mover(i) + "\",\"class\":\"" + moverClass + "\"}");
        }
        Files.write(folder.resolve("registry.jsonl"), registry);
        Files.writeString(folder.resolve("sea.yaml"), RULES);
        return EngineSpec.ofFiles(
                List.of(),
                List.of(),
                folder.resolve("registry.jsonl").toString(),
                Map.of("live", folder.resolve("sea.yaml").toString()));
    }

    private static MoverId mover(int number) {
        return MoverId.ofMmsi(412_000_000 + number);
    }

    private static List<PositionReport> reports(Random random) {
        List<PositionReport> reports = new ArrayList<>();
        for (int i = 0; i < BOATS; i++) {
            double north = random.nextGaussian() * 1_500;
            double east = random.nextGaussian() * 1_500;
            double speed = 0;
            double course = random.nextInt(360);
            for (long second = i; second < HOURS * 3600; second += 40 + random.nextInt(80)) {
                if (random.nextInt(15) == 0) {
                    speed = random.nextInt(3) > 0 ? random.nextDouble() : i % 3 == 0 ? 6 : 2;
                    course = random.nextInt(360);
                }
                reports.add(
                        PositionReport.at(mover(i), START + second * 1000, 30 + north / 111_000, 122 + east / 96_000)
                                .speedMps(speed)
                                .courseDegrees(course)
                                .source("test")
                                .build());
                north += Math.cos(Math.toRadians(course)) * speed * 60;
                east += Math.sin(Math.toRadians(course)) * speed * 60;
            }
        }
        reports.sort(Comparator.comparingLong(PositionReport::eventTimeMillis).thenComparing(PositionReport::mover));
        return reports;
    }

    /** A third of the vessels were out of reach in the second hour and send it in one go in the third. */
    private static List<PositionReport> lateByAnHour(List<PositionReport> reports, Random random) {
        record Arrival(PositionReport report, long millis) {}
        return reports.stream()
                .map(report -> {
                    long hour = (report.eventTimeMillis() - START) / 3_600_000;
                    boolean isLate = hour == 1 && report.mover().text().hashCode() % 3 == 0;
                    return new Arrival(
                            report, report.eventTimeMillis() + (isLate ? 4_000_000 + random.nextInt(1_000_000) : 0));
                })
                .sorted(Comparator.comparingLong(Arrival::millis))
                .map(Arrival::report)
                .toList();
    }

    /** A run this short would else be over before event time is first told of, and nothing would have been judged too early. */
    private static WatermarkStrategy<MoverEvent> atEveryEvent() {
        return WatermarkStrategy.<MoverEvent>forGenerator(context -> new EveryEvent())
                .withTimestampAssigner((event, recordTimestamp) -> event.eventTimeMillis());
    }

    private static final class EveryEvent implements WatermarkGenerator<MoverEvent> {
        private long newest = Long.MIN_VALUE;

        @Override
        public void onEvent(MoverEvent event, long eventTimestamp, WatermarkOutput output) {
            newest = Math.max(newest, eventTimestamp);
            output.emitWatermark(new Watermark(newest - DELAY.toMillis()));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private List<String> run(
            EngineSpec control,
            List<PositionReport> reports,
            RuntimeExecutionMode mode,
            int parallelism,
            String backend)
            throws Exception {
        boolean isBatch = mode == RuntimeExecutionMode.BATCH;
        Configuration configuration = FlinkSettings.replay(mode, parallelism, folder);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        if (!isBatch) {
            configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        RevisionSettings revision = isBatch ? null : RevisionSettings.DEFAULT;
        DataStream<MoverEvent> timed = WarningTopology.timed(
                environment.fromData(MoverEventSerializer.TYPE, reports.toArray(MoverEvent[]::new)),
                isBatch ? WarningTopology.boundedWatermarks(DELAY, control) : atEveryEvent());
        SingleOutputStreamOperator<WarningRecord> movers = WarningTopology.evaluate(
                WarningTopology.keyed(timed), new EvaluateFunction(control, isBatch ? 1 : 0, false, revision));
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<WarningRecord> records = movers.union(
                        WarningTopology.evaluatePairs(movers, control, revision))
                .executeAndCollect()) {
            records.forEachRemaining(each -> lines.add(new String(each.json(), StandardCharsets.UTF_8)));
        }
        return lines;
    }
}
