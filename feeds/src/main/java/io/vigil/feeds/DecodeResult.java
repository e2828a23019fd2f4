package io.vigil.feeds;

import io.vigil.model.MoverEvent;
import java.util.List;

/** What became of one frame or sentence. */
public sealed interface DecodeResult {
    /**
     * It was understood.
     *
     * @param events what it told, in its own order; a 0x0704 batch holds many
     */
    record Decoded(List<MoverEvent> events) implements DecodeResult {
        public Decoded {
            events = List.copyOf(events);
        }
    }

    /** It is a part of a message whose other parts have not come yet. */
    record Incomplete() implements DecodeResult {}

    /**
     * It was recognised and holds nothing for us (a heartbeat, a binary broadcast).
     *
     * @param what the message's number and name, for counting
     */
    record Skipped(String what) implements DecodeResult {}

    /**
     * It was not understood, or what it says is impossible.
     *
     * @param reason a short constant word for counting, such as {@code bad-checksum} or {@code position-unavailable}
     * @param detail the value that offended, for people
     */
    record Rejected(String reason, String detail) implements DecodeResult {}
}
