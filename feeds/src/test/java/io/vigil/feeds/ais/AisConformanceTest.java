package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The listing against other people's decoders, on their own samples. */
class AisConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Our name of a field whose expected value is a number, and what the samples write for "not available". */
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("repeat", "repeat"),
            Map.entry("bits", "bits"),
            Map.entry("navStatus", "navStatus"),
            Map.entry("rotRaw", "rotRaw"),
            Map.entry("sog", "speedKn"),
            Map.entry("accuracy", "accuracy"),
            Map.entry("lon", "lon"),
            Map.entry("lat", "lat"),
            Map.entry("cog", "course"),
            Map.entry("heading", "heading"),
            Map.entry("second", "second"),
            Map.entry("altitude", "altitudeM"),
            Map.entry("year", "year"),
            Map.entry("month", "month"),
            Map.entry("day", "day"),
            Map.entry("hour", "hour"),
            Map.entry("minute", "minute"),
            Map.entry("imo", "imo"),
            Map.entry("shipType", "shipType"),
            Map.entry("draughtM", "draughtM"),
            Map.entry("toBow", "toBow"),
            Map.entry("toStern", "toStern"),
            Map.entry("toPort", "toPort"),
            Map.entry("toStarboard", "toStarboard"),
            Map.entry("aidType", "aidType"));

    private static final Map<String, String> TEXTS = Map.of(
            "name", "name", "callsign", "callSign", "destination", "destination", "part", "part", "vendor", "vendor");

    @Test
    void agreesWithTheCollectedSamples() throws IOException {
        int compared = 0;
        for (String line : SharedFiles.lines("conformance/ais-samples.jsonl")) {
            JsonNode sample = JSON.readTree(line);
            List<String> sentences = new ArrayList<>();
            sample.get("nmea").forEach(sentence -> sentences.add(sentence.textValue()));
            List<JsonNode> listed = list(String.join("\n", sentences));
            String id = "sample " + sample.get("id");

            assertThat(listed).as(id).hasSize(1);
            JsonNode got = listed.get(0);
            JsonNode expected = sample.get("expected").has("sentence")
                    ? sample.get("expected").path("message")
                    : sample.get("expected");
            if (expected.isMissingNode()) {
                assertThat(got.at("/error/reason").textValue()).as(id).isEqualTo("incomplete-message");
            } else {
                compare(id, got, expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(35);
    }

    @Test
    void listsEveryLineOfAMixedFileAsAMessageOrANamedError() throws IOException {
        String[] lines = SharedFiles.lines("conformance/gpsd-sample.aivdm");
        int firstSentences = 0;
        for (String line : lines) {
            firstSentences += line.matches("!AIVD[MO],\\d,1,.*") ? 1 : 0;
        }
        List<JsonNode> listed = list(String.join("\n", lines));

        Map<String, Integer> errors = new TreeMap<>();
        long messages = listed.stream().filter(node -> node.has("type")).count();
        listed.stream()
                .filter(node -> node.has("error"))
                .forEach(node -> errors.merge(node.at("/error/reason").textValue(), 1, Integer::sum));
        // A type 1 message of 163 bits, and a sentence without its exclamation mark.
        assertThat(errors).isEqualTo(Map.of("not-a-sentence", 1, "truncated", 1));
        assertThat(messages).isEqualTo(firstSentences - 1);
        assertThat(listed.get(0).toString())
                .startsWith("{\"type\":1,\"mmsi\":\"371798000\",\"navStatus\":0,\"rotRaw\":-127,\"speedKn\":12.3,"
                        + "\"lon\":-123.395383,\"lat\":48.381633,\"course\":224.0,\"heading\":215,\"second\":33");
    }

    @Test
    void agreesWithAnotherDecoderOnClassBAndLongRangeReports() throws IOException {
        List<JsonNode> theirs = new ArrayList<>();
        for (String line : SharedFiles.lines("conformance/gpsd-ais-18-27.log.chk")) {
            if (line.startsWith("{")) {
                theirs.add(JSON.readTree(line));
            }
        }
        String log = String.join("\n", SharedFiles.lines("conformance/gpsd-ais-18-27.log"));
        List<JsonNode> ours = list(log).stream()
                .filter(node ->
                        node.path("type").asInt() == 18 || node.path("type").asInt() == 27)
                .toList();

        assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThan(100);
        for (int i = 0; i < ours.size(); i++) {
            boolean longRange = theirs.get(i).get("type").asInt() == 27;
            String place = theirs.get(i).toString();
            assertThat(ours.get(i).get("mmsi").asInt())
                    .as(place)
                    .isEqualTo(theirs.get(i).get("mmsi").asInt());
            same(place, ours.get(i), "lon", theirs.get(i), "lon", longRange ? 600 : 600_000, 1e9);
            same(place, ours.get(i), "lat", theirs.get(i), "lat", longRange ? 600 : 600_000, 1e9);
            same(place, ours.get(i), "speedKn", theirs.get(i), "speed", longRange ? 1 : 10, longRange ? 63 : 1023);
            same(place, ours.get(i), "course", theirs.get(i), "course", longRange ? 1 : 10, longRange ? 360 : 3600);
            same(place, ours.get(i), "heading", theirs.get(i), "heading", 1, 360);
            same(place, ours.get(i), "second", theirs.get(i), "second", 1, 60);
            same(place, ours.get(i), "navStatus", theirs.get(i), "status", 1, 99);
        }
    }

    private static void same(
            String place, JsonNode ours, String name, JsonNode theirs, String theirName, double scale, double absent) {
        JsonNode expected = theirs.path(theirName);
        if (expected.isMissingNode() || expected.asDouble() >= absent) {
            assertThat(ours.has(name)).as(name + " of " + place).isFalse();
        } else {
            assertThat(ours.path(name).asDouble(Double.NaN))
                    .as(name + " of " + place)
                    .isCloseTo(expected.asDouble() / scale, within(6e-7));
        }
    }

    private static void compare(String id, JsonNode got, JsonNode expected) {
        assertThat(got.path("type").asInt())
                .as(id)
                .isEqualTo(expected.get("type").asInt());
        assertThat(got.path("mmsi").asText())
                .as(id)
                .isEqualTo(String.format("%09d", expected.get("mmsi").asInt()));
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            String place = id + " " + field.getKey();
            String number = NUMBERS.get(field.getKey());
            String text = TEXTS.get(field.getKey());
            if (number != null && isAbsent(field.getKey(), field.getValue())) {
                assertThat(got.has(number)).as(place).isFalse();
            } else if (number != null) {
                assertThat(got.path(number).asDouble(Double.NaN))
                        .as(place)
                        .isCloseTo(field.getValue().asDouble(), within(6e-7));
            } else if (text != null) {
                assertThat(got.path(text).asText(""))
                        .as(place)
                        .isEqualTo(field.getValue().asText());
            }
        }
    }

    /** The samples write some sentinels as they are on the wire. */
    private static boolean isAbsent(String name, JsonNode value) {
        return value.isNull()
                || switch (name) {
                    case "rotRaw" -> value.asInt() == -128;
                    case "imo", "shipType", "draughtM", "year", "month", "day" -> value.asDouble() == 0;
                    case "hour" -> value.asInt() >= 24;
                    case "minute", "second" -> value.asInt() >= 60;
                    default -> false;
                };
    }

    static List<JsonNode> list(String lines) throws IOException {
        InputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long errors = AisDecodeListing.write(in, new PrintStream(out));
        List<JsonNode> listed = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                listed.add(JSON.readTree(line));
            }
        }
        assertThat(listed.stream().filter(node -> node.has("error"))).hasSize((int) errors);
        return listed;
    }
}
