package io.vigil.feeds.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafetyItemsTest {
    private static final String TIME = "260912180312";
    private static final int SHORT_SIGN = 16;
    private static final int LONG_SIGN = 40;

    private static PositionReport located(Wire body) {
        return Decoding.of(Wire.frame2013(0x0200, "013812345678", 1, body.bytes()))
                .position();
    }

    private static List<SafetyFlag> flags(PositionReport report) {
        return Arrays.stream(SafetyFlag.values()).filter(report::has).toList();
    }

    /** An item of driver assistance or monitoring, or of the blind spot: stage, type, the byte after next, zeros. */
    private static Wire item(Wire body, int id, int fixed, int signLength, int stage, int type, int seventh) {
        body.u8(id).u8(fixed + signLength).u32(7).u8(stage).u8(type).u8(1).u8(seventh);
        return body.raw(new byte[fixed + signLength - 8]);
    }

    private static Wire tyres(Wire body, int signLength, int... types) {
        body.u8(0x66).u8(25 + signLength + 9 * types.length).u32(7).u8(1).raw(new byte[19 + signLength]);
        body.u8(types.length);
        for (int type : types) {
            body.u8(1).u16(type).u16(800).u16(40).u16(90);
        }
        return body;
    }

    @Test
    void tellsWhatBeginsInBothLayouts() {
        for (int sign : new int[] {SHORT_SIGN, LONG_SIGN}) {
            Wire body = Wire.location(TIME).u8(1).u8(4).u32(15);
            item(body, 0x64, 31, sign, 1, 0x13, 0);
            item(body, 0x65, 31, sign, 0, 0x0D, 9);
            item(body, 0x67, 25, sign, 1, 2, 0);

            PositionReport report = located(body);

            assertThat(flags(report))
                    .containsExactly(
                            SafetyFlag.CROSSING_PEDESTRIAN, SafetyFlag.PLAYING_WITH_PHONE, SafetyFlag.BLIND_SPOT_LEFT);
            assertThat(report.fatigueLevel()).as("a level is of fatigue only").isZero();
            assertThat(report.odometerMeters()).isEqualTo(1_500);
        }
    }

    @Test
    void doesNotTellWhatEndsAndPicturesWithoutCause() {
        Wire body = item(Wire.location(TIME), 0x64, 31, SHORT_SIGN, 2, 1, 0);
        item(body, 0x64, 31, SHORT_SIGN, 1, 0x10, 0);
        item(body, 0x65, 31, SHORT_SIGN, 1, 0x11, 0);
        item(body, 0x65, 31, SHORT_SIGN, 1, 0xFF, 0);

        assertThat(located(body).safetyBits()).isZero();
    }

    @Test
    void tellsTheHighestLevelOfFatigue() {
        Wire body = item(Wire.location(TIME), 0x65, 31, SHORT_SIGN, 1, 1, 8);
        item(body, 0x65, 31, SHORT_SIGN, 1, 1, 3);
        PositionReport report = located(body);

        assertThat(flags(report)).containsExactly(SafetyFlag.FATIGUE);
        assertThat(report.fatigueLevel()).isEqualTo(8);
        assertThat(located(item(Wire.location(TIME), 0x65, 31, SHORT_SIGN, 1, 1, 10))
                        .fatigueLevel())
                .isEqualTo(10);
        assertThat(located(item(Wire.location(TIME), 0x65, 31, SHORT_SIGN, 1, 1, 11))
                        .fatigueLevel())
                .as("there is no level 11")
                .isZero();
    }

    @Test
    void tellsTyresThatAreMoreThanReportedInTime() {
        assertThat(flags(located(tyres(Wire.location(TIME), SHORT_SIGN, 1, 1)))).isEmpty();
        assertThat(flags(located(tyres(Wire.location(TIME), SHORT_SIGN, 1, 1 | 4))))
                .containsExactly(SafetyFlag.TYRES);
        assertThat(flags(located(tyres(Wire.location(TIME), LONG_SIGN, 2)))).containsExactly(SafetyFlag.TYRES);
    }

    @Test
    void leavesItemsOfAnotherLengthToTheirVendor() {
        Wire body = Wire.location(TIME).u8(0x64).u8(10).raw(new byte[10]);
        item(body, 0x65, 31, SHORT_SIGN + 1, 1, 1, 9);

        assertThat(located(body).safetyBits()).isZero();
    }

    @Test
    void takesWhatCameBeforeAnItemThatIsCut() {
        Wire body = item(Wire.location(TIME), 0x65, 31, SHORT_SIGN, 1, 2, 0);
        body.u8(0x64).u8(47).raw(new byte[20]);

        assertThat(flags(located(body))).containsExactly(SafetyFlag.PHONE_CALL);
    }
}
