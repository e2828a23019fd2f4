package io.vigil.feeds.jt808;

import static io.vigil.model.PositionReport.NO_TIME;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import java.time.DateTimeException;
import java.time.ZoneOffset;

/**
 * The archive format {@code jt808-hex}: a line a frame, an optional receive time and the frame in hexadecimal with or
 * without its 7E delimiters. Blank lines and lines that begin with {@code #} hold nothing.
 *
 * <p>A line without a receive time gets one from {@code --start} and {@code --interval} where those are given, else none:
 * positions carry their own time, and only an identity without one is rejected.
 */
public final class Jt808HexFormat implements ArchiveFormat {
    /** Marks the reports of this feed. */
    static final String SOURCE = "jt808";

    @Override
    public String name() {
        return "jt808-hex";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new Reader(options, out);
    }

    private static int offsetSeconds(FeedOptions options) {
        try {
            return ZoneOffset.of(options.zoneOffset()).getTotalSeconds();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time zone offset \"" + options.zoneOffset() + "\" must be Z or like +08:00", e);
        }
    }

    private static final class Reader implements LineReader {
        private final EventSink out;
        private final HexLine hexLine;
        private final Jt808Decoder decoder = new Jt808Decoder();
        private final long intervalMillis;
        private long nextTimeMillis;
        private long lineNumber;

        Reader(FeedOptions options, EventSink out) {
            this.out = out;
            this.hexLine = new HexLine(offsetSeconds(options));
            this.nextTimeMillis = options.startMillis();
            this.intervalMillis = options.intervalMillis();
        }

        @Override
        public void line(long number, byte[] line, int length) {
            lineNumber = number;
            switch (hexLine.read(line, length)) {
                case FRAMES -> decoder.decode(
                        hexLine.frames(), hexLine.length(), receivedTimeMillis(), SOURCE, this::deliver);
                case BAD -> out.rejected(number, hexLine.reason(), hexLine.detail());
                case EMPTY -> {}
            }
        }

        @Override
        public void end() {
            decoder.end(this::deliver);
        }

        private long receivedTimeMillis() {
            if (hexLine.timeMillis() != NO_TIME || nextTimeMillis == NO_TIME) {
                return hexLine.timeMillis();
            }
            long timeMillis = nextTimeMillis;
            nextTimeMillis += intervalMillis;
            return timeMillis;
        }

        private void deliver(DecodeResult result) {
            if (result instanceof DecodeResult.Decoded decoded) {
                decoded.events().forEach(out::event);
            } else if (result instanceof DecodeResult.Rejected rejected) {
                out.rejected(lineNumber, rejected.reason(), rejected.detail());
            } else if (result instanceof DecodeResult.Skipped skipped) {
                out.skipped(lineNumber, skipped.what());
            } else if (!(result instanceof DecodeResult.Incomplete)) {
                throw new IllegalStateException("no such result: " + result);
            }
        }
    }
}
