package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.evaluate.RevisionSettings;
import io.vigil.jobs.types.MoverEventSerializer;
import io.vigil.model.MoverEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Traffic that arrives hours late, twice and backwards ends, in the job, in the folded warnings of the ordered run: at any parallelism,
 * on either backend, drivers included; and so does a batch, which sorts.
 */
class LateDataITCase {
    private static final Duration DELAY = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, hashmap", "2, rocksdb", "3, hashmap", "4, hashmap"})
    void streamingEndsInTheSameWarnings(int parallelism, String backend) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        LateTraffic traffic = new LateTraffic(folder, seed, 12, 250);
        List<String> expected = traffic.expected();
        assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(20);

        List<String> found = run(traffic, RuntimeExecutionMode.STREAMING, parallelism, backend);

        assertThat(found).as("seed %d: corrections", seed).anyMatch(line -> line.contains("\"late-data\""));
        FoldedLines.assertEqual(
                FoldedLines.of(found), expected, "seed " + seed + ", parallelism " + parallelism + ", " + backend);
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void batchNeedsNoRevision(int parallelism) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        LateTraffic traffic = new LateTraffic(folder, seed, 12, 250);

        List<String> found = run(traffic, RuntimeExecutionMode.BATCH, parallelism, "hashmap");

        assertThat(found).noneMatch(line -> line.contains("\"late\":true"));
        FoldedLines.assertEqual(FoldedLines.of(found), traffic.expected(), "seed " + seed);
    }

    private List<String> run(LateTraffic traffic, RuntimeExecutionMode mode, int parallelism, String backend)
            throws Exception {
        boolean isBatch = mode == RuntimeExecutionMode.BATCH;
        Configuration configuration = FlinkSettings.replay(mode, parallelism, folder);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        if (!isBatch) {
            configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        DataStream<MoverEvent> arrivals = environment.fromData(
                MoverEventSerializer.TYPE, traffic.disturbed().toArray(MoverEvent[]::new));
        RevisionSettings revision = isBatch ? null : RevisionSettings.DEFAULT;
        DataStream<MoverEvent> timed =
                WarningTopology.timed(arrivals, WarningTopology.boundedWatermarks(DELAY, traffic.control));
        SingleOutputStreamOperator<WarningRecord> vehicles = WarningTopology.evaluate(
                WarningTopology.keyed(timed), new EvaluateFunction(traffic.control, isBatch ? 1 : 0, true, revision));
        DataStream<MoverEvent> driven = WarningTopology.driven(vehicles);
        DataStream<MoverEvent> ofDrivers = isBatch
                ? WarningTopology.timedDrivers(driven, WarningTopology.boundedWatermarks(DELAY, traffic.control))
                : driven;
        SingleOutputStreamOperator<WarningRecord> drivers = WarningTopology.evaluateDrivers(
                ofDrivers,
                new EvaluateFunction(traffic.control, isBatch ? 1 : EvaluateFunction.UNTIL_WATERMARK, false, revision));
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<WarningRecord> records = vehicles.union(
                        drivers,
                        vehicles.getSideOutput(EvaluateFunction.PERMITTED),
                        drivers.getSideOutput(EvaluateFunction.PERMITTED))
                .executeAndCollect()) {
            records.forEachRemaining(each -> lines.add(new String(each.json(), StandardCharsets.UTF_8)));
        }
        return lines;
    }
}
