package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.AlarmFlag;
import io.vigil.model.IdentityReport;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocationMappingTest {
    private static final String PHONE = "013812345678";
    private static final String TIME = "260912180312";

    @Test
    void namesATerminalAlikeInBothHeadersAndKeepsLongerNumbers() {
        assertThat(Terminals.canonical("013812345678")).isEqualTo("013812345678");
        assertThat(Terminals.canonical("00000000013812345678")).isEqualTo("013812345678");
        assertThat(Terminals.canonical("12345678901234567890")).isEqualTo("12345678901234567890");
        assertThat(Terminals.canonical("000000000000")).isEqualTo("000000000000");
        assertThat(Terminals.canonical("4eb6fb4ad628")).isEqualTo("4eb6fb4ad628");
    }

    @Test
    void tellsTerminalsApartWhoseNumbersShareASlot() {
        Terminals terminals = new Terminals();

        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < 20_000; i++) {
                String phone = String.format("%012d", i);
                byte[] bytes = HexFormat.of().parseHex(phone);
                assertThat(terminals.of(bytes, 0, bytes.length).phone()).isEqualTo(phone);
            }
        }
    }

    @Test
    void tellsTwentyDigitNumbersApartThatDifferInTheirFirstDigitsOnly() {
        Terminals terminals = new Terminals();
        byte[] one = HexFormat.of().parseHex("11110000000000000001");
        byte[] two = HexFormat.of().parseHex("22220000000000000001");

        assertThat(terminals.of(one, 0, 10).phone()).isEqualTo("11110000000000000001");
        assertThat(terminals.of(two, 0, 10).phone()).isEqualTo("22220000000000000001");
    }

    @Test
    void takesTheLimitsOfTheGlobeAsPlaces() {
        PositionReport report = located(Wire.location(TIME, 2 + 4 + 8, 90_000_000, 180_000_000));

        assertThat(report.latitude()).isEqualTo(-90);
        assertThat(report.longitude()).isEqualTo(-180);
    }

    @Test
    void keepsZeroZeroWhereTheTerminalSaysItIsAFix() {
        PositionReport report = located(Wire.location(TIME, 2 + 4 + 8, 0, 0));

        assertThat(report.isLocated()).isTrue();
        assertThat(report.latitude()).isEqualTo(0.0);
        assertThat(1 / report.latitude()).as("no negative zero").isPositive();
    }

    @Test
    void leavesOutASpeedAnAltitudeAndACourseThatCannotBe() {
        PositionReport possible = located(new Wire()
                .u32(0)
                .u32(2)
                .u32(1)
                .u32(1)
                .u16(9_000)
                .u16(5_000)
                .u16(359)
                .bcd(TIME));
        PositionReport impossible = located(new Wire()
                .u32(0)
                .u32(2)
                .u32(1)
                .u32(1)
                .u16(9_001)
                .u16(5_001)
                .u16(361)
                .bcd(TIME));

        assertThat(possible.altitudeMeters()).isEqualTo(9_000);
        assertThat(possible.speedMps()).isEqualTo(500 / 3.6);
        assertThat(possible.courseDegrees()).isEqualTo(359);
        assertThat(impossible.altitudeMeters()).isNaN();
        assertThat(impossible.speedMps()).isNaN();
        assertThat(impossible.courseDegrees()).isNaN();
    }

    @Test
    void readsTheOdometerBehindOtherItemsAndNotWhenItsLengthIsWrong() {
        PositionReport behind =
                located(Wire.location(TIME).u8(0x30).u8(1).u8(31).u8(1).u8(4).u32(15));
        PositionReport wrong = located(Wire.location(TIME).u8(1).u8(2).u16(15));
        PositionReport cut = located(Wire.location(TIME).u8(1).u8(4).u16(15));

        assertThat(behind.odometerMeters()).isEqualTo(1_500);
        assertThat(wrong.odometerMeters()).isNaN();
        assertThat(cut.odometerMeters()).isNaN();
    }

    @Test
    void keepsAllBitsOfBothWords() {
        PositionReport report = located(new Wire()
                .u32(0x80000001L)
                .u32(0x80400003L)
                .u32(1)
                .u32(1)
                .u16(0)
                .u16(0)
                .u16(0)
                .bcd(TIME));

        assertThat(report.alarmBits()).isEqualTo(0x80000001);
        assertThat(report.has(AlarmFlag.EMERGENCY)).isTrue();
        assertThat(report.has(AlarmFlag.ILLEGAL_DOOR)).isTrue();
        assertThat(report.statusBits()).isEqualTo(0x80400003L);
        assertThat(report.has(StatusFlag.MOVING)).isTrue();
    }

    @Test
    void marksReportsWithTheSourceAndTimeItIsGiven() {
        Decoding decoding = new Decoding();

        decoding.feed(Wire.frame2013(0x0200, PHONE, 1, Wire.location(TIME).bytes()), PositionReport.NO_TIME);

        assertThat(decoding.position().receivedTimeMillis()).isEqualTo(PositionReport.NO_TIME);
        assertThat(decoding.position().source()).isEqualTo("jt808");
    }

    @Test
    void rejectsAnIdentityWithoutAnyTime() {
        Wire registration =
                new Wire().u16(12).u16(116).text("70111").text("BSJ-A6", 20).text("0567872");
        Decoding decoding = new Decoding();

        decoding.feed(
                Wire.frame2013(
                        0x0100, PHONE, 1, registration.u8(1).text("津A12345").bytes()),
                PositionReport.NO_TIME);

        assertThat(decoding.reasons()).containsExactly("no-time");
    }

    @Test
    void readsFramesThatFollowEachOtherShareADelimiterOrLostIt() {
        byte[] frame = Wire.frame2013(0x0200, PHONE, 1, Wire.location(TIME).bytes());
        byte[] inner = Arrays.copyOfRange(frame, 1, frame.length - 1);

        Decoding one = Decoding.of(new Wire().raw(frame).raw(frame).bytes());
        Decoding shared = Decoding.of(
                new Wire().raw(frame).raw(inner).u8(0x7E).raw(inner).u8(0x7E).bytes());
        Decoding bare = Decoding.of(inner);
        Decoding junk = Decoding.of(new Wire().u8(1).u8(2).raw(frame).bytes());

        assertThat(one.events()).hasSize(2);
        assertThat(shared.events()).hasSize(3);
        assertThat(bare.events()).hasSize(1);
        assertThat(junk.events()).hasSize(1);
        assertThat(junk.reasons()).containsExactly("no-opening-flag");
    }

    @Test
    void readsABareFrameThatWasUnescapedAlready() {
        byte[] body = Wire.location(TIME, 3, 0x017E7D7E, 0x027E7D7E).bytes();
        byte[] message = new Wire()
                .u16(0x0200)
                .u16(body.length)
                .bcd(PHONE)
                .u16(1)
                .raw(body)
                .bytes();
        int check = 0;
        for (byte b : message) {
            check ^= b;
        }

        Decoding decoding = Decoding.of(new Wire().raw(message).u8(check & 0xFF).bytes());

        assertThat(decoding.position().latitude()).isEqualTo(0x017E7D7E / 1e6);
    }

    @Test
    void aLogoutIsSaidOfTheVehicleAtTheTimeItWasReceived() {
        byte[] logout = Wire.frame2013(0x0003, PHONE, 1, new byte[0]);

        Decoding decoding = Decoding.of(logout);

        assertThat(decoding.events())
                .containsExactly(IdentityReport.of(
                        located(Wire.location(TIME)).mover(),
                        Decoding.RECEIVED_MILLIS,
                        Decoding.RECEIVED_MILLIS,
                        Map.of(IdentityReport.SESSION, IdentityReport.LOGGED_OUT)));
        assertThat(new Decoding().feed(logout, PositionReport.NO_TIME).skipped())
                .containsExactly("0x0003 terminal logout");
    }

    private static PositionReport located(Wire body) {
        return Decoding.of(Wire.frame2013(0x0200, PHONE, 1, body.bytes())).position();
    }
}
