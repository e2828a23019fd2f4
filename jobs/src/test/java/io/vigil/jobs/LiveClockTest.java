package io.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import org.junit.jupiter.api.Test;

class LiveClockTest {
    private static final MoverId MOVER = new MoverId("vehicle:1");

    @Test
    void aClockOfNextYearDoesNotCarryTheStreamAway() {
        assertThat(LiveClock.trusted(report(9_000_000, 5_000), 7_000)).isEqualTo(5_000);
        assertThat(LiveClock.trusted(report(9_000_000, PositionReport.NO_TIME), 7_000))
                .isEqualTo(7_000);
    }

    @Test
    void anOldReportIsAsOldAsItSays() {
        assertThat(LiveClock.trusted(report(4_000, 5_000), 7_000)).isEqualTo(4_000);
        assertThat(LiveClock.trusted(report(4_000, PositionReport.NO_TIME), 7_000))
                .isEqualTo(4_000);
    }

    private static PositionReport report(long eventMillis, long receivedMillis) {
        return PositionReport.at(MOVER, eventMillis, 0, 1)
                .receivedTimeMillis(receivedMillis)
                .build();
    }
}
