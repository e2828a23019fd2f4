package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.record.WarningTransition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningQueryTest {
    private final WarningTransition warning = parse();

    @ParameterizedTest
    @CsvSource({
        ", , , , true",
        "yellow, , , , true",
        "'red,yellow', , , , true",
        "'red,blue', , , , false",
        ", open, , , true",
        ", 'closed,retracted', , , false",
        ", , coach-night-run, , true",
        ", , coach-night, , false",
        ", , , 津a123, true",
        ", , , NIGHT, true",
        ", , , 凌晨, true",
        ", , , '  津A12345 ', true",
        ", , , 沪, false",
        "yellow, open, coach-night-run, 津, true",
        "red, open, coach-night-run, 津, false",
    })
    void wantsWhatIsAskedFor(String tier, String state, String rule, String text, boolean wanted) {
        assertThat(WarningQuery.of(tier, state, rule, text).wants(warning)).isEqualTo(wanted);
    }

    @Test
    void namesAWordItDoesNotKnow() {
        assertThatThrownBy(() -> WarningQuery.of("red,purple", null, null, null))
                .hasMessage("tier=purple is not one of blue, yellow, orange, red");
        assertThatThrownBy(() -> WarningQuery.of(null, "shut", null, null)).hasMessageContaining("state=shut");
        assertThatThrownBy(() -> WarningQuery.of(null, null, null, "x".repeat(101)))
                .hasMessage("q has 101 characters, at most 100");
    }

    private static WarningTransition parse() {
        try {
            return WarningTransition.parse(SampleRecords.opened(
                            "9f2c", "coach-night-run", "night-run", "yellow", "vehicle:津A12345|yellow", Instant.EPOCH)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }
}
