package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Additional items as the listing shows them, where the shared samples have none or only one form. */
class ItemsTest {
    private static final String PHONE = "013812345678";
    private static final String TIME = "260912180312";

    @Test
    void showsTheStandardsItemsInTheirUnits() throws IOException {
        JsonNode items = items(new Wire()
                .u8(0x01)
                .u8(4)
                .u32(15)
                .u8(0x02)
                .u8(2)
                .u16(455)
                .u8(0x03)
                .u8(2)
                .u16(612)
                .u8(0x06)
                .u8(2)
                .u16(0x8005)
                .u8(0x11)
                .u8(1)
                .u8(0)
                .u8(0x12)
                .u8(6)
                .u8(4)
                .u32(7)
                .u8(1)
                .u8(0x13)
                .u8(7)
                .u32(9)
                .u16(120)
                .u8(0)
                .u8(0x18)
                .u8(2)
                .u16(5)
                .u8(0x25)
                .u8(4)
                .u32(0x8011)
                .u8(0x2B)
                .u8(4)
                .u32(0x00020001)
                .u8(0x31)
                .u8(1)
                .u8(17));

        assertThat(items.toString())
                .isEqualTo("{\"mileageKm\":1.5,\"fuelL\":45.5,\"recorderSpeedKmh\":61.2,\"cabinTemperatureC\":-5,"
                        + "\"overspeedArea\":{\"type\":\"none\"},"
                        + "\"areaCrossing\":{\"type\":\"segment\",\"id\":7,\"direction\":\"out\"},"
                        + "\"segmentTime\":{\"segment\":9,\"seconds\":120,\"result\":\"tooShort\"},"
                        + "\"abnormalDriving\":{\"types\":[\"fatigue\",\"smoking\"]},"
                        + "\"vehicleSignals\":[\"lowBeam\",\"brake\",\"bit15\"],"
                        + "\"analog\":{\"ad0\":1,\"ad1\":2},\"satellites\":17}");
    }

    @Test
    void leavesTyresThatAreNotThereEmpty() throws IOException {
        Wire item = new Wire().u8(0x05).u8(30).u8(8);
        for (int i = 1; i < 30; i++) {
            item.u8(0xFF);
        }

        JsonNode tyres = items(item).get("tyrePressureBytes");

        assertThat(tyres).hasSize(30);
        assertThat(tyres.get(0).asInt()).isEqualTo(8);
        assertThat(tyres.get(1).isNull()).isTrue();
    }

    @Test
    void showsUnknownIdsAndUnexpectedLengthsAsHexAndRepeatsWithANumber() throws IOException {
        JsonNode items = items(new Wire()
                .u8(0xE1)
                .u8(2)
                .u16(0xCAFE)
                .u8(0x01)
                .u8(2)
                .u16(15)
                .u8(0x30)
                .u8(1)
                .u8(1)
                .u8(0x30)
                .u8(1)
                .u8(2)
                .u8(0x64)
                .u8(3)
                .u8(1)
                .u8(2)
                .u8(3));

        assertThat(items.toString())
                .isEqualTo("{\"0xE1\":\"cafe\",\"0x01\":\"000f\",\"signal\":1,\"signal#2\":2,\"0x64\":\"010203\"}");
    }

    @Test
    void showsBytesThatAreNoItemAsTrailing() throws IOException {
        JsonNode listed =
                listed(new Wire().u8(0x30).u8(1).u8(9).u8(0x31).u8(200).u8(1));

        assertThat(listed.get("items").toString()).isEqualTo("{\"signal\":9}");
        assertThat(listed.get("trailing").asText()).isEqualTo("31c801");
    }

