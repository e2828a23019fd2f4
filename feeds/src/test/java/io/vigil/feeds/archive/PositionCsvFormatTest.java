package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.json.PositionJson;
import io.vigil.model.EventCodec;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PositionCsvFormatTest {
    private static final String HEADER = "mover,time,lon,lat,speedKmh,course\n";
    private static final long MOMENT = 1_789_221_785_000L;

    private static CollectingSink read(String content, FeedOptions options) {
        CollectingSink sink = new CollectingSink();
        LineReader reader = new PositionCsvFormat().open(options, "x", sink);
        int number = 0;
        for (String line : content.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            reader.line(++number, bytes, bytes.length);
        }
        reader.end();
        return sink;
    }

    private static CollectingSink read(String content) {
        return read(content, FeedOptions.NONE);
    }

    private static FeedOptions columns(Map<String, String> columns) {
        return new FeedOptions(columns, PositionReport.NO_TIME, 0, "Z");
    }

    private static PositionReport only(CollectingSink sink) {
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.events).hasSize(1);
        return (PositionReport) sink.events.get(0);
    }

    private static CollectingSink timed(String time) {
        return read(HEADER + "A," + time + ",117,39,,\n", new FeedOptions(Map.of(), 0, 0, "+08:00"));
    }

    @Test
    void readsEveryColumn() {
        PositionReport report = only(
                read(
                        """
                        source,mover,time,received,lon,lat,speedKmh,course,heading,altitudeM,driver,unknown
                        hgv,vehicle:津A12345|yellow,2026-09-12T14:03:05Z,2026-09-12T14:03:06.5Z,117.5,39.25,36,360,359.5,-12,"Li, ""Wei""\",x
                        """));

        assertThat(report.mover().text()).isEqualTo("vehicle:津A12345|yellow");
        assertThat(report.eventTimeMillis()).isEqualTo(MOMENT);
        assertThat(report.receivedTimeMillis()).isEqualTo(MOMENT + 1500);
        assertThat(report.longitude()).isEqualTo(117.5);
        assertThat(report.latitude()).isEqualTo(39.25);
        assertThat(report.speedMps()).isCloseTo(10, within(1e-9));
        assertThat(report.courseDegrees()).isZero();
        assertThat(report.headingDegrees()).isEqualTo(359.5);
        assertThat(report.altitudeMeters()).isEqualTo(-12);
        assertThat(report.driver()).isEqualTo("Li, \"Wei\"");
        assertThat(report.source()).isEqualTo("hgv");
    }

    @Test
    void anEmptyCellIsNotAvailable() {
        PositionReport report = only(read(HEADER + "vessel:412000001,2026-09-12T14:03:05Z,117.5,39.25,,\n"));

        assertThat(report.speedMps()).isNaN();
        assertThat(report.courseDegrees()).isNaN();
        assertThat(report.receivedTimeMillis()).isEqualTo(PositionReport.NO_TIME);
        assertThat(report.driver()).isNull();
    }

    @Test
    void takesTheSeparatorFromTheHeader() {
        for (String separator : new String[] {",", ";", "\t"}) {
            String file = HEADER + "A,1789221785,117.5,39.25,36,90\n";

            assertThat(only(read(file.replace(",", separator))).courseDegrees()).isEqualTo(90);
        }
        assertThat(only(read("\"mover\" , \"time\",lon ,lat\nA,1789221785,117.5,39.25\n"))
                        .longitude())
                .as("quoted and padded names")
                .isEqualTo(117.5);
    }

    @Test
    void readsTimesAsPeopleWriteThem() {
        for (String time : new String[] {
            "2026-09-12T14:03:05Z",
            "2026-09-12T14:03:05.000Z",
            "2026-09-12T22:03:05+08:00",
            "2026-09-12T22:03:05",
            "2026-09-12 22:03:05",
            "2026-09-12 22:03:05.000",
            "2026-09-12 14:03:05+00",
            "2026-09-12 10:03:05-04",
            "2026-09-12 10:03:05-0400",
            "1789221785",
            "1789221785000"
        }) {
            assertThat(timed(time).events)
                    .as(time)
                    .extracting(MoverEvent::eventTimeMillis)
                    .containsExactly(MOMENT);
        }
        for (String time : new String[] {
            "soon",
            "",
            "2026-09-12",
            "2026-13-12 00:00:00",
            "2026-09-12 24:03:05",
            "12/09/2026 14:03:05",
            "-",
            "1e9",
            "99999999999999999",
            "2026-09-12 14:03:05+0"
        }) {
            assertThat(timed(time).rejected).as(time).containsExactly("2 bad-time");
        }
    }

    @Test
    void rejectsEachBadLineForItsReasonAndReadsOn() {
        CollectingSink sink = read(
                HEADER
                        + """
                        A,1789221785,east,39.25,1,2
                        A,1789221785,117.5,,1,2
                        A,1789221785,117.5,NaN,1,2
                        A,1789221785,117.5,39.25,1e999,2
                        A,1789221785,117.5,39.25,12f,2
                        A,1789221785,117.5,90.001,1,2
                        A,1789221785,-180.001,39.25,1,2
                        A,1789221785,117.5,39.25,-1,2
                        A,1789221785,117.5,39.25,1,360.1
                        ,1789221785,117.5,39.25,1,2
                        bicycle:7,1789221785,117.5,39.25,1,2
                        A,1789221785,117.5,39.2
                        A,1789221785,117.5,39.25,1,2,3
                        "A,1789221785,117.5,39.25,1,2
                        A,1789221785,-180,-90,0,0
                        A,1789221785,180,90,1,359.9,,
                        """);

        assertThat(sink.rejected)
                .containsExactly(
                        "2 bad-number",
                        "3 bad-number",
                        "4 bad-number",
                        "5 bad-number",
                        "6 bad-number",
                        "7 bad-position",
                        "8 bad-position",
                        "9 bad-position",
                        "10 bad-position",
                        "11 bad-mover",
                        "12 bad-mover",
                        "13 bad-cell-count",
                        "14 bad-cell-count",
                        "15 bad-quotes");
        assertThat(sink.details.get(0)).isEqualTo("lon=\"east\" is not a number");
        assertThat(sink.details.get(11)).isEqualTo("has 4 cells, the header has 6");
        assertThat(sink.events).as("what is on the bounds is read").hasSize(2);
    }

    @Test
    void aFileWithoutTheColumnsIsRejectedLineByLine() {
        assertThat(read("a,b\n1,2\n").rejected).containsExactly("1 unknown-header", "2 unknown-header");
        assertThat(read("\"mover,time,lon,lat\n").rejected).containsExactly("1 unknown-header");
        CollectingSink misnamed = read(HEADER + "A,1789221785,117.5,39.25,36,90\n", columns(Map.of("speedKmh", "v")));
        assertThat(misnamed.events).as("a column the user names must be there").isEmpty();
        assertThat(misnamed.details.get(0)).contains("speedKmh (\"v\")");
    }

    @Test
    void readsARecordedFileWithItsOwnColumnNames() throws IOException {
        CollectingSink sink = new CollectingSink();

        ArchiveSummary summary = ArchiveReader.read(
                sharedFile("road/geolife-beijing.csv.gz"),
                new PositionCsvFormat(),
                columns(Map.of("mover", "tracker", "time", "t", "lon", "X", "lat", "Y")),
                sink);

        assertThat(summary.rejectedByReason()).isEmpty();
        assertThat(summary.events()).isEqualTo(summary.lines() - 1).isEqualTo(5908);
        PositionReport first = (PositionReport) sink.events.get(0);
        assertThat(first.mover().text()).isEqualTo("vehicle:19");
        assertThat(first.longitude()).isEqualTo(116.391305);
        assertThat(first.latitude()).isEqualTo(39.898573);
        assertThat(Instant.ofEpochMilli(first.eventTimeMillis())).isEqualTo("2008-12-11T04:42:14Z");
    }

    private static Path sharedFile(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data").resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return Assumptions.abort("shared/data/" + name + " is not beside any parent directory: nothing was checked");
    }

    @Test
    void everyAcceptedLineCanBeStoredAndWrittenAgain() throws IOException {
        String header = "mover,time,lon,lat,driver,source\n";
        String rare = "𠀀".repeat(15_000);

        CollectingSink sink = read(header
                + "A,1789221785,117,39," + "李".repeat(256) + ",x\n"
                + "A,1789221785,117,39," + "李".repeat(257) + ",x\n"
                + "A,1789221785,117,39,," + rare + "\n"
                + "A,253402300799999,117,39,,\n"
                + "A,253402300800000,117,39,,\n"
                + "A,9999999999999999,117,39,,\n");

        assertThat(sink.rejected).containsExactly("3 bad-text", "4 bad-text", "6 bad-time", "7 bad-time");
        assertThat(sink.events).hasSize(2);
        for (MoverEvent event : sink.events) {
            EventCodec.write(event, new DataOutputStream(new ByteArrayOutputStream()));
            byte[] json = PositionJson.toJson((PositionReport) event);
            assertThat(PositionJson.read(json, json.length)).isEqualTo(event);
        }
    }
}
