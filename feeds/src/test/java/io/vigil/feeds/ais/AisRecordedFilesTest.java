package io.vigil.feeds.ais;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recorded traffic: what comes out of whole files. Counts were checked against an independent script. */
class AisRecordedFilesTest {
    @Test
    void readsTheDanishNetworkOf2013() {
        RecordingSink sink = nmea("ais/denmark-2013-11-12.nmea.gz");

        assertThat(sink.positions()).hasSizeGreaterThan(24_000);
        assertThat(sink.identities()).hasSizeGreaterThan(100);
        assertThat(sink.reasons.keySet()).isSubsetOf("position-unavailable", "position-impossible");
        assertThat(total(sink)).isEqualTo(20_044 + 4_151 + 1_234 + 69 + 493 + 25 + 30 + 31 + 967 + 6);
        assertThat(sink.events).allSatisfy(event -> assertThat(Instant.ofEpochMilli(event.eventTimeMillis()))
                .isBetween(Instant.parse("2013-11-12T11:55:00Z"), Instant.parse("2013-11-12T12:10:00Z")));
        assertThat(sink.events.get(0).eventTimeMillis())
                .isEqualTo(Instant.parse("2013-11-12T12:00:00.011Z").toEpochMilli());
    }

    @Test
    void readsTheDanishNetworkOf2010() {
        RecordingSink sink = nmea("ais/denmark-2010-06-11.nmea");

        assertThat(sink.identities()).hasSizeGreaterThan(400);
        assertThat(sink.reasons.keySet()).isSubsetOf("position-unavailable", "position-impossible", "bad-mmsi");
        assertThat(sink.reasons).containsEntry("bad-mmsi", 2);
    }

    @Test
    void followsTheShipThatDrifts() {
        RecordingSink sink = nmea("ais/drift-538004030-2014-09-28.nmea.gz");

        MoverId ship = MoverId.ofMmsi(538004030);
        assertThat(sink.rejections).isEmpty();
        assertThat(sink.positions().stream()
                        .filter(report -> report.mover().equals(ship))
                        .toList())
                .hasSizeGreaterThan(1_000)
                .allSatisfy(report -> assertThat(report.speedMps()).isLessThan(15));
        assertThat(sink.identities().stream().map(MoverEvent::mover)).contains(ship);
    }

    @Test
    void readsTheTagBlocksOfASatelliteFeed() {
        RecordingSink sink = nmea("ais/exactearth-2021-11-01.nm4");

        assertThat(sink.positions()).hasSizeGreaterThan(800);
        assertThat(sink.identities()).hasSizeGreaterThan(40);
        assertThat(sink.reasons.keySet()).isSubsetOf("position-unavailable", "position-impossible", "bad-mmsi");
        assertThat(sink.events).allSatisfy(event -> assertThat(Instant.ofEpochMilli(event.eventTimeMillis()))
                .isBetween(Instant.parse("2021-11-01T01:50:00Z"), Instant.parse("2021-11-01T02:00:00Z")));
    }

    @Test
    void readsTheAmericanTable() {
        RecordingSink sink = csv(FeedOptions.NONE, "ais/noaa-2023-01-11.csv");

        assertThat(sink.rejections).isEmpty();
        assertThat(sink.positions()).hasSize(1_000);
        assertThat(sink.identities()).hasSizeGreaterThan(500);
        PositionReport second = sink.positions().get(1);
        assertThat(second.mover()).isEqualTo(MoverId.ofMmsi(636021061));
        assertThat(second.latitude()).isEqualTo(26.09241);
        assertThat(second.speedMps()).isEqualTo(Units.knotsToMps(8.8));
        assertThat(sink.positions().get(0).courseDegrees())
                .as("360.0 stands for not available")
                .isNaN();
        assertThat(sink.identities().get(1).facts())
                .containsEntry("name", "MSC NAISHA III")
                .containsEntry("imo", "9307839")
                .containsEntry("class", "cargo");
    }

    @Test
    void readsTheTableOfTheSuezCanalThroughColumns() {
        FeedOptions options =
                new FeedOptions(Map.of("mmsi", "ID", "time", "ais_pos_timestamp"), PositionReport.NO_TIME, 0, "Z");
        RecordingSink sink = csv(options, "ais/suez-2021-03-20.csv.gz");

        assertThat(sink.rejections).isEmpty();
        assertThat(sink.positions()).hasSize(SharedFiles.lines("ais/suez-2021-03-20.csv.gz").length - 1);
        assertThat(sink.positions()).allSatisfy(report -> {
            assertThat(report.latitude()).isBetween(27.0, 33.0);
            assertThat(report.longitude()).isBetween(31.0, 35.0);
            assertThat(report.speedMps()).isNaN();
        });
        assertThat(sink.positions().get(0).eventTimeMillis())
                .isEqualTo(Instant.parse("2021-03-20T00:22:00Z").toEpochMilli());
    }

    private static RecordingSink csv(FeedOptions options, String name) {
        RecordingSink sink = new RecordingSink();
        return read(new AisCsvFormat().open(options, name, sink), sink, name);
    }

    private static RecordingSink nmea(String name) {
        RecordingSink sink = new RecordingSink();
        return read(new AisNmeaFormat().open(FeedOptions.NONE, name, sink), sink, name);
    }

    private static RecordingSink read(LineReader reader, RecordingSink sink, String name) {
        long number = 0;
        for (String line : SharedFiles.lines(name)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            reader.line(++number, bytes, bytes.length);
        }
        reader.end();
        return sink;
    }

    private static int total(RecordingSink sink) {
        return sink.events.size() + sink.rejections.size() + sink.skips.size();
    }
}
