package io.vigil.feeds.ais;

import io.vigil.model.PositionReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Turns the lines of one NMEA stream into whole AIS messages and says when each was heard. One stream, one thread.
 *
 * <p>The time is the first of: the TAG block's {@code c}, a line before the sentence ({@code $PGHP} or a TAG block of its
 * own), what stands before the {@code !}, what stands behind the checksum, what the caller says. Of several sentences the
 * first that has a time counts. A line before speaks for the next message only.
 */
final class AisSentenceReader {
    /** Takes what the lines hold; each line leads to at most one call, and may end the wait for older messages. */
    interface Listener {
        /** A whole message. */
        void message(AisFrame frame);

        /** A sentence whose message lacks others. */
        void incomplete(long lineNumber);

        /** A line of no use, recognised. */
        void skipped(long lineNumber, String what);

        /**
         * A line that makes no sense, or a message that never became whole.
         *
         * @param record as in {@link AisFrame}
         */
        void rejected(long lineNumber, String reason, String detail, byte[] record);
    }

    /** A longer line is damaged or hostile; the longest sound one has some 400 bytes. */
    static final int MAX_LINE_BYTES = 1024;

    private static final byte[] NOTHING = {};
    private static final int MAX_CONTEXT_BYTES = 1024;
    private static final int MAX_SOURCE_BYTES = 64;

    private final Listener listener;
    private final LongSupplier fallbackTimeMillis;
    private final boolean keepRecords;
    private final NmeaSentence sentence;
    private final MessageAssembler assembler;
    private final PayloadBits bits = new PayloadBits();
    private final ByteArrayOutputStream contextLines = new ByteArrayOutputStream();
    private long contextTimeMillis = PositionReport.NO_TIME;
    private final byte[] contextSource = new byte[MAX_SOURCE_BYTES];
    private int contextSourceLength;
    private boolean contextUsed;

    /**
     * A reader at the start of a stream.
     *
     * @param times reads the times before the {@code !}
     * @param fallbackTimeMillis asked for the time of a sentence whose line does not say, or {@link PositionReport#NO_TIME}
     * @param keepRecords whether frames carry their lines
     * @param listener takes what the lines hold
     */
    AisSentenceReader(TimeText times, LongSupplier fallbackTimeMillis, boolean keepRecords, Listener listener) {
        this.listener = listener;
        this.fallbackTimeMillis = fallbackTimeMillis;
        this.keepRecords = keepRecords;
        this.sentence = new NmeaSentence(times);
        this.assembler = new MessageAssembler(message -> listener.rejected(
                message.heard().lineNumber(), "incomplete-message", message.describe(), message.record.toByteArray()));
    }

    /**
     * Takes a line.
     *
     * @param lineNumber its number in the stream, growing
     * @param line holds it, not kept
     * @param from its first byte
     * @param to behind its last byte
     */
    void line(long lineNumber, byte[] line, int from, int to) {
        if (to - from > MAX_LINE_BYTES) {
            listener.rejected(lineNumber, "line-too-long", "more than " + MAX_LINE_BYTES + " bytes", NOTHING);
            return;
        }
        switch (sentence.parse(line, from, to)) {
            case BLANK -> {}
            case CONTEXT -> context(line, from, to);
            case OTHER -> listener.skipped(lineNumber, "other sentence");
            case BAD -> listener.rejected(
                    lineNumber, sentence.reason, sentence.detail, keepRecords ? copy(line, from, to) : NOTHING);
            case AIS -> ais(lineNumber, line, from, to);
        }
    }

    /** The stream is at its end: what is unfinished is rejected. */
    void end() {
        assembler.end();
    }

