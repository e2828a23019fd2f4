package io.vigil.feeds.jt808;

import static io.vigil.model.PositionReport.NO_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Jt808HexFormatTest {
    private static final byte[] FRAME = Wire.frame2013(
            0x0200, "013812345678", 1, Wire.location("260912180312").bytes());
    private static final String HEX = HexFormat.of().formatHex(FRAME);
    private static final String BARE = HEX.substring(2, HEX.length() - 2);

    private final List<MoverEvent> events = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final EventSink sink = new EventSink() {
        @Override
        public void event(MoverEvent event) {
            events.add(event);
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {
            others.add(lineNumber + " " + reason);
        }

        @Override
        public void skipped(long lineNumber, String what) {
            others.add(lineNumber + " skipped " + what);
        }
    };

    @Test
    void isKnownByItsName() {
        assertThat(new Jt808HexFormat().name()).isEqualTo("jt808-hex");
    }

    @Test
    void readsFramesWithAndWithoutDelimitersTimesAndBlanks() {
        read(
                FeedOptions.NONE,
                "# a log",
                "",
                HEX,
                BARE,
                HEX.toUpperCase(Locale.ROOT),
                HexFormat.ofDelimiter(" ").formatHex(FRAME),
                "2026-09-12T18:03:13.250+08:00 " + HEX,
                "2026-09-12T10:03:13.25Z\t" + BARE,
                "2026-09-12 10:03:13 " + HEX,
                "  2026-09-12T05:03:13-0500 " + HEX + " \r");

        assertThat(others).isEmpty();
        assertThat(events)
                .extracting(this::received)
                .containsExactly(
                        "none",
                        "none",
                        "none",
                        "none",
                        "2026-09-12T10:03:13.250Z",
                        "2026-09-12T10:03:13.250Z",
                        "2026-09-12T10:03:13Z",
                        "2026-09-12T10:03:13Z");
    }

    @Test
    void takesTimesWithoutAnOffsetAsTheFeedsOwn() {
        read(new FeedOptions(Map.of(), NO_TIME, 0, "+08:00"), "2026-09-12T18:03:13 " + HEX);

        assertThat(events).extracting(this::received).containsExactly("2026-09-12T10:03:13Z");
    }

    @Test
    void countsTimesOnFromTheStartWhereLinesHaveNone() {
        long start = Instant.parse("2026-09-12T10:00:00Z").toEpochMilli();

        read(new FeedOptions(Map.of(), start, 1_000, "Z"), HEX, "# no frame", HEX);

        assertThat(events).extracting(this::received).containsExactly("2026-09-12T10:00:00Z", "2026-09-12T10:00:01Z");
    }

    @Test
    void rejectsWhatIsNoHexAndNoTimeByItsLine() {
        read(
                FeedOptions.NONE,
                "hello",
                "7e0",
                "2026-13-12T10:03:13Z " + HEX,
                "2026-09-12T10:03Z " + HEX,
                "2026-09-12T10:03:13Zulu " + HEX,
                "2026-09-12T10:03:13+9 " + HEX,
                "2026-09-12T10:03:13Z",
                "7e7e",
                HEX);

        assertThat(others)
                .containsExactly(
                        "1 bad-hex",
                        "2 bad-hex",
                        "3 bad-time",
                        "4 bad-time",
                        "5 bad-time",
                        "6 bad-time",
                        "7 bad-hex",
                        "8 empty-frame");
        assertThat(events).hasSize(1);
    }

    @Test
    void rejectsAtTheEndWhatIsUnfinished() {
        byte[] part = Wire.part2013(0x0704, "013812345678", 1, 2, 1, new byte[20]);

        read(FeedOptions.NONE, HexFormat.of().formatHex(part), "# end");

        assertThat(others).containsExactly("2 subpackage-lost");
    }

    @Test
    void passesOnWhatIsSkipped() {
        read(FeedOptions.NONE, HexFormat.of().formatHex(Wire.frame2013(0x0002, "013812345678", 1, new byte[0])));

        assertThat(others).containsExactly("1 skipped 0x0002 heartbeat");
    }

    @Test
    void refusesATimeZoneItDoesNotKnow() {
        assertThatThrownBy(() ->
                        new Jt808HexFormat().open(new FeedOptions(Map.of(), NO_TIME, 0, "Beijing"), "a.hex", sink))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Beijing");
    }

    @Test
    void readsOnlyTheBytesThatCount() {
        LineReader reader = new Jt808HexFormat().open(FeedOptions.NONE, "a.hex", sink);
        byte[] buffer = (HEX + "zz left over").getBytes(StandardCharsets.US_ASCII);

        reader.line(1, buffer, HEX.length());

        assertThat(events).hasSize(1);
        assertThat(others).isEmpty();
    }

    private void read(FeedOptions options, String... lines) {
        LineReader reader = new Jt808HexFormat().open(options, "a.hex", sink);
        for (int i = 0; i < lines.length; i++) {
            byte[] line = lines[i].getBytes(StandardCharsets.UTF_8);
            reader.line(i + 1, line, line.length);
        }
        reader.end();
    }

    private String received(MoverEvent event) {
        long millis = ((PositionReport) event).receivedTimeMillis();
        return millis == NO_TIME ? "none" : Instant.ofEpochMilli(millis).toString();
    }
}
