package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AisCsvFormatTest {
    private static final String NOAA = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
            + "Status,Length,Width,Draft,Cargo,TransceiverClass";
    private static final String DANISH = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,"
            + "SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,"
            + "Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D";

    @Test
    void readsTheLayoutOfNoaa() {
        RecordingSink sink = RecordingSink.csv(
                NOAA,
                "412000001,2023-01-11T00:00:03,26.09241,-80.04806,8.8,272.7,270.0,HAI XING 7,IMO9307839,BABC1,70,8.0,"
                        + "208.0,30.0,8.5,70.0,A");

        long time = Instant.parse("2023-01-11T00:00:03Z").toEpochMilli();
        MoverId mover = MoverId.ofMmsi(412000001);
        assertThat(sink.events)
                .containsExactly(
                        IdentityReport.of(
                                mover,
                                time,
                                time,
                                Map.of(
                                        "name", "HAI XING 7",
                                        "callSign", "BABC1",
                                        "imo", "9307839",
                                        "shipType", "70",
                                        "class", "cargo",
                                        "lengthM", "208",
                                        "beamM", "30",
                                        "draughtM", "8.5")),
                        PositionReport.at(mover, time, 26.09241, -80.04806)
                                .receivedTimeMillis(time)
                                .speedMps(Units.knotsToMps(8.8))
                                .courseDegrees(272.7)
                                .headingDegrees(270)
                                .navStatus(8)
                                .source("ais")
                                .build());
    }

    @Test
    void readsTheLayoutOfTheDanishMaritimeAuthority() {
        RecordingSink sink = RecordingSink.csv(
                DANISH,
                "04/03/2021 00:22:05,Class A,219000001,55.5,10.25,Engaged in fishing,0.0,3.5,182.4,181,Unknown,OXYZ,"
                        + "\"ANNA, \"\"LISE\"\"\",Fishing,,6,24,GPS,3.1,Unknown,,AIS,12,12,3,3",
                "04/03/2021 00:22:06,Base Station,2190067,55.5,10.25,Unknown value,,,,,Unknown,,,,,,,GPS,,,,AIS,,,,",
                "04/03/2021 00:22:07,Class B,219000002,91,181,Unknown value,,,,,Unknown,,,Undefined,,,,GPS,,,,AIS,,,,");

        long time = Instant.parse("2021-03-04T00:22:05Z").toEpochMilli();
        MoverId mover = MoverId.ofMmsi(219000001);
        assertThat(sink.events)
                .containsExactly(
                        IdentityReport.of(
                                mover,
                                time,
                                time,
                                Map.of(
                                        "name", "ANNA, \"LISE\"",
                                        "callSign", "OXYZ",
                                        "class", "fishing",
                                        "lengthM", "24",
                                        "beamM", "6",
                                        "draughtM", "3.1")),
                        PositionReport.at(mover, time, 55.5, 10.25)
                                .receivedTimeMillis(time)
                                .speedMps(Units.knotsToMps(3.5))
                                .courseDegrees(182.4)
                                .headingDegrees(181)
                                .navStatus(7)
                                .source("ais")
                                .build());
        assertThat(sink.skips).containsExactly("3 base station");
        assertThat(sink.rejections).containsExactly("4 position-unavailable");
    }

    @Test
    void readsOtherLayoutsThroughColumns() {
        FeedOptions options = new FeedOptions(
                Map.of("time", "ais_pos_timestamp", "mmsi", "ID", "speedKmh", "v", "dateOrder", "mdy"),
                PositionReport.NO_TIME,
                0,
                "+08:00");

        RecordingSink sink = RecordingSink.csv(
                options, "\uFEFF\"ID\";ais_pos_timestamp;longitude;latitude;v", "17;03/20/2021 08:22;32.5;31.25;36");

        assertThat(sink.events)
                .containsExactly(PositionReport.at(
                                new MoverId("vessel:000000017"),
                                Instant.parse("2021-03-20T00:22:00Z").toEpochMilli(),
                                31.25,
                                32.5)
                        .receivedTimeMillis(
                                Instant.parse("2021-03-20T00:22:00Z").toEpochMilli())
                        .speedMps(10)
                        .source("ais")
                        .build());
    }

    @Test
    void takesMoversThatAreNotNamedByAnMmsi() {
        RecordingSink sink = RecordingSink.csv(
                "mover,time,lat,lon",
                "BD4401,1616199725,31,121",
                "vessel:412000001,1616199725,31,121",
                "vehicle:津A12345|yellow,1616199725,31,121",
                "vessel:,1616199725,31,121");

        assertThat(sink.events)
                .extracting(event -> event.mover().text())
                .containsExactly("vessel:BD4401", "vessel:412000001", "vehicle:津A12345|yellow");
        assertThat(sink.rejections).containsExactly("5 bad-mover");
    }

    @Test
    void treatsSentinelsAndEmptyFieldsAsAbsent() {
        RecordingSink sink = RecordingSink.csv(
                "mmsi,time,lat,lon,sog,cog,heading,status",
                "412000001,1616199725,31,121,102.3,360.0,511,15",
                "412000001,1616199725,31,121,-0.1,-12.5,360,99",
                "412000001,1616199725,31,121,,nan,null,");

        PositionReport nothing = PositionReport.at(MoverId.ofMmsi(412000001), 1_616_199_725_000L, 31, 121)
                .receivedTimeMillis(1_616_199_725_000L)
                .source("ais")
                .build();
        assertThat(sink.events).containsExactly(nothing, nothing, nothing);
    }

    @Test
    void namesWhatIsWrongWithALine() {
        RecordingSink sink = RecordingSink.csv(
                "mmsi,time,lat,lon,sog",
                ",1616199725,31,121,",
                "0,1616199725,31,121,",
                "1000000000,1616199725,31,121,",
                "41200000.5,1616199725,31,121,",
                "x,1616199725,31,121,",
                "412000001,yesterday,31,121,",
                "412000001,,31,121,",
                "412000001",
                "412000001,1616199725,,121,",
                "412000001,1616199725,31",
                "412000001,1616199725,31,181,",
                "412000001,1616199725,90.1,121,",
                "412000001,1616199725,31,-180.1,",
                "412000001,1616199725,31N,121,",
                "412000001,1616199725,31,121,fast",
                "412000001,1616199725,31,121,\"5",
                "412000001,1616199725,31,121,\"5\"6",
                "",
                "  ");

        assertThat(sink.events).isEmpty();
        assertThat(sink.rejections)
                .containsExactly(
                        "2 bad-mmsi",
                        "3 bad-mmsi",
                        "4 bad-mmsi",
                        "5 bad-mmsi",
                        "6 bad-mmsi",
                        "7 bad-time",
                        "8 no-time",
                        "9 no-time",
                        "10 position-unavailable",
                        "11 position-unavailable",
                        "12 position-unavailable",
                        "13 position-impossible",
                        "14 position-impossible",
                        "15 bad-number",
                        "16 bad-number",
                        "17 bad-quotes",
                        "18 bad-quotes");
    }

    @Test
    void saysWhichColumnsAreMissingAndReadsNothing() {
        FeedOptions wrong = new FeedOptions(Map.of("mmsi", "Schiff", "tmie", "x"), PositionReport.NO_TIME, 0, "Z");

        assertThat(RecordingSink.csv("a,b,c", "1,2,3").rejections)
                .containsExactly("1 unknown-header", "2 unknown-header");
        assertThat(RecordingSink.csv(wrong, "mmsi,time,lat,lon", "412000001,1616199725,31,121").rejections)
                .containsExactly("1 unknown-header", "2 unknown-header");
        assertThat(new AisCsvColumns(wrong.columns(), List.of("mmsi", "time", "lat")).faults())
                .containsExactly(
                        "no column Schiff for mmsi",
                        "unknown field tmie",
                        "no column for mmsi or mover",
                        "no column for lon");
    }

    @Test
    void tellsAnIdentityWhenItIsNewOrHasChanged() {
        RecordingSink sink = RecordingSink.csv(
                "mmsi,time,lat,lon,name",
                "412000001,1616199725,31,121,ONE",
                "412000001,1616199726,31,121,ONE",
                "412000002,1616199727,31,121,ONE",
                "412000001,1616199728,31,121,UNO",
                "412000001,1616199729,31,121,",
                "412000001,1616199730,91,181,ONE");

        assertThat(sink.identities())
                .extracting(MoverEvent::eventTimeMillis)
                .containsExactly(1_616_199_725_000L, 1_616_199_727_000L, 1_616_199_728_000L, 1_616_199_730_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.5, -0.5",
        "+12.25, 12.25",
        ".5, 0.5",
        "5., 5",
        "121.4737012345678, 121.4737012345678",
        "0000000000000000012.5, 12.5",
        "1e-3, 0.001",
        "1.25E2, 125",
        "31.000000000000000001, 31"
    })
    void readsNumbersAsTheyAreWritten(String text, double expected) {
        assertThat(number(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "+", ".", "-.", "1.2.3", "--1", "1-", "0x10", "1d", "Infinity", "1e999", "１"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(number(text)).isEqualTo(CsvLine.NO_NUMBER);
    }

    private static double number(String text) {
        CsvLine line = new CsvLine();
        byte[] bytes = ("a," + text + ",b").getBytes(StandardCharsets.UTF_8);
        assertThat(line.split(bytes, bytes.length, (byte) ',')).isTrue();
        return line.number(1);
    }
}
