package io.vigil.console.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningTransitionTest {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");
    private final ObjectNode opened =
            SampleRecords.opened("9f2c", "coach-night-run", "night-run", "yellow", "vehicle:津A12345|yellow", NOON);

    @Test
    void readsATransitionAndKeepsTheWholeRecord() throws Exception {
        WarningTransition transition =
                parse(SampleRecords.next(opened, "escalated", "red", "open", NOON.plusSeconds(60)));

        assertThat(transition.warningId()).isEqualTo("9f2c");
        assertThat(transition.sequence()).isEqualTo(2);
        assertThat(transition.transition()).isEqualTo(Warning.Transition.ESCALATED);
        assertThat(transition.tier()).isEqualTo(Tier.RED);
        assertThat(transition.isOpen()).isTrue();
        assertThat(transition.stage()).isEqualTo("breach");
        assertThat(transition.closedMillis()).isEqualTo(PositionReport.NO_TIME);
        assertThat(RecordFields.JSON
                        .readTree(transition.cloudEvent())
                        .at("/data/explain/measured/movingSeconds")
                        .asInt())
                .isEqualTo(300);
    }

    @Test
    void summarisesForTheQueueWithoutTheExplanation() throws Exception {
        ((ObjectNode) opened.path("data")).put("stage", "pre").putNull("position");

        JsonNode summary = RecordFields.JSON.readTree(((JsonWriter) parse(opened)::writeSummary).bytes());

        assertThat(summary.path("stage").asText()).isEqualTo("pre");
        assertThat(summary.path("movers").path(0).asText()).isEqualTo("vehicle:津A12345|yellow");
        assertThat(summary.path("lat").isNull()).isTrue();
        assertThat(summary.path("detected").asText()).isEqualTo("2026-09-12T04:00:00Z");
        assertThat(summary.has("explain")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/type, vigil.warning.vanished, vanished is not known",
        "/type, other.thing, must begin with vigil.warning.",
        "/time, noon, must be a time with offset",
        "/data/warningId, , warningId is missing",
        "/data/sequence, 0, sequence is missing",
        "/data/tier, purple, tier=purple",
        "/data/state, broken, state=broken",
        "/data/rule, , rule is missing",
        "/data/detected, , detected is missing",
    })
    void saysWhatIsWrongWithARecord(String pointer, String value, String reason) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        ObjectNode parent = (ObjectNode) opened.at(pointer.substring(0, pointer.lastIndexOf('/')));
        if (value == null || name.equals("sequence")) {
            parent.putNull(name);
        } else {
            parent.put(name, value);
        }

        assertThatThrownBy(() -> parse(opened))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAWarningAboutNobodyOrACrowd() {
        ObjectNode data = (ObjectNode) opened.path("data");
        data.putArray("movers");
        assertThatThrownBy(() -> parse(opened)).hasMessageContaining("1 to 16");

        for (int i = 0; i < 17; i++) {
            data.withArray("movers").add("vessel:" + i);
        }
        assertThatThrownBy(() -> parse(opened)).hasMessageContaining("1 to 16");
    }

    @Test
    void neverThrowsAnythingElseWhateverTheBytes() throws IOException {
        byte[] good = opened.toString().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20_260_913);
        for (int i = 0; i < 30_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                WarningTransition transition = WarningTransition.parse(bad);
                assertThat(RecordFields.JSON
                                .readTree(((JsonWriter) transition::writeSummary).bytes())
                                .isObject())
                        .isTrue();
            } catch (MalformedRecordException e) {
                assertThat(e).message().isNotBlank();
            }
        }
    }

    private static WarningTransition parse(ObjectNode event) throws MalformedRecordException {
        return WarningTransition.parse(event.toString().getBytes(StandardCharsets.UTF_8));
    }
}
