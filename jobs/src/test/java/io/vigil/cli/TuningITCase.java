package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates, labels and reports of the replay command, on a real mini cluster with simulated traffic. */
class TuningITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path world;
    private static Path rules;

    @BeforeAll
    static void simulateTwoHours() throws IOException {
        world = folder.resolve("world");
        rules = folder.resolve("demo.yaml");
        Files.writeString(rules, Resources.text("demo-rules.yaml"));
        Cli simulated = Cli.run(
                "simulate",
                "--scenario",
                "builtin:demo",
                "--hours",
                "2",
                "--vehicles",
                "40",
                "--vessels",
                "25",
                "--out",
                world.toString());
        assertThat(simulated.exit()).as(simulated.err()).isZero();
    }

    @Test
    void sweepsParametersInOnePassEachLaneAsIfItWereAlone() throws IOException {
        SortedMap<String, String> swept = replay(
                "swept",
                List.of(
                        "--rules",
                        rules.toString(),
                        "--sweep",
                        "overspeed.hold=PT5S..PT25S:PT10S",
                        "--sweep",
                        "fishing-boat-dark.silentAtSea=PT30M,PT1H",
                        "--parallelism",
                        "2"));

        JsonNode lanes = JSON.readTree(swept.get("summary.json")).path("lanes");
        assertThat(lanes.size()).isEqualTo(7);
        assertThat(lanes.path("demo-4").path("params").toString())
                .isEqualTo("{\"fishing-boat-dark.silentAtSea\":\"PT1H\",\"overspeed.hold\":\"PT15S\"}");
        for (String lane : List.of("demo", "demo-1", "demo-4", "demo-6")) {
            Path file = folder.resolve("rules-of-" + lane).resolve(lane + ".yaml");
            Files.createDirectories(file.resolveSibling("."));
            String own = swept.get(lane + "/rules.yaml");
            Files.writeString(file, own == null ? Files.readString(rules) : own);
            SortedMap<String, String> alone = replay("alone-" + lane, List.of("--rules", file.toString()));
            for (String name : List.of("warnings.jsonl", "permitted.jsonl")) {
                assertThat(swept.get(lane + "/" + name)).as(lane + "/" + name).isEqualTo(alone.get(name));
            }
        }
        assertThat(swept.get("demo-1/warnings.jsonl")).isNotEqualTo(swept.get("demo-6/warnings.jsonl"));
    }

    @Test
    void refusesSweepsThatCannotBeRunWithOneClearMessage() {
        assertThat(refused("--sweep", "overspeed.hold=PT1S..PT200S:PT1S"))
                .satisfies(cli -> assertThat(cli.exit()).isEqualTo(2))
                .satisfies(cli -> assertThat(cli.err()).contains("201 lanes", "at most 200"));
        assertThat(refused("--sweep", "overspeed.k=0..9:1"))
                .satisfies(cli -> assertThat(cli.exit()).isEqualTo(3))
                .satisfies(cli -> assertThat(cli.err()).contains("demo.yaml with overspeed.k=0", "out of range"));
        assertThat(refused("--sweep", "overspeed.hold=1..2"))
                .satisfies(cli -> assertThat(cli.exit()).isEqualTo(2))
                .satisfies(cli -> assertThat(cli.err()).contains("has no step"));
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    private static Cli refused(String... more) {
        List<String> arguments = arguments("refused");
        arguments.addAll(List.of("--rules", rules.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static List<String> arguments(String out) {
        return new ArrayList<>(List.of(
                "replay",
                "--feed",
                "jt808-hex:" + world.resolve("jt808.hex"),
                "--feed",
                "ais-nmea:" + world.resolve("ais.nmea"),
                "--zones",
                world.resolve("zones.geojson").toString(),
                "--routes",
                world.resolve("routes.geojson").toString(),
                "--registry",
                world.resolve("registry.jsonl").toString(),
                "--out",
                folder.resolve(out).toString()));
    }

    /** All files of the result by name; nothing else may be left there. */
    private static SortedMap<String, String> replay(String out, List<String> more) throws IOException {
        List<String> arguments = arguments(out);
        arguments.addAll(more);
        Cli cli = Cli.run(arguments.toArray(String[]::new));
        assertThat(cli.exit()).as(cli.err()).isZero();
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder.resolve(out))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.resolve(out).relativize(file).toString(),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
