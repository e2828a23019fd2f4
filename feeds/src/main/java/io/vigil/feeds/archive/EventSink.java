package io.vigil.feeds.archive;

import io.vigil.model.MoverEvent;

/** Takes what an archive file holds. */
public interface EventSink {
    /** An event. */
    void event(MoverEvent event);

    /**
     * A line that was not understood or says something impossible; counted by reason, never dropped silently.
     *
     * @param lineNumber from 1
     * @param reason a short constant word for counting
     * @param detail the value that offended, for people
     */
    void rejected(long lineNumber, String reason, String detail);

    /** A line that was recognised and holds nothing for us. */
    void skipped(long lineNumber, String what);
}
