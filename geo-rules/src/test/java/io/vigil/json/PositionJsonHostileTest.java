package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.EventCodec;
import io.vigil.model.PositionReport;
import io.vigil.model.SafetyFlag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What arrives from outside may be anything; it is a report that every later step can handle, or one kind of exception. */
class PositionJsonHostileTest {
    private static final String GOOD =
            "\"mover\":\"vehicle:A\",\"time\":\"2026-09-12T14:03:05Z\",\"lon\":117.5,\"lat\":39.25";

    private static PositionReport readWith(String fields) {
        byte[] bytes = ("{" + GOOD + "," + fields + "}").getBytes(StandardCharsets.UTF_8);
        return PositionJson.read(bytes, bytes.length);
    }

    private static void assertRefused(String fields, String... parts) {
        assertThatThrownBy(() -> readWith(fields))
                .as(fields)
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void namesTheFieldAsItIsWrittenWithItsValueAndRange() {
        assertRefused("\"lat\":90.1", "lat=90.1", "-90 to 90");
        assertRefused("\"lon\":-180.1", "lon=-180.1", "-180 to 180");
        assertRefused("\"speedKmh\":-5", "speedKmh=-5", "0 or more");
        assertRefused("\"speedKn\":-0.1", "speedKn=-0.1", "0 or more");
        assertRefused("\"course\":360.1", "course=360.1", "0 to 360");
        assertRefused("\"heading\":-1", "heading=-1", "0 to 360");
        assertRefused("\"navStatus\":16", "navStatus=16", "0 to 15");
        assertRefused("\"navStatus\":-1", "navStatus=-1", "0 to 15");
        assertRefused("\"navStatus\":1.7", "navStatus=1.7", "0 to 15");
        assertRefused("\"altitudeM\":\"high\"", "altitudeM=\"high\"", "number");
        assertRefused("\"received\":\"noon\"", "received=\"noon\"");
        assertRefused("\"driver\":7", "driver=7", "text");
        assertRefused("\"status\":3", "status=3", "object");
        assertRefused("\"status\":{\"acc\":\"yes\"}", "acc", "true or false");
        assertRefused("\"alarms\":\"overspeed\"", "alarms=\"overspeed\"", "list");
        assertRefused("\"alarms\":[1]", "alarms", "texts");
        assertRefused("\"safety\":\"dsm.fatigue\"", "safety", "list");
        assertRefused("\"fatigueLevel\":11", "fatigueLevel=11", "0 to 10");
        assertRefused("\"fatigueLevel\":1.5", "fatigueLevel=1.5", "whole");
    }

    @Test
    void takesTheBoundsThemselves() {
        PositionReport report = readWith(
                "\"lat\":-90,\"lon\":180,\"speedKmh\":0,\"course\":360,\"heading\":359.9,\"navStatus\":15,\"altitudeM\":-430");

        assertThat(report.latitude()).isEqualTo(-90);
        assertThat(report.longitude()).isEqualTo(180);
        assertThat(report.speedMps()).isZero();
        assertThat(report.courseDegrees()).isZero();
        assertThat(report.headingDegrees()).isEqualTo(359.9);
        assertThat(report.navStatus()).isEqualTo(15);
        assertThat(report.altitudeMeters()).isEqualTo(-430);
    }

    @Test
    void readsAndWritesTheEventsOfSafetyDevices() throws IOException {
        PositionReport report =
                readWith("\"safety\":[\"dsm.fatigue\",\"blindSpot.rear\",\"of tomorrow\"],\"fatigueLevel\":10");

        assertThat(report.has(SafetyFlag.FATIGUE)).isTrue();
        assertThat(report.has(SafetyFlag.BLIND_SPOT_REAR)).isTrue();
        assertThat(report.has(SafetyFlag.SMOKING)).isFalse();
        assertThat(report.fatigueLevel()).isEqualTo(10);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        EventCodec.write(report, new DataOutputStream(stored));
        assertThat(EventCodec.read(new DataInputStream(new ByteArrayInputStream(stored.toByteArray()))))
                .isEqualTo(report);
        byte[] written = PositionJson.toJson(report);
        assertThat(PositionJson.read(written, written.length)).isEqualTo(report);
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        for (String field :
                List.of("lat", "lon", "speedKmh", "speedKn", "course", "heading", "altitudeM", "odometerKm")) {
            assertRefused("\"" + field + "\":1e999", field + "=1e999");
        }
    }

    @Test
    void refusesTimesOutsideTheYearsOfRfc3339() {
        assertRefused("\"time\":\"+999999999-12-31T23:59:59Z\"", "time=\"+999999999-12-31T23:59:59Z\"");
        assertRefused("\"time\":\"+10000-01-01T00:00:00Z\"", "time=");
        assertRefused("\"time\":\"-0001-12-31T23:59:59Z\"", "time=");
        assertThat(readWith("\"received\":\"9999-12-31T23:59:59.999Z\"").receivedTimeMillis())
                .isEqualTo(253_402_300_799_999L);
    }

    @Test
    void refusesTextsThatHaveNoUtf8FormOrAreTooLongToStore() {
        assertRefused("\"driver\":\"\\ud800\"", "driver", "surrogate");
        assertRefused("\"source\":\"a\\udc00b\"", "source", "surrogate");
        assertRefused("\"mover\":\"vehicle:\\ud83d\"", "mover", "surrogate");
        assertRefused("\"driver\":\"" + "𠀀".repeat(15_000) + "\"", "driver", "256");
        assertThat(readWith("\"driver\":\"" + "李".repeat(256) + "\"").driver()).hasSize(256);
        assertThat(readWith("\"mover\":\"vehicle:\\ud83d\\ude8c\"").mover().identity())
                .isEqualTo("🚌");
    }

    @Test
    void everyAcceptedReportCanBeStoredAndWrittenAgain() throws IOException {
        Random random = new Random(17);
        List<String> names =
                List.of("time", "received", "driver", "source", "mover", "lon", "altitudeM", "speedKmh", "course");
        List<String> values = List.of(
                "\"\\ud800\"",
                "\"" + "\\u0000".repeat(300) + "\"",
                "1e308",
                "-1e308",
                "1e999",
                "-0.0",
                "null",
                "\"\"",
                "\"vessel:1\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"+99999-01-01T00:00:00Z\"",
                "[]",
                "{}",
                "true",
                "4.9e-324");
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String fields = "\"" + names.get(random.nextInt(names.size())) + "\":"
                    + values.get(random.nextInt(values.size())) + ",\"" + names.get(random.nextInt(names.size()))
                    + "\":"
                    + values.get(random.nextInt(values.size()));
            PositionReport report;
            try {
                report = readWith(fields);
            } catch (JsonFormatException refused) {
                continue;
            }
            accepted++;
            EventCodec.write(report, new DataOutputStream(new ByteArrayOutputStream()));
            byte[] written = PositionJson.toJson(report);
            PositionReport again = PositionJson.read(written, written.length);
            assertThat(PositionJson.toJson(again)).as(fields).isEqualTo(written);
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void refusesOtherEncodingsAndRandomBytesWithTheSameException() {
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
            byte[] damaged = "{\"mover\":\"vehicle:A\"}".getBytes(Charset.forName(charset));
            damaged[damaged.length / 2] = (byte) 0xff;
            damaged[damaged.length / 2 + 1] = (byte) 0xff;
            assertThatThrownBy(() -> PositionJson.read(damaged, damaged.length))
                    .as(charset)
                    .isInstanceOf(JsonFormatException.class);
        }
        Random random = new Random(19);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int j = 0; j < 3 && j < bytes.length; j++) {
                bytes[j] = random.nextBoolean() ? 0 : bytes[j];
            }
            assertThatThrownBy(() -> PositionJson.read(bytes, bytes.length)).isInstanceOf(JsonFormatException.class);
        }
    }
}
