package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile input: nothing throws, every line ends as a result, and nothing grows with the input. */
class AisFuzzTest {
    private static final long SEED = 20260912;
    private static final int ROUNDS = 20_000;

    private long results;

    @Test
    void neverThrowsOnRandomBytes() {
        Random random = new Random(SEED);
        AisNmeaDecoder decoder = new AisNmeaDecoder();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            decoder.decode(bytes, PositionReport.NO_TIME, "ais", result -> results++);
        }

        assertThat(results).as("seed %d", SEED).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void neverThrowsOnRandomContentUnderAGoodChecksum() {
        Random random = new Random(SEED);
        AisNmeaDecoder decoder = new AisNmeaDecoder();
        for (int round = 0; round < ROUNDS; round++) {
            SentenceEncoder encoder = new SentenceEncoder().number(random.nextInt(30), 6);
            int bits = new int[] {20, 96, 160, 168, 312, 424, 500}[random.nextInt(7)];
            while (encoder.bitCount() < bits) {
                encoder.number(random.nextInt(), 2);
            }
            decoder.decode(ascii(encoder.sentence()), random.nextLong(), "ais", result -> results++);
        }

        assertThat(results).isEqualTo(ROUNDS);
    }

    @Test
    void neverThrowsOnDamagedSentences() {
        Random random = new Random(SEED);
        String[] parts = SentenceEncoder.voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String[] sound = {
            SentenceEncoder.tagBlock("g:1-2-7,s:east,c:1505000000") + parts[0],
            SentenceEncoder.tagBlock("g:2-2-7") + parts[1],
            SentenceEncoder.gatehouse("2013,11,12,12,0,5,73"),
            "2017-09-09T23:33:20Z " + SentenceEncoder.ship(412345678).sentence() + ",1505000000",
        };
        AisRecordAssembler assembler = new AisRecordAssembler(new CountingSink());
        AisNmeaDecoder decoder = new AisNmeaDecoder();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] line = ascii(sound[random.nextInt(sound.length)]);
            for (int damage = random.nextInt(4); damage > 0; damage--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(line.length + 1) : line.length;
            assembler.line(line, length, round);
            decoder.decode(line, round, "ais", result -> results++);
        }
        assembler.end();

        assertThat(results).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void keepsFewUnfinishedMessagesHoweverManyCome() {
        NmeaSentence sentence = new NmeaSentence(new TimeText("Z", false));
        int[] lost = {0};
        MessageAssembler assembler = new MessageAssembler(message -> lost[0]++);
        for (int i = 0; i < 5_000; i++) {
            byte[] line = ascii(SentenceEncoder.tagBlock("s:station" + i)
                    + SentenceEncoder.withChecksum("AIVDM,9,5,1,A," + "0".repeat(256) + ",0"));
            assertThat(sentence.parse(line, 0, line.length)).isEqualTo(NmeaSentence.Kind.AIS);
            String source = "station" + i;
            assembler.take(line, sentence, source, true, new Heard(i, PositionReport.NO_TIME, false));
        }

        assertThat(assembler.size()).isEqualTo(MessageAssembler.MAX_PENDING);
        assertThat(lost[0]).isEqualTo(5_000 - MessageAssembler.MAX_PENDING);
    }

    @Test
    void listsAnEndlessLineAsOneErrorAndGoesOn() throws IOException {
        byte[] endless = "x".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(endless);
        input.write('\n');
        input.writeBytes(ascii(SentenceEncoder.ship(412345678).sentence()));
        ByteArrayOutputStream listed = new ByteArrayOutputStream();

        long errors = AisDecodeListing.write(new ByteArrayInputStream(input.toByteArray()), new PrintStream(listed));

        assertThat(errors).isEqualTo(1);
        assertThat(listed.toString(StandardCharsets.UTF_8))
                .startsWith("{\"error\":{\"line\":1,\"reason\":\"line-too-long\"")
                .contains("\n{\"type\":1,\"mmsi\":\"412345678\"");
    }

    @Test
    void listsRandomBytesAsErrorsAndStopsWhenNobodyReads() throws IOException {
        byte[] noise = new byte[2_000_000];
        new Random(SEED).nextBytes(noise);

        long errors = AisDecodeListing.write(
                new ByteArrayInputStream(noise), new PrintStream(OutputStream.nullOutputStream()));
        long whenClosed = AisDecodeListing.write(new ByteArrayInputStream(noise), new PrintStream(new Closed()));

        assertThat(errors).isGreaterThan(5_000);
        assertThat(whenClosed).isPositive().isLessThan(errors);
    }

    @Test
    void neverThrowsOnDamagedTables() {
        Random random = new Random(SEED);
        RecordingSink sink = new RecordingSink();
        var reader = new AisCsvFormat().open(FeedOptions.NONE, "test", sink);
        byte[] header = ascii("mmsi,time,lat,lon,sog,cog,heading,status,name,imo,shiptype,length");
        reader.line(1, header, header.length);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] line = ascii("412000001,2023-01-11T00:00:03,31.5,121.25,8.8,272.7,270,0,\"A, B\",IMO1,70,20.5");
            for (int damage = random.nextInt(6); damage > 0; damage--) {
                line[random.nextInt(line.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "0123456789.,-+\"eE:T ".charAt(random.nextInt(20));
            }
            reader.line(round + 2, line, random.nextInt(8) == 0 ? random.nextInt(line.length) : line.length);
        }

        assertThat(sink.positions()).isNotEmpty();
        assertThat(sink.reasons.keySet())
                .contains("bad-mmsi", "bad-time", "bad-number", "bad-quotes", "position-impossible");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("closed");
        }
    }

    private final class CountingSink implements AisRecordAssembler.RecordSink {
        @Override
        public void record(MoverId sender, byte[] sentences) {
            results++;
        }

        @Override
        public void rejected(byte[] lines, String reason, String detail) {
            results++;
        }
    }
}
