package io.vigil.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.Wilson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
    @TempDir
    Path folder;

    private static String warning(
            String id, int sequence, String type, String rule, String mover, String onset, String closed) {
        String state = type.equals("opened") || type.equals("escalated") ? "open" : type;
        return """
                {"type":"vigil.warning.%s","time":"2026-09-12T%s:00Z","data":{"warningId":"%s","sequence":%d,"lane":"live",\
                "stage":"breach","rule":"%s","state":"%s","movers":["%s"],"onset":"2026-09-12T%s:00Z","closed":%s}}
                """
                .formatted(
                        type,
                        closed.isEmpty() ? onset : closed,
                        id,
                        sequence,
                        rule,
                        state,
                        mover,
                        onset,
                        closed.isEmpty() ? "null" : "\"2026-09-12T" + closed + ":00Z\"");
    }

    private static String label(String rule, String mover, String from, String to, String label) {
        return "{\"rule\":\"%s\",\"movers\":[\"%s\"],\"from\":\"2026-09-12T%s:00Z\",\"to\":\"2026-09-12T%s:00Z\",\"label\":\"%s\"}\n"
                .formatted(rule, mover, from, to, label);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private JsonNode figures(String warnings, String truth, String... more) throws IOException {
        Path json = folder.resolve("score.json");
        String[] arguments = {
            "--warnings",
            file("warnings.jsonl", warnings).toString(),
            "--truth",
            file("truth.jsonl", truth).toString(),
            "--json",
            json.toString()
        };
        String[] all = java.util.stream.Stream.of(arguments, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        CommandLine line = new CommandLine(new ScoreCommand());
        line.setExecutionExceptionHandler((e, command, result) -> {
            throw e;
        });
        StringWriter errors = new StringWriter();
        line.setErr(new PrintWriter(errors));
        int code = line.execute(all);
        if (code != 0) {
            throw new IllegalArgumentException(code + " " + errors);
        }
        return new ObjectMapper().readTree(json.toFile());
    }

    private static JsonNode rule(JsonNode figures, String rule) {
        for (JsonNode one : figures.path("rules")) {
            if (one.path("rule").asText().equals(rule)) {
                return one;
            }
        }
        throw new IllegalStateException("no figures of " + rule);
    }

    private static String counts(JsonNode rule) {
        return "true " + rule.path("true") + " false " + rule.path("false") + " caught " + rule.path("caught")
                + " missed " + rule.path("missed");
    }

    @Test
    void saysWhichRuleWasBrokenWhereAnotherWarned() throws IOException {
        String warnings = warning("a", 1, "opened", "night", "vehicle:A", "01:00", "")
                + warning("a", 2, "closed", "night", "vehicle:A", "01:00", "01:10");
        String truth = label("overspeed", "vehicle:A", "01:09", "01:30", "true")
                + label("overspeed", "vehicle:B", "01:00", "01:10", "true");

        JsonNode figures = figures(warnings, truth);

        assertThat(figures.path("confusion").toString()).isEqualTo("{\"overspeed\":{\"(none)\":2,\"night\":1}}");
    }

    @Test
    void countsRightWrongAndMissingWarningsPerRule() throws IOException {
        String warnings = warning("a", 1, "opened", "overspeed", "vehicle:A", "01:00", "")
                + warning("a", 2, "closed", "overspeed", "vehicle:A", "01:00", "01:10")
                + warning("b", 1, "opened", "overspeed", "vehicle:A", "01:12", "")
                + warning("b", 2, "closed", "overspeed", "vehicle:A", "01:12", "01:15")
                + warning("c", 1, "opened", "overspeed", "vehicle:B", "01:00", "")
                + warning("c", 2, "closed", "overspeed", "vehicle:B", "01:00", "01:01")
                + warning("d", 1, "opened", "night", "vehicle:A", "02:00", "");
        String truth = label("overspeed", "vehicle:A", "01:05", "01:13", "true")
                + label("overspeed", "vehicle:A", "05:00", "05:10", "true")
                + label("overspeed", "vehicle:B", "01:00", "01:10", "false")
                + label("night", "vehicle:A", "02:10", "02:30", "false");

        JsonNode figures = figures(warnings, truth);

        assertThat(counts(rule(figures, "overspeed"))).isEqualTo("true 2 false 1 caught 1 missed 1");
        assertThat(counts(rule(figures, "night"))).isEqualTo("true 0 false 1 caught 0 missed 0");
        assertThat(figures.path("confusion").toString())
                .isEqualTo("{\"(none)\":{\"night\":1,\"overspeed\":1},\"overspeed\":{\"(none)\":1,\"overspeed\":2}}");
        assertThat(counts(figures.path("total"))).isEqualTo("true 2 false 2 caught 1 missed 1");
        assertThat(rule(figures, "overspeed").path("precision").path("value").asDouble())
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(rule(figures, "night").path("recall").path("value").isNull()).isTrue();
        assertThat(figures.path("false")).hasSize(2);
        assertThat(figures.path("missed").get(0).path("from").asText()).isEqualTo("2026-09-12T05:00:00Z");
    }

    @Test
    void anOpenWarningLastsUntilTheEndOfTheFile() throws IOException {
        String warnings = warning("a", 1, "opened", "dark", "vessel:1", "01:00", "")
                + warning("z", 1, "closed", "dark", "vessel:2", "01:00", "09:00");
        String truth = label("dark", "vessel:1", "08:00", "08:30", "true");

        assertThat(counts(rule(figures(warnings, truth), "dark"))).isEqualTo("true 1 false 1 caught 1 missed 0");
    }

    @Test
    void noticesPermitsAndRetractedWarningsDoNotCount() throws IOException {
        String warnings = warning("a", 1, "permitted", "zone", "vehicle:A", "01:00", "")
                + warning("b", 1, "opened", "zone", "vehicle:A", "02:00", "")
                + warning("b", 2, "retracted", "zone", "vehicle:A", "02:00", "02:05")
                + warning("c", 1, "opened", "zone", "vehicle:A", "03:00", "").replace("breach", "pre");

        assertThat(figures(warnings, "").path("rules")).isEmpty();
    }

    @Test
    void theToleranceIsTwoMinutesUnlessSaidOtherwise() throws IOException {
        String justWithin = warning("a", 1, "closed", "zone", "vehicle:A", "01:00", "01:08");
        String truth = label("zone", "vehicle:A", "01:10", "01:20", "true");
        String justOutside = warning("a", 1, "closed", "zone", "vehicle:A", "01:00", "01:07");
        String quality = warning("a", 1, "closed", "track-quality", "vehicle:A", "01:00", "01:05");
        String qualityTruth = label("track-quality", "vehicle:A", "01:35", "01:35", "true");

        assertThat(counts(rule(figures(justWithin, truth), "zone"))).isEqualTo("true 1 false 0 caught 1 missed 0");
        assertThat(counts(rule(figures(justOutside, truth), "zone"))).isEqualTo("true 0 false 1 caught 0 missed 1");
        assertThat(counts(rule(figures(justOutside, truth, "--tolerance", "PT3M"), "zone")))
                .isEqualTo("true 1 false 0 caught 1 missed 0");
        assertThat(counts(rule(figures(quality, qualityTruth), "track-quality")))
                .isEqualTo("true 1 false 0 caught 1 missed 0");
    }

    @Test
    void warningsWithoutALabelCanBeLeftOut() throws IOException {
        String warnings = warning("a", 1, "closed", "zone", "vehicle:A", "01:00", "01:08")
                + warning("b", 1, "closed", "zone", "vehicle:B", "01:00", "01:08");
        String truth = label("zone", "vehicle:A", "01:00", "01:20", "false");

        JsonNode figures = figures(warnings, truth, "--unlabelled", "uncounted");

        assertThat(counts(rule(figures, "zone"))).isEqualTo("true 0 false 1 caught 0 missed 0");
        assertThat(figures.path("uncounted").asInt()).isEqualTo(1);
    }

    @Test
    void badLinesAreToldAllAtOnceWithTheirNumbers() {
        String truth = "{}\n" + label("zone", "vehicle:A", "02:00", "01:00", "true") + "nonsense\n"
                + label("zone", "vehicle:A", "01:00", "02:00", "maybe");

        assertThatThrownBy(() -> figures("", truth))
                .hasMessageContaining("InvalidInputException")
                .hasMessageContaining("line 1")
                .hasMessageContaining("line 2: to=2026-09-12T01:00:00.000Z is before from=")
                .hasMessageContaining("line 3: is not JSON")
                .hasMessageContaining("line 4: label=\"maybe\" must be \"true\" or \"false\"");
    }

    @Test
    void aLineThatNeverEndsIsAFaultOfThatLine() {
        String blanks = " ".repeat(1 << 20);
        String label = label("zone", "vehicle:A", "01:00", "02:00", "true").trim();

        assertThatThrownBy(() -> figures("", label + "\n" + blanks + label + "\n" + label))
                .hasMessageContaining("line 2: is longer than 1048576 bytes")
                .hasMessageNotContainingAny("line 1", "line 3");
    }

    @Test
    void severalLanesNeedAChoice() {
        String warnings = warning("a", 1, "closed", "zone", "vehicle:A", "01:00", "01:08")
                + warning("a", 1, "closed", "zone", "vehicle:A", "01:00", "01:08")
                        .replace("live", "strict");

        assertThatThrownBy(() -> figures(warnings, ""))
                .hasMessageContaining("2 ")
                .hasMessageContaining("choose one of [live, strict]");
    }

    @Test
    void wilsonIntervalsAreThoseOfTheBooks() {
        Wilson half = Wilson.of(5, 10);
        Wilson all = Wilson.of(10, 10);
        Wilson none = Wilson.of(0, 20);
        Wilson many = Wilson.of(81, 263);

        assertThat(half.low()).isCloseTo(0.2366, within(1e-4));
        assertThat(half.high()).isCloseTo(0.7634, within(1e-4));
        assertThat(all.low()).isCloseTo(0.7225, within(1e-4));
        assertThat(all.high()).isEqualTo(1);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.1611, within(1e-4));
        // Newcombe (1998), table I, the worked example.
        assertThat(many.low()).isCloseTo(0.2553, within(1e-4));
        assertThat(many.high()).isCloseTo(0.3662, within(1e-4));
        assertThat(Wilson.of(0, 0).share()).isNaN();
    }
}
