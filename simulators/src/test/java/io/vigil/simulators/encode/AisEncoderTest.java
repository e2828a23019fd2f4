package io.vigil.simulators.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AisEncoderTest {
    private static final long RECEIVED = 1_505_000_059_250L;

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Reads bits out of the armoured payload the slow way: a string of zeros and ones. */
    private static String bits(String payload) {
        StringBuilder out = new StringBuilder();
        for (char c : payload.toCharArray()) {
            int value = c - 48 > 40 ? c - 56 : c - 48;
            out.append("0".repeat(6 - Integer.toBinaryString(value).length())).append(Integer.toBinaryString(value));
        }
        return out.toString();
    }

    private static long number(String bits, int from, int length) {
        return Long.parseLong(bits.substring(from, from + length), 2);
    }

    private static String sixBit(String bits, int from, int characters) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            int value = (int) number(bits, from + 6 * i, 6);
            out.append((char) (value < 32 ? value + 64 : value));
        }
        return out.toString();
    }

    private static String payload(String line) {
        return line.split(",")[line.startsWith("\\g") ? 7 : 6];
    }

    @Test
    void writesTheWellKnownSentenceOfMessageFive() {
        // The example of the AIVDM description by E. S. Raymond: same fields, same armour.
        SixBits bits = new SixBits()
                .number(5, 6)
                .number(0, 2)
                .number(351_759_000, 30)
                .number(0, 2)
                .number(9_134_270, 30)
                .text("3FOF8", 7)
                .text("EVER DIADEM", 20)
                .number(70, 8)
                .number(225, 9)
                .number(70, 9)
                .number(1, 6)
                .number(31, 6)
                .number(1, 4)
                .number(5, 4)
                .number(15, 5)
                .number(14, 5)
                .number(0, 6)
                .number(122, 8)
                .text("NEW YORK", 20)
                .number(0, 1)
                .number(0, 1);

        assertThat(bits.length()).isEqualTo(424);
        assertThat(bits.fill()).isEqualTo(2);
        // Blanks, not @, fill the texts of the sentence on the air; so only what comes before the first text is
        // compared.
        assertThat(bits.characters(0, 11)).isEqualTo("55?MbV02;H;");
    }

    @Test
    void checksumsAreThoseOfKnownSentences() {
        assertThat(AisEncoder.checked("AIVDM,1,1,,B,181:Kjh01ewHFRPDK1s3IRcn06sd,0"))
                .isEqualTo("AIVDM,1,1,,B,181:Kjh01ewHFRPDK1s3IRcn06sd,0*08");
        assertThat(AisEncoder.checked("AIVDM,2,2,9,B,00000000000,2")).endsWith("*2E");
    }

    @Test
    void writesAClassAPositionFieldByField() {
        byte[] bytes = new AisEncoder("413200007")
                .positionA(new AisEncoder.Position(RECEIVED, 7, 12.34, 38.98, 117.9, 359.96, 359.96));

        String line = text(bytes);
        String bits = bits(payload(line));
        assertThat(line)
                .startsWith("\\s:vgsim1,c:1505000059250*")
                .contains("\\!AIVDM,1,1,,A,")
                .contains(",0*");
        assertThat(bits).hasSize(168);
        assertThat(number(bits, 0, 6)).isEqualTo(1);
        assertThat(number(bits, 8, 30)).isEqualTo(413_200_007);
        assertThat(number(bits, 38, 4)).isEqualTo(7);
        assertThat(number(bits, 42, 8)).isEqualTo(128);
        assertThat(number(bits, 50, 10)).isEqualTo(123);
        assertThat(number(bits, 61, 28)).isEqualTo(70_740_000);
        assertThat(number(bits, 89, 27)).isEqualTo(23_388_000);
        assertThat(number(bits, 116, 12)).isZero();
        assertThat(number(bits, 128, 9)).isEqualTo(359);
        assertThat(number(bits, 137, 6)).isEqualTo(19);
    }

    @Test
    void writesAClassBPositionFieldByField() {
        byte[] bytes = new AisEncoder("412400001")
                .positionB(new AisEncoder.Position(RECEIVED, 0, 3.0, -38.5, -0.25, 90, Double.NaN));

        String bits = bits(payload(text(bytes)));
        assertThat(bits).hasSize(168);
        assertThat(number(bits, 0, 6)).isEqualTo(18);
        assertThat(number(bits, 46, 10)).isEqualTo(30);
        assertThat(number(bits, 57, 28)).isEqualTo((1L << 28) - 150_000);
        assertThat(number(bits, 85, 27)).isEqualTo((1L << 27) - 23_100_000);
        assertThat(number(bits, 112, 12)).isEqualTo(900);
        assertThat(number(bits, 124, 9)).isEqualTo(511);
        assertThat(number(bits, 133, 6)).isEqualTo(19);
    }

    @Test
    void splitsMessageFiveIntoTwoGroupedSentences() {
        AisEncoder.Ship ship = new AisEncoder.Ship(9_100_001, "BZ0001", "JINHAI 00001", 70, 61, 11, 45, "LINGANG");

        String[] lines =
                text(new AisEncoder("413200007").staticA(ship, RECEIVED)).split("\n");

        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("\\g:1-2-1000,").contains("!AIVDM,2,1,0,A,");
        assertThat(lines[1]).startsWith("\\g:2-2-1000,").contains("!AIVDM,2,2,0,A,");
        String bits = bits(payload(lines[0]) + payload(lines[1]));
        assertThat(bits).hasSize(426);
        assertThat(number(bits, 40, 30)).isEqualTo(9_100_001);
        assertThat(sixBit(bits, 70, 7)).isEqualTo("BZ0001@");
        assertThat(sixBit(bits, 112, 20)).isEqualTo("JINHAI 00001@@@@@@@@");
        assertThat(number(bits, 232, 8)).isEqualTo(70);
        assertThat(number(bits, 240, 9) + number(bits, 249, 9)).isEqualTo(61);
        assertThat(number(bits, 258, 6) + number(bits, 264, 6)).isEqualTo(11);
        assertThat(number(bits, 294, 8)).isEqualTo(45);
        assertThat(sixBit(bits, 302, 7)).isEqualTo("LINGANG");
    }

    @Test
    void writesBothPartsOfMessage24() {
        AisEncoder.Ship ship = new AisEncoder.Ship(0, "BZ0002", "JINBINYU 00002", 30, 25, 5, 0, "");
        AisEncoder encoder = new AisEncoder("412400002");

        String a = bits(payload(text(encoder.nameB(ship, RECEIVED))));
        String b = bits(payload(text(encoder.staticB(ship, RECEIVED))));

        assertThat(number(a, 38, 2)).isZero();
        assertThat(sixBit(a, 40, 14)).isEqualTo("JINBINYU 00002");
        assertThat(b).hasSize(168);
        assertThat(number(b, 38, 2)).isEqualTo(1);
        assertThat(number(b, 40, 8)).isEqualTo(30);
        assertThat(sixBit(b, 90, 6)).isEqualTo("BZ0002");
        assertThat(number(b, 132, 9) + number(b, 141, 9)).isEqualTo(25);
    }
}
