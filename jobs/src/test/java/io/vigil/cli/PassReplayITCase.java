package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.json.DispositionJson;
import io.vigil.json.PassJson;
import io.vigil.json.PositionJson;
import io.vigil.model.Disposition;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour of forty vehicles, thirty cameras and a control room, whose lines lie in no order at all. */
class PassReplayITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = Instant.parse("2026-09-12T02:00:00Z").toEpochMilli();
    private static final long SEED = 40;
    private static final int VEHICLES = 40;
    private static final int CLONED = 3;
    private static final int OFFENDER = 5;
    private static final int PHONING = 7;
    private static final int UNREGISTERED = 9;
    private static final double METERS_PER_DEGREE_EAST = 86_627;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeTheHour() throws IOException {
        Random random = new Random(SEED);
        List<byte[]> positions = new ArrayList<>();
        List<byte[]> passes = new ArrayList<>();
        List<byte[]> dispositions = new ArrayList<>();
        for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
            for (int minute = 0; minute < 60; minute++) {
                long time = START + minute * 60_000L + random.nextInt(20_000);
                positions.add(PositionJson.toJson(position(vehicle, time, minute)));
                if (minute % 5 == 1) {
                    passes.add(PassJson.toJson(pass(vehicle, time + 2_000, minute, 0)));
                }
                if (vehicle < CLONED && minute % 10 == 3) {
                    passes.add(PassJson.toJson(pass(vehicle, time + 5_000, minute, 100_000)));
                }
            }
        }
        for (int i = 0; i < 4; i++) {
            dispositions.add(DispositionJson.toJson(disposition(i)));
        }
        write("positions.jsonl", positions, random);
        write("passes.jsonl", passes, random);
        write("dispositions.jsonl", dispositions, random);
        String registry = IntStream.range(0, VEHICLES)
                .filter(vehicle -> vehicle != UNREGISTERED)
                .mapToObj(vehicle -> "{\"mover\":\"" + mover(vehicle).text() + "\",\"class\":\"heavy-truck\"}\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("registry.jsonl"), registry);
    }

    private static void write(String name, List<byte[]> lines, Random random) throws IOException {
        Collections.shuffle(lines, random);
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(new String(line, StandardCharsets.UTF_8)).append('\n'));
        Files.writeString(folder.resolve(name), text);
    }

    private static MoverId mover(int vehicle) {
        return new MoverId(String.format("vehicle:津A%05d|yellow", vehicle));
    }

    private static double longitude(double minute, double meters) {
        return 117 + (minute * 900 + meters) / METERS_PER_DEGREE_EAST;
    }

    private static PositionReport position(int vehicle, long time, int minute) {
        PositionReport.Builder report = PositionReport.at(
                        mover(vehicle), time, 39, longitude((time - START) / 60_000.0, 0))
                .speedMps(15)
                .courseDegrees(90)
                .source("test");
        return report.safetyBits(vehicle == PHONING && minute == 20 ? 1L << SafetyFlag.PHONE_CALL.bit() : 0)
                .build();
    }

    private static PassReport pass(int vehicle, long time, int minute, double awayMeters) {
        return new PassReport(
                mover(vehicle),
                time,
                time + 3_000,
                39,
                longitude(minute, awayMeters),
                "camera " + minute,
                "truck",
                null,
                null,
                0.99,
                "cameras");
    }

    private static Disposition disposition(int number) {
        return new Disposition(
                mover(OFFENDER),
                START + (10 + number) * 60_000L,
                PositionReport.NO_TIME,
                String.format("%016x", number),
                "overspeed",
                Disposition.Outcome.CONFIRMED,
                "li",
                null);
    }

    @Test
    void findsWhatIsWrongAndNothingElseWithTheSameBytesHoweverItIsRun() throws IOException {
        String single = replay("one", "--parallelism", "1");
        assertThat(replay("four", "--parallelism", "4")).isEqualTo(single);
        assertThat(replay("streaming", "--mode", "streaming", "--disorder-bound", "7200", "--parallelism", "2"))
                .isEqualTo(single);

        SortedMap<String, TreeSet<String>> opened = new TreeMap<>();
        for (String line : single.lines().toList()) {
            JsonNode event = JSON.readTree(line);
            opened.computeIfAbsent(event.path("data").path("rule").asText(), rule -> new TreeSet<>())
                    .add(event.path("subject").asText());
        }
        assertThat(opened.keySet()).containsExactly("cloned-plate", "device-alarm", "repeat-offender");
        assertThat(opened.get("cloned-plate"))
                .containsExactly(
                        mover(0).text(),
                        mover(1).text(),
                        mover(2).text(),
                        mover(UNREGISTERED).text());
        assertThat(opened.get("device-alarm")).containsExactly(mover(PHONING).text());
        assertThat(opened.get("repeat-offender"))
                .containsExactly(mover(OFFENDER).text());
        JsonNode events =
                JSON.readTree(folder.resolve("one/summary.json").toFile()).path("events");
        assertThat(events.path("pass").asInt()).isEqualTo(VEHICLES * 12 + CLONED * 6);
        assertThat(events.path("disposition").asInt()).isEqualTo(4);
    }

    private static String replay(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--feed",
                "positions:" + folder.resolve("positions.jsonl"),
                "--feed",
                "passes:" + folder.resolve("passes.jsonl"),
                "--feed",
                "dispositions:" + folder.resolve("dispositions.jsonl"),
                "--registry",
                folder.resolve("registry.jsonl").toString(),
                "--rules",
                "../docs/examples/road-rules.yaml",
                "--out",
                folder.resolve(name).toString()));
        arguments.addAll(List.of(more));
        Cli cli = Cli.run(arguments.toArray(String[]::new));
        assertThat(cli.exit()).as(cli.err()).isZero();
        return Files.readString(folder.resolve(name).resolve("warnings.jsonl"));
    }
}
