package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.jobs.archive.ArchiveSplit;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ninety minutes of a road of twelve kilometres with free flow at 80 km/h: eastward everybody crawls at 14 km/h from minute 30
 * to 60, westward nobody does, and one vehicle stands on the shoulder all the time.
 */
class TrafficReplayITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-09-12T00:00:00Z");
    private static final long SEED = 33_171;
    private static final double METERS_PER_DEGREE_EAST = 86_627;
    private static final double LENGTH_METERS = 12_000;

    @TempDir
    private static Path folder;

    private static EngineSpec control;
    private static List<JsonNode> told = new ArrayList<>();

    @BeforeAll
    static void recordTheMorning() throws Exception {
        System.out.println("TrafficReplayITCase seed " + SEED);
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int vehicle = 0; vehicle < 160; vehicle++) {
            drive(vehicle, 240 + 32 * vehicle + random.nextInt(20), vehicle % 2 == 0, random, lines);
        }
        for (int second = 0; second < 90 * 60; second += 30) {
            lines.add(line("S", second, 5_000 + 5 * random.nextGaussian(), 0));
        }
        Collections.shuffle(lines, random);
        Files.write(folder.resolve("positions.jsonl"), lines);
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - id: q\n    kind: track-quality\n    tier: blue\n");
        Files.writeString(
                folder.resolve("routes.geojson"),
                """
                {"type":"FeatureCollection","features":[{"type":"Feature",
                "properties":{"id":"G1","name":"一号路","freeFlowKmh":80},
                "geometry":{"type":"LineString","coordinates":[[117.7,39],[%s,39]]}}]}
                """
                        .formatted(117.7 + LENGTH_METERS / METERS_PER_DEGREE_EAST));
        control = EngineSpec.ofFiles(
                List.of(),
                List.of(folder.resolve("routes.geojson").toString()),
                "",
                Map.of("road", folder.resolve("rules.yaml").toString()));
        for (String line : replay(RuntimeExecutionMode.BATCH, 1).lines().toList()) {
            told.add(JSON.readTree(line));
        }
    }

    /** One way along the road, a report every 20 s, fixes that scatter by 8 m. */
    private static void drive(int vehicle, int fromSecond, boolean isEastward, Random random, List<String> lines) {
        double way = 0;
        double usualKph = 70 + random.nextInt(16);
        for (int second = fromSecond; way < LENGTH_METERS && second < 90 * 60; second += 20) {
            boolean isJam = isEastward && second >= 30 * 60 && second < 60 * 60;
            double kph = isJam ? 14 : usualKph;
            double along = isEastward ? way : LENGTH_METERS - way;
            lines.add(line("V" + vehicle, second, along + 8 * random.nextGaussian(), kph));
            way += kph / 3.6 * 20;
        }
    }

    private static String line(String vehicle, int second, double eastMeters, double kph) {
        PositionReport report = PositionReport.at(
                        new MoverId("vehicle:" + vehicle),
                        START.plusSeconds(second).toEpochMilli(),
                        39,
                        117.7 + eastMeters / METERS_PER_DEGREE_EAST)
                .speedMps(kph / 3.6)
                .source("test")
                .build();
        return new String(PositionJson.toJson(report), StandardCharsets.UTF_8);
    }

    private static String level(String direction, int minute) {
        String from = START.plusSeconds(minute * 60L).toString();
        return told.stream()
                .filter(each -> each.path("direction").asText().equals(direction)
                        && each.path("from").asText().equals(from))
                .map(each -> each.path("level").asText())
                .findFirst()
                .orElse("none");
    }

    @Test
    void tellsTheJamWhereAndWhenItIs() {
        for (int minute = 35; minute < 60; minute += 5) {
            assertThat(level("forward", minute))
                    .as("eastward, minute %d", minute)
                    .isEqualTo("severe");
        }
        for (int minute = 10; minute < 85; minute += 5) {
            assertThat(level("backward", minute))
                    .as("westward, minute %d", minute)
                    .isEqualTo("free");
        }
        assertThat(level("forward", 20)).isEqualTo("free");
        assertThat(level("forward", 65)).isEqualTo("free");
        assertThat(told.get(0).path("level").asText())
                .as("the first window has few vehicles")
                .isNotEmpty();
    }

    @Test
    void tellsTheMeanSpeedThatWasDriven() {
        assertThat(told)
                .filteredOn(each -> each.path("direction").asText().equals("forward")
                        && each.path("level").asText().equals("severe")
                        && each.path("from").asText().compareTo("2026-09-12T00:35") >= 0)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("meanKmh").asDouble()).isBetween(13.0, 15.0));
    }

    @Test
    void saysNothingOfTheLevelWithTooFewVehicles() {
        assertThat(told)
                .filteredOn(each -> each.path("vehicles").asInt() < 3)
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.path("level").asText()).isEqualTo("unknown");
                    assertThat(each.path("index").isNull()).isTrue();
                });
    }

    @Test
    void givesTheSameBytesInEveryModeAtAnyParallelism() throws Exception {
        String expected = replay(RuntimeExecutionMode.BATCH, 1);

        assertThat(replay(RuntimeExecutionMode.BATCH, 4)).isEqualTo(expected);
        assertThat(replay(RuntimeExecutionMode.STREAMING, 1)).isEqualTo(expected);
        assertThat(replay(RuntimeExecutionMode.STREAMING, 4)).isEqualTo(expected);
    }

    private static String replay(RuntimeExecutionMode mode, int parallelism) throws Exception {
        Path out = folder.resolve("out-" + mode + "-" + parallelism);
        ReplayJob.run(new ReplayOptions(
                List.of(new ArchiveSplit.Position(
                        "positions", folder.resolve("positions.jsonl").toString(), 0)),
                List.of(),
                FeedOptions.NONE,
                control,
                EventTimeRange.ALL,
                mode,
                Duration.ofHours(2),
                parallelism,
                out));
        return Files.readString(out.resolve("congestion.jsonl"));
    }
}
