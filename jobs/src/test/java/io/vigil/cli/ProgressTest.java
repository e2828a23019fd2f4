package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void saysSpeedShareAndTimeLeftWhereTheEndIsKnown() {
        assertThat(Progress.text(1_000_000, 0, 4_000_000, 2.5))
                .isEqualTo("1,000,000 events read, 400,000/s, 25 % of 4,000,000, 0:08 left");
        assertThat(Progress.text(4_000_000, 0, 4_000_000, 10)).endsWith(", 100 % of 4,000,000, 0:00 left");
    }

    @Test
    void saysNothingOfTheEndWhereNobodyKnowsIt() {
        assertThat(Progress.text(1_000, 0, -1, 2)).isEqualTo("1,000 events read, 500/s");
        assertThat(Progress.text(0, 0, 10, 2)).isEqualTo("0 events read, 0/s");
    }

    @Test
    void doesNotCountWhatWasReadBeforeARestart() {
        assertThat(Progress.text(900, 800, 1_000, 1)).isEqualTo("900 events read, 100/s, 90 % of 1,000, 0:01 left");
    }

    @Test
    void saysWhereItGoesOnEvenWhereNobodyWatches() {
        StringWriter err = new StringWriter();
        new Progress(new PrintWriter(err), false).resumed(LocalDate.of(2026, 9, 12));

        assertThat(err.toString()).contains("goes on after 2026-09-12");
    }
}
