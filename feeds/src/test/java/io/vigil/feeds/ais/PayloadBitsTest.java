package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadBitsTest {
    @Test
    void readsTheSameNumbersAsTextOfZerosAndOnes() {
        long seed = 20260912;
        Random random = new Random(seed);
        PayloadBits bits = new PayloadBits();
        for (int round = 0; round < 300; round++) {
            bits.clear();
            StringBuilder expected = new StringBuilder();
            for (int part = 0; part < 3; part++) {
                SentenceEncoder encoder = new SentenceEncoder();
                int width = 1 + random.nextInt(80);
                for (int i = 0; i < width; i++) {
                    encoder.number(random.nextInt(2), 1);
                }
                byte[] payload = encoder.payload().getBytes(StandardCharsets.US_ASCII);
                assertThat(bits.append(payload, 0, payload.length, encoder.fill()))
                        .isTrue();
                expected.append(encoder.bits());
            }
            assertThat(bits.length()).isEqualTo(expected.length());
            String padded = expected + "0".repeat(40);
            for (int i = 0; i < 50; i++) {
                int offset = random.nextInt(expected.length() + 1);
                int width = 1 + random.nextInt(32);
                String field = padded.substring(offset, offset + width);
                long unsigned = Long.parseLong(field, 2);
                long signed = field.charAt(0) == '1' ? unsigned - (1L << width) : unsigned;

                assertThat(bits.unsigned(offset, width))
                        .as("seed %d at %d", seed, offset)
                        .isEqualTo(unsigned);
                assertThat(bits.signed(offset, width))
                        .as("seed %d at %d", seed, offset)
                        .isEqualTo((int) signed);
            }
        }
    }

    @Test
    void refusesCharactersOutsideTheAlphabet() {
        for (int character = 0; character < 256; character++) {
            PayloadBits bits = new PayloadBits();
            boolean inAlphabet = character >= '0' && character <= 'W' || character >= '`' && character <= 'w';

            assertThat(bits.append(new byte[] {(byte) character}, 0, 1, 0)).isEqualTo(inAlphabet);
        }
    }

    @Test
    void refusesMoreThanItHoldsAndNotLess() {
        PayloadBits bits = new PayloadBits();
        byte[] most = "w".repeat(PayloadBits.MAX_CHARACTERS).getBytes(StandardCharsets.US_ASCII);

        assertThat(bits.append(most, 0, most.length, 0)).isTrue();
        assertThat(bits.append(most, 0, 1, 0)).isFalse();
    }

    @Test
    void endsTextAtTheFirstAtSignAndStripsBlanks() {
        PayloadBits bits = new PayloadBits();
        byte[] payload = new SentenceEncoder().text(" YU 1 @LEFT", 11).payload().getBytes(StandardCharsets.US_ASCII);
        bits.append(payload, 0, payload.length, 0);

        assertThat(bits.text(0, 11)).isEqualTo("YU 1");
        assertThat(bits.text(0, 4)).isEqualTo("YU");
        assertThat(bits.text(36, 5)).isEmpty();
    }
}
