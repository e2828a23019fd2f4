package io.vigil.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepAxisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    r.factor=1.1..1.5:0.2                | 1.1,1.3,1.5
                    r.factor=1.1..1.6:0.2                | 1.1,1.3,1.5
                    r.k=3..3:1                           | 3
                    r.count=8..12:2                      | 8,10,12
                    r.depth=-2..2:2                      | -2,0,2
                    r.hold=PT30S..PT2M:PT45S             | PT30S,PT1M15S,PT2M
                    r.hold=PT0S..PT0.5S:PT0.25S          | PT0S,PT0.25S,PT0.5S
                    r.from=22:00..23:00:PT30M            | 22:00,22:30,23:00
                    r.from=23:30..00:30:PT30M            | 23:30,00:00,00:30
                    r.mode=entry,fishing                 | entry,fishing
                    """)
    void stepsThroughBothEnds(String text, String values) {
        assertThat(SweepAxis.parse(text).values()).containsExactly(values.split(","));
    }

    @Test
    void takesTheParameterBehindTheLastDot() {
        SweepAxis axis = SweepAxis.parse("coast.v2.hold=PT1M,PT2M");

        assertThat(axis.rule()).isEqualTo("coast.v2");
        assertThat(axis.parameter()).isEqualTo("hold");
        assertThat(axis.name()).isEqualTo("coast.v2.hold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hold",
                "hold=1",
                "r.=1",
                ".hold=1",
                "r.hold=",
                "r.hold=1..2",
                "r.hold=1..2:",
                "r.hold=..2:1",
                "r.hold=1..:1",
                "r.hold=1..2:0",
                "r.hold=1..2:-1",
                "r.hold=2..1:1",
                "r.hold=PT1M..2:1",
                "r.hold=PT1M..PT2M:1",
                "r.hold=1,,2",
                "r.hold=1,1",
                "r.hold=0..1:0.0001",
                "r.hold=a..b:c"
            })
    void refusesWhatIsNoSweepAndSaysWhich(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SweepAxis.parse(text))
                .withMessageStartingWith("--sweep " + text);
    }
}
