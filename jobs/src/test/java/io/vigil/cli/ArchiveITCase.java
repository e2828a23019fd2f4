package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** The demo's city and sea over midnight: what is found from the archive is what is found from the feeds, byte by byte. */
class ArchiveITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path world;
    private static Path rules;
    private static Path archive;

    @BeforeAll
    static void simulateAndArchive() throws IOException {
        world = folder.resolve("模拟 world");
        rules = folder.resolve("demo.yaml");
        Files.writeString(rules, Resources.text("demo-rules.yaml"));
        Cli simulated = Cli.run(
                "simulate",
                "--scenario",
                "builtin:demo",
                "--hours",
                "9",
                "--vehicles",
                "40",
                "--vessels",
                "30",
                "--out",
                world.toString());
        assertThat(simulated.exit()).as(simulated.err()).isZero();
        archive = folder.resolve("档案 archive");
        List<String> command = new ArrayList<>(List.of("archive", "--buckets", "8", "--out", archive.toString()));
        command.addAll(feeds());
        command.addAll(List.of("--registry", world.resolve("registry.jsonl").toString()));
        Cli written = Cli.run(command.toArray(new String[0]));
        assertThat(written.exit()).as(written.err()).isZero();
        System.out.println(written.err());
    }

    private static List<String> feeds() {
        List<String> feeds = new ArrayList<>();
        for (String feed : List.of("jt808-hex:jt808.hex", "ais-nmea:ais.nmea", "passes:passes.jsonl")) {
            int colon = feed.indexOf(':');
            Path file = world.resolve(feed.substring(colon + 1));
            if (Files.exists(file)) {
                feeds.addAll(List.of("--feed", feed.substring(0, colon + 1) + file));
            }
        }
        return feeds;
    }

    @Test
    void givesTheSameBytesAsTheFeedsAtAnyParallelism() throws IOException {
        SortedMap<String, String> expected = replay("feeds", feeds(), "--parallelism", "2");
        assertThat(expected.get("warnings.jsonl").lines().count()).isGreaterThan(50);
        assertThat(Files.list(archive).filter(Files::isDirectory)).hasSizeGreaterThan(1);
        List<String> days = List.of("--feed", "archive:" + archive);
        for (String parallelism : List.of("1", "2", "4")) {
            SortedMap<String, String> found = replay("archive" + parallelism, days, "--parallelism", parallelism);

            assertThat(counts(found.remove("summary.json"))).isEqualTo(counts(expected.get("summary.json")));
            assertThat(found.keySet()).isEqualTo(withoutSummary(expected).keySet());
            withoutSummary(expected).forEach((name, content) -> assertThat(found.get(name))
                    .as(name + " at " + parallelism)
                    .isEqualTo(content));
        }
        assertThat(folder.resolve("archive2")).isDirectoryNotContaining("glob:**.days-*");
    }

    @Test
    void aFeedBesideTheArchiveGoesThroughTheJobAndFindsTheSame() throws IOException {
        Path nothing = Files.writeString(folder.resolve("none.jsonl"), "");
        SortedMap<String, String> alone = replay("alone", List.of("--feed", "archive:" + archive));

        SortedMap<String, String> beside =
                replay("beside", List.of("--feed", "archive:" + archive, "--feed", "passes:" + nothing));

        assertThat(beside).isEqualTo(alone);
    }

    @Test
    void leavesOutWhatLiesOutsideTheTimeRange() throws IOException {
        String[] range = {"--from", "2026-09-11T20:00:00Z", "--to", "2026-09-12T01:00:00Z"};

        SortedMap<String, String> fromFeeds = replay("feeds-range", feeds(), range);
        SortedMap<String, String> fromDays = replay("days-range", List.of("--feed", "archive:" + archive), range);

        assertThat(withoutSummary(fromDays)).isEqualTo(withoutSummary(fromFeeds));
    }

    /** Zones end at midnight: what the archive keeps of them is used until then, and nothing has to be named. */
    @Test
    void judgesByTheControlDataOfTheTime() throws IOException {
        Path kept = folder.resolve("kept");
        keep(kept, world.resolve("zones.geojson"));
        SortedMap<String, String> named = replay("named", List.of("--feed", "archive:" + kept));
        SortedMap<String, String> ofTheTime = replayKept("of-the-time", kept);
        assertThat(ofTheTime).isEqualTo(named);
        List<String> before = ofZones(named, "2026-09-11");
        assertThat(before).isNotEmpty();
        assertThat(ofZones(named, "2026-09-12")).isNotEmpty();

        Path none =
                Files.writeString(folder.resolve("none.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[]}");
        keep(kept, none, "--control-from", "2026-09-12T00:00:00Z");
        SortedMap<String, String> ended = replayKept("ended", kept);

        assertThat(ofZones(ended, "2026-09-11")).isEqualTo(before);
        assertThat(ofZones(ended, "2026-09-12")).isEmpty();
        assertThat(replayKept("ended-again", kept, "--parallelism", "3")).isEqualTo(ended);
    }

    /** Zone warnings that opened on a day, UTC. */
    private static List<String> ofZones(SortedMap<String, String> result, String day) {
        return result.get("warnings.jsonl")
                .lines()
                .filter(line -> line.contains("warning.opened"))
                .filter(line -> line.matches(".*\"rule\":\"(closed-area-(entry|fishing)|truck-forbidden-zone)\".*"))
                .filter(line -> line.contains("\"detected\":\"" + day))
                .toList();
    }

    private static void keep(Path kept, Path zones, String... more) {
        List<String> command = new ArrayList<>(List.of("archive", "--buckets", "4", "--out", kept.toString()));
        command.addAll(feeds());
        command.addAll(List.of(
                "--zones", zones.toString(),
                "--routes", world.resolve("routes.geojson").toString(),
                "--registry", world.resolve("registry.jsonl").toString(),
                "--rules", rules.toString()));
        command.addAll(List.of(more));
        Cli written = Cli.run(command.toArray(new String[0]));
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.err()).contains("control data: kept");
    }

    private static SortedMap<String, String> replayKept(String out, Path kept, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "replay",
                "--feed",
                "archive:" + kept,
                "--rules",
                rules.toString(),
                "--out",
                folder.resolve(out).toString()));
        command.addAll(List.of(more));
        Cli replayed = Cli.run(command.toArray(new String[0]));
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        return files(folder.resolve(out));
    }

    /** What does not hang on how the feed was written. */
    private static JsonNode counts(String summary) throws IOException {
        JsonNode json = JSON.readTree(summary);
        ((com.fasterxml.jackson.databind.node.ObjectNode) json).remove(List.of("rejected", "skipped", "incomplete"));
        return json;
    }

    private static SortedMap<String, String> withoutSummary(SortedMap<String, String> files) {
        SortedMap<String, String> rest = new TreeMap<>(files);
        rest.remove("summary.json");
        return rest;
    }

    private static SortedMap<String, String> replay(String out, List<String> feeds, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("replay", "--out", folder.resolve(out).toString()));
        command.addAll(feeds);
        command.addAll(List.of(
                "--zones", world.resolve("zones.geojson").toString(),
                "--routes", world.resolve("routes.geojson").toString(),
                "--registry", world.resolve("registry.jsonl").toString(),
                "--rules", rules.toString()));
        command.addAll(List.of(more));
        Cli replayed = Cli.run(command.toArray(new String[0]));
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        return files(folder.resolve(out));
    }

    private static SortedMap<String, String> files(Path out) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
