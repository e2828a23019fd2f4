package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.json.PositionJson;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with an archive, its rules or its labels ends in one clear message, and nothing half-written. */
class ArchiveFaultsITCase {
    @TempDir
    private static Path folder;

    private static Path feed;
    private static Path rules;
    private static Path archive;

    @BeforeAll
    static void writeArchive() throws IOException {
        rules = Files.writeString(
                folder.resolve("rules.yaml"),
                """
                rules:
                  - {id: dark, kind: going-dark, applies: mover.kind == "vessel", tier: yellow, params: {silentAtSea: PT2H}}
                """);
        StringBuilder lines = new StringBuilder();
        for (int mover = 0; mover < 40; mover++) {
            for (int i = 0; i < 200; i++) {
                if (i < 60 || i > 100 + mover) {
                    PositionReport report = PositionReport.at(
                                    new io.vigil.model.MoverId("vessel:4120%05d".formatted(mover)),
                                    1_789_000_000_000L + 300_000L * i + mover,
                                    30 + mover * 0.1,
                                    122 + 0.001 * i)
                            .source("test")
                            .build();
                    lines.append(new String(PositionJson.toJson(report), java.nio.charset.StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        feed = Files.writeString(folder.resolve("feed.jsonl"), lines);
        archive = folder.resolve("archive");
        Cli written = archive(archive);
        assertThat(written.exit()).as(written.err()).isZero();
    }

    private static Cli archive(Path to) {
        return Cli.run("archive", "--feed", "positions:" + feed, "--out", to.toString(), "--buckets", "4");
    }

    private static Cli replay(String out, Path from, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "replay",
                "--feed",
                "archive:" + from,
                "--out",
                folder.resolve(out).toString(),
                "--rules",
                rules.toString()));
        command.addAll(List.of(more));
        return Cli.run(command.toArray(new String[0]));
    }

    private static Path copy(String name) throws IOException {
        Path to = folder.resolve(name);
        try (var files = Files.walk(archive)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(archive.relativize(file)));
            }
        }
        return to;
    }

    private static Path largest(Path root) throws IOException {
        try (var files =
                Files.find(root, 2, (file, attributes) -> file.toString().endsWith(".vigil"))) {
            return files.max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void assertNoResult(String out) {
        for (String name : List.of("summary.json", "warnings.jsonl", "report.html")) {
            assertThat(folder.resolve(out).resolve(name)).doesNotExist();
        }
    }

    @Test
    void sayWhenTheFolderIsNoArchiveOrHoldsNoDay() throws IOException {
        Path none = Files.createDirectories(folder.resolve("no-archive"));

        assertThat(replay("none", none).err()).contains("is no archive: there is no archive.json", "1 fault");
        Files.writeString(none.resolve("archive.json"), "{\"version\":1,\"buckets\":4}");
        Cli empty = replay("none", none);
        assertThat(empty.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(empty.err()).contains("the archive holds no day; write some with vigil archive");
        assertNoResult("none");
    }

    @Test
    void sayWhichBlockIsDamagedAndWhichFileIsCut() throws IOException {
        Path damaged = copy("damaged");
        Path file = largest(damaged);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x20;
        Files.write(file, bytes);

        Cli corrupt = replay("corrupt", damaged);
        assertThat(corrupt.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(corrupt.err())
                .contains(file + ": block ", "does not match its checksum; the file is damaged: write the day again");
        assertNoResult("corrupt");

        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
        Cli cut = replay("cut", damaged);
        assertThat(cut.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cut.err()).contains(file + ": file: has " + (bytes.length - 20) + " bytes of " + bytes.length);
        assertNoResult("cut");
    }

    @Test
    void nameTheOneLaneOfTenThatIsWrong() throws IOException {
        List<String> lanes = new ArrayList<>();
        for (int i = 1; i < 10; i++) {
            Path lane = folder.resolve("lane" + i + ".yaml");
            Files.writeString(lane, Files.readString(rules).replace("PT2H", i == 7 ? "soon" : "PT" + i + "H"));
            lanes.addAll(List.of("--rules", lane.toString()));
        }

        Cli refused = replay("ten", archive, lanes.toArray(new String[0]));

        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .contains("lane7.yaml", "silentAtSea", "soon");
        assertNoResult("ten");
    }

    @Test
    void sayThatThereAreNoLabelsOrOnlySuchOfNobody() throws IOException {
        Path none = Files.writeString(folder.resolve("none.csv"), "rule,movers,from,to,label\n");
        Cli empty = replay("no-labels", archive, "--labels", none.toString());
        assertThat(empty.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(empty.err()).contains("none.csv: file: holds no labels; leave --labels out");
        assertNoResult("no-labels");

        Path unknown = Files.writeString(
                folder.resolve("unknown.csv"),
                "rule,movers,from,to,label\ndark,vessel:999999999,2026-09-10T00:00:00Z,2026-09-10T05:00:00Z,true\n");
        Cli ofNobody = replay("unknown", archive, "--labels", unknown.toString());
        assertThat(ofNobody.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ofNobody.err())
                .contains("none of the 1 movers they are about reports in these feeds, such as vessel:999999999");
        assertNoResult("unknown");
    }

    /** A file system of two hundred thousand bytes, which only root can mount. */
    @Test
    void sayThatTheDiskIsFullAndLeaveNothingHalfWritten() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assumeTrue(mounted == 0, "a small file system cannot be mounted here");
        try {
            Cli full = archive(small.resolve("archive"));

            assertThat(full.exit()).isNotZero();
            assertThat(full.err().toLowerCase(java.util.Locale.ROOT)).contains("no space left on device");
            assertThat(full.err().lines().filter(line -> line.startsWith("vigil:")))
                    .hasSize(1);
            try (var files = Files.list(small.resolve("archive"))) {
                assertThat(files.map(file -> String.valueOf(file.getFileName())))
                        .noneMatch(name -> name.matches("[0-9].*"));
            }
            Cli replayed = Cli.run(
                    "replay",
                    "--feed",
                    "archive:" + archive,
                    "--rules",
                    rules.toString(),
                    "--out",
                    small.resolve("result").toString());
            assertThat(replayed.exit()).isNotZero();
            assertThat(replayed.err().toLowerCase(java.util.Locale.ROOT)).contains("no space left on device");
            assertThat(small.resolve("result/summary.json")).doesNotExist();
        } finally {
            new ProcessBuilder("umount", "-l", small.toString()).start().waitFor();
        }
    }
}
