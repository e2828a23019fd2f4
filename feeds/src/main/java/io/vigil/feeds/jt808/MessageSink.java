package io.vigil.feeds.jt808;

/** Takes what {@link MessageReader} finds, at once and in order. */
interface MessageSink {
    /** A whole message, or a part of one nobody wants put together. */
    void message(Message message);

    /** A part; others are still missing. */
    void incomplete();

    /** A frame that was recognised and holds nothing new. */
    void skipped(String what);

    /** A frame that was not understood, or a message whose parts did not come. */
    void rejected(String reason, String detail);
}
