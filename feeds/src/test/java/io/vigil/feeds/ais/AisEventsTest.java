package io.vigil.feeds.ais;

import static io.vigil.feeds.ais.SentenceEncoder.classA;
import static io.vigil.feeds.ais.SentenceEncoder.classB;
import static io.vigil.feeds.ais.SentenceEncoder.degrees;
import static io.vigil.feeds.ais.SentenceEncoder.message;
import static io.vigil.feeds.ais.SentenceEncoder.voyage;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.DecodeResult.Decoded;
import io.vigil.feeds.DecodeResult.Rejected;
import io.vigil.feeds.DecodeResult.Skipped;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AisEventsTest {
    private static final long NOW = 1_505_000_000_000L;
    private static final int MMSI = 412345678;
    private static final MoverId MOVER = MoverId.ofMmsi(MMSI);
    private static final long LON = degrees(121.5);
    private static final long LAT = degrees(31.25);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsAClassAPosition(int type) {
        assertThat(decode(classA(type, MMSI, 7, 0, 123, LON, LAT, 2240, 215)))
                .isEqualTo(decoded(PositionReport.at(MOVER, NOW, 31.25, 121.5)
                        .receivedTimeMillis(NOW)
                        .speedMps(Units.knotsToMps(12.3))
                        .courseDegrees(224)
                        .headingDegrees(215)
                        .navStatus(7)
                        .source("ais")
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 59, 60, 61, 62, 63})
    void theUtcSecondIsNoClock(int second) {
        assertThat(decode(classA(1, MMSI, 7, 0, 123, LON, LAT, 2240, 215, second)))
                .isEqualTo(decode(classA(1, MMSI, 7, 0, 123, LON, LAT, 2240, 215)));
    }

    @Test
    void readsAClassBPosition() {
        SentenceEncoder sent = classB(18, MMSI, 1022, -LON, -LAT, 3599, 0).number(0, 29);

        assertThat(sent.bitCount()).isEqualTo(168);
        assertThat(decode(sent))
                .isEqualTo(decoded(PositionReport.at(MOVER, NOW, -31.25, -121.5)
                        .receivedTimeMillis(NOW)
                        .speedMps(Units.knotsToMps(102.2))
                        .courseDegrees(359.9)
                        .headingDegrees(0)
                        .source("ais")
                        .build()));
    }

    @Test
    void readsALongRangePositionWithItsCoarseUnits() {
        SentenceEncoder sent = message(27, MMSI)
                .number(0, 2)
                .number(5, 4)
                .number(-72900, 18)
                .number(18750, 17)
                .number(62, 6)
                .number(359, 9)
                .number(0, 2);

        assertThat(sent.bitCount()).isEqualTo(96);
        assertThat(decode(sent))
                .isEqualTo(decoded(PositionReport.at(MOVER, NOW, 31.25, -121.5)
                        .receivedTimeMillis(NOW)
                        .speedMps(Units.knotsToMps(62))
                        .courseDegrees(359)
                        .navStatus(5)
                        .source("ais")
                        .build()));
    }

    @Test
    void statusFifteenOfABeaconOfDistressSaysThatItIsUnderTest() {
        for (long beacon : new long[] {970123456, 972123456, 974123456}) {
            PositionReport report = (PositionReport)
                    events(classA(1, beacon, 15, 0, 0, LON, LAT, 0, 0)).get(0);
            assertThat(report.navStatus()).isEqualTo(15);
        }
        PositionReport ship = (PositionReport)
                events(classA(1, MMSI, 15, 0, 0, LON, LAT, 0, 0)).get(0);
        assertThat(ship.navStatus()).isEqualTo(PositionReport.NO_NAV_STATUS);
    }

    @Test
    void turnsSentinelsAndImpossibleMotionIntoAbsent() {
        PositionReport nothing = PositionReport.at(MOVER, NOW, 31.25, 121.5)
                .receivedTimeMillis(NOW)
                .source("ais")
                .build();

        assertThat(decode(classA(1, MMSI, 15, -128, 1023, LON, LAT, 3600, 511))).isEqualTo(decoded(nothing));
        assertThat(decode(classA(1, MMSI, 15, -128, 1023, LON, LAT, 3601, 360))).isEqualTo(decoded(nothing));
        assertThat(decode(classA(1, MMSI, 15, -128, 1023, LON, LAT, 4095, 510))).isEqualTo(decoded(nothing));
    }

    @Test
    void turnsSentinelsOfTheLongRangeMessageIntoAbsent() {
        SentenceEncoder sent = message(27, MMSI)
                .number(0, 2)
                .number(15, 4)
                .number(72900, 18)
                .number(18750, 17)
                .number(63, 6)
                .number(511, 9)
                .number(0, 2);

        assertThat(decode(sent))
                .isEqualTo(decoded(PositionReport.at(MOVER, NOW, 31.25, 121.5)
                        .receivedTimeMillis(NOW)
                        .source("ais")
                        .build()));
    }

    @ParameterizedTest
    @CsvSource({
        "180, 90, ''",
        "-180, -90, ''",
        "181, 91, position-unavailable",
        "181, 31, position-unavailable",
        "121, 91, position-unavailable",
        "180.00001, 31, position-impossible",
        "-180.00001, 31, position-impossible",
        "-181, 31, position-impossible",
        "121, 90.00001, position-impossible",
        "121, -91, position-impossible",
        "190, 91, position-impossible",
        "181, 95, position-impossible",
    })
    void rejectsPositionsThatAreMissingOrImpossible(double lon, double lat, String reason) {
        DecodeResult result = decode(classA(1, MMSI, 0, 0, 0, degrees(lon), degrees(lat), 0, 0));

        if (reason.isEmpty()) {
            assertThat(result).isInstanceOf(Decoded.class);
        } else {
            assertThat(result).isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.reason())
                    .isEqualTo(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "999999999, true", "0, false", "1000000000, false", "1073741823, false"})
    void rejectsSendersThatCannotBe(long mmsi, boolean possible) {
        DecodeResult result = decode(classA(1, mmsi, 0, 0, 0, LON, LAT, 0, 0));

        if (possible) {
            assertThat(result).isInstanceOf(Decoded.class);
        } else {
            assertThat(result).isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.reason())
                    .isEqualTo("bad-mmsi"));
        }
    }

    @Test
    void writesMmsisWithNineDigits() {
        assertThat(events(classA(1, 1234, 0, 0, 0, LON, LAT, 0, 0)))
                .singleElement()
                .satisfies(event -> assertThat(event.mover().text()).isEqualTo("vessel:000001234"));
    }

    @Test
    void readsWhatAShipSaysOfItself() {
        assertThat(decode(voyage(MMSI, "ZHE DING YU 11", 30)))
                .isEqualTo(new Decoded(List.of(IdentityReport.of(
                        MOVER,
                        NOW,
                        NOW,
                        Map.of(
                                "name", "ZHE DING YU 11",
                                "callSign", "BABC1",
                                "imo", "9134270",
                                "shipType", "30",
                                "class", "fishing",
                                "lengthM", "120",
                                "beamM", "18",
                                "draughtM", "6.4",
                                "destination", "ZHOUSHAN")))));
    }

    @Test
    void readsBothPartsOfAStaticDataReport() {
        assertThat(facts(message(24, MMSI).number(0, 2).text("YU 1", 20))).isEqualTo(Map.of("name", "YU 1"));
        assertThat(facts(partB(MMSI)))
                .isEqualTo(Map.of("callSign", "BAB2", "shipType", "52", "class", "tug", "lengthM", "15", "beamM", "5"));
        assertThat(facts(partB(984123456)))
                .as("an auxiliary craft sends its mother ship in place of its size")
                .isEqualTo(Map.of("callSign", "BAB2", "shipType", "52", "class", "tug"));
    }

    @Test
    void readsIdentityAndPositionOfAnExtendedReport() {
        SentenceEncoder sent = extended(LON, LAT);

        assertThat(sent.bitCount()).isEqualTo(312);
        assertThat(events(sent)).hasSize(2);
        assertThat(events(sent).get(0)).isInstanceOfSatisfying(IdentityReport.class, report -> assertThat(
                        report.facts())
                .isEqualTo(Map.of(
                        "name", "YU 19", "shipType", "60", "class", "passenger", "lengthM", "26", "beamM", "8")));
        assertThat(events(sent).get(1))
                .isInstanceOfSatisfying(PositionReport.class, report -> assertThat(report.latitude())
                        .isEqualTo(31.25));
    }

    @Test
    void keepsTheIdentityOfAnExtendedReportWithoutAPosition() {
        assertThat(events(extended(degrees(181), degrees(91)))).hasSize(1).hasOnlyElementsOfType(IdentityReport.class);
        assertThat(decode(extended(degrees(190), LAT)))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo("position-impossible"));
    }

    @Test
    void skipsStaticDataThatSaysNothing() {
        SentenceEncoder empty = message(5, MMSI).number(0, 386);

        assertThat(decode(empty)).isEqualTo(new Skipped("5 static and voyage data, nothing filled in"));
    }

    @Test
    void skipsWhatIsNoVesselAndWhatNoRuleNeeds() {
        for (int type = 1; type <= 27; type++) {
            int bits = type == 5 ? 424 : type == 19 ? 312 : type == 21 ? 272 : type == 27 ? 96 : 168;
            DecodeResult result = decode(message(type, MMSI).number(0, bits - 38));

            boolean used = List.of(1, 2, 3, 5, 18, 19, 24, 27).contains(type);
            if (!used) {
                assertThat(result).isInstanceOf(Skipped.class);
                assertThat(number((Skipped) result)).isEqualTo(type);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 28, 33, 63})
    void rejectsTypesTheStandardDoesNotHave(int type) {
        assertThat(decode(message(type, MMSI).number(0, 130)))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo("unknown-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 168, 173", "2, 168, 173", "3, 168, 173", "4, 168, 173", "5, 422, 431", "9, 168, 173",
        "11, 168, 173", "18, 168, 173", "19, 312, 317", "21, 272, 368", "24, 160, 173", "27, 96, 173"
    })
    void rejectsMessagesOfTheWrongLength(int type, int shortest, int longest) {
        assertThat(reason(type, shortest - 1)).isEqualTo("truncated");
        assertThat(reason(type, shortest)).isNotIn("truncated", "overlong");
        assertThat(reason(type, longest)).isNotIn("truncated", "overlong");
        assertThat(reason(type, longest + 1)).isEqualTo("overlong");
    }

    @Test
    void rejectsMessagesTooShortToNameTheirSender() {
        assertThat(decode(message(8, MMSI))).isInstanceOf(Skipped.class);
        assertThat(decode(message(8, MMSI).cutTo(37)))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo("truncated"));
    }

    @Test
    void rejectsAPartOfAStaticDataReportThatTheStandardDoesNotHave() {
        assertThat(decode(message(24, MMSI).number(2, 2).number(0, 128)))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo("unknown-part"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, other",
        "29, other",
        "30, fishing",
        "31, tug",
        "32, tug",
        "33, other",
        "36, other",
        "49, other",
        "50, pilot",
        "51, other",
        "52, tug",
        "53, other",
        "55, enforcement",
        "59, other",
        "60, passenger",
        "69, passenger",
        "70, cargo",
        "79, cargo",
        "80, tanker",
        "89, tanker",
        "90, other",
        "99, other",
        "107, other",
        "255, other"
    })
    void mapsTheTypeOfShipToItsClass(int shipType, String moverClass) {
        assertThat(facts(voyage(MMSI, "X", shipType))).containsEntry("class", moverClass);
    }

    @Test
    void rejectsAReportThatHasNoTimeAtAll() {
        List<DecodeResult> results = new ArrayList<>();
        byte[] sentence = SentenceEncoder.ship(MMSI).sentence().getBytes(StandardCharsets.US_ASCII);
        new AisNmeaDecoder().decode(sentence, PositionReport.NO_TIME, "ais", results::add);

        assertThat(results).singleElement().isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.reason())
                .isEqualTo("no-time"));
    }

    private static int number(Skipped skipped) {
        return Integer.parseInt(skipped.what().substring(0, skipped.what().indexOf(' ')));
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

    private static SentenceEncoder extended(long lon, long lat) {
        return classB(19, MMSI, 87, lon, lat, 3359, 511)
                .number(0, 4)
                .text("YU 19", 20)
                .number(60, 8)
                .size(5, 21, 4, 4)
                .number(1, 4)
                .number(0, 7);
    }

    private static String reason(int type, int bits) {
        DecodeResult result = decode(message(type, MMSI).number(0, bits - 38));
        return result instanceof Rejected rejected ? rejected.reason() : "";
    }

    private static Map<String, String> facts(SentenceEncoder sent) {
        assertThat(events(sent)).singleElement().isInstanceOf(IdentityReport.class);
        return ((IdentityReport) events(sent).get(0)).facts();
    }

    private static List<MoverEvent> events(SentenceEncoder sent) {
        assertThat(decode(sent)).isInstanceOf(Decoded.class);
        return ((Decoded) decode(sent)).events();
    }

    private static Decoded decoded(PositionReport report) {
        return new Decoded(List.of(report));
    }

    private static DecodeResult decode(SentenceEncoder sent) {
        List<DecodeResult> results = new ArrayList<>();
        byte[] sentence = sent.sentence().getBytes(StandardCharsets.US_ASCII);
        new AisNmeaDecoder().decode(sentence, NOW, "ais", results::add);
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
