package io.vigil.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WarningJsonTest {
    private static final MoverId COACH = new MoverId("vehicle:津A12345|yellow");
    private static final long ONSET = 1_789_237_260_000L;

    private static Warning warning(Warning.Transition transition, Warning.State state, Map<String, Object> measured) {
        PositionReport first = PositionReport.at(COACH, ONSET, 38.98, 117.69)
                .speedMps(Units.kphToMps(61.2))
                .source("jt808")
                .build();
        boolean isOpen = state == Warning.State.OPEN;
        return new Warning(
                "9f2c41d07ab35e10",
                2,
                transition,
                ONSET + 1_200_000,
                "live",
                "coach-night-run",
                "night-run",
                "breach",
                "3e1f",
                Tier.ORANGE,
                state,
                List.of(COACH),
                null,
                isOpen ? null : "order-7",
                ONSET,
                ONSET + 300_000,
                isOpen ? PositionReport.NO_TIME : ONSET + 1_200_000,
                isOpen ? null : "stopped",
                38.98000004,
                117.6900006,
                Units.kphToMps(61.204),
                new Warning.Explain(
                        new TreeMap<>(Map.of("hold", "PT5M", "moveSpeedKmh", 5L)),
                        measured,
                        new TreeMap<>(Map.of("hold", "PT5M")),
                        first,
                        first,
                        PositionReport.NO_TIME,
                        null),
                "凌晨2至5时仍在运营",
                "running between 02:00 and 05:00",
                false);
    }

    private static String text(Warning warning) {
        return new String(WarningJson.write(warning), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheBytesOfTheContract() {
        Map<String, Object> measured = new TreeMap<>(Map.of("movingSeconds", 900.0));

        assertThat(text(warning(Warning.Transition.ESCALATED, Warning.State.OPEN, measured)))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"9f2c41d07ab35e10/2\",\"source\":\"/vigil/live\","
                        + "\"type\":\"vigil.warning.escalated\",\"subject\":\"vehicle:津A12345|yellow\","
                        + "\"time\":\"2026-09-12T18:41:00.000Z\",\"datacontenttype\":\"application/json\","
                        + "\"data\":{\"warningId\":\"9f2c41d07ab35e10\",\"sequence\":2,\"lane\":\"live\","
                        + "\"rule\":\"coach-night-run\",\"kind\":\"night-run\",\"stage\":\"breach\",\"ruleset\":\"3e1f\","
                        + "\"tier\":\"orange\",\"state\":\"open\",\"movers\":[\"vehicle:津A12345|yellow\"],\"zone\":null,"
                        + "\"order\":null,\"onset\":\"2026-09-12T18:21:00.000Z\","
                        + "\"detected\":\"2026-09-12T18:26:00.000Z\",\"closed\":null,\"reason\":null,"
                        + "\"position\":{\"lon\":117.690001,\"lat\":38.98},\"speedKmh\":61.2,"
                        + "\"explain\":{\"params\":{\"hold\":\"PT5M\",\"moveSpeedKmh\":5},"
                        + "\"measured\":{\"movingSeconds\":900},\"threshold\":{\"hold\":\"PT5M\"},"
                        + "\"first\":{\"mover\":\"vehicle:津A12345|yellow\",\"time\":\"2026-09-12T18:21:00.000Z\","
                        + "\"lon\":117.69,\"lat\":38.98,\"speedKmh\":61.2,\"source\":\"jt808\"},"
                        + "\"last\":{\"mover\":\"vehicle:津A12345|yellow\",\"time\":\"2026-09-12T18:21:00.000Z\","
                        + "\"lon\":117.69,\"lat\":38.98,\"speedKmh\":61.2,\"source\":\"jt808\"},"
                        + "\"registryVersion\":null,\"exemption\":null},"
                        + "\"message\":{\"zh\":\"凌晨2至5时仍在运营\",\"en\":\"running between 02:00 and 05:00\"},"
                        + "\"late\":false}}");
    }

    @Test
    void writesNumbersInOneFormOnly() {
        Map<String, Object> measured = new TreeMap<>();
        measured.put("a", -0.0);
        measured.put("b", Double.NaN);
        measured.put("c", Double.NEGATIVE_INFINITY);
        measured.put("d", 2.0E-3);
        measured.put("e", 0.1 + 0.2);
        measured.put("f", 1e15);
        measured.put("g", 2.2E-322);
        measured.put("h", 3);
        measured.put("i", List.of(1.0, "x", true));

        assertThat(text(warning(Warning.Transition.OPENED, Warning.State.OPEN, measured)))
                .contains("\"measured\":{\"a\":0,\"b\":null,\"c\":null,\"d\":0.002,\"e\":0.30000000000000004,"
                        + "\"f\":1.0E15,\"g\":2.2E-322,\"h\":3,\"i\":[1,\"x\",true]}");
    }

    @Test
    void readsBackWhatItWroteForEveryTransitionAndState() {
        for (Warning.Transition transition : Warning.Transition.values()) {
            for (Warning.State state : Warning.State.values()) {
                Warning warning = warning(transition, state, Map.of());

                assertThat(WarningJson.read(WarningJson.write(warning)))
                        .isEqualTo(new WarningLine(
                                warning.warningId(),
                                warning.sequence(),
                                transition,
                                warning.timeMillis(),
                                warning.lane(),
                                warning.rule(),
                                warning.kind(),
                                warning.stage(),
                                warning.tier(),
                                state,
                                warning.movers(),
                                warning.zone(),
                                warning.order(),
                                warning.onsetMillis(),
                                warning.detectedMillis(),
                                warning.closedMillis(),
                                warning.reason(),
                                warning.late()));
            }
        }
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() -> WarningJson.read(
                        ("{\"type\":\"vigil.warning.exploded\",\"time\":\"noon\",\"data\":{\"warningId\":\"w\",\"sequence\":0,"
                                        + "\"lane\":\"live\",\"rule\":\"r\",\"kind\":\"k\",\"stage\":\"breach\",\"tier\":\"pink\","
                                        + "\"state\":\"open\",\"movers\":[],\"onset\":\"2026-09-12T18:21:00Z\"}}")
                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContainingAll(
                        "type=\"vigil.warning.exploded\"",
                        "time=\"noon\"",
                        "sequence=0",
                        "tier=\"pink\"",
                        "movers is missing",
                        "detected is missing");
        for (String bad : List.of("", "[]", "{}", "{\"data\":5}", "{\"type\":\"vigil.warning.opened\"} {}", "x")) {
            assertThatThrownBy(() -> WarningJson.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void throwsNothingElseOnDamagedBytes() {
        Random random = new Random(41);
        byte[] good = WarningJson.write(warning(Warning.Transition.CLOSED, Warning.State.CLOSED, Map.of()));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                WarningJson.read(damaged);
            } catch (JsonFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }
}
