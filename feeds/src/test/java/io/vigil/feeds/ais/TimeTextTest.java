package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2021-03-20T00:22:05Z | 2021-03-20T00:22:05Z",
                "2021-03-20T00:22:05.120Z | 2021-03-20T00:22:05.120Z",
                "2021-03-20T00:22:05.120987Z | 2021-03-20T00:22:05.120Z",
                "2021-03-20 00:22 | 2021-03-20T00:22:00Z",
                "2021/3/2 00:22:05 | 2021-03-02T00:22:05Z",
                "2021-03-20T08:22:05+08:00 | 2021-03-20T00:22:05Z",
                "2021-03-20T08:22+0800 | 2021-03-20T00:22:00Z",
                "2021-03-19 19:22:05-05 | 2021-03-20T00:22:05Z",
                "2021-03-20 00:22:05 UTC | 2021-03-20T00:22:05Z",
                "2021-03-20 | 2021-03-20T00:00:00Z",
                "20/03/2021 00:22 | 2021-03-20T00:22:00Z",
                "04/03/2021 00:22:05 | 2021-03-04T00:22:05Z",
                "20.03.2021 00:22:05 | 2021-03-20T00:22:05Z",
                "20210320002205 | 2021-03-20T00:22:05Z",
                "2020-02-29T12:00:00Z | 2020-02-29T12:00:00Z",
                "1616199725 | 2021-03-20T00:22:05Z",
                "1616199725.89 | 2021-03-20T00:22:05.890Z",
                "1616199725120 | 2021-03-20T00:22:05.120Z",
            })
    void readsWhatArchivesWrite(String text, String expected) {
        assertThat(parse(new TimeText("Z", false), text))
                .isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "12",
                "2021",
                "2021-03",
                "2021-03-",
                "2021-13-01T00:00:00Z",
                "2021-02-29T00:00:00Z",
                "2021-03-20T24:00:00Z",
                "2021-03-20T00:60:00Z",
                "2021-03-20T00:00:61Z",
                "2021-03-20T",
                "2021-03-20T0",
                "2021-03-20T00:",
                "2021-03-20T00:00:00.",
                "2021-03-20T00:00:00X",
                "2021-03-20T00:00:00+",
                "31/04/2021",
                "20-03/2021 00:00",
                "03/20/2021 00:22",
                "20/03/21 00:00",
                "12345678901",
                "1616199725x",
                "20211320002205",
                "1616199725.8x"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(parse(new TimeText("Z", false), text)).isEqualTo(PositionReport.NO_TIME);
    }

    @Test
    void takesTimesWithoutAnOffsetInTheConfiguredZone() {
        TimeText times = new TimeText("+08:00", false);

        assertThat(parse(times, "2021-03-20 08:22:05"))
                .isEqualTo(Instant.parse("2021-03-20T00:22:05Z").toEpochMilli());
        assertThat(parse(times, "2021-03-20 08:22:05Z"))
                .isEqualTo(Instant.parse("2021-03-20T08:22:05Z").toEpochMilli());
    }

    @Test
    void takesMonthsFirstWhereToldTo() {
        assertThat(parse(new TimeText("Z", true), "03/20/2021 00:22"))
                .isEqualTo(Instant.parse("2021-03-20T00:22:00Z").toEpochMilli());
    }

    private static long parse(TimeText times, String text) {
        byte[] bytes = ("<" + text + "9").getBytes(StandardCharsets.US_ASCII);
        return times.parse(bytes, 1, bytes.length - 1);
    }
}