    private void context(byte[] line, int from, int to) {
        if (contextUsed || contextLines.size() > MAX_CONTEXT_BYTES) {
            forgetContext();
        }
        if (isKnown(sentence.gatehouseTimeMillis)) {
            contextTimeMillis = sentence.gatehouseTimeMillis;
            contextSource(line, sentence.gatehouseSourceFrom, sentence.gatehouseSourceTo);
        } else if (isKnown(sentence.tag.timeMillis)) {
            contextTimeMillis = sentence.tag.timeMillis;
        }
        if (sentence.tag.sourceTo > sentence.tag.sourceFrom) {
            contextSource(line, sentence.tag.sourceFrom, sentence.tag.sourceTo);
        }
        if (keepRecords) {
            contextLines.write(line, from, to - from);
            contextLines.write('\n');
        }
    }

    private void ais(long lineNumber, byte[] line, int from, int to) {
        if (contextUsed && sentence.number == 1) {
            forgetContext();
        }
        Heard heard = heard(lineNumber);
        assembler.expire(heard);
        if (sentence.total > 1) {
            part(heard, line, from, to);
        } else {
            bits.clear();
            boolean readable = bits.append(line, sentence.payloadFrom, sentence.payloadTo, sentence.fillBits);
            deliver(readable, heard, keepRecords ? withContext(line, from, to) : NOTHING);
        }
        contextUsed = true;
        contextLines.reset();
    }

    private void part(Heard heard, byte[] line, int from, int to) {
        TagBlock tag = sentence.tag;
        boolean ownSource = tag.sourceTo > tag.sourceFrom;
        String source =
                ownSource ? text(line, tag.sourceFrom, tag.sourceTo) : text(contextSource, 0, contextSourceLength);
        boolean certain = ownSource || contextSourceLength > 0 && !contextUsed;
        MessageAssembler.Taken taken = assembler.take(line, sentence, source, certain, heard);
        if (taken.repeated()) {
            listener.skipped(heard.lineNumber(), "repeated sentence");
            return;
        }
        PartialMessage message = taken.message();
        if (keepRecords) {
            if (message.record.size() > 0) {
                message.record.write('\n');
            }
            message.record.writeBytes(withContext(line, from, to));
        }
        if (message.isComplete()) {
            deliver(message.unpack(bits), message.heard(), message.record.toByteArray());
        } else {
            listener.incomplete(heard.lineNumber());
        }
    }

    private void deliver(boolean readable, Heard heard, byte[] record) {
        if (readable) {
            listener.message(new AisFrame(heard.lineNumber(), heard.timeMillis(), bits, record));
        } else {
            listener.rejected(heard.lineNumber(), "bad-payload", "a character outside the six-bit alphabet", record);
        }
    }

    private Heard heard(long lineNumber) {
        long told = isKnown(sentence.tag.timeMillis)
                ? sentence.tag.timeMillis
                : isKnown(contextTimeMillis)
                        ? contextTimeMillis
                        : isKnown(sentence.prefixTimeMillis) ? sentence.prefixTimeMillis : sentence.trailingTimeMillis;
        return isKnown(told)
                ? new Heard(lineNumber, told, true)
                : new Heard(lineNumber, fallbackTimeMillis.getAsLong(), false);
    }

    private void contextSource(byte[] line, int from, int to) {
        contextSourceLength = Math.min(MAX_SOURCE_BYTES, to - from);
        System.arraycopy(line, from, contextSource, 0, contextSourceLength);
    }

    private void forgetContext() {
        contextTimeMillis = PositionReport.NO_TIME;
        contextSourceLength = 0;
        contextUsed = false;
        contextLines.reset();
    }

    private byte[] withContext(byte[] line, int from, int to) {
        byte[] record = new byte[contextLines.size() + to - from];
        byte[] before = contextLines.toByteArray();
        System.arraycopy(before, 0, record, 0, before.length);
        System.arraycopy(line, from, record, before.length, to - from);
        return record;
    }

    private static boolean isKnown(long timeMillis) {
        return timeMillis != PositionReport.NO_TIME;
    }

    private static byte[] copy(byte[] line, int from, int to) {
        return Arrays.copyOfRange(line, from, to);
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
