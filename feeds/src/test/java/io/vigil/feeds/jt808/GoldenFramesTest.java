package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The project's own frames with their expected values, good and broken: {@code golden-frames.jsonl}. Their hex was made from
 * the standard's tables by a program in another language that shares nothing with this code.
 */
class GoldenFramesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyGoldenFrameMeansWhatItsLineSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(GoldenFramesTest.class.getResourceAsStream("golden-frames.jsonl"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode golden = JSON.readTree(line);
                tests.add(DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests.stream();
    }

    private static void check(JsonNode golden) throws IOException {
        Decoding decoding = Decoding.of(golden.get("hex").asText());
        JsonNode expect = golden.get("expect");

        assertThat(decoding.reasons()).isEqualTo(texts(expect.path("rejected")));
        assertThat(decoding.skipped()).isEqualTo(texts(expect.path("skipped")));
        List<MoverEvent> events = decoding.events();
        if (expect.has("facts")) {
            assertThat(events).hasSize(1);
            checkIdentity(expect, (IdentityReport) events.get(0));
        } else {
            assertThat(events).hasSize(expect.path("positions").size());
            for (int i = 0; i < events.size(); i++) {
                checkPosition(expect.get("positions").get(i), (PositionReport) events.get(i));
            }
        }
        assertThat(Listing.of(golden.get("hex").asText()).errors())
                .isEqualTo(expect.path("rejected").size());
    }

    private static void checkIdentity(JsonNode expect, IdentityReport report) {
        Map<String, String> facts = new TreeMap<>();
        expect.get("facts")
                .fields()
                .forEachRemaining(
                        fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        assertThat(report.facts()).isEqualTo(facts);
        assertThat(report.mover().text()).isEqualTo("vehicle:013812345678");
        assertThat(report.receivedTimeMillis()).isEqualTo(Decoding.RECEIVED_MILLIS);
        assertThat(report.eventTimeMillis())
                .isEqualTo(
                        expect.has("time")
                                ? Instant.parse(expect.get("time").asText()).toEpochMilli()
                                : Decoding.RECEIVED_MILLIS);
    }

    private static void checkPosition(JsonNode expect, PositionReport report) {
        assertThat(report.mover().text()).isEqualTo(expect.get("mover").asText());
        assertThat(Instant.ofEpochMilli(report.eventTimeMillis()))
                .isEqualTo(expect.get("time").asText());
        assertThat(report.receivedTimeMillis()).isEqualTo(Decoding.RECEIVED_MILLIS);
        assertThat(report.latitude()).isCloseTo(expect.get("lat").asDouble(), within(1e-9));
        assertThat(report.longitude()).isCloseTo(expect.get("lon").asDouble(), within(1e-9));
        assertThat(Units.mpsToKph(report.speedMps()))
                .isCloseTo(expect.get("speedKmh").asDouble(), within(1e-9));
        assertThat(report.courseDegrees()).isEqualTo(expect.get("course").asDouble());
        assertThat(report.altitudeMeters()).isEqualTo(expect.get("altitudeM").asDouble());
        assertThat(report.statusBits()).isEqualTo(expect.get("status").asLong());
        assertThat(Integer.toUnsignedLong(report.alarmBits()))
                .isEqualTo(expect.get("alarm").asLong());
        assertThat(report.source()).isEqualTo("jt808");
        if (expect.has("odometerM")) {
            assertThat(report.odometerMeters())
                    .isEqualTo(expect.get("odometerM").asDouble());
        } else {
            assertThat(report.odometerMeters()).isNaN();
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
