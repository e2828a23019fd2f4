package io.vigil.feeds;

import java.util.function.Consumer;

/**
 * Turns raw frames of one feed into events. Keeps the parts of unfinished messages, so one decoder serves one stream of
 * frames, on one thread. Never throws on bad input and never keeps more than a bounded number of unfinished messages.
 */
public interface FrameDecoder {
    /**
     * Decodes one record: one frame or sentence, or all those of one message one after another.
     *
     * @param frames the bytes as they came; not kept
     * @param receivedTimeMillis when they came, or {@link io.vigil.model.PositionReport#NO_TIME} where unknown
     * @param source what reports from here are marked with, such as {@code ais}
     * @param out takes one result per frame or sentence, at once
     */
    void decode(byte[] frames, long receivedTimeMillis, String source, Consumer<DecodeResult> out);
}
