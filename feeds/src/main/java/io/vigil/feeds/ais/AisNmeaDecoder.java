package io.vigil.feeds.ais;

import io.vigil.feeds.DecodeResult;
import io.vigil.feeds.DecodeResult.Incomplete;
import io.vigil.feeds.DecodeResult.Rejected;
import io.vigil.feeds.DecodeResult.Skipped;
import io.vigil.feeds.FrameDecoder;
import io.vigil.model.PositionReport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes AIS as NMEA 0183 lines. A record is one line, or the lines of one message with line feeds between, as {@link
 * AisRecordAssembler} makes them.
 *
 * <p>A line that only speaks of the sentences after it (a TAG block, {@code $PGHP}) and a blank one give no result of their
 * own; a message that never becomes whole gives a rejection while a later record is decoded. One stream, one thread.
 */
public final class AisNmeaDecoder implements FrameDecoder {
    private final AisEvents events = new AisEvents();
    private final AisSentenceReader reader;
    private long lineNumber;
    private long receivedTimeMillis = PositionReport.NO_TIME;
    private String source = "";
    private @Nullable Consumer<DecodeResult> results;

    /** A decoder at the start of a stream; times written without an offset are UTC. */
    public AisNmeaDecoder() {
        this.reader = new AisSentenceReader(new TimeText("Z", false), () -> receivedTimeMillis, false, new Results());
    }

    @Override
    public void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out) {
        this.receivedTimeMillis = receivedTimeMillis;
        this.source = source;
        results = out;
        int from = 0;
        while (from < frames.length) {
            int to = from;
            while (to < frames.length && frames[to] != '\n') {
                to++;
            }
            reader.line(++lineNumber, frames, from, to);
            from = to + 1;
        }
        results = null;
    }

    private void emit(DecodeResult result) {
        if (results == null) {
            throw new IllegalStateException("a result outside of decode");
        }
        results.accept(result);
    }

    private final class Results implements AisSentenceReader.Listener {
        @Override
        public void message(AisFrame frame) {
            emit(events.read(frame, receivedTimeMillis, source));
        }

        @Override
        public void incomplete(long line) {
            emit(new Incomplete());
        }

        @Override
        public void skipped(long line, String what) {
            emit(new Skipped(what));
        }

        @Override
        public void rejected(long line, String reason, String detail, byte[] record) {
            emit(new Rejected(reason, detail));
        }
    }
}
