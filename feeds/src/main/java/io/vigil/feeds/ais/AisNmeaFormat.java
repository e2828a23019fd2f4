package io.vigil.feeds.ais;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.DecodeResult.Decoded;
import io.vigil.feeds.DecodeResult.Rejected;
import io.vigil.feeds.DecodeResult.Skipped;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.LineReader;
import io.vigil.model.PositionReport;

/** The archive format {@code ais-nmea}: recorded NMEA 0183 lines, each message with the time a receiver heard it. */
public final class AisNmeaFormat implements ArchiveFormat {
    private static final String SOURCE = "ais";

    @Override
    public String name() {
        return "ais-nmea";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new Reader(options, out);
    }

    private static final class Reader implements LineReader, AisSentenceReader.Listener {
        private final AisEvents events = new AisEvents();
        private final AisSentenceReader sentences;
        private final FeedOptions options;
        private final EventSink out;
        private long linesWithoutTime;

        Reader(FeedOptions options, EventSink out) {
            this.options = options;
            this.out = out;
            this.sentences = new AisSentenceReader(
                    new TimeText(options.zoneOffset(), false), this::timeOfNextLineWithoutOne, false, this);
        }

        @Override
        public void line(long number, byte[] line, int length) {
            sentences.line(number, line, 0, length);
        }

        @Override
        public void end() {
            sentences.end();
        }

        @Override
        public void message(AisFrame frame) {
            DecodeResult result = events.read(frame, PositionReport.NO_TIME, SOURCE);
            if (result instanceof Decoded decoded) {
                decoded.events().forEach(out::event);
            } else if (result instanceof Skipped skipped) {
                skipped(frame.lineNumber(), skipped.what());
            } else if (result instanceof Rejected rejected) {
                out.rejected(frame.lineNumber(), rejected.reason(), rejected.detail());
            } else {
                throw new IllegalStateException("a whole message cannot give " + result);
            }
        }

        @Override
        public void incomplete(long lineNumber) {
            // The message speaks for its sentences: it comes, or it is rejected as incomplete.
        }

        @Override
        public void skipped(long lineNumber, String what) {
            out.skipped(lineNumber, what);
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail, byte[] record) {
            out.rejected(lineNumber, reason, detail);
        }

        private long timeOfNextLineWithoutOne() {
            return options.startMillis() == PositionReport.NO_TIME
                    ? PositionReport.NO_TIME
                    : options.startMillis() + linesWithoutTime++ * options.intervalMillis();
        }
    }
}
