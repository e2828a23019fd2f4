package io.vigil.feeds.ais;

import static io.vigil.feeds.ais.SentenceEncoder.gatehouse;
import static io.vigil.feeds.ais.SentenceEncoder.ship;
import static io.vigil.feeds.ais.SentenceEncoder.tagBlock;
import static io.vigil.feeds.ais.SentenceEncoder.voyage;
import static io.vigil.feeds.ais.SentenceEncoder.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.model.MoverEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaFramingTest {
    private static final String SHIP = ship(412345678).sentence();
    private static final String TIME = "c:1505000000";
    private static final long TIME_MILLIS = 1_505_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c:1505000000 | 2017-09-09T23:33:20Z",
                "c:1505000000123 | 2017-09-09T23:33:20.123Z",
                "s:station7,c:1505000000,t:hello | 2017-09-09T23:33:20Z",
            })
    void takesTheTimeOfATagBlock(String fields, String expected) {
        assertThat(onlyTime(tagBlock(fields) + SHIP)).isEqualTo(Instant.parse(expected));
    }

    @Test
    void takesTheTimeOfAGatehouseLineForTheNextMessageOnly() {
        RecordingSink sink = RecordingSink.nmea(gatehouse("2013,11,12,12,0,5,73"), SHIP, SHIP);

        assertThat(sink.events)
                .extracting(MoverEvent::eventTimeMillis)
                .containsExactly(Instant.parse("2013-11-12T12:00:05.073Z").toEpochMilli());
        assertThat(sink.rejections).containsExactly("3 no-time");
    }

    @Test
    void keepsTheTimeOfAGatehouseLineOverATagBlockLineWithoutOne() {
        RecordingSink sink = RecordingSink.nmea(gatehouse("2013,11,12,12,0,5,73"), tagBlock("si:AISD"), SHIP);

        assertThat(sink.events)
                .extracting(MoverEvent::eventTimeMillis)
                .containsExactly(Instant.parse("2013-11-12T12:00:05.073Z").toEpochMilli());
    }

    @Test
    void takesTheTimeOfATagBlockOnItsOwnLine() {
        assertThat(RecordingSink.nmea(tagBlock(TIME), SHIP).events)
                .extracting(MoverEvent::eventTimeMillis)
                .containsExactly(TIME_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-09-09T23:33:20Z ",
                "2017-09-09 23:33:20,",
                "[2017-09-09T23:33:20.000Z] ",
                "1505000000 ",
                "1505000000000\t",
                "\"2017-09-09T23:33:20Z\";"
            })
    void takesTheTimeBeforeTheSentence(String prefix) {
        assertThat(onlyTime(prefix + SHIP)).isEqualTo(Instant.ofEpochMilli(TIME_MILLIS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",1505000000", ",raishub,1505000000", ",d-127,S0024,T00.66,r003669946,1505000000,1504999951"})
    void takesTheTimeBehindTheChecksum(String suffix) {
        assertThat(onlyTime(SHIP + suffix)).isEqualTo(Instant.ofEpochMilli(TIME_MILLIS));
    }

    @Test
    void prefersTheTagBlockToAllOtherTimes() {
        RecordingSink sink = RecordingSink.nmea(
                gatehouse("2013,11,12,12,0,5,73"), "1400000000 " + tagBlock(TIME) + SHIP + ",1300000000");

        assertThat(sink.events).extracting(MoverEvent::eventTimeMillis).containsExactly(TIME_MILLIS);
    }

    @Test
    void countsLinesWithoutTimeUnlessToldStartAndInterval() {
        FeedOptions options = new FeedOptions(Map.of(), TIME_MILLIS, 2000, "Z");

        assertThat(RecordingSink.nmea(SHIP, SHIP).rejections).containsExactly("1 no-time", "2 no-time");
        assertThat(RecordingSink.nmea(options, SHIP, "", "# remark", SHIP, SHIP).events)
                .extracting(MoverEvent::eventTimeMillis)
                .containsExactly(TIME_MILLIS, TIME_MILLIS + 2000, TIME_MILLIS + 4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIVDM", "AIVDO", "BSVDM", "ABVDM", "SAVDM", "ANVDM", "ZZVDO"})
    void takesAnyTalker(String address) {
        String body = address + ",1,1,,A," + ship(412345678).payload() + ",0";

        assertThat(RecordingSink.nmea(tagBlock(TIME) + withChecksum(body)).events)
                .hasSize(1);
    }

    @Test
    void namesWhatIsWrongWithALine() {
        String payload = ship(412345678).payload();
        RecordingSink sink = RecordingSink.nmea(
                SHIP.substring(0, SHIP.length() - 3),
                SHIP.substring(0, SHIP.length() - 2) + "00",
                SHIP.substring(0, SHIP.length() - 1),
                SHIP.substring(1),
                withChecksum("AIVDM,1,1,,A," + payload),
                withChecksum("AIVDM,1,1,,A," + payload + ",6"),
                withChecksum("AIVDM,1,2,,A," + payload + ",0"),
                withChecksum("AIVDM,0,0,,A," + payload + ",0"),
                withChecksum("AIVDM,1,1,,A,,0"),
                withChecksum("AIVDM,1,1,,A," + payload.replace('6', 'x') + ",0"),
                withChecksum("AIVDM,1,1,,A," + "0".repeat(257) + ",0"),
                "\\" + TIME + "*00\\" + SHIP,
                "\\" + TIME + "\\" + SHIP,
                "\\" + TIME + SHIP,
                "1".repeat(1025),
                gatehouse("2013,13,12,12,0,5,73"));

        assertThat(payload).contains("6");
        assertThat(sink.events).isEmpty();
        assertThat(sink.rejections)
                .containsExactly(
                        "1 no-checksum",
                        "2 bad-checksum",
                        "3 bad-checksum",
                        "4 not-a-sentence",
                        "5 bad-fields",
                        "6 bad-fields",
                        "7 bad-fields",
                        "8 bad-fields",
                        "9 empty-payload",
                        "10 bad-payload",
                        "11 overlong",
                        "12 bad-tag-checksum",
                        "13 no-tag-checksum",
                        "14 bad-tag-block",
                        "15 line-too-long",
                        "16 bad-time");
    }

    @Test
    void skipsSoundSentencesOfOtherKinds() {
        RecordingSink sink = RecordingSink.nmea("$PSTT,203,001,V,BSC: Connection lost HS BSC*46", "$GPGGA,,,*00");

        assertThat(sink.skips).containsExactly("1 other sentence");
        assertThat(sink.rejections).containsExactly("2 bad-checksum");
    }

    @Test
    void takesLinesThatEndInCarriageReturns() {
        assertThat(RecordingSink.nmea(tagBlock(TIME) + SHIP + "\r", "\r", "").events)
                .hasSize(1);
    }

    @Test
    void keepsTheOrderOfSequenceNumbersApartFromOtherMessages() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String[] two = voyage(412000002, "TWO", 30).sentences("AI", 2, "2", "A");
        String[] three = voyage(412000003, "THREE", 30).sentences("AI", 2, "1", "B");
        String[] four = voyage(412000004, "FOUR", 30).sentences("BS", 2, "1", "A");
        String time = tagBlock(TIME);

        RecordingSink sink = RecordingSink.nmea(
                time + one[0],
                time + two[0],
                time + three[0],
                time + four[0],
                SHIP + ",1505000000",
                time + four[1],
                time + three[1],
                time + two[1],
                time + one[1]);

        assertThat(sink.identities())
                .extracting(report -> report.facts().get("name"))
                .containsExactly("FOUR", "THREE", "TWO", "ONE");
        assertThat(sink.rejections).isEmpty();
    }

    @Test
    void assemblesSentencesInAnyOrderAndTakesTheFirstTimeGiven() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 3, "1", "A");

        RecordingSink sink =
                RecordingSink.nmea(parts[2], tagBlock(TIME) + parts[0], tagBlock("c:1505000001") + parts[1]);

        assertThat(sink.events).extracting(MoverEvent::eventTimeMillis).containsExactly(TIME_MILLIS);
    }

    @Test
    void keepsStationsThatUseTheSameSequenceNumberApart() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String[] two = voyage(412000002, "TWO", 30).sentences("AI", 2, "1", "A");

        RecordingSink sink = RecordingSink.nmea(
                tagBlock("s:east,c:1505000000") + one[0],
                tagBlock("s:west,c:1505000000") + two[0],
                tagBlock("s:east,c:1505000000") + one[1],
                tagBlock("s:west,c:1505000000") + two[1]);

        assertThat(sink.identities())
                .extracting(report -> report.facts().get("name"))
                .containsExactly("ONE", "TWO");
    }

    @Test
    void tiesSentencesByTheGroupOfTheirTagBlocks() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String[] two = voyage(412000002, "TWO", 30).sentences("AI", 2, "1", "A");

        RecordingSink sink = RecordingSink.nmea(
                tagBlock("g:1-2-77,s:east,c:1505000000") + one[0],
                tagBlock("g:1-2-78,s:east,c:1505000000") + two[0],
                tagBlock("g:2-2-77") + one[1],
                tagBlock("g:2-2-78") + two[1]);

        assertThat(sink.identities())
                .extracting(report -> report.facts().get("name"))
                .containsExactly("ONE", "TWO");
    }

    @Test
    void givesASentenceThatNamesNoStationToTheMessageThatLacksIt() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");

        RecordingSink tagged = RecordingSink.nmea(
                tagBlock("s:east,c:1505000000") + one[0], tagBlock("s:west,c:1505000000") + SHIP, one[1]);
        RecordingSink gatehouse = RecordingSink.nmea(
                gatehouse("2013,11,12,12,0,5,73"), one[0], gatehouse("2013,11,12,12,0,5,90"), SHIP, one[1]);

        assertThat(tagged.identities()).hasSize(1);
        assertThat(gatehouse.identities()).hasSize(1);
    }

    @Test
    void doesNotMixStationsThatAreNamed() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");

        RecordingSink sink =
                RecordingSink.nmea(tagBlock("s:east,c:1505000000") + one[0], tagBlock("s:west,c:1505000000") + one[1]);

        assertThat(sink.rejections).containsExactly("1 incomplete-message", "2 incomplete-message");
    }

    @Test
    void takesASentenceHeardTwiceOnce() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String time = tagBlock(TIME);

        RecordingSink sink = RecordingSink.nmea(time + parts[0], time + parts[0], time + parts[1]);

        assertThat(sink.events).hasSize(1);
        assertThat(sink.skips).containsExactly("2 repeated sentence");
    }

    @Test
    void rejectsAMessageWhoseSequenceNumberIsUsedAgain() {
        String[] one = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String[] two = voyage(412000002, "TWO", 30).sentences("AI", 2, "1", "A");
        String time = tagBlock(TIME);

        RecordingSink sink = RecordingSink.nmea(time + one[0], time + two[0], time + two[1]);

        assertThat(sink.rejections).containsExactly("1 incomplete-message");
        assertThat(sink.identities())
                .extracting(report -> report.facts().get("name"))
                .containsExactly("TWO");
    }

    @Test
    void rejectsWhatIsUnfinishedAtTheEnd() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");

        assertThat(RecordingSink.nmea(tagBlock(TIME) + parts[1]).rejections).containsExactly("1 incomplete-message");
    }

    @Test
    void givesUpMessagesThatWaitForMoreThanAMinute() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");

        RecordingSink justInTime =
                RecordingSink.nmea(tagBlock("c:1505000000") + parts[0], tagBlock("c:1505000060") + parts[1]);
        RecordingSink late =
                RecordingSink.nmea(tagBlock("c:1505000000") + parts[0], tagBlock("c:1505000061") + parts[1]);

        assertThat(justInTime.events).hasSize(1);
        assertThat(late.rejections).containsExactly("1 incomplete-message", "2 incomplete-message");
    }

    @Test
    void keepsABoundedNumberOfUnfinishedMessages() {
        String[] lines = new String[MessageAssembler.MAX_PENDING + 10];
        for (int i = 0; i < lines.length; i++) {
            String part = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A")[0];
            lines[i] = tagBlock("s:station" + i + "," + TIME) + part;
        }
        RecordingSink sink = new RecordingSink();
        var reader = new AisNmeaFormat().open(FeedOptions.NONE, "test", sink);
        for (int i = 0; i < lines.length; i++) {
            reader.line(i + 1, lines[i].getBytes(StandardCharsets.UTF_8), lines[i].length());
        }

        assertThat(sink.rejections).hasSize(10).allMatch(rejection -> rejection.endsWith(" incomplete-message"));
        reader.end();
        assertThat(sink.rejections).hasSize(lines.length);
    }

    @Test
    void givesUpMessagesAfterManyLinesWhereNoTimeIsKnown() {
        String part = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A")[0];
        RecordingSink sink = new RecordingSink();
        var reader = new AisNmeaFormat().open(FeedOptions.NONE, "test", sink);
        reader.line(1, part.getBytes(StandardCharsets.UTF_8), part.length());
        byte[] ship = SHIP.getBytes(StandardCharsets.UTF_8);
        reader.line(1 + MessageAssembler.MAX_AGE_LINES, ship, ship.length);
        assertThat(sink.reasons).doesNotContainKey("incomplete-message");

        reader.line(2 + MessageAssembler.MAX_AGE_LINES, ship, ship.length);

        assertThat(sink.reasons).containsEntry("incomplete-message", 1);
    }

    private static Instant onlyTime(String line) {
        RecordingSink sink = RecordingSink.nmea(line);
        assertThat(sink.rejections).isEmpty();
        assertThat(sink.events).hasSize(1);
        return Instant.ofEpochMilli(sink.events.get(0).eventTimeMillis());
    }
}
