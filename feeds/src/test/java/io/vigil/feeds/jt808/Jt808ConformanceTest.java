package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.feeds.DecodeResult;
import io.vigil.geo.Gcj02;
import io.vigil.geo.Geodesy;
import io.vigil.model.IdentityReport;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every frame of the shared sample collection (an independent decoder's answers for frames of four open projects' tests and
 * of the standard) against ours: the events for the engine and the listing for people. Every field a sample states must
 * be compared here or be named in {@link #NOT_COMPARED} with the reason.
 */
class Jt808ConformanceTest {
    /** Header fields nobody shows, because a frame in which they are wrong is rejected: see the invalid samples. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "props", // bodyLength, encrypt, subpackage and versionFlag in one word
            "bodyLength", // a frame of another length is rejected
            "encrypt", // an encrypted frame is rejected; no sample is
            "subpackage", // a part is not shown by itself; no sample is one
            "protocolVersion", // the standard only knows 1
            "checksum", // a frame with another is rejected
            "checksumOk",
            "lengthOk");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everySampleDecodesToItsExpectedValues() throws IOException {
        List<JsonNode> samples = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFile.of("conformance/jt808-samples.jsonl"))) {
            samples.add(JSON.readTree(line));
        }
        assertThat(samples).hasSizeGreaterThanOrEqualTo(124);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(
                        "sample " + sample.get("id") + " "
                                + sample.at("/expected/header/msgId").asText("frame"),
                        () -> check(sample)));
    }

    private static void check(JsonNode sample) throws IOException {
        byte[] frame = HexFormat.of().parseHex(sample.get("hex").asText());
        JsonNode expected = sample.get("expected");
        if (expected.has("unescaped")) {
            checkEscapes(frame, expected.get("unescaped").asText());
        } else if (!sample.get("valid").asBoolean()) {
            checkRejected(frame);
        } else if (expected.has("frames")) {
            Decoding decoding = Decoding.of(frame);
            assertThat(decoding.results).hasSize(expected.get("frames").asInt());
            assertThat(decoding.events())
                    .hasSize(expected.get("frames").asInt())
                    .containsOnly(decoding.events().get(0));
        } else {
            JsonNode listed = Listing.ofFrame(frame);
            checkHeader(expected.get("header"), listed);
            checkBody(expected, listed, Decoding.of(frame));
        }
    }

    private static void checkEscapes(byte[] frame, String expected) {
        byte[] target = new byte[frame.length];
        int length = MessageReader.unescape(frame, 1, frame.length - 1, target);
        assertThat(HexFormat.of().formatHex(target, 0, length)).isEqualTo(expected);
    }

    private static void checkRejected(byte[] frame) throws IOException {
        assertThat(Decoding.of(frame).results).isNotEmpty().allMatch(DecodeResult.Rejected.class::isInstance);
        assertThat(Listing.ofFrame(frame).has("error")).isTrue();
    }

    private static void checkHeader(JsonNode expected, JsonNode listed) {
        expected.fieldNames().forEachRemaining(name -> {
            String stated = expected.get(name).asText();
            switch (name) {
                case "msgId" -> assertThat(listed.get("id").asText()).isEqualTo(stated);
                case "phone" -> assertThat(listed.get("phone").asText()).isEqualTo(stated);
                case "serial" -> assertThat(listed.get("serial").asText()).isEqualTo(stated);
                case "versionFlag" -> assertThat(listed.get("version").asInt() == 2019)
                        .isEqualTo(expected.get(name).asBoolean());
                default -> assertThat(NOT_COMPARED).contains(name);
            }
        });
    }

    private static void checkBody(JsonNode expected, JsonNode listed, Decoding decoding) {
        JsonNode body = expected.get("body");
        String id = expected.at("/header/msgId").asText();
        switch (id) {
            case "0x0002" -> {
                assertThat(body == null || body.isEmpty()).isTrue();
                assertThat(decoding.skipped()).containsExactly("0x0002 heartbeat");
            }
            case "0x0200", "0x0201" -> {
                checkLocation(body, listed, decoding.results, 0);
                assertThat(body.has("replySerial")).isEqualTo(id.equals("0x0201"));
                if (body.has("replySerial")) {
                    assertThat(listed.get("replySerial")).isEqualTo(body.get("replySerial"));
                }
            }
            case "0x0704" -> checkBatch(body, listed, decoding);
            case "0x0100" -> checkRegistration(body, listed, decoding);
            case "0x0702" -> checkDriver(body, listed, decoding);
            case "0x0801" -> {
                checkFields(
                        body,
                        listed,
                        Map.of("dataLen", "mediaLength"),
                        Set.of("mediaId", "mediaType", "format", "event", "channel"),
                        Set.of("location"));
                checkLocation(body.get("location"), listed, decoding.results, -1);
                assertThat(decoding.skipped()).containsExactly("0x0801 media upload");
            }
            case "0x8600", "0x8602", "0x8604", "0x8606" -> RegionExpectations.check(id, body, listed);
            case "0x0001", "0x8001" -> checkFields(
                    body, listed, Map.of(), Set.of("replySerial", "replyId", "result"), Set.of());
            case "0x0102" -> checkFields(body, listed, Map.of(), Set.of("authCode", "imei", "software"), Set.of());
            case "0x8100" -> checkFields(body, listed, Map.of(), Set.of("replySerial", "result", "authCode"), Set.of());
                // lengthConsistent: that the count fits the length, else the listing would carry an error.
            case "0x8003" -> checkFields(
                    body,
                    listed,
                    Map.of("origSerial", "firstSerial", "ids", "parts"),
                    Set.of(),
                    Set.of("lengthConsistent"));
            default -> throw new AssertionError("no comparison for " + id);
        }
        // The items of a batch and the place of a photograph carry their errors themselves: compared above.
        if (!id.equals("0x0704") && !id.equals("0x0801")) {
            assertThat(listed.has("error")).isEqualTo(!decoding.reasons().isEmpty());
        }
    }

    /** Fields of the same name, renamed ones, and those compared elsewhere; any other is a field we forgot. */
    private static void checkFields(
            JsonNode stated, JsonNode listed, Map<String, String> renamed, Set<String> same, Set<String> elsewhere) {
        stated.fieldNames().forEachRemaining(name -> {
            if (!elsewhere.contains(name)) {
                assertThat(same.contains(name) || renamed.containsKey(name))
                        .as("a comparison for %s", name)
                        .isTrue();
                assertThat(listed.get(renamed.getOrDefault(name, name)))
                        .as(name)
                        .isEqualTo(stated.get(name));
            }
        });
    }

    /** {@code result} is the place of the decoder's answer, or -1 where the decoder skips the message. */
    private static void checkLocation(JsonNode stated, JsonNode listed, List<DecodeResult> results, int result) {
        String reason = reasonAgainst(stated);
        if (result >= 0) {
            checkResult(stated, reason, results.get(result));
        }
        if (reason.isEmpty()) {
            checkListedPosition(stated, listed.get("position"));
        } else {
            // A sound frame whose coordinates are no place (latitude and longitude swapped by the sample's author, or
            // no
            // fix yet): an error instead of a position, its items are still shown.
            assertThat(listed.at("/error/reason").asText()).isEqualTo(reason);
        }
        if (stated.has("extras")) {
            checkItems(stated.get("extras"), listed.get("items"));
        }
        assertThat(listed.path("trailing").asText())
                .isEqualTo(stated.path("trailing").asText());
        Set<String> compared = Set.of(
                "alarm",
                "status",
                "accOn",
                "positioned",
                "latRaw",
                "lonRaw",
                "lat",
                "lon",
                "altitude",
                "speedKmh",
                "direction",
                "time",
                "extras",
                "trailing",
                "replySerial");
        stated.fieldNames().forEachRemaining(name -> assertThat(compared).contains(name));
    }

    private static String reasonAgainst(JsonNode stated) {
        double latitude = stated.get("lat").asDouble();
        double longitude = stated.get("lon").asDouble();
        boolean isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        boolean isLocated = stated.get("positioned").asBoolean();
        if (isPlace && (isLocated || latitude != 0 || longitude != 0)) {
            return "";
        }
        return isLocated ? "position-out-of-range" : "not-located";
    }

    private static void checkResult(JsonNode stated, String reason, DecodeResult result) {
        if (result instanceof DecodeResult.Decoded decoded) {
            assertThat(reason).isEmpty();
            assertThat(decoded.events()).hasSize(1);
            checkReport(stated, (PositionReport) decoded.events().get(0));
        } else {
            assertThat(((DecodeResult.Rejected) result).reason()).isEqualTo(reason);
        }
    }

    /** Of the vehicle's signals a report has those that rules use. */
    private static void checkSignals(JsonNode signals, PositionReport report) {
        assertThat(report.has(StatusFlag.SIGNALS)).isEqualTo(!signals.isMissingNode());
        long stated = signals.isTextual() ? Long.decode(signals.asText()) : signals.asLong();
        assertThat(report.has(StatusFlag.BRAKE)).isEqualTo((stated >> 4 & 1) != 0);
        assertThat(report.has(StatusFlag.NEUTRAL)).isEqualTo((stated >> 10 & 1) != 0);
        assertThat(report.has(StatusFlag.RETARDER)).isEqualTo((stated >> 11 & 1) != 0);
        assertThat(report.has(StatusFlag.ABS)).isEqualTo((stated >> 12 & 1) != 0);
    }

    private static void checkReport(JsonNode stated, PositionReport report) {
        assertThat(Integer.toUnsignedLong(report.alarmBits()))
                .isEqualTo(Long.decode(stated.get("alarm").asText()));
        assertThat(report.statusBits() & 0xFFFFFFFFL)
                .isEqualTo(Long.decode(stated.get("status").asText()));
        checkSignals(stated.path("extras").path("0x25").path("vehicleSignals"), report);
        assertThat(report.has(StatusFlag.ACC)).isEqualTo(stated.get("accOn").asBoolean());
        assertThat(report.isLocated()).isEqualTo(stated.get("positioned").asBoolean());
        // The samples state coordinates as sent; a report of GCJ-02 ones is on WGS 84.
        Geodesy.Position sent = report.has(StatusFlag.ENCRYPTED)
                ? Gcj02.fromWgs84(report.latitude(), report.longitude())
                : new Geodesy.Position(report.latitude(), report.longitude());
        assertThat(sent.latitude()).isCloseTo(stated.get("lat").asDouble(), within(1e-9));
        assertThat(sent.longitude()).isCloseTo(stated.get("lon").asDouble(), within(1e-9));
        assertThat(Math.round(Math.abs(sent.latitude()) * 1e6))
                .isEqualTo(stated.get("latRaw").asLong());
        assertThat(Math.round(Math.abs(sent.longitude()) * 1e6))
                .isEqualTo(stated.get("lonRaw").asLong());
        // An altitude or a speed no vehicle can have is absent; two samples state 48,243 m and 1,000.1 km/h.
        double altitude = stated.get("altitude").asDouble();
        if (altitude > 9_000) {
            assertThat(report.altitudeMeters()).isNaN();
        } else {
            assertThat(report.altitudeMeters()).isEqualTo(altitude);
        }
        double speed = stated.get("speedKmh").asDouble();
        if (speed > 500) {
            assertThat(report.speedMps()).isNaN();
        } else {
            assertThat(Units.mpsToKph(report.speedMps())).isCloseTo(speed, within(1e-9));
        }
        assertThat(report.courseDegrees()).isEqualTo(stated.get("direction").asDouble());
        assertThat(report.eventTimeMillis()).isEqualTo(millis(stated.get("time")));
        JsonNode mileage = stated.at("/extras/0x01/mileageKm");
        if (mileage.isMissingNode()) {
            assertThat(report.odometerMeters()).isNaN();
        } else {
            assertThat(report.odometerMeters()).isCloseTo(mileage.asDouble() * 1000, within(1e-6));
        }
    }

    private static void checkListedPosition(JsonNode stated, JsonNode position) {
        assertThat(position.get("lat").asDouble()).isEqualTo(stated.get("lat").asDouble());
        assertThat(position.get("lon").asDouble()).isEqualTo(stated.get("lon").asDouble());
        assertThat(position.get("time").asText()).isEqualTo(instant(stated.get("time")));
        assertThat(position.at("/status/acc").asBoolean())
                .isEqualTo(stated.get("accOn").asBoolean());
        assertThat(position.at("/status/located").asBoolean())
                .isEqualTo(stated.get("positioned").asBoolean());
        assertThat(position.get("alarms"))
                .hasSize(Long.bitCount(Long.decode(stated.get("alarm").asText())));
        if (stated.get("speedKmh").asDouble() <= 500) {
            assertThat(position.get("speedKmh").asDouble())
                    .isEqualTo(stated.get("speedKmh").asDouble());
        }
        if (stated.get("altitude").asDouble() <= 9_000) {
            assertThat(position.get("altitudeM").asDouble())
                    .isEqualTo(stated.get("altitude").asDouble());
        }
        assertThat(position.get("course").asDouble())
                .isEqualTo(stated.get("direction").asDouble());
    }

    /** Both in wire order; a key that comes again is {@code 0x00#offset} there and {@code 0x00#2} here. */
    private static void checkItems(JsonNode stated, JsonNode listed) {
        assertThat(listed).hasSize(stated.size());
        Iterator<Map.Entry<String, JsonNode>> ours = listed.fields();
        stated.fields().forEachRemaining(item -> {
            Map.Entry<String, JsonNode> expected =
                    ItemExpectations.of(item.getKey().substring(0, 4), item.getValue());
            Map.Entry<String, JsonNode> actual = ours.next();
            String key = actual.getKey();
            assertThat(key.contains("#") ? key.substring(0, key.indexOf('#')) : key)
                    .isEqualTo(expected.getKey());
            assertThat(actual.getValue()).as(key).isEqualTo(expected.getValue());
        });
    }

    private static void checkBatch(JsonNode body, JsonNode listed, Decoding decoding) {
        assertThat(listed.get("count")).isEqualTo(body.get("count"));
        assertThat(listed.get("batch").asText()).isEqualTo(body.get("type").asInt() == 0 ? "normal" : "backfill");
        JsonNode items = body.get("items");
        assertThat(listed.get("positions")).hasSize(items.size());
        Iterator<? extends DecodeResult> positions = decoding.events().stream()
                .map(event -> new DecodeResult.Decoded(List.of(event)))
                .iterator();
        Iterator<? extends DecodeResult> rejections = decoding.results.stream()
                .filter(DecodeResult.Rejected.class::isInstance)
                .iterator();
        for (int i = 0; i < items.size(); i++) {
            DecodeResult result = reasonAgainst(items.get(i)).isEmpty() ? positions.next() : rejections.next();
            checkLocation(items.get(i), listed.get("positions").get(i), List.of(result), 0);
        }
        assertThat(positions).isExhausted();
        assertThat(rejections).isExhausted();
        // An empty one; bytes after the last item would be an error.
        assertThat(body.path("trailing").asText()).isEmpty();
    }

    private static void checkRegistration(JsonNode body, JsonNode listed, Decoding decoding) {
        checkFields(
                body,
                listed,
                Map.of("maker", "manufacturer", "terminalId", "terminal"),
                Set.of("province", "city", "model"),
                Set.of("layout", "plate", "plateColor"));
        if (body.has("layout")) {
            assertThat(listed.get("version").asText())
                    .isEqualTo(body.get("layout").asText());
        }
        int colour = body.get("plateColor").asInt();
        String plate = body.get("plate").asText();
        assertThat(listed.get(colour == 0 ? "vin" : "plate").asText()).isEqualTo(plate);
        assertThat(listed.get("plateColour").asText())
                .isEqualTo(List.of("none", "blue", "yellow", "black", "white").get(colour));
        Map<String, String> facts = ((IdentityReport) decoding.events().get(0)).facts();
        assertThat(facts.getOrDefault("plate", "")).isEqualTo(plate);
        assertThat(facts.getOrDefault("manufacturer", ""))
                .isEqualTo(body.get("maker").asText());
    }

    private static void checkDriver(JsonNode body, JsonNode listed, Decoding decoding) {
        checkFields(body, listed, Map.of(), Set.of(), Set.of("state", "time"));
        String card = body.get("state").asInt() == 1 ? "in" : "out";
        assertThat(listed.get("card").asText()).isEqualTo(card);
        assertThat(listed.get("time").asText()).isEqualTo(instant(body.get("time")));
        IdentityReport report = (IdentityReport) decoding.events().get(0);
        assertThat(report.eventTimeMillis()).isEqualTo(millis(body.get("time")));
        assertThat(report.facts()).containsEntry("driverCard", card);
    }

    private static long millis(JsonNode time) {
        return LocalDateTime.parse(time.asText(), TIME)
                .toInstant(ZoneOffset.ofHours(8))
                .toEpochMilli();
    }

    static String instant(JsonNode time) {
        return LocalDateTime.parse(time.asText(), TIME)
                .toInstant(ZoneOffset.ofHours(8))
                .toString();
    }
}
