package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order, three boats and what they declare, through the replay command: one comes in, one is silent, one leaves again. */
class OrderReplayITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ISSUED = Instant.parse("2026-09-12T01:00:00Z");

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String report(int boat, int minute, double lon, double knots) {
        return String.format(
                Locale.ROOT,
                "{\"mover\":\"vessel:41200000%d\",\"time\":\"%s\",\"lon\":%.5f,\"lat\":30.%03d,\"speedKmh\":%.2f}%n",
                boat,
                ISSUED.plusSeconds(60L * minute),
                lon,
                Math.floorMod(minute, 10),
                knots * 1.852);
    }

    private static String track() {
        StringBuilder lines = new StringBuilder();
        for (int minute = -60; minute <= 180; minute += 5) {
            // Ten knots are 0.016 degrees in five minutes here; it is in port at 01:10 after the issue.
            double first = Math.max(122.0, 122.22 - Math.max(0, minute) * 0.0032);
            lines.append(report(1, minute, first, first > 122 ? 10 : 0));
            double third = minute < 60 ? 121.99 : Math.min(122.2, 122 + (minute - 60) * 0.0032);
            lines.append(report(3, minute, third, minute < 60 ? 0 : 10));
        }
        return lines.append(report(2, -30, 122.3, 3)).toString();
    }

    private List<String> arguments(String out, String mode, int parallelism) throws IOException {
        Path zones = file(
                "zones.geojson",
                """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"h","name":"渔港","type":"harbour"},"geometry":{"type":"Polygon","coordinates":[[[121.9,29.9],[122.01,29.9],[122.01,30.1],[121.9,30.1],[121.9,29.9]]]}}]}
                """);
        Path orders = file(
                "orders.jsonl",
                """
                {"id":"t12","name":"台风12号","issued":"2026-09-12T01:00:00Z","deadline":"2026-09-12T03:30:00Z","alternatives":[{"kind":"harbour"}]}
                """);
        Path rules = file(
                "rules.yaml",
                "rules:\n  - id: back\n    kind: return-to-port\n    applies: mover.kind == \"vessel\"\n    tier: blue\n");
        Path declared = file(
                "declared.jsonl",
                """
                {"mover":"vessel:412000001","time":"2026-09-12T01:05:00Z","declares":"acknowledge","orders":["t12"]}
                """);
        Path positions = file("positions.jsonl", track());
        return List.of(
                "replay",
                "--feed",
                "positions:" + positions,
                "--feed",
                "declarations:" + declared,
                "--zones",
                zones.toString(),
                "--orders",
                orders.toString(),
                "--rules",
                rules.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--mode",
                mode,
                "--parallelism",
                String.valueOf(parallelism));
    }

    private List<JsonNode> records(String out, String type) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(out).resolve("orders.jsonl"), StandardCharsets.UTF_8)) {
            JsonNode record = JSON.readTree(line);
            if (record.path("type").asText().equals(type)) {
                records.add(record);
            }
        }
        return records;
    }

    @Test
    void theArchiveByDaysGivesTheSameBytes() throws IOException {
        List<String> command = new ArrayList<>(arguments("by-job", "batch", 2));
        assertThat(Cli.run(command.toArray(String[]::new)).exit()).isZero();
        String archive = folder.resolve("archive").toString();
        Cli written = Cli.run(
                "archive", "--feed", command.get(2), "--feed", command.get(4), "--out", archive, "--buckets", "3");
        assertThat(written.exit()).as(written.err()).isZero();
        command.subList(1, 5).clear();
        command.addAll(1, List.of("--feed", "archive:" + archive));
        command.set(command.indexOf("--out") + 1, folder.resolve("by-days").toString());

        assertThat(Cli.run(command.toArray(String[]::new)).exit()).isZero();

        assertThat(records("by-days", "order")).isNotEmpty();
        for (String file : List.of("orders.jsonl", "warnings.jsonl", "summary.json")) {
            assertThat(folder.resolve("by-days").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("by-job").resolve(file));
        }
    }

    @Test
    void countsTheOutstandingEveryFiveMinutesAndFollowsEachBoat() throws IOException {
        Cli cli = Cli.run(arguments("a", "batch", 2).toArray(String[]::new));

        assertThat(cli.exit()).as(cli.err()).isEqualTo(ExitCode.OK);
        List<JsonNode> counts = records("a", "order");
        assertThat(counts.get(0).path("time").asText()).isEqualTo("2026-09-12T01:00:00Z");
        assertThat(counts.get(0).path("addressed").asInt()).isEqualTo(3);
        assertThat(counts.get(0).path("outstanding").asInt()).isEqualTo(3);
        assertThat(counts)
                .extracting(count -> Instant.parse(count.path("time").asText()).getEpochSecond() % 300)
                .containsOnly(0L);
        JsonNode last = counts.get(counts.size() - 1);
        assertThat(last.path("time").asText()).isEqualTo("2026-09-12T04:00:00Z");
        assertThat(last.path("outstanding").asInt()).isEqualTo(2);
        assertThat(last.path("acknowledged").asInt()).isEqualTo(1);
        assertThat(last.path("safeAt").path("h").asInt()).isEqualTo(1);
        assertThat(last.path("left"))
                .extracting(boat -> boat.path("mover").asText())
                .containsExactlyInAnyOrder("vessel:412000002", "vessel:412000003");

        List<JsonNode> first = records("a", "boat").stream()
                .filter(boat -> boat.path("mover").asText().endsWith("1"))
                .toList();
        assertThat(first.get(0).path("distanceNm").asDouble()).isBetween(10.0, 11.5);
        JsonNode proof = first.get(first.size() - 1);
        assertThat(proof.path("state").asText()).isEqualTo("complied");
        assertThat(proof.path("target").asText()).isEqualTo("h");

        assertThat(Files.readString(folder.resolve("a/warnings.jsonl")))
                .contains("\"order\":\"t12\"")
                .contains("到达后又离开")
                .contains("已过时限仍未到达")
                .contains("已到渔港,早于时限80分钟");
    }

    @Test
    void givesTheSameBytesInStreamingModeAndAtAnotherParallelism() throws IOException {
        Cli.run(arguments("a", "batch", 1).toArray(String[]::new));
        Cli.run(arguments("b", "streaming", 3).toArray(String[]::new));

        assertThat(folder.resolve("b/orders.jsonl")).hasSameTextualContentAs(folder.resolve("a/orders.jsonl"));
        assertThat(folder.resolve("b/warnings.jsonl")).hasSameTextualContentAs(folder.resolve("a/warnings.jsonl"));
    }
}
