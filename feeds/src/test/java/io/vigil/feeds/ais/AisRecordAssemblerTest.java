package io.vigil.feeds.ais;

import static io.vigil.feeds.ais.SentenceEncoder.gatehouse;
import static io.vigil.feeds.ais.SentenceEncoder.ship;
import static io.vigil.feeds.ais.SentenceEncoder.tagBlock;
import static io.vigil.feeds.ais.SentenceEncoder.voyage;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.DecodeResult.Decoded;
import io.vigil.feeds.DecodeResult.Incomplete;
import io.vigil.model.MoverId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AisRecordAssemblerTest implements AisRecordAssembler.RecordSink {
    private static final long NOW = 1_505_000_000_000L;

    private final List<MoverId> senders = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();
    private final AisRecordAssembler assembler = new AisRecordAssembler(this);

    @Test
    void makesOneRecordOfTheSentencesOfAMessageThoughOthersAreBetweenThem() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String ship = ship(412345678).sentence();

        feed(parts[0], ship, parts[1]);

        assertThat(senders).containsExactly(MoverId.ofMmsi(412345678), MoverId.ofMmsi(412000001));
        assertThat(records).containsExactly(ship, parts[0] + "\n" + parts[1]);
    }

    @Test
    void keepsTheLinesThatSayWhenAndWhereWithTheSentenceTheySpeakOf() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String time = gatehouse("2013,11,12,12,0,5,73");
        String place = tagBlock("s:east");
        String ship = ship(412345678).sentence();

        feed(place, time, ship, time, parts[0], parts[1], ship);

        assertThat(records)
                .containsExactly(place + "\n" + time + "\n" + ship, time + "\n" + parts[0] + "\n" + parts[1], ship);
    }

    @Test
    void makesRecordsThatDecodeAlone() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 3, "1", "A");
        feed(gatehouse("2013,11,12,12,0,5,73"), parts[0], parts[2], parts[1]);
        List<DecodeResult> results = new ArrayList<>();

        byte[] record = records.get(0).getBytes(StandardCharsets.ISO_8859_1);
        new AisNmeaDecoder().decode(record, NOW, "ais", results::add);

        assertThat(results).hasSize(3).startsWith(new Incomplete(), new Incomplete());
        assertThat(results.get(2)).isInstanceOfSatisfying(Decoded.class, decoded -> assertThat(
                        decoded.events().get(0).eventTimeMillis())
                .isEqualTo(1_384_257_605_073L));
    }

    @Test
    void handsBackWhatCanNeverBecomeAMessageWithTheReason() {
        String[] parts = voyage(412000001, "ONE", 30).sentences("AI", 2, "1", "A");
        String broken = ship(412345678).sentence().replace(",A,", ",B,");
        String tooShort = ship(412345678).cutTo(100).sentence();

        feed(parts[0], broken, tooShort);
        assembler.end();

        assertThat(records).isEmpty();
        assertThat(rejections)
                .containsExactly("bad-checksum " + broken, "truncated " + tooShort, "incomplete-message " + parts[0]);
    }

    private void feed(String... lines) {
        for (String line : lines) {
            byte[] bytes = (line + "junk").getBytes(StandardCharsets.ISO_8859_1);
            assembler.line(bytes, line.length(), NOW);
        }
    }

    @Override
    public void record(MoverId sender, byte[] sentences) {
        senders.add(sender);
        records.add(new String(sentences, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void rejected(byte[] lines, String reason, String detail) {
        rejections.add(reason + " " + new String(lines, StandardCharsets.ISO_8859_1));
    }
}
