package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.Disposition;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassFormatsTest {
    private static final PassReport PASS = new PassReport(
            new MoverId("vehicle:津A12345|yellow"),
            1_789_221_785_000L,
            PositionReport.NO_TIME,
            39.25,
            117.5,
            "S7",
            "truck",
            null,
            "red",
            0.97,
            "tianjin");

    private static CollectingSink read(ArchiveFormat format, FeedOptions options, String content) {
        CollectingSink sink = new CollectingSink();
        LineReader reader = format.open(options, "x", sink);
        int number = 0;
        for (String line : content.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            reader.line(++number, bytes, bytes.length);
        }
        reader.end();
        return sink;
    }

    @Test
    void readsPassesAsJsonLinesAndCountsWhatIsNone() {
        CollectingSink sink = read(
                new PassesFormat(),
                FeedOptions.NONE,
                """
                {"plate":"津A·12345","plateColour":"yellow","time":"2026-09-12T14:03:05Z","lon":117.5,"lat":39.25,"site":"S7","class":"truck","colour":"red","confidence":0.97,"source":"tianjin"}

                {"plate":"津A12345","time":"2026-09-12T14:03:05Z","lon":117.5,"lat":39.25}
                rubbish
                """);

        assertThat(sink.events).containsExactly(PASS);
        assertThat(sink.rejected).containsExactly("3 bad-pass", "4 bad-pass");
        assertThat(sink.details.get(0)).contains("plateColour");
    }

    @Test
    void readsPassesAsATableWithColumnsInAnyOrderAndByOtherNames() {
        CollectingSink sink = read(
                new PassCsvFormat(),
                new FeedOptions(Map.of("plate", "号牌号码", "plateColour", "号牌颜色"), PositionReport.NO_TIME, 0, "+08:00"),
                """
                site;号牌号码;号牌颜色;time;lat;lon;class;colour;confidence;source
                S7;津A-12345;yellow;2026-09-12 22:03:05;39.25;117.5;truck;red;0.97;tianjin
                S7;津A12345;yellow;1789221785;39.25;117.5;truck;red;0.97;tianjin
                """);

        assertThat(sink.rejected).isEmpty();
        assertThat(sink.events).containsExactly(PASS, PASS);
    }

    @Test
    void whatATableDoesNotTellIsAbsent() {
        CollectingSink sink = read(
                new PassCsvFormat(), FeedOptions.NONE, "plate,plateColour,time,lon,lat\n津A12345,blue,0,117.5,39.25\n");

        assertThat(sink.events)
                .containsExactly(new PassReport(
                        new MoverId("vehicle:津A12345|blue"),
                        0,
                        PositionReport.NO_TIME,
                        39.25,
                        117.5,
                        "",
                        null,
                        null,
                        null,
                        Double.NaN,
                        "csv"));
    }

    @Test
    void countsRowsOfATableThatAreNoPass() {
        CollectingSink sink = read(
                new PassCsvFormat(),
                FeedOptions.NONE,
                """
                plate,plateColour,time,lon,lat,confidence
                ,blue,0,117.5,39.25,1
                津A12345,,0,117.5,39.25,1
                津A12345,pink,0,117.5,39.25,1
                无车牌,blue,0,117.5,39.25,1
                津A12345,blue,noon,117.5,39.25,1
                津A12345,blue,0,117.5,91,1
                津A12345,blue,0,117.5,39.25,1.2
                津A12345,blue,0,117.5
                """);

        assertThat(sink.events).isEmpty();
        assertThat(sink.rejected)
                .containsExactly(
                        "2 bad-plate",
                        "3 bad-plate",
                        "4 bad-plate",
                        "5 bad-plate",
                        "6 bad-time",
                        "7 bad-pass",
                        "8 bad-pass",
                        "9 bad-cell-count");
        assertThat(read(new PassCsvFormat(), FeedOptions.NONE, "plate,time,lon,lat\n").rejected)
                .containsExactly("1 unknown-header");
    }

    @Test
    void readsDispositionsAsJsonLines() {
        CollectingSink sink = read(
                new DispositionsFormat(),
                FeedOptions.NONE,
                """
                {"warningId":"9f2c41d07ab35e10","mover":"vehicle:津A12345|yellow","outcome":"false","at":"2026-09-12T14:03:05Z"}
                {"warningId":"9f2c41d07ab35e10","outcome":"false","at":"2026-09-12T14:03:05Z"}
                """);

        assertThat(sink.events)
                .containsExactly(new Disposition(
                        new MoverId("vehicle:津A12345|yellow"),
                        1_789_221_785_000L,
                        PositionReport.NO_TIME,
                        "9f2c41d07ab35e10",
                        null,
                        Disposition.Outcome.FALSE,
                        "",
                        null));
        assertThat(sink.rejected).containsExactly("2 bad-disposition");
    }
}
