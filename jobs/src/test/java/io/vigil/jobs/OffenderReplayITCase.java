package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One driver in two trucks of one company: neither truck has enough confirmed offences, the driver and the company have.
 */
class OffenderReplayITCase {
    private static final String RULES =
            """
            rules:
              - id: offender
                kind: repeat-offender
                applies: mover.kind != "vessel"
                tier: blue
              - id: hours
                kind: driving-time
                applies: mover.class == "heavy-truck"
                tier: yellow
            """;

    @TempDir
    private static Path folder;

    private static EngineSpec control;

    @BeforeAll
    static void recordTheMorning() throws IOException {
        List<String> positions = new ArrayList<>();
        List<String> dispositions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String truck = "vehicle:T" + i % 2;
            positions.add("{\"mover\":\"" + truck + "\",\"time\":\"2026-09-12T02:0" + i
                    + ":00Z\",\"lat\":39,\"lon\":117.7,\"speedKmh\":0,\"driver\":\"L1\"}");
            if (i < 4) {
                dispositions.add("{\"warningId\":\"000000000000000" + i + "\",\"mover\":\"" + truck
                        + "\",\"rule\":\"overspeed\",\"outcome\":\"confirmed\",\"driver\":\"L1\",\"at\":\"2026-09-12T02:1"
                        + i + ":00Z\"}");
            }
        }
        Files.write(folder.resolve("positions.jsonl"), positions);
        Files.write(folder.resolve("dispositions.jsonl"), dispositions);
        Files.writeString(
                folder.resolve("registry.jsonl"),
                """
                {"mover":"vehicle:T0","class":"heavy-truck","owner":"津港运输"}
                {"mover":"vehicle:T1","class":"heavy-truck","owner":"津港运输"}
                """);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        control = EngineSpec.ofFiles(
                List.of(),
                List.of(),
                folder.resolve("registry.jsonl").toString(),
                Map.of("road", folder.resolve("rules.yaml").toString()));
    }

    @Test
    void theDriverAndTheCompanyAreWarnedOfButNeitherTruck() throws Exception {
        List<String> warnings = replay(RuntimeExecutionMode.BATCH, 1).lines().toList();

        assertThat(warnings).hasSize(2);
        assertThat(warnings).anySatisfy(line -> assertThat(line).contains("\"driver:L1\""));
        assertThat(warnings)
                .anySatisfy(
                        line -> assertThat(line).contains("\"company:津港运输\"").contains("\"position\":null"));
    }

    @Test
    void givesTheSameBytesInEveryMode() throws Exception {
        String expected = replay(RuntimeExecutionMode.BATCH, 1);

        assertThat(replay(RuntimeExecutionMode.BATCH, 4)).isEqualTo(expected);
        assertThat(replay(RuntimeExecutionMode.STREAMING, 1)).isEqualTo(expected);
        assertThat(replay(RuntimeExecutionMode.STREAMING, 4)).isEqualTo(expected);
    }

    private static String replay(RuntimeExecutionMode mode, int parallelism) throws Exception {
        Path out = folder.resolve("out-" + mode + "-" + parallelism);
        ReplayJob.run(new ReplayOptions(
                List.of(archive("positions"), archive("dispositions")),
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

    private static ArchiveSplit.Position archive(String format) {
        return new ArchiveSplit.Position(
                format, folder.resolve(format + ".jsonl").toString(), 0);
    }
}
