package io.vigil.feeds.ais;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;

/**
 * Cuts a live stream of NMEA lines into records that stand alone: all sentences of one message, untouched, with the lines
 * before them that say when and where, and the sender's id to key them by. One stream, one thread, bounded memory.
 */
public final class AisRecordAssembler {
    /** Takes what the lines make. */
    public interface RecordSink {
        /**
         * The sentences of a whole message with line feeds between, for {@link AisNmeaDecoder}.
         *
         * @param sender who sent the message; not always a vessel, see the message's type
         */
        void record(MoverId sender, byte[] sentences);

        /**
         * Lines that can never become a message.
         *
         * @param lines as they came; empty for a line beyond all bounds
         * @param reason a short constant word for counting
         * @param detail the value that offended, for people
         */
        void rejected(byte[] lines, String reason, String detail);
    }

    private final VesselIds vessels = new VesselIds();
    private final AisSentenceReader reader;
    private final RecordSink sink;
    private long lineNumber;
    private long receivedTimeMillis = PositionReport.NO_TIME;

    /** An assembler at the start of a stream. */
    public AisRecordAssembler(RecordSink sink) {
        this.sink = sink;
        this.reader = new AisSentenceReader(new TimeText("Z", false), () -> receivedTimeMillis, true, new Records());
    }

    /**
     * Takes a line.
     *
     * @param line holds it; not kept
     * @param length how many bytes count, without the line end
     * @param receivedTimeMillis when it came, milliseconds since the epoch: decides which unfinished messages are too old
     */
    public void line(byte[] line, int length, long receivedTimeMillis) {
        this.receivedTimeMillis = receivedTimeMillis;
        reader.line(++lineNumber, line, 0, length);
    }

    /** The stream is at its end: what is unfinished is rejected. */
    public void end() {
        reader.end();
    }

    private final class Records implements AisSentenceReader.Listener {
        @Override
        public void message(AisFrame frame) {
            AisContent content = AisMessageDecoder.decode(frame.bits());
            if (content instanceof AisMessage message) {
                sink.record(vessels.of(message.mmsi()), frame.record());
            } else if (content instanceof AisContent.Nonsense nonsense) {
                sink.rejected(frame.record(), nonsense.reason(), nonsense.detail());
            } else {
                throw new IllegalStateException("content of unknown shape: " + content);
            }
        }

        @Override
        public void incomplete(long line) {
            // Waits for the others.
        }

        @Override
        public void skipped(long line, String what) {
            // Nothing anybody reads again: another sentence of the receiver, or one that came twice.
        }

        @Override
        public void rejected(long line, String reason, String detail, byte[] record) {
            sink.rejected(record, reason, detail);
        }
    }
}
