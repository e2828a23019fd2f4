package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.jobs.Reports;
import io.vigil.json.PositionJson;
import io.vigil.json.RulesFile;
import io.vigil.model.PositionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates, labels and reports of the replay command, on a real mini cluster with simulated traffic. */
class TuningITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PLANTED_SECONDS = 60;

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
                "60",
                "--vessels",
                "40",
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
        assertThat(folder.resolve("refused").resolve("summary.json")).doesNotExist();
    }

    @Test
    void holdsEveryLaneAgainstTheTruthAsTheScoreCommandDoes() throws IOException {
        SortedMap<String, String> result = replay(
                "labelled",
                List.of(
                        "--rules",
                        rules.toString(),
                        "--sweep",
                        "overspeed.hold=PT5S,PT1M",
                        "--labels",
                        world.resolve("truth.jsonl").toString()));

        JsonNode summary = JSON.readTree(result.get("summary.json"));
        for (String lane : List.of("demo", "demo-1", "demo-2")) {
            JsonNode scored = score(folder.resolve("labelled").resolve(lane).resolve("warnings.jsonl"));
            JsonNode all = summary.path("lanes").path(lane).path("all");
            for (String count : List.of("true", "caught", "missed")) {
                assertThat(all.path(count))
                        .as(lane + " " + count)
                        .isEqualTo(scored.path("total").path(count));
            }
            assertThat(all.path("false").asInt() + all.path("unlabelled").asInt())
                    .isEqualTo(scored.path("total").path("false").asInt());
            assertThat(all.path("recall").path("low").asDouble())
                    .isCloseTo(scored.path("total").path("recall").path("low").asDouble(), within(1e-6));
            assertThat(all.path("wrong").path("precision").path("high").asDouble())
                    .isCloseTo(
                            scored.path("total").path("precision").path("high").asDouble(), within(1e-6));
            assertThat(all.path("strata").path("hour").size()).isPositive();
        }
        assertThat(summary.path("study").path("labels").path("unlabelled").asText())
                .isEqualTo("wrong");
        assertThat(summary.path("study").path("curves").get(0).path("points").size())
                .isEqualTo(2);
        String html = result.get("report.html");
        int from = html.indexOf("application/json\">") + "application/json\">".length();
        String data = html.substring(from, html.indexOf("</script>", from));
        assertThat(data).doesNotContain("<", ">", "&");
        JsonNode shown = JSON.readTree(data);
        assertThat(shown.path("summary")).isEqualTo(summary);
        assertThat(shown.path("incidents").size()).isGreaterThan(20);
        assertThat(shown.path("baseline").size())
                .isEqualTo(summary.at("/lanes/demo/all/warnings").asInt());
        assertThat(referred(shown))
                .containsExactlyElementsOf(
                        IntStream.range(0, shown.path("incidents").size())
                                .boxed()
                                .toList());
        assertThat(html).contains("Content-Security-Policy").doesNotContain("/*DATA*/", "http://127", "src=");
    }

    /** The incidents that the page's lists point at. */
    private static SortedSet<Integer> referred(JsonNode shown) {
        SortedSet<Integer> numbers = new TreeSet<>();
        shown.path("baseline").forEach(number -> numbers.add(number.asInt()));
        shown.path("deciding").forEach(each -> numbers.add(each.path("incident").asInt()));
        shown.path("lanes").forEach(lane -> {
            lane.path("added").forEach(number -> numbers.add(number.asInt()));
            lane.path("lost").forEach(number -> numbers.add(number.asInt()));
        });
        return numbers;
    }

    /** Drives that are fast for 10 s to 2 min; by what is labelled, a minute is what matters. */
    private static void plant(Path feed, Path labels) throws IOException {
        StringBuilder reports = new StringBuilder();
        StringBuilder table = new StringBuilder("rule,movers,from,to,label\n");
        for (int i = 0; i < 90; i++) {
            int fast = 1 + i % 12;
            double[] speeds = new double[30];
            Arrays.fill(speeds, 60);
            Arrays.fill(speeds, 5, 6 + fast, 150);
            List<PositionReport> drive = Reports.drive("津B" + i + "|blue", 10, speeds);
            for (PositionReport report : drive) {
                reports.append(new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                        .append('\n');
            }
            table.append("overspeed,vehicle:津B" + i + "|blue,")
                    .append(Instant.ofEpochMilli(drive.get(5).eventTimeMillis()) + ",")
                    .append(Instant.ofEpochMilli(drive.get(5 + fast).eventTimeMillis()) + ",")
                    // The way since the report before bears a speed out from the second fast report on.
                    .append((fast - 1) * 10 >= PLANTED_SECONDS)
                    .append('\n');
        }
        Files.writeString(feed, reports);
        Files.writeString(labels, table);
    }

    @Test
    void findsAPlantedThresholdAgain() throws IOException {
        Path feed = folder.resolve("planted.jsonl");
        Path labels = folder.resolve("planted.csv");
        plant(feed, labels);
        Path out = folder.resolve("tuned");

        Cli cli = Cli.run(
                "tune",
                "--feed",
                "positions:" + feed,
                "--rules",
                rules.toString(),
                "--labels",
                labels.toString(),
                "--rule",
                "overspeed",
                "--params",
                "hold=PT0S..PT3M:PT10S",
                "--params",
                "k=1..3:1",
                "--params",
                "release=PT5S..PT40S:PT5S",
                "--recall",
                "0.95",
                "--out",
                out.toString());

        assertThat(cli.exit()).as(cli.err()).isZero();
        JsonNode tuning = JSON.readTree(out.resolve("summary.json").toFile()).path("tuning");
        assertThat(tuning.path("passes").asInt()).isGreaterThan(1);
        assertThat(tuning.path("tried").asInt()).isLessThan(19 * 3 * 8);
        JsonNode chosen = tuning.path("chosen");
        assertThat(chosen.path("params").path("overspeed.hold").asText()).isEqualTo("PT1M");
        assertThat(chosen.path("holds").asBoolean()).isTrue();
        assertThat(chosen.path("heldOut").path("recall").path("value").asDouble())
                .isEqualTo(1.0);
        assertThat(chosen.path("heldOut").path("precision").path("value").asDouble())
                .isEqualTo(1.0);
        assertThat(RulesFile.read(out.resolve("rules.yaml")).rules().stream()
                        .filter(rule -> rule.id().equals("overspeed"))
                        .findFirst()
                        .orElseThrow()
                        .onset()
                        .holdMillis())
                .isEqualTo(60_000);
        assertThat(Files.readString(out.resolve("report.html"))).contains("overspeed.hold");
    }

    /** Above a minute all warnings are right, so what finds most of those is the minute again; a desk that bears less gets less. */
    @Test
    void findsMostWherePrecisionOrTheLoadOfADeskIsBound() throws IOException {
        Path feed = folder.resolve("planted3.jsonl");
        Path labels = folder.resolve("planted3.csv");
        plant(feed, labels);

        JsonNode precise = tuned("precise", feed, labels, "--precision", "0.999");
        assertThat(precise.at("/chosen/params/overspeed.hold").asText()).isEqualTo("PT1M");
        double load = precise.at("/chosen/warningsPerDeskHour").asDouble();

        JsonNode bound = tuned("bound", feed, labels, "--max-per-desk-hour", String.valueOf(load * 0.9));
        assertThat(bound.at("/chosen/warningsPerDeskHour").asDouble()).isLessThanOrEqualTo(load * 0.9);
        assertThat(bound.at("/chosen/seen/recall/value").asDouble()).isBetween(0.1, 0.99);

        JsonNode shared = tuned("shared", feed, labels, "--max-per-desk-hour", String.valueOf(load), "--desks", "2");
        assertThat(shared.at("/chosen/seen/recall/value").asDouble()).isEqualTo(1.0);
    }

    private static JsonNode tuned(String name, Path feed, Path labels, String... bounds) throws IOException {
        Path out = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                "tune",
                "--feed",
                "positions:" + feed,
                "--rules",
                rules.toString(),
                "--labels",
                labels.toString(),
                "--rule",
                "overspeed",
                "--params",
                "hold=PT0S..PT3M:PT10S",
                "--out",
                out.toString()));
        command.addAll(List.of(bounds));
        Cli cli = Cli.run(command.toArray(new String[0]));
        assertThat(cli.exit()).as(cli.err()).isZero();
        return JSON.readTree(out.resolve("summary.json").toFile()).path("tuning");
    }

    @Test
    void writesNoRulesFileWhereNothingFindsEnough() throws IOException {
        Path feed = folder.resolve("planted2.jsonl");
        Path labels = folder.resolve("planted2.csv");
        plant(feed, labels);
        Path out = folder.resolve("not-tuned");

        Cli cli = Cli.run(
                "tune",
                "--feed",
                "positions:" + feed,
                "--rules",
                rules.toString(),
                "--labels",
                labels.toString(),
                "--rule",
                "overspeed",
                "--params",
                "hold=PT10M,PT20M",
                "--out",
                out.toString());

        assertThat(cli.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("none of 2 candidates finds 95.0 %", "no rules file was written");
        assertThat(out.resolve("rules.yaml")).doesNotExist();
        assertThat(out.resolve("report.html")).exists();
    }

    @Test
    void previewsWhatAChangeWouldHaveRaisedAndRefusesAFlood() throws IOException {
        Path feed = folder.resolve("previewed.jsonl");
        plant(feed, folder.resolve("previewed.csv"));
        Path fresh = Files.writeString(
                folder.resolve("fresh.yaml"),
                Resources.text("demo-rules.yaml")
                        .replace("kind: overspeed", "kind: overspeed\n    params: {hold: PT1M}"));
        List<String> arguments = List.of(
                "rules",
                "preview",
                "--rules",
                fresh.toString(),
                "--against",
                rules.toString(),
                "--last",
                "12h",
                "--feed",
                "positions:" + feed,
                "--desks",
                "2");
        List<String> limited = new ArrayList<>(arguments);
        limited.addAll(List.of("--max-per-hour", "20"));

        Cli cli = Cli.run(arguments.toArray(String[]::new));
        Cli refused = Cli.run(limited.toArray(String[]::new));

        // Of 90 drives, 74 are fast for the 10 s of the default, 42 for a minute.
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()
                        .lines()
                        .filter(line -> line.startsWith("overspeed"))
                        .map(line -> line.replaceAll(" +", " ")))
                .containsExactly("overspeed 74 42 0 32");
        assertThat(cli.out()).contains("37.0 -> 21.0 in the busiest", "top subjects");
        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("refused: 21.0 warnings in a desk's busiest hour, allowed are 20.0");
    }

    private static JsonNode score(Path warnings) throws IOException {
        Path json = folder.resolve("score.json");
        Cli cli = Cli.run(
                "score",
                "--warnings",
                warnings.toString(),
                "--truth",
                world.resolve("truth.jsonl").toString(),
                "--json",
                json.toString());
        assertThat(cli.exit()).as(cli.err()).isZero();
        return JSON.readTree(json.toFile());
    }

    @Test
    void saysWhatIsWrongWithLabels() throws IOException {
        Path none = Files.writeString(folder.resolve("none.jsonl"), "");
        Path other = Files.writeString(
                folder.resolve("other.csv"),
                "rule,movers,from,to,label\noverspeed,vehicle:nobody,2026-09-12T00:00:00Z,2026-09-12T00:00:00Z,true\n");

        assertThat(refused("--labels", none.toString()))
                .satisfies(cli -> assertThat(cli.exit()).isEqualTo(3))
                .satisfies(cli -> assertThat(cli.err()).contains("none.jsonl", "holds no labels"));
        assertThat(refused("--labels", other.toString()))
                .satisfies(cli -> assertThat(cli.exit()).isEqualTo(3))
                .satisfies(cli ->
                        assertThat(cli.err()).contains("other.csv", "vehicle:nobody", "give the labels of this data"));
        assertThat(folder.resolve("refused").resolve("summary.json")).doesNotExist();
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
