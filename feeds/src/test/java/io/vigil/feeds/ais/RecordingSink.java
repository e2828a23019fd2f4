package io.vigil.feeds.ais;

import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a reader gave, in order. */
final class RecordingSink implements EventSink {
    final List<MoverEvent> events = new ArrayList<>();
    final List<String> rejections = new ArrayList<>();
    final List<String> skips = new ArrayList<>();
    final Map<String, Integer> reasons = new TreeMap<>();

    static RecordingSink nmea(FeedOptions options, String... lines) {
        RecordingSink sink = new RecordingSink();
        sink.read(new AisNmeaFormat().open(options, "test.nmea", sink), lines);
        return sink;
    }

    static RecordingSink nmea(String... lines) {
        return nmea(FeedOptions.NONE, lines);
    }

    static RecordingSink csv(FeedOptions options, String... lines) {
        RecordingSink sink = new RecordingSink();
        sink.read(new AisCsvFormat().open(options, "test.csv", sink), lines);
        return sink;
    }

    static RecordingSink csv(String... lines) {
        return csv(FeedOptions.NONE, lines);
    }

    private void read(LineReader reader, String... lines) {
        long number = 0;
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            byte[] reused = new byte[bytes.length + 16];
            System.arraycopy(bytes, 0, reused, 0, bytes.length);
            reader.line(++number, reused, bytes.length);
        }
        reader.end();
    }

    List<PositionReport> positions() {
        return events.stream()
                .filter(PositionReport.class::isInstance)
                .map(PositionReport.class::cast)
                .toList();
    }

    List<IdentityReport> identities() {
        return events.stream()
                .filter(IdentityReport.class::isInstance)
                .map(IdentityReport.class::cast)
                .toList();
    }

    @Override
    public void event(MoverEvent event) {
        events.add(event);
    }

    @Override
    public void rejected(long lineNumber, String reason, String detail) {
        rejections.add(lineNumber + " " + reason);
        reasons.merge(reason, 1, Integer::sum);
    }

    @Override
    public void skipped(long lineNumber, String what) {
        skips.add(lineNumber + " " + what);
    }
}
