package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.Disposition;
import io.vigil.model.EventCodec;
import io.vigil.model.Grant;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispositionJsonTest {
    private static final String GOOD = "\"warningId\":\"9f2c41d07ab35e10\",\"mover\":\"vehicle:津A12345|yellow\","
            + "\"outcome\":\"confirmed\",\"at\":\"2026-09-12T14:03:05Z\"";

    private static Disposition read(String json) {
        return (Disposition) readEvent(json);
    }

    private static MoverEvent readEvent(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return DispositionJson.read(bytes, bytes.length);
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> read(json))
                .as(json)
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void readsWhatAnOperatorDid() {
        assertThat(read("{" + GOOD + ",\"rule\":\"overspeed\",\"by\":\"li\",\"note\":\"stopped\",\"shift\":2}"))
                .isEqualTo(new Disposition(
                        new MoverId("vehicle:津A12345|yellow"),
                        1_789_221_785_000L,
                        PositionReport.NO_TIME,
                        "9f2c41d07ab35e10",
                        "overspeed",
                        Disposition.Outcome.CONFIRMED,
                        "li",
                        "stopped"));
    }

    @Test
    void knowsStepsFromOutcomes() {
        assertThat(read("{" + GOOD + ",\"outcome\":\"ack\"}").outcome().isFinal())
                .isFalse();
        assertThat(read("{" + GOOD + ",\"outcome\":\"dispatch\"}").outcome().isFinal())
                .isFalse();
        for (String outcome : new String[] {"confirmed", "false", "permitted", "duplicate", "unreachable"}) {
            assertThat(read("{" + GOOD + ",\"outcome\":\"" + outcome + "\"}")
                            .outcome()
                            .isFinal())
                    .isTrue();
        }
    }

    @Test
    void namesTheFieldWithItsValueAndRange() {
        assertRefused("{" + GOOD + ",\"warningId\":\"9F2C41D07AB35E10\"}", "warningId", "16 hexadecimal");
        assertRefused("{" + GOOD + ",\"warningId\":\"9f2c\"}", "warningId", "16 hexadecimal");
        assertRefused("{" + GOOD + ",\"outcome\":\"maybe\"}", "outcome=\"maybe\"", "confirmed", "ack");
        assertRefused("{" + GOOD + ",\"outcome\":false}", "outcome=false", "text");
        assertRefused("{" + GOOD + ",\"mover\":\"津A12345\"}", "mover");
        assertRefused("{" + GOOD + ",\"at\":17}", "at=17");
        assertRefused("{" + GOOD + ",\"note\":\"" + "x".repeat(257) + "\"}", "note", "256");
        assertRefused("{\"warningId\":\"9f2c41d07ab35e10\"}", "mover is missing");
        assertRefused("{" + GOOD.replace("\"outcome\":\"confirmed\",", "") + "}", "outcome is missing");
        assertRefused("null", "object");
    }

    @Test
    void comesBackFromStoreAndText() throws IOException {
        Disposition disposition =
                read("{" + GOOD + ",\"received\":\"2026-09-12T14:03:06Z\",\"by\":\"\\ud83d\\ude8c\"}");

        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        EventCodec.write(disposition, new DataOutputStream(stored));

        assertThat(EventCodec.read(new DataInputStream(new ByteArrayInputStream(stored.toByteArray()))))
                .isEqualTo(disposition);
        assertThat(read(new String(DispositionJson.toJson(disposition), StandardCharsets.UTF_8)))
                .isEqualTo(disposition);
    }

    @Test
    void refusesCutTextsWithTheSameException() {
        long seed = 31;
        Random random = new Random(seed);
        byte[] whole = ("{" + GOOD + "}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            int length = random.nextInt(whole.length);
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            assertThatThrownBy(() -> DispositionJson.read(damaged, length))
                    .as("seed %d", seed)
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void readsWhatTheDeskAllows() {
        Grant silence = new Grant(
                new MoverId("vehicle:T1"),
                1_789_171_200_000L,
                1_789_171_200_500L,
                Grant.Kind.SILENCE,
                "speed",
                1_789_174_800_000L,
                "li",
                "工程车");

        assertThat(readEvent(new String(DispositionJson.toJson(silence), StandardCharsets.UTF_8)))
                .isEqualTo(silence);
        assertThat(readEvent(
                        "{\"outcome\":\"permit\",\"mover\":\"vehicle:T1\",\"zone\":\"z\",\"at\":\"2026-09-12T00:00:00Z\","
                                + "\"until\":\"2026-09-12T01:00:00Z\"}"))
                .isEqualTo(new Grant(
                        new MoverId("vehicle:T1"),
                        1_789_171_200_000L,
                        Long.MIN_VALUE,
                        Grant.Kind.PERMIT,
                        "z",
                        1_789_174_800_000L,
                        "",
                        null));
    }

    @Test
    void refusesAGrantThatDoesNotSayOfWhatOrHowLong() {
        String start = "{\"outcome\":\"silence\",\"mover\":\"vehicle:T1\",\"at\":\"2026-09-12T00:00:00Z\"";

        assertThatThrownBy(() -> readEvent(start + ",\"until\":\"2026-09-12T01:00:00Z\"}"))
                .hasMessageContaining("rule");
        assertThatThrownBy(() -> readEvent(start + ",\"rule\":\"speed\"}")).hasMessageContaining("until");
        assertThatThrownBy(() -> readEvent(start + ",\"rule\":\"speed\",\"until\":\"soon\"}"))
                .hasMessageContaining("until");
    }
}
