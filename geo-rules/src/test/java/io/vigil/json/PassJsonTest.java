package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.EventCodec;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassJsonTest {
    private static final String GOOD =
            "\"plate\":\"津A12345\",\"plateColour\":\"yellow\",\"time\":\"2026-09-12T14:03:05Z\",\"lon\":117.5,\"lat\":39.25";

    private static PassReport read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return PassJson.read(bytes, bytes.length);
    }

    private static PassReport readWith(String fields) {
        return read("{" + GOOD + "," + fields + "}");
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> read(json))
                .as(json)
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void readsAllThatACameraTells() {
        assertThat(readWith(
                        "\"received\":\"2026-09-12T14:03:06Z\",\"site\":\"S 7\",\"class\":\"truck\",\"brand\":\"FAW\","
                                + "\"colour\":\"red\",\"confidence\":0.97,\"source\":\"tianjin\",\"lane\":3"))
                .isEqualTo(new PassReport(
                        new MoverId("vehicle:津A12345|yellow"),
                        1_789_221_785_000L,
                        1_789_221_786_000L,
                        39.25,
                        117.5,
                        "S 7",
                        "truck",
                        "FAW",
                        "red",
                        0.97,
                        "tianjin"));
    }

    @Test
    void whatIsNotToldIsAbsent() {
        PassReport pass = readWith("\"class\":null,\"confidence\":null");

        assertThat(pass.seenClass()).isNull();
        assertThat(pass.confidence()).isNaN();
        assertThat(pass.receivedTimeMillis()).isEqualTo(PositionReport.NO_TIME);
        assertThat(pass.site()).isEmpty();
        assertThat(pass.source()).isEqualTo("pass");
    }

    @Test
    void findsOneVehicleUnderOneName() {
        for (String plate : List.of("津A·12345", "津a12345", " 津A 12345 ", "津A-12345", "津A•12345")) {
            assertThat(PassJson.mover(plate, "yellow")).isEqualTo(new MoverId("vehicle:津A12345|yellow"));
        }
    }

    @Test
    void namesTheFieldWithItsValueAndRange() {
        assertRefused("{" + GOOD + ",\"lat\":90.1}", "lat=90.1", "-90 to 90");
        assertRefused("{" + GOOD + ",\"confidence\":1.01}", "confidence=1.01", "0 to 1");
        assertRefused("{" + GOOD + ",\"confidence\":-0.01}", "confidence=-0.01", "0 to 1");
        assertRefused("{" + GOOD + ",\"site\":7}", "site=7", "text");
        assertRefused("{" + GOOD + ",\"time\":\"noon\"}", "time=\"noon\"");
        assertRefused("{" + GOOD + ",\"plateColour\":\"pink\"}", "plateColour=\"pink\"", "blue");
        assertRefused("{" + GOOD + ",\"plate\":\" \"}", "plate");
        assertRefused("{" + GOOD + ",\"plate\":\"津A|1\"}", "plate");
        assertRefused("{" + GOOD + ",\"plate\":\"津A\\u0007\"}", "control");
        assertRefused("{" + GOOD + ",\"plate\":\"" + "A".repeat(200) + "\"}", "80");
        assertRefused("{" + GOOD + ",\"brand\":\"\\ud800\"}", "brand", "surrogate");
        assertRefused("{" + GOOD + "} {}", "follows");
        assertRefused("[]", "object");
        assertRefused("{\"plate\":\"津A12345\"}", "plateColour", "missing");
    }

    @Test
    void aPlateThatWasNotReadIsNobody() {
        assertRefused("{" + GOOD + ",\"plate\":\"无车牌\"}", "no plate was read");
        assertRefused("{" + GOOD + ",\"plate\":\"unknown\"}", "no plate was read");
    }

    @Test
    void everyAcceptedPassCanBeStoredAndWrittenAgain() throws IOException {
        long seed = 23;
        Random random = new Random(seed);
        List<String> names = List.of(
                "plate", "plateColour", "time", "received", "lon", "lat", "site", "class", "confidence", "source");
        List<String> values = List.of(
                "\"津B99999\"",
                "\"\\ud800\"",
                "\"" + "x".repeat(300) + "\"",
                "1e308",
                "-0.0",
                "0.5",
                "1e999",
                "null",
                "\"\"",
                "\"green\"",
                "\"0000-01-01T00:00:00Z\"",
                "[]",
                "{\"a\":[]}",
                "true");
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String fields = "\"" + names.get(random.nextInt(names.size())) + "\":"
                    + values.get(random.nextInt(values.size())) + ",\"" + names.get(random.nextInt(names.size()))
                    + "\":"
                    + values.get(random.nextInt(values.size()));
            PassReport pass;
            try {
                pass = readWith(fields);
            } catch (JsonFormatException refused) {
                continue;
            }
            accepted++;
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            EventCodec.write(pass, new DataOutputStream(stored));
            assertThat(EventCodec.read(new DataInputStream(new ByteArrayInputStream(stored.toByteArray()))))
                    .isEqualTo(pass);
            byte[] written = PassJson.toJson(pass);
            assertThat(PassJson.toJson(PassJson.read(written, written.length)))
                    .as("seed %d: %s", seed, fields)
                    .isEqualTo(written);
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void refusesRandomBytesWithTheSameException() {
        long seed = 29;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> PassJson.read(bytes, bytes.length))
                    .as("seed %d", seed)
                    .isInstanceOf(JsonFormatException.class);
        }
    }
}
