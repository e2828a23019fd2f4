package io.vigil.feeds.ais;

import static io.vigil.feeds.ais.SentenceEncoder.classA;
import static io.vigil.feeds.ais.SentenceEncoder.classB;
import static io.vigil.feeds.ais.SentenceEncoder.degrees;
import static io.vigil.feeds.ais.SentenceEncoder.message;
import static io.vigil.feeds.ais.SentenceEncoder.ship;
import static io.vigil.feeds.ais.SentenceEncoder.tagBlock;
import static io.vigil.feeds.ais.SentenceEncoder.voyage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The sentences of {@code golden-sentences.jsonl}: the test-side encoder wrote them from field values, the expected objects
 * were written by hand from the same values. Both stay as they are, so a change on either side shows.
 */
class GoldenSentencesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void encoderStillWritesTheGoldenSentences() throws IOException {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (JsonNode golden : golden()) {
            sentences.put(golden.get("what").textValue(), golden.get("nmea").textValue());
        }

        assertThat(sentences).isEqualTo(encoded());
    }

    @Test
    void goldenSentencesDecodeToTheirExpectedObjects() throws IOException {
        for (JsonNode golden : golden()) {
            List<String> listed = AisConformanceTest.list(golden.get("nmea").textValue()).stream()
                    .map(GoldenSentencesTest::withoutDetail)
                    .toList();

            assertThat(listed)
                    .as(golden.get("what").textValue())
                    .containsExactly(golden.get("expected").toString());
        }
    }

    private static Map<String, String> encoded() {
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put(
                "1 under way, turning to port",
                classA(1, 412345678, 0, -20, 123, degrees(121.5), degrees(31.25), 2240, 215)
                        .sentence());
        sentences.put(
                "3 nothing available",
                classA(3, 412000003, 15, -128, 1023, degrees(181), degrees(91), 3600, 511)
                        .sentence());
        sentences.put(
                "2 beyond the pole",
                classA(2, 412000002, 5, 127, 0, degrees(-70.25), degrees(95), 0, 0)
                        .sentence());
        sentences.put("4 base station", utc(4, 4120001).sentence());
        sentences.put("11 UTC response", utc(11, 412000011).sentence());
        sentences.put(
                "5 in two sentences under a tag block",
                tagBlock("s:east,c:1505000000")
                        + String.join(
                                "\n", voyage(412000005, "ZHE DING YU 11", 30).sentences("AI", 2, "3", "B")));
        sentences.put(
                "9 search and rescue aircraft",
                message(9, 111412001)
                        .number(300, 12)
                        .number(180, 10)
                        .number(1, 1)
                        .number(degrees(121.5), 28)
                        .number(degrees(31.25), 27)
                        .number(900, 12)
                        .number(15, 6)
                        .number(0, 34)
                        .sentence());
        sentences.put(
                "18 class B",
                classB(18, 412000018, 55, degrees(-121.5), degrees(-31.25), 3599, 511)
                        .number(0, 29)
                        .sentence());
        sentences.put(
                "19 class B extended",
                classB(19, 412000019, 55, degrees(121.5), degrees(31.25), 0, 359)
                        .number(0, 4)
                        .text("YU 19", 20)
                        .number(60, 8)
                        .size(5, 21, 4, 4)
                        .number(1, 4)
                        .number(0, 7)
                        .sentence());
        sentences.put(
                "21 aid to navigation with a long name",
                message(21, 994120021)
                        .number(30, 5)
                        .text("NORTH CARDINAL BUOY NO 7", 20)
                        .number(1, 1)
                        .number(degrees(121.5), 28)
                        .number(degrees(31.25), 27)
                        .size(1, 2, 3, 4)
                        .number(1, 4)
                        .number(60, 6)
                        .number(1, 1)
                        .number(0, 9)
                        .number(1, 1)
                        .number(0, 2)
                        .text("NO 7", 5)
                        .number(0, 2)
                        .sentence());
        sentences.put(
                "24 A", message(24, 412000024).number(0, 2).text("YU 24", 20).sentence());
        sentences.put("24 B", partB(412000024).sentence());
        sentences.put("24 B of an auxiliary craft", partB(984120024).sentence());
        sentences.put(
                "27 long range",
                message(27, 412000027)
                        .number(1, 1)
                        .number(0, 1)
                        .number(7, 4)
                        .number(72900, 18)
                        .number(-18750, 17)
                        .number(3, 6)
                        .number(224, 9)
                        .number(0, 2)
                        .sentence());
        sentences.put(
                "8 recognised by number", message(8, 412000008).number(0, 66).sentence());
        sentences.put("bad checksum", ship(412345678).sentence().replace("AIVDM", "AIVDO"));
        sentences.put("cut short", ship(412345678).sentence().substring(0, 30));
        sentences.put("wrong length, short", ship(412345678).cutTo(162).sentence());
        sentences.put("wrong length, long", ship(412345678).number(0, 12).sentence());
        sentences.put("unknown type", message(33, 412345678).number(0, 130).sentence());
        sentences.put("second sentence missing", voyage(412000005, "X", 30).sentences("AI", 2, "3", "B")[0]);
        sentences.put("no such sender", ship(0).sentence());
        return sentences;
    }

    private static SentenceEncoder utc(int type, long mmsi) {
        return message(type, mmsi)
                .number(2026, 14)
                .number(9, 4)
                .number(12, 5)
                .number(24, 5)
                .number(60, 6)
                .number(59, 6)
                .number(0, 1)
                .number(degrees(121.5), 28)
                .number(degrees(31.25), 27)
                .number(0, 34);
    }

    private static SentenceEncoder partB(long mmsi) {
        return message(24, mmsi)
                .number(1, 2)
                .number(52, 8)
                .text("SRT", 3)
                .number(0, 24)
                .text("BAB2", 7)
                .size(10, 5, 2, 3)
                .number(0, 6);
    }

    private static List<JsonNode> golden() throws IOException {
        List<JsonNode> golden = new ArrayList<>();
        try (InputStream in = GoldenSentencesTest.class.getResourceAsStream("golden-sentences.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                golden.add(JSON.readTree(line));
            }
        }
        return golden;
    }

    /** Details are for people and may be reworded. */
    private static String withoutDetail(JsonNode listed) {
        if (listed.path("error") instanceof ObjectNode error) {
            error.remove("detail");
        }
        return listed.toString();
    }
}