    @Test
    void tellsBothFormsOfTheSafetyItemsByTheirLength() throws IOException {
        JsonNode items = items(new Wire().raw(safetyItems()));

        assertThat(items.get("adas").get("type").asText()).isEqualTo("laneDeparture");
        assertThat(items.get("adas").get("deviation").asText()).isEqualTo("left");
        assertThat(items.get("adas").get("lat").asDouble()).isEqualTo(38.98);
        assertThat(items.get("adas").get("vehicleStatus").toString()).isEqualTo("[\"acc\",\"located\"]");
        assertThat(items.get("adas").get("sign").toString())
                .isEqualTo("{\"terminal\":\"0567872\",\"time\":\"2026-09-12T10:03:12Z\",\"sequence\":1,"
                        + "\"attachments\":2}");
        assertThat(items.get("adas#2").get("sign").get("terminal").asText()).isEqualTo("30-byte-terminal");
        assertThat(items.get("dsm").get("type").asText()).isEqualTo("noSeatBelt");
        assertThat(items.get("dsm").get("stage").asText()).isEqualTo("start");
        assertThat(items.get("tirePressure").get("tyres").toString())
                .isEqualTo("[{\"tyre\":3,\"alarms\":[\"high\",\"hot\"],\"pressureKpa\":900,\"temperatureC\":88,"
                        + "\"batteryPercent\":70}]");
        assertThat(items.get("tirePressure#2").get("sign").get("terminal").asText())
                .isEqualTo("30-byte-terminal");
        assertThat(items.get("blindSpot").get("type").asText()).isEqualTo("rightRear");
    }

    @Test
    void keepsAnItemThatIsNotWholeOutOfTheSafetyItems() throws IOException {
        Wire tyres = tyreItem(false);
        byte[] cut = Arrays.copyOf(tyres.bytes(), tyres.bytes().length - 1);
        cut[1]--;

        assertThat(items(new Wire().raw(cut)).has("0x66")).isTrue();
    }

    /** Every safety item in one form or both. */
    static byte[] safetyItems() {
        return new Wire()
                .raw(adasItem(false).bytes())
                .raw(adasItem(true).bytes())
                .raw(driverItem().bytes())
                .raw(tyreItem(false).bytes())
                .raw(tyreItem(true).bytes())
                .raw(blindSpotItem().bytes())
                .bytes();
    }

    private static Wire adasItem(boolean isLong) {
        Wire item = new Wire()
                .u8(0x64)
                .u8(isLong ? 71 : 47)
                .u32(1)
                .u8(0)
                .u8(2)
                .u8(1)
                .u8(60)
                .u8(15)
                .u8(1)
                .u8(0)
                .u8(0);
        return sign(place(item.u8(61)), isLong);
    }

    private static Wire driverItem() {
        Wire item = new Wire().u8(0x65).u8(71).u32(2).u8(1).u8(0x0A).u8(2).u8(7).u32(0);
        return sign(place(item.u8(61)), true);
    }

    private static Wire tyreItem(boolean isLong) {
        Wire item = new Wire().u8(0x66).u8((isLong ? 65 : 41) + 9).u32(3).u8(0);
        return sign(place(item.u8(61)), isLong)
                .u8(1)
                .u8(3)
                .u16(0x000A)
                .u16(900)
                .u16(88)
                .u16(70);
    }

    private static Wire blindSpotItem() {
        Wire item = new Wire().u8(0x67).u8(41).u32(4).u8(0).u8(3);
        return sign(place(item.u8(61)), false);
    }

    private static Wire place(Wire item) {
        return item.u16(12).u32(38_980_000).u32(117_690_000).bcd(TIME).u16(0x0401);
    }

    private static Wire sign(Wire item, boolean isLong) {
        if (isLong) {
            return item.text("30-byte-terminal", 30).bcd(TIME).u8(1).u8(2).u16(0);
        }
        return item.text("0567872", 7).bcd(TIME).u8(1).u8(2).u8(0);
    }

    private static JsonNode items(Wire items) throws IOException {
        return listed(items).get("items");
    }

    private static JsonNode listed(Wire items) throws IOException {
        return Listing.ofFrame(Wire.frame2013(
                0x0200, PHONE, 1, Wire.location(TIME).raw(items.bytes()).bytes()));
    }
}
