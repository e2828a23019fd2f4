package io.vigil.feeds.radar;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RadarFormatTest {
    private static final String PLOT =
            """
            {"station":"平潭1","track":"0042","time":"2026-09-12T14:00:00Z","lon":119.9,"lat":25.4,"speedKn":10,"course":360%s}""";
    private static final MoverId TRACK = new MoverId("vessel:radar/平潭1/0042");
    private static final long TIME = Instant.parse("2026-09-12T14:00:00Z").toEpochMilli();
    private static final PositionReport REPORT = PositionReport.at(TRACK, TIME, 25.4, 119.9)
            .speedMps(10 * 1852 / 3600.0)
            .courseDegrees(0)
            .source("radar")
            .build();

    private final List<MoverEvent> events = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    private void read(String... lines) {
        LineReader reader = new RadarFormat().open(FeedOptions.NONE, "plots.jsonl", new EventSink() {
            @Override
            public void event(MoverEvent event) {
                events.add(event);
            }

            @Override
            public void rejected(long line, String reason, String detail) {
                rejected.add(line + " " + reason + ": " + detail);
            }

            @Override
            public void skipped(long line, String what) {
                throw new AssertionError(what);
            }
        });
        long number = 0;
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            reader.line(++number, bytes, bytes.length);
        }
        reader.end();
    }

    @Test
    void aPlotIsAPositionOfItsTrack() {
        read(PLOT.formatted(""), "  ", PLOT.formatted(",\"vessel\":null,\"rcs\":12"));

        assertThat(events).containsExactly(REPORT, REPORT);
    }

    @Test
    void saysWhomTheTrackIsTakenForWhenThatChanges() {
        read(
                PLOT.formatted(",\"vessel\":\"412000001\""),
                PLOT.formatted(",\"vessel\":\"412000001\""),
                PLOT.formatted(""));

        assertThat(events)
                .containsExactly(
                        IdentityReport.of(
                                TRACK,
                                TIME,
                                PositionReport.NO_TIME,
                                Map.of("associated", "vessel:412000001", "associatedAt", Long.toString(TIME))),
                        REPORT,
                        REPORT,
                        IdentityReport.of(TRACK, TIME, PositionReport.NO_TIME, Map.of("associated", "")),
                        REPORT);
    }

    @Test
    void saysAgainWhomItIsTakenForWhileThatLasts() {
        read(
                PLOT.formatted(",\"vessel\":\"412000001\""),
                PLOT.formatted(",\"vessel\":\"412000001\"").replace(":00:00Z", ":00:19Z"),
                PLOT.formatted(",\"vessel\":\"412000001\"").replace(":00:00Z", ":00:20Z"));

        assertThat(events.stream()
                        .filter(IdentityReport.class::isInstance)
                        .map(event -> ((IdentityReport) event).facts().get("associatedAt")))
                .containsExactly(Long.toString(TIME), Long.toString(TIME + 20_000));
    }

    @Test
    void refusesWhatIsNoPlot() {
        read(
                "{}",
                "[1]",
                PLOT.formatted("").replace("25.4", "125.4"),
                PLOT.formatted("").replace(":10,", ":-1,"),
                "{\"station\":\"" + "x".repeat(90)
                        + "\",\"track\":\"1\",\"time\":\"2026-09-12T14:00:00Z\",\"lon\":1,\"lat\":1}");

        assertThat(rejected).hasSize(5);
        assertThat(rejected.get(0)).isEqualTo("1 bad-plot: station is missing");
        assertThat(rejected.get(2)).contains("lat=125.4");
        assertThat(events).isEmpty();
    }

    @Test
    void aRecordOfTheTopicIsStampedWhereTheStationDoesNot() {
        List<DecodeResult> results = new ArrayList<>();
        RadarDecoder decoder = new RadarDecoder();

        decoder.decode(PLOT.formatted("").getBytes(StandardCharsets.UTF_8), TIME + 2_000, "radar", results::add);
        decoder.decode("x".getBytes(StandardCharsets.UTF_8), TIME, "radar", results::add);

        assertThat(results.get(0)).isEqualTo(new DecodeResult.Decoded(List.of(REPORT.withReceived(TIME + 2_000))));
        assertThat(results.get(1)).isInstanceOf(DecodeResult.Rejected.class);
    }
}
