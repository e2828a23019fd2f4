package io.vigil.feeds.jt808;

import static io.vigil.model.PositionReport.NO_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.DecodeResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubPackagesTest {
    private static final String PHONE = "013812345678";
    private static final int SERIAL = 65_534;

    /** A batch of nine locations, far too long for the tests' parts. */
    private static final byte[] BATCH = batch(9);

    @Test
    void joinsPartsThatComeInOrderAndAcrossTheWrapOfTheSerial() {
        Decoding decoding = new Decoding();

        decoding.feed(part(1, 3)).feed(part(2, 3)).feed(part(3, 3));

        assertThat(decoding.incomplete()).isEqualTo(2);
        assertThat(decoding.events()).hasSize(9);
        assertThat(decoding.reasons()).isEmpty();
    }

    @Test
    void joinsPartsThatComeOutOfOrderAndInOneRecord() {
        Decoding decoding = Decoding.of(
                new Wire().raw(part(3, 3)).raw(part(1, 3)).raw(part(2, 3)).bytes());

        assertThat(decoding.events()).hasSize(9);
    }

    @Test
    void ignoresAPartThatComesAgainBeforeAndAfterTheMessageIsWhole() {
        Decoding decoding = new Decoding();

        decoding.feed(part(1, 3)).feed(part(1, 3)).feed(part(2, 3)).feed(part(3, 3));
        decoding.feed(part(2, 3)).end();

        assertThat(decoding.events()).hasSize(9);
        assertThat(decoding.incomplete()).isEqualTo(3);
        assertThat(decoding.skipped()).containsExactly("0x0704 part sent again");
        assertThat(decoding.reasons()).isEmpty();
    }

    @Test
    void rejectsAMessageWhosePartNeverCame() {
        Decoding decoding = new Decoding();

        decoding.feed(part(1, 3)).feed(part(3, 3)).end();

        assertThat(decoding.events()).isEmpty();
        assertThat(decoding.results)
                .last()
                .isEqualTo(new DecodeResult.Rejected(
                        "subpackage-lost",
                        "0x0704 of 013812345678 from serial 65534: 2 of 3 parts, the input is at its end"));
    }

    @Test
    void waitsTenMinutesForThePartsOfAMessageAndNotLonger() {
        long start = Decoding.RECEIVED_MILLIS;
        byte[] heartbeat = Wire.frame2013(0x0002, PHONE, 9, new byte[0]);

        Decoding intime = new Decoding().feed(part(1, 3), start).feed(heartbeat, start + SubPackages.MAX_AGE_MILLIS);
        Decoding late = new Decoding().feed(part(1, 3), start).feed(heartbeat, start + SubPackages.MAX_AGE_MILLIS + 1);

        assertThat(intime.reasons()).isEmpty();
        assertThat(late.reasons()).containsExactly("subpackage-lost");
    }

    @Test
    void keepsTerminalsAndMessagesApart() {
        Decoding decoding = new Decoding();

        decoding.feed(part(1, 3)).feed(Wire.part2013(0x0704, "013812345679", SERIAL + 1 & 0xFFFF, 3, 2, slice(2, 3)));
        decoding.feed(Wire.part2013(0x0200, PHONE, SERIAL + 2 & 0xFFFF, 3, 3, slice(3, 3)));

        assertThat(decoding.incomplete()).isEqualTo(3);
        assertThat(decoding.events()).isEmpty();
    }

    @Test
    void startsAnewWhenARestartedTerminalUsesTheSameSerialForAnotherMessage() {
        Decoding decoding = new Decoding();
        byte[] other = Wire.part2013(0x0704, PHONE, SERIAL, 2, 1, Arrays.copyOfRange(BATCH, 0, 100));

        decoding.feed(part(1, 3)).feed(part(2, 3)).feed(other);
        decoding.feed(
                Wire.part2013(0x0704, PHONE, SERIAL + 1 & 0xFFFF, 2, 2, Arrays.copyOfRange(BATCH, 100, BATCH.length)));

        assertThat(decoding.reasons()).containsExactly("subpackage-lost");
        assertThat(decoding.events()).hasSize(9);
    }

    @Test
    void pushesTheOldestOutWhenTooManyAreUnfinishedAndSaysSo() {
        Decoding decoding = new Decoding();

        for (int i = 0; i < SubPackages.MAX_UNFINISHED + 5; i++) {
            decoding.feed(Wire.part2013(0x0704, String.format("%012d", i), 1, 2, 1, new byte[10]), NO_TIME);
        }

        assertThat(decoding.reasons()).hasSize(5).containsOnly("subpackage-lost");
        assertThat(decoding.results)
                .filteredOn(DecodeResult.Rejected.class::isInstance)
                .first()
                .asString()
                .contains("000000000000");
    }

    @Test
    void holdsNoMoreBytesThanItsBound() {
        Decoding decoding = new Decoding();
        byte[] full = new byte[1023];
        int fitting = SubPackages.MAX_HELD_BYTES / full.length;

        int sent = 0;
        for (int phone = 0; sent <= fitting; phone++) {
            for (int index = 1; index < SubPackages.MAX_PARTS && sent <= fitting; index++) {
                decoding.feed(Wire.part2013(
                        0x0704, String.format("%012d", phone), index, SubPackages.MAX_PARTS, index, full));
                sent++;
            }
        }

        assertThat(decoding.reasons()).containsExactly("subpackage-lost");
    }

    @Test
    void refusesAMessageOfMorePartsThanItsBound() {
        assertThat(Decoding.of(Wire.part2013(0x0704, PHONE, 1, SubPackages.MAX_PARTS + 1, 1, new byte[1]))
                        .reasons())
                .containsExactly("bad-subpackage");
    }

    @Test
    void doesNotCollectThePartsOfAPhotograph() {
        Decoding decoding = new Decoding();

        for (int index = 1; index <= 3; index++) {
            decoding.feed(Wire.part2013(0x0801, PHONE, index, 3, index, new byte[1000]));
        }

        assertThat(decoding.end().results)
                .isEqualTo(List.of(
                        new DecodeResult.Skipped("0x0801 media upload"),
                        new DecodeResult.Skipped("0x0801 media upload"),
                        new DecodeResult.Skipped("0x0801 media upload")));
    }

    private static byte[] part(int index, int total) {
        return Wire.part2013(0x0704, PHONE, SERIAL + index - 1 & 0xFFFF, total, index, slice(index, total));
    }

    private static byte[] slice(int index, int total) {
        int length = (BATCH.length + total - 1) / total;
        return Arrays.copyOfRange(BATCH, (index - 1) * length, Math.min(index * length, BATCH.length));
    }

    private static byte[] batch(int count) {
        Wire batch = new Wire().u16(count).u8(0);
        for (int i = 0; i < count; i++) {
            byte[] location = Wire.location("26091218030" + i).bytes();
            batch.u16(location.length).raw(location);
        }
        return batch.bytes();
    }
}
