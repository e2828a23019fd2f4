package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.json.PositionJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of forty days in processes of their own, which are killed between two of them. */
class ArchiveResumeITCase {
    private static final int DAYS = 40;
    private static final int MOVERS = 120;
    private static final int REPORTS_A_DAY = 96;
    private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

    @TempDir
    private static Path folder;

    private static Path rules;
    private static Path archive;

    @BeforeAll
    static void writeFortyDays() throws IOException {
        rules = Files.writeString(
                folder.resolve("rules.yaml"),
                """
                rules:
                  - id: fast
                    kind: condition
                    applies: mover.kind == "vehicle"
                    tier: blue
                    params: {expression: "report.speedKn > 43.0", k: 1, m: 1, hold: PT0S, messageZh: "快", messageEn: "fast"}
                  - {id: dark, kind: going-dark, applies: mover.kind == "vessel", tier: yellow, params: {silentAtSea: PT2H}}
                """);
        Path feed = folder.resolve("feed.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(feed))) {
            for (int i = 0; i < DAYS * REPORTS_A_DAY; i++) {
                for (int mover = 0; mover < MOVERS; mover++) {
                    if ((i + 11 * mover) % 500 > 12) {
                        out.write(PositionJson.toJson(report(mover, i)));
                        out.write('\n');
                    }
                }
            }
        }
        archive = folder.resolve("archive");
        Cli written = Cli.run("archive", "--feed", "positions:" + feed, "--out", archive.toString(), "--buckets", "16");
        assertThat(written.exit()).as(written.err()).isZero();
    }

    /** One every quarter of an hour; fast for an hour now and then, also over midnight, and silent for three. */
    private static PositionReport report(int mover, int i) {
        MoverId id = new MoverId(mover % 2 == 0 ? "vehicle:A" + mover : "vessel:4120%05d".formatted(mover));
        double kph = (i + 7 * mover) % 94 < 5 ? 95 : 40;
        return PositionReport.at(
                        id,
                        START.plusSeconds(900L * i + mover).toEpochMilli(),
                        30 + 0.01 * (i % 20),
                        122 + 0.01 * mover)
                .speedMps(Units.kphToMps(kph))
                .source("test")
                .build();
    }

    @Test
    void goesOnAfterTheLastFinishedDayWhenItWasKilled() throws Exception {
        String expected = whole("never-killed");

        Path out = folder.resolve("killed");
        Process process = start(out);
        untilADayIsDone(process, out);
        process.destroyForcibly().waitFor(); // SIGKILL
        assertThat(out.resolve("summary.json")).doesNotExist();
        assertThat(out.resolve("warnings.jsonl")).doesNotExist();
        Cli again = Cli.run(command(out));

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).containsPattern("goes on after 2026-(08|09)-[0-9]{2}, where it ended before");
        assertThat(content(out)).isEqualTo(expected);
        assertThat(names(out)).containsExactly("permitted.jsonl", "summary.json", "warnings.jsonl");
    }

    @Test
    void leavesNoResultsAfterAnInterruptAndGoesOnFromThere() throws Exception {
        String expected = whole("never-interrupted");

        Path out = folder.resolve("interrupted");
        Process process = start(out);
        untilADayIsDone(process, out);
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(names(out)).singleElement().asString().startsWith(".days-");
        Cli again = Cli.run(command(out));

        assertThat(again.err()).contains("goes on after 2026-");
        assertThat(content(out)).isEqualTo(expected);
    }

    @Test
    void beginsAnewWhereTheRulesAreOthers() throws Exception {
        Path out = folder.resolve("other-rules");
        Process process = start(out);
        untilADayIsDone(process, out);
        process.destroyForcibly().waitFor();
        Path others = Files.writeString(
                folder.resolve("others").resolveSibling("others.yaml"),
                Files.readString(rules).replace("43.0", "53.0"));
        String[] command = command(out);
        command[List.of(command).indexOf("--rules") + 1] = others.toString();

        Cli again = Cli.run(command);

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("goes on");
        assertThat(names(out)).containsExactly("permitted.jsonl", "summary.json", "warnings.jsonl");
    }

    private static String whole(String name) throws IOException {
        Path out = folder.resolve(name);
        Cli replayed = Cli.run(command(out));
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        String content = content(out);
        assertThat(content.lines().filter(line -> line.contains("\"rule\":\"dark\"")))
                .hasSizeGreaterThan(50);
        assertThat(content.lines().filter(line -> line.contains("\"rule\":\"fast\"")))
                .hasSizeGreaterThan(50);
        return content;
    }

    private static String content(Path out) throws IOException {
        return Files.readString(out.resolve("warnings.jsonl")) + Files.readString(out.resolve("summary.json"));
    }

    private static List<String> names(Path out) throws IOException {
        try (var files = Files.list(out)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String[] command(Path out) {
        return new String[] {
            "replay",
            "--feed",
            "archive:" + archive,
            "--rules",
            rules.toString(),
            "--out",
            out.toString(),
            "--parallelism",
            "2"
        };
    }

    private static Process start(Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vigil.cli.Main"));
        command.addAll(List.of(command(out)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void untilADayIsDone(Process process, Path out) throws Exception {
        while (!hasDay(out)) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS))
                    .as("the process ended before a day was done")
                    .isFalse();
        }
    }

    private static boolean hasDay(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (var files = Files.find(
                out, 2, (file, attributes) -> String.valueOf(file.getFileName()).matches("day-[0-9]+"))) {
            return files.findAny().isPresent();
        } catch (java.io.UncheckedIOException changed) {
            return false;
        }
    }
}
