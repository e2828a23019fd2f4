package io.vigil.simulators.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Jt808EncoderTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final long TIME = Instant.parse("2026-09-11T17:02:03Z").toEpochMilli();

    private static Position808 position(double latitude, double longitude) {
        return new Position808(0, 3, latitude, longitude, 5, 61.2, 92.4, TIME, 1_234_560, 0x11, 25, 12, null);
    }

    @Test
    void escapesAsTheStandardsExampleDoes() {
        // JT/T 808-2019, 4.4.2: 30 7E 08 7D 55 is sent as 30 7D 02 08 7D 01 55; the check code comes after it here.
        byte[] content = HEX.parseHex("307e087d55");

        String framed = HEX.formatHex(Jt808Encoder.framed(content));

        int check = 0x30 ^ 0x7E ^ 0x08 ^ 0x7D ^ 0x55;
        assertThat(framed).isEqualTo("7e307d02087d0155" + HEX.toHexDigits((byte) check) + "7e");
    }

    @Test
    void escapesTheCheckCodeToo() {
        assertThat(HEX.formatHex(Jt808Encoder.framed(new byte[] {0x7C, 0x02}))).isEqualTo("7e7c027d027e");
        assertThat(HEX.formatHex(Jt808Encoder.framed(new byte[] {0x7C, 0x01}))).isEqualTo("7e7c017d017e");
    }

    @Test
    void writesALocationReportOf2013ByteByByte() {
        byte[] frame = new Jt808Encoder("13812345678", 2013).location(position(38.98, 117.69));

        String body = "00000000" // alarm
                + "00000003" // ACC on, located
                + "0252c9a0" // 38 980 000
                + "0703ce90" // 117 690 000
                + "0005" // 5 m
                + "0264" // 612 tenths of km/h
                + "005c" // 92 degrees
                + "260912010203" // local time
                + "0104" + "0000303a" // 12 346 tenths of km
                + "0302" + "0264"
                + "2504" + "00000011"
                + "3001" + "19"
                + "3101" + "0c";
        String content = "0200" + "0032" + "013812345678" + "0000" + body;
        assertThat(HEX.formatHex(frame)).isEqualTo(HEX.formatHex(Jt808Encoder.framed(HEX.parseHex(content))));
        assertThat(HEX.parseHex(body)).hasSize(0x32);
    }

    @Test
    void writesThe2019HeaderWithVersionAndTwentyDigits() {
        Jt808Encoder encoder = new Jt808Encoder("013812345678", 2019);

        String first = HEX.formatHex(encoder.heartbeat());
        String second = HEX.formatHex(encoder.heartbeat());

        assertThat(first).startsWith("7e0002" + "4000" + "01" + "00000000013812345678" + "0000");
        assertThat(second).startsWith("7e0002" + "4000" + "01" + "00000000013812345678" + "0001");
    }

    @Test
    void marksSouthAndWestInTheStatusWord() {
        byte[] frame = new Jt808Encoder("1", 2013).location(position(-1.5, -2.25));

        String text = HEX.formatHex(frame);
        assertThat(text).contains("00000000" + "0000000f" + "0016e360" + "00225510");
    }

    @Test
    void writesRegistrationAndDriverInBothEditions() {
        String plate = HEX.formatHex("津A12345".getBytes(WireBytes.GBK));

        String old = HEX.formatHex(new Jt808Encoder("13812345678", 2013).registration("津A12345", 2));
        String recent = HEX.formatHex(new Jt808Encoder("13812345678", 2019).registration("津A12345", 2));
        String card =
                HEX.formatHex(new Jt808Encoder("13812345678", 2019).driverCardIn(TIME, "王", "C1", "X", "20300101"));

        assertThat(old).contains("000c0074" + "3730313136").contains("02" + plate);
        assertThat((old.length() - 2 * 15) / 2).isEqualTo(2 + 2 + 5 + 20 + 7 + 1 + 8);
        assertThat((recent.length() - 2 * 20) / 2).isEqualTo(2 + 2 + 11 + 30 + 30 + 1 + 8);
        String certificate = "4331" + "00".repeat(18);
        assertThat(card)
                .contains(
                        "01" + "260912010203" + "00" + "02" + "cdf5" + certificate + "0158" + "20300101" + certificate);
    }

    @Test
    void splitsALongBatchIntoSubPackagesWithConsecutiveSerials() {
        List<Position808> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(position(38.98 + i * 0.001, 117.69));
        }

        byte[] bytes = new Jt808Encoder("13812345678", 2013).backfill(many);

        List<byte[]> frames = unescaped(bytes);
        // 3 bytes of head and 40 items of 2 + 50 bytes.
        assertThat(frames).hasSize(3);
        int total = 0;
        for (int i = 0; i < 3; i++) {
            byte[] frame = frames.get(i);
            int props = (frame[2] & 0xFF) << 8 | frame[3] & 0xFF;
            int length = props & 0x3FF;
            assertThat(props & 1 << 13).isNotZero();
            assertThat(frame[11]).isEqualTo((byte) i);
            assertThat(frame[13]).isEqualTo((byte) 3);
            assertThat(frame[15]).isEqualTo((byte) (i + 1));
            assertThat(frame).hasSize(16 + length + 1);
            total += length;
        }
        assertThat(total).isEqualTo(3 + 40 * 52);
        assertThat(HEX.formatHex(frames.get(0), 16, 21)).isEqualTo("0028" + "01" + "0032");
    }

    @Test
    void refusesWhatIsNoTerminal() {
        assertThatThrownBy(() -> new Jt808Encoder("1234567890123", 2013)).hasMessageContaining("12 digits");
        assertThatThrownBy(() -> new Jt808Encoder("1", 2011)).hasMessageContaining("2013 or 2019");
    }

    /** The frames without delimiters and escapes; each must have the right check code. */
    private static List<byte[]> unescaped(byte[] bytes) {
        List<byte[]> frames = new ArrayList<>();
        int from = 0;
        for (int to = 1; to < bytes.length; to++) {
            if (bytes[to] != 0x7E || to - from < 2) {
                continue;
            }
            byte[] raw = Arrays.copyOfRange(bytes, from + 1, to);
            from = to + 1;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < raw.length; i++) {
                out.write(raw[i] == 0x7D ? 0x7C + raw[++i] : raw[i]);
            }
            byte[] frame = out.toByteArray();
            int check = 0;
            for (byte value : frame) {
                check ^= value;
            }
            assertThat(check & 0xFF).isZero();
            frames.add(frame);
        }
        return frames;
    }
}
