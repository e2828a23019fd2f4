package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.record.WarningTransition;
import io.vigil.json.PositionJson;
import io.vigil.json.WarningJson;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console reads what the engine's own writers write. */
class EngineRecordsTest {
    private static final MoverId COACH = new MoverId("vehicle:津A12345|yellow");
    private static final long NOON = 1_789_185_600_000L;

    @Test
    void readsAPositionReportWithEverythingAndOneWithNothing() throws MalformedRecordException {
        PositionReport full = PositionReport.at(COACH, NOON, 38.98, 117.7)
                .receivedTimeMillis(NOON + 400)
                .speedMps(17)
                .courseDegrees(92)
                .headingDegrees(90)
                .altitudeMeters(12)
                .statusBits(3)
                .alarmBits(2)
                .odometerMeters(123_400)
                .driver("120116")
                .source("jt808")
                .build();
        PositionReport bare = PositionReport.at(COACH, NOON, 38.98, 117.7).build();

        assertThat(SeenPosition.parse(PositionJson.toJson(full, "tour-coach", "abnormal-stop", true)))
                .extracting(
                        SeenPosition::mover,
                        SeenPosition::moverClass,
                        SeenPosition::eventTimeMillis,
                        SeenPosition::latitude,
                        SeenPosition::state)
                .containsExactly(COACH, "tour-coach", NOON, 38.98, "abnormal-stop");
        assertThat(SeenPosition.parse(PositionJson.toJson(bare)).speedMps()).isNaN();
    }

    @Test
    void readsAWarningInEveryTransitionAndState() throws Exception {
        for (Warning.Transition transition : Warning.Transition.values()) {
            for (Warning.State state : Warning.State.values()) {
                WarningTransition read = WarningTransition.parse(WarningJson.write(warning(transition, state)));

                assertThat(read.transition()).isEqualTo(transition);
                assertThat(read.state()).isEqualTo(state);
                assertThat(read.stage()).isEqualTo("pre");
                assertThat(read.detectedMillis()).isEqualTo(NOON);
                JsonNode event = RecordFields.JSON.readTree(read.cloudEvent());
                assertThat(event.at("/data/explain/measured/movingSeconds").asInt())
                        .isEqualTo(312);
            }
        }
    }

    private static Warning warning(Warning.Transition transition, Warning.State state) {
        PositionReport report = PositionReport.at(COACH, NOON, 38.98, 117.7).build();
        return new Warning(
                "9f2c41d07ab35e10",
                2,
                transition,
                NOON,
                "live",
                "coach-night-run",
                "night-run",
                "pre",
                "3e1f",
                Tier.BLUE,
                state,
                List.of(COACH),
                null,
                null,
                NOON - 300_000,
                NOON,
                PositionReport.NO_TIME,
                "cleared",
                38.98,
                117.7,
                Double.NaN,
                new Warning.Explain(
                        Map.of("from", "02:00", "types", List.of("a", "b")),
                        Map.of("movingSeconds", 312.0),
                        Map.of("holdSeconds", 300.0),
                        report,
                        report,
                        PositionReport.NO_TIME,
                        null),
                "客车凌晨仍在行驶",
                "Coach still running at night",
                false);
    }
}
