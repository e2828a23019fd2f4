package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.Reports;
import io.vigil.jobs.embedded.EmbeddedKafka;
import io.vigil.json.PositionJson;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay command on a real mini cluster, with simulated traffic and with rubbish. */
class ReplayITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path world;
    private static Path rules;

    @BeforeAll
    static void simulateTwoHours() throws IOException {
        world = folder.resolve("模拟 world");
        rules = folder.resolve("demo.yaml");
        Files.writeString(rules, Resources.text("demo-rules.yaml"));
        Cli simulated = Cli.run(simulate("--out", world.toString()));
        assertThat(simulated.exit()).as(simulated.err()).isZero();
    }

    @Test
    void givesTheSameBytesAtAnyParallelismAndInBothModes() throws IOException {
        SortedMap<String, String> single = replay("p1", feeds("--rules", rules.toString(), "--parallelism", "1"));

        assertThat(single.keySet()).containsExactly("permitted.jsonl", "summary.json", "warnings.jsonl");
        assertThat(single.get("warnings.jsonl").lines().count()).isGreaterThan(20);
        assertSame(replay("p4", feeds("--rules", rules.toString(), "--parallelism", "4")), single);
        List<String> streaming = feeds(
                "--rules", rules.toString(), "--parallelism", "2", "--mode", "streaming", "--disorder-bound", "21600");
        assertSame(replay("streaming", streaming), single);
    }

    @Test
    void sortsByDetectionIdAndSequence() throws IOException {
        SortedMap<String, String> result = replay("sorted", feeds("--rules", rules.toString()));

        List<String> keys = new ArrayList<>();
        for (String line : result.get("warnings.jsonl").lines().toList()) {
            JsonNode data = JSON.readTree(line).path("data");
            keys.add(data.path("detected").asText()
                    + ' '
                    + data.path("warningId").asText()
                    + ' '
                    + String.format("%05d", data.path("sequence").asInt()));
        }
        assertThat(keys).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void judgesSeveralLanesInOnePassEachAsIfItWereAlone() throws IOException {
        Path stricter = folder.resolve("stricter.yaml");
        Files.writeString(stricter, Resources.text("demo-rules.yaml").replace("tier: blue", "tier: orange"));
        SortedMap<String, String> alone = replay("alone", feeds("--rules", rules.toString()));

        SortedMap<String, String> both =
                replay("both", feeds("--rules", rules.toString(), "--rules", stricter.toString()));

        assertThat(both.keySet())
                .containsExactly(
                        "demo/permitted.jsonl",
                        "demo/warnings.jsonl",
                        "stricter/permitted.jsonl",
                        "stricter/warnings.jsonl",
                        "summary.json");
        for (String name : List.of("warnings.jsonl", "permitted.jsonl")) {
            assertSame(
                    new TreeMap<>(Map.of(name, both.get("demo/" + name))),
                    new TreeMap<>(Map.of(name, alone.get(name))));
        }
        assertThat(both.get("stricter/warnings.jsonl"))
                .contains("\"lane\":\"stricter\"")
                .doesNotContain("\"lane\":\"demo\"");
    }

    @Test
    void readsTheSameFromKafkaAsFromFiles() throws IOException {
        List<String> jt808 = control("--feed", "jt808-hex:" + world.resolve("jt808.hex"), "--rules", rules.toString());
        SortedMap<String, String> files = replay("files", jt808);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("卡夫卡 broker"))) {
            kafka.createTopics(
                    List.of("vigil.feed.jt808", "vigil.feed.ais", "vigil.feed.pass", "vigil.dispositions"), 2);
            Cli played = Cli.run(simulate("--kafka", kafka.bootstrap(), "--speed", "1000000"));
            assertThat(played.exit()).as(played.err()).isZero();

            SortedMap<String, String> topics = replay(
                    "topics",
                    control("--feed", "kafka:" + kafka.bootstrap() + "/vigil.feed.jt808", "--rules", rules.toString()));

            // The counts differ in what a line and a record are; what is found in them does not.
            assertThat(JSON.readTree(topics.remove("summary.json")).path("events"))
                    .isEqualTo(JSON.readTree(files.remove("summary.json")).path("events"));
            assertSame(topics, files);

            String archive = folder.resolve("archive-of-topic").toString();
            List<String> command =
                    control("--feed", "kafka:" + kafka.bootstrap() + "/vigil.feed.jt808", "--out", archive);
            command.add(0, "archive");
            Cli archived = Cli.run(command.toArray(new String[0]));
            assertThat(archived.exit()).as(archived.err()).isZero();
            SortedMap<String, String> days =
                    replay("archived-topic", control("--feed", "archive:" + archive, "--rules", rules.toString()));
            days.remove("summary.json");
            assertSame(days, files);

            // The records carry the simulated time of reception, so a range by the broker's time is a simulated hour.
            SortedMap<String, String> hour = replay(
                    "hour",
                    control(
                            "--feed",
                            "kafka:" + kafka.bootstrap()
                                    + "/vigil.feed.jt808@2026-09-11T17:30:00Z..2026-09-11T18:00:00Z",
                            "--rules",
                            rules.toString()));
            JsonNode events = JSON.readTree(hour.get("summary.json")).path("events");
            assertThat(events.path("position").asLong()).isBetween(1_000L, 5_000L);
        }
    }

    @Test
    void leavesOutWhatLiesOutsideTheTimeRange() throws IOException {
        Path feed = positions("range.jsonl", Reports.overspeedDrive("津A1|blue"));

        SortedMap<String, String> result = replay(
                "range",
                List.of(
                        "--feed",
                        "positions:" + feed,
                        "--rules",
                        rules.toString(),
                        "--from",
                        "2026-09-12T08:00:10+08:00",
                        "--to",
                        "2026-09-12T00:01:00Z"));

        JsonNode summary = JSON.readTree(result.get("summary.json"));
        assertThat(summary.path("events").path("position").asInt()).isEqualTo(5);
        assertThat(summary.path("events").path("outside-range").asInt()).isEqualTo(19);
        assertThat(summary.path("eventTime").path("first").asText()).isEqualTo("2026-09-12T00:00:10Z");
        assertThat(summary.path("eventTime").path("last").asText()).isEqualTo("2026-09-12T00:00:50Z");
    }

    @Test
    void usesWhatComesBeforeTheEndOfACutArchiveAndSaysThatItIsCut() throws IOException {
        Path whole = folder.resolve("whole.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            for (int i = 0; i < 300; i++) {
                for (PositionReport report : Reports.overspeedDrive("津A" + i + "|blue")) {
                    out.write(PositionJson.toJson(report));
                    out.write('\n');
                }
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        for (boolean lenient : new boolean[] {false, true}) {
            List<String> arguments = new ArrayList<>(List.of(
                    "replay",
                    "--feed",
                    "positions:" + cut,
                    "--rules",
                    rules.toString(),
                    "--out",
                    folder.resolve("cut-" + lenient).toString()));
            if (lenient) {
                arguments.add("--lenient");
            }
            Cli cli = Cli.run(arguments.toArray(String[]::new));

            assertThat(cli.exit()).as(cli.err()).isEqualTo(lenient ? ExitCode.OK : ExitCode.BAD_INPUT);
            assertThat(cli.err()).contains("truncated-archive", "cut.jsonl.gz");
            assertThat(folder.resolve("cut-" + lenient).resolve("warnings.jsonl"))
                    .isNotEmptyFile();
        }
    }

    @Test
    void countsRandomBytesByReasonWithOneExampleEach() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(5).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise.bin"), noise);

        for (String format : List.of("ais-nmea", "ais-csv", "jt808-hex", "positions", "position-csv")) {
            Cli cli = Cli.run(
                    "replay",
                    "--feed",
                    format + ":" + file,
                    "--rules",
                    rules.toString(),
                    "--out",
                    folder.resolve("noise-" + format).toString());

            assertThat(cli.exit()).as("%s: %s", format, cli.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(cli.err())
                    .as(format)
                    .contains("no event could be read", "rejected: ", "e.g. noise.bin:")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void refusesBadControlDataBeforeItReadsAnythingAndKeepsNoHalfResult() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "rules: [{id: x, kind: nonsense}]");
        Path feed = positions("feed.jsonl", Reports.overspeedDrive("津A1|blue"));
        Path out = folder.resolve("bad-out");

        Cli cli = Cli.run("replay", "--feed", "positions:" + feed, "--rules", bad.toString(), "--out", out.toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("bad.yaml", "nonsense");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysWhichFeedIsMissingOrUnknown() {
        String out = folder.resolve("o").toString();
        Cli missing = Cli.run("replay", "--feed", "positions:/no/such/file", "--rules", rules.toString(), "--out", out);
        Cli unknown = Cli.run("replay", "--feed", "gps:x", "--rules", rules.toString(), "--out", out);

        assertThat(missing.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("/no/such/file", "no such file").doesNotContain("\tat ");
        assertThat(unknown.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(unknown.err()).contains("gps:x", "ais-nmea").doesNotContain("\tat ");
    }

    private static String[] simulate(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "simulate", "--scenario", "builtin:demo", "--hours", "2", "--vehicles", "40", "--vessels", "25"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static List<String> feeds(String... more) {
        List<String> arguments = control(
                "--feed", "jt808-hex:" + world.resolve("jt808.hex"), "--feed", "ais-nmea:" + world.resolve("ais.nmea"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static List<String> control(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--zones",
                world.resolve("zones.geojson").toString(),
                "--routes",
                world.resolve("routes.geojson").toString(),
                "--registry",
                world.resolve("registry.jsonl").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** All files of the result by name; nothing else may be left there. */
    private static SortedMap<String, String> replay(String name, List<String> arguments) throws IOException {
        Path out = folder.resolve("out-" + name);
        List<String> all = new ArrayList<>(List.of("replay", "--out", out.toString()));
        all.addAll(arguments);
        Cli cli = Cli.run(all.toArray(String[]::new));
        assertThat(cli.exit()).as(cli.err()).isZero();
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(out)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** Says which line differs first instead of printing all of them. */
    private static void assertSame(SortedMap<String, String> actual, SortedMap<String, String> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> {
            List<String> lines = actual.get(name).lines().toList();
            List<String> expectedLines = text.lines().toList();
            for (int i = 0; i < Math.min(lines.size(), expectedLines.size()); i++) {
                assertThat(lines.get(i)).as("%s line %d", name, i + 1).isEqualTo(expectedLines.get(i));
            }
            assertThat(lines).as(name).hasSameSizeAs(expectedLines);
        });
    }

    private static Path positions(String name, List<PositionReport> reports) throws IOException {
        StringBuilder text = new StringBuilder();
        for (PositionReport report : reports) {
            text.append(new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
