package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.AlarmFlag;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.StatusFlag;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import io.vigil.scene.Scene;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionJsonTest {
    private static PositionReport read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return PositionJson.read(bytes, bytes.length);
    }

    @Test
    void readsTheExampleOfTheContract() {
        PositionReport report = read(
                """
                {"mover":"vehicle:津A12345|yellow","time":"2026-09-12T14:03:05.120Z","received":"2026-09-12T22:03:06+08:00",
                "lon":117.69,"lat":38.98,"speedKmh":61.2,"course":92.0,"heading":null,"altitudeM":12,
                "status":{"acc":true,"located":true},"alarms":["overspeed"],"odometerKm":1234.5,"driver":"D1",
                "source":"jt808","navStatus":null,"unknown":{"x":[1]}}""");

        assertThat(report.mover()).isEqualTo(new MoverId("vehicle:津A12345|yellow"));
        assertThat(report.eventTimeMillis()).isEqualTo(1_789_221_785_120L);
        assertThat(report.receivedTimeMillis()).isEqualTo(1_789_221_786_000L);
        assertThat(Units.mpsToKph(report.speedMps())).isEqualTo(61.2);
        assertThat(report.headingDegrees()).isNaN();
        assertThat(report.has(StatusFlag.ACC)).isTrue();
        assertThat(report.has(AlarmFlag.OVERSPEED)).isTrue();
        assertThat(report.odometerMeters()).isEqualTo(1_234_500);
        assertThat(report.navStatus()).isEqualTo(PositionReport.NO_NAV_STATUS);
        assertThat(read(new String(PositionJson.toJson(report), StandardCharsets.UTF_8)))
                .isEqualTo(report);
    }

    @Test
    void reportsOfTheTerminalsComeBackExactly() {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            PositionReport.Builder builder = PositionReport.at(
                            new MoverId("vehicle:津A12345|yellow"),
                            random.nextLong(0, 4_000_000_000_000L),
                            random.nextInt(-90_000_000, 90_000_001) / 1e6,
                            random.nextInt(-180_000_000, 180_000_001) / 1e6)
                    .speedMps(Units.kphToMps(random.nextInt(0, 65_536) / 10.0))
                    .courseDegrees(random.nextInt(0, 360))
                    .altitudeMeters(random.nextInt(-500, 9_000))
                    .alarmBits(random.nextInt())
                    .odometerMeters(random.nextInt(0, 10_000_000) * 100.0)
                    .receivedTimeMillis(random.nextLong(0, 4_000_000_000_000L))
                    .source("jt808");
            PositionReport report =
                    builder.statusBits(random.nextLong() & knownStatusBits()).build();
            byte[] json = PositionJson.toJson(report);

            assertThat(PositionJson.read(json, json.length)).isEqualTo(report);
        }
    }

    @Test
    void reportsOfVesselsComeBackWithinTheStatedPrecisionAndThenExactly() {
        Random random = new Random(15);
        for (int i = 0; i < 20_000; i++) {
            PositionReport report = PositionReport.at(
                            MoverId.ofMmsi(412_000_001),
                            0,
                            random.nextInt(-54_000_000, 54_000_001) / 600_000.0,
                            random.nextInt(-108_000_000, 108_000_001) / 600_000.0)
                    .speedMps(Units.knotsToMps(random.nextInt(0, 1_023) / 10.0))
                    .courseDegrees(random.nextDouble() * 360)
                    .headingDegrees(random.nextInt(0, 360))
                    .source("ais")
                    .build();
            byte[] json = PositionJson.toJson(report);
            PositionReport once = PositionJson.read(json, json.length);
            byte[] again = PositionJson.toJson(once);

            assertThat(Math.abs(once.latitude() - report.latitude())).isLessThan(5.1e-8);
            assertThat(Math.abs(once.longitude() - report.longitude())).isLessThan(5.1e-8);
            assertThat(Math.abs(Units.mpsToKph(once.speedMps() - report.speedMps())))
                    .isLessThan(5.1e-4);
            assertThat(again).isEqualTo(json);
            assertThat(PositionJson.read(again, again.length)).isEqualTo(once);
        }
    }

    @Test
    void whatRoundsToNorthIsNorth() {
        PositionReport report = PositionReport.at(new MoverId("vehicle:A"), 0, 1, 1)
                .courseDegrees(359.996)
                .headingDegrees(359.994)
                .build();

        assertThat(new String(PositionJson.toJson(report), StandardCharsets.UTF_8))
                .contains("\"course\":0,\"heading\":359.99");
    }

    private static long knownStatusBits() {
        long bits = 0;
        for (StatusFlag flag : StatusFlag.values()) {
            bits |= 1L << flag.bit();
        }
        return bits;
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> read("{}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("mover");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("object");
        assertThatThrownBy(() -> read("{\"mover\":\"vehicle:A\",\"time\":\"2026-09-12T14:03:05Z\",\"lon\":1}"))
                .hasMessageContaining("lat is missing");
        assertThatThrownBy(
                        () -> read("{\"mover\":\"vehicle:A\",\"time\":\"2026-09-12T14:03:05Z\",\"lon\":1,\"lat\":91}"))
                .hasMessageContaining("lat=91 must be -90 to 90");
        assertThatThrownBy(() -> read("{\"mover\":\"vehicle:A\",\"time\":\"noon\",\"lon\":1,\"lat\":1}"))
                .hasMessageContaining("noon");
        assertThatThrownBy(() -> read("{\"mover\":\"vehicle:A\",\"speedKmh\":\"fast\"}"))
                .hasMessageContaining("speedKmh=\"fast\" must be a number");
        assertThatThrownBy(() -> read("{\"mover\":\"vehicle:A\"")).hasMessageContaining("is not JSON");
        assertThatThrownBy(
                        () -> read("{\"mover\":\"driver:D1\",\"time\":\"2026-09-12T00:00:00Z\",\"lon\":1,\"lat\":1}"))
                .hasMessageContaining("who reports by the vehicle he drives");
    }

    @Test
    void neverThrowsAnythingElseOnDamagedText() {
        byte[] good = PositionJson.toJson(PositionReport.at(new MoverId("vessel:412000001"), 0, 30, 122)
                .speedMps(3)
                .source("ais")
                .build());
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                PositionJson.read(damaged, damaged.length);
            } catch (JsonFormatException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void readsTimesAsTheLibraryDoes() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L);
            String text = Rfc3339.format(millis);

            assertThat(Rfc3339.parse(text)).isEqualTo(millis);
            assertThat(OffsetDateTime.parse(text).toInstant().toEpochMilli()).isEqualTo(millis);
        }
        assertThat(Rfc3339.parse("2026-02-29T00:00:00Z".replace("02-29", "02-28")))
                .isEqualTo(1_772_236_800_000L);
        assertThatThrownBy(() -> Rfc3339.parse("2026-02-29T00:00:00Z")).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> Rfc3339.parse("2026-13-01T00:00:00Z")).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void writesAWarningAsTheContractHasIt() throws Exception {
        Warning warning = Scene.withRule(
                        """
                        kind: overspeed
                        tier: blue
                        """)
                .registered("vehicle:津A1|yellow", "heavy-truck", List.of(), List.of(), java.util.Map.of())
                .run("vehicle:津A1|yellow", "0s 0,0 130kph\n10s 361,0 130kph\n20s 722,0 130kph", Long.MIN_VALUE)
                .warnings
                .get(0);

        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(WarningJson.write(warning));

        assertThat(json.get("id").asText()).isEqualTo(warning.warningId() + "/1");
        assertThat(json.get("type").asText()).isEqualTo("vigil.warning.opened");
        assertThat(json.get("subject").asText()).isEqualTo("vehicle:津A1|yellow");
        assertThat(json.get("time").asText()).isEqualTo("2026-09-11T16:00:20.000Z");
        var data = json.get("data");
        assertThat(data.get("tier").asText()).isEqualTo("yellow");
        assertThat(data.get("closed").isNull()).isTrue();
        assertThat(data.get("speedKmh").asDouble()).isEqualTo(130);
        assertThat(data.get("explain").get("threshold").get("limitKmh").asInt()).isEqualTo(100);
        assertThat(data.get("explain").get("last").get("mover").asText()).isEqualTo("vehicle:津A1|yellow");
        assertThat(data.get("message").get("zh").asText()).isEqualTo("超速30%:最高时速130公里,限速100公里");
        assertThat(data.get("message").get("en").asText())
                .isEqualTo("overspeed by 30 %: peak 130 km/h, limit 100 km/h");
    }
}
