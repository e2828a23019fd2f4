package io.vigil.console.record;

import static io.vigil.model.Units.kphToMps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenPositionTest {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private static final String GOOD =
            SampleRecords.position("vehicle:津A12345|yellow", "tour-coach", NOON, 38.98, 117.70, 61.2, 92);

    @Test
    void readsWhatTheContractSays() throws MalformedRecordException {
        SeenPosition position = parse(GOOD);

        assertThat(position.mover().text()).isEqualTo("vehicle:津A12345|yellow");
        assertThat(position.moverClass()).isEqualTo("tour-coach");
        assertThat(position.eventTimeMillis()).isEqualTo(NOON.toEpochMilli());
        assertThat(position.latitude()).isEqualTo(38.98);
        assertThat(position.longitude()).isEqualTo(117.70);
        assertThat(position.speedMps()).isCloseTo(kphToMps(61.2), within(1e-9));
        assertThat(position.headingDegrees()).isNaN();
    }

    @Test
    void leavesAbsentWhatIsAbsent() throws MalformedRecordException {
        SeenPosition position =
                parse("{\"mover\":\"vessel:412345678\",\"time\":\"2026-09-12T12:00:00+08:00\",\"lat\":0,\"lon\":0}");

        assertThat(position.eventTimeMillis()).isEqualTo(NOON.toEpochMilli());
        assertThat(position.moverClass()).isNull();
        assertThat(position.speedMps()).isNaN();
        assertThat(position.courseDegrees()).isNaN();
        assertThat(position.receivedTimeMillis()).isEqualTo(PositionReport.NO_TIME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[];not a JSON object",
                "{\"mover\":;not JSON",
                "{} {};not JSON",
                "{\"time\":\"2026-09-12T04:00:00Z\",\"lat\":1,\"lon\":1};mover is missing",
                "{\"mover\":\"train:1\",\"time\":\"2026-09-12T04:00:00Z\",\"lat\":1,\"lon\":1};must be vehicle:ID or vessel:ID",
                "{\"mover\":\"vessel:1\",\"time\":\"2026-09-12 04:00\",\"lat\":1,\"lon\":1};must be a time with offset",
                "{\"mover\":\"vessel:1\",\"time\":\"2026-09-12T04:00:00Z\",\"lat\":90.1,\"lon\":1};lat=90.1 must be",
                "{\"mover\":\"vessel:1\",\"time\":\"2026-09-12T04:00:00Z\",\"lat\":1,\"lon\":\"1\"};lon=\"1\" must be",
                "{\"mover\":\"vessel:1\",\"time\":\"2026-09-12T04:00:00Z\",\"lat\":1};lon is missing",
                "{\"mover\":\"vessel:1\",\"time\":\"2026-09-12T04:00:00Z\",\"lat\":1,\"lon\":1,\"speedKmh\":-1};speedKmh=-1 must be",
            })
    void saysWhatIsWrongWithARecord(String record, String reason) {
        assertThatThrownBy(() -> parse(record))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesARecordThatIsTooLarge() {
        String padded = GOOD.substring(0, GOOD.length() - 1) + ",\"pad\":\"" + "x".repeat(20_000) + "\"}";

        assertThatThrownBy(() -> parse(padded))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void neverThrowsAnythingElseWhateverTheBytes() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20_260_912);
        for (int i = 0; i < 50_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(SeenPosition.parse(bad).latitude()).isBetween(-90.0, 90.0);
            } catch (MalformedRecordException e) {
                assertThat(e).message().isNotBlank();
            }
        }
    }

    private static SeenPosition parse(String json) throws MalformedRecordException {
        return SeenPosition.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
