package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Jt808DecodeListingTest {
    private static final String PHONE = "013812345678";
    private static final byte[] LOCATION =
            Wire.location("260912180312").u8(1).u8(4).u32(1_234_567).bytes();

    @Test
    void showsALocationInTheFormOfTheContract() throws IOException {
        Listing listing = Listing.of("2026-09-12T10:03:14Z " + hex(Wire.frame2013(0x0200, PHONE, 7, LOCATION)) + "\n");

        assertThat(listing.errors()).isZero();
        assertThat(listing.lines()).hasSize(1);
        assertThat(listing.lines().get(0).toString())
                .isEqualTo("{\"id\":\"0x0200\",\"phone\":\"013812345678\",\"version\":2013,\"serial\":7,"
                        + "\"message\":\"location report\",\"position\":{\"mover\":\"vehicle:013812345678\","
                        + "\"time\":\"2026-09-12T10:03:12Z\",\"received\":\"2026-09-12T10:03:14Z\","
                        + "\"lon\":117.69,\"lat\":38.98,\"speedKmh\":61.2,\"course\":92.0,\"altitudeM\":12.0,"
                        + "\"status\":{\"acc\":true,\"located\":true},\"alarms\":[],\"odometerKm\":123456.7,"
                        + "\"source\":\"jt808\"},\"items\":{\"mileageKm\":123456.7}}");
    }

    @Test
    void keepsTheInputsOrderAndNamesTheLineOfEveryError() throws IOException {
        byte[] good = Wire.frame2013(0x0200, PHONE, 7, LOCATION);
        byte[] broken = good.clone();
        broken[20] ^= 1;

        Listing listing = Listing.of("# log\n" + hex(broken) + "\nzz\n\n" + hex(good));

        assertThat(listing.errors()).isEqualTo(2);
        assertThat(listing.lines()).hasSize(3);
        assertThat(listing.lines().get(0).at("/error/line").asInt()).isEqualTo(2);
        assertThat(listing.lines().get(0).at("/error/reason").asText()).isEqualTo("bad-checksum");
        assertThat(listing.lines().get(0).at("/error/detail").asText()).startsWith("0x0200, ");
        assertThat(listing.lines().get(1).toString())
                .isEqualTo("{\"error\":{\"line\":3,\"reason\":\"bad-hex\","
                        + "\"detail\":\"byte 122 at column 1 is no hex digit\"}}");
        assertThat(listing.lines().get(2).get("id").asText()).isEqualTo("0x0200");
    }

    @Test
    void showsEachItemOfABatchWithItsOwnError() throws IOException {
        byte[] lost = Wire.location("260912180313", 0, 0, 0).bytes();
        Wire batch = new Wire()
                .u16(2)
                .u8(1)
                .u16(LOCATION.length)
                .raw(LOCATION)
                .u16(lost.length)
                .raw(lost);

        Listing listing = Listing.of(hex(Wire.frame2019(0x0704, "00000000013812345678", 7, batch.bytes())));

        assertThat(listing.errors()).isEqualTo(1);
        JsonNode message = listing.lines().get(0);
        assertThat(message.get("version").asInt()).isEqualTo(2019);
        assertThat(message.get("phone").asText()).isEqualTo("00000000013812345678");
        assertThat(message.at("/positions/0/position/mover").asText()).isEqualTo("vehicle:013812345678");
        assertThat(message.at("/positions/1/error/reason").asText()).isEqualTo("not-located");
    }

    @Test
    void showsAMessageOfPartsOnceItIsWhole() throws IOException {
        byte[] first = Arrays.copyOf(LOCATION, 20);
        byte[] rest = Arrays.copyOfRange(LOCATION, 20, LOCATION.length);

        Listing listing = Listing.of(hex(Wire.part2013(0x0200, PHONE, 7, 2, 1, first)) + "\n"
                + hex(Wire.part2013(0x0200, PHONE, 8, 2, 2, rest)) + "\n"
                + hex(Wire.part2013(0x0200, PHONE, 9, 2, 1, first)));

        assertThat(listing.lines()).hasSize(2);
        assertThat(listing.lines().get(0).get("serial").asInt()).isEqualTo(7);
        assertThat(listing.lines().get(0).has("position")).isTrue();
        assertThat(listing.lines().get(1).at("/error/reason").asText()).isEqualTo("subpackage-lost");
    }

    @Test
    void showsThePartsOfAPhotographAndUnknownBodies() throws IOException {
        Listing listing = Listing.of(hex(Wire.part2013(0x0801, PHONE, 8, 3, 2, new byte[4])) + "\n"
                + hex(Wire.frame2013(0x0777, PHONE, 9, new byte[] {1, 2})) + "\n"
                + hex(Wire.frame2013(0x8103, PHONE, 10, new byte[] {1, 2})));

        assertThat(listing.errors()).isZero();
        assertThat(listing.lines().get(0).get("part").toString()).isEqualTo("{\"index\":2,\"total\":3}");
        assertThat(listing.lines().get(1).get("message").asText()).isEqualTo("unknown");
        assertThat(listing.lines().get(1).get("body").asText()).isEqualTo("0102");
        assertThat(listing.lines().get(2).get("message").asText()).isEqualTo("set terminal parameters");
    }

    @Test
    void showsWhatCouldBeReadOfABodyThatIsTooShort() throws IOException {
        Listing listing = Listing.of(hex(Wire.frame2013(0x0001, PHONE, 8, new byte[] {0, 7})) + "\n"
                + hex(Wire.frame2013(0x8003, PHONE, 8, new byte[] {0, 7, 9, 0, 1})) + "\n"
                + hex(Wire.frame2013(0x8600, PHONE, 8, new byte[] {0, (byte) 200, 0, 1})) + "\n"
                + hex(Wire.frame2013(0x0201, PHONE, 8, new byte[] {0})));

        assertThat(listing.errors()).isEqualTo(4);
        assertThat(listing.lines())
                .extracting(line -> line.at("/error/reason").asText())
                .containsOnly("body-too-short");
        assertThat(listing.lines().get(0).get("replySerial").asInt()).isEqualTo(7);
    }

    @Test
    void showsADailyWindowOfARegionAsATimeOfDay() throws IOException {
        Wire circle = new Wire()
                .u8(0)
                .u8(1)
                .u32(5)
                .u16(1 + 64 + 128)
                .u32(38_980_000)
                .u32(117_690_000)
                .u32(500);
        circle.bcd("000000083000").bcd("000000180000");

        JsonNode region = Listing.ofFrame(Wire.frame2013(0x8600, PHONE, 8, circle.bytes()))
                .at("/regions/0");

        assertThat(region.toString())
                .isEqualTo("{\"id\":5,\"attributes\":193,\"lat\":-38.98,\"lon\":-117.69,\"radiusM\":500,"
                        + "\"from\":\"08:30:00\",\"to\":\"18:00:00\"}");
    }

    @Test
    void skipsALineThatIsLongerThanAnyFrameAndGoesOn() throws IOException {
        byte[] good = Wire.frame2013(0x0200, PHONE, 7, LOCATION);

        Listing listing = Listing.of("7e".repeat(Jt808DecodeListing.MAX_LINE_LENGTH) + "\n" + hex(good) + "\n");

        assertThat(listing.lines()).hasSize(2);
        assertThat(listing.lines().get(0).at("/error/reason").asText()).isEqualTo("line-too-long");
        assertThat(listing.lines().get(0).at("/error/line").asInt()).isEqualTo(1);
        assertThat(listing.lines().get(1).has("position")).isTrue();
    }

    @Test
    void showsNothingForNothing() throws IOException {
        assertThat(Listing.of("")).isEqualTo(new Listing(List.of(), 0));
    }

    private static String hex(byte[] frame) {
        return HexFormat.of().formatHex(frame);
    }
}
