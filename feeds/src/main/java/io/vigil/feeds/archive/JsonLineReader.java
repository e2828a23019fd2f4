package io.vigil.feeds.archive;

import io.vigil.json.JsonFormatException;
import io.vigil.model.MoverEvent;

/** Reads one event in JSON a line; blank lines are ignored. */
final class JsonLineReader implements LineReader {
    private final EventReader events;
    private final String reason;
    private final EventSink out;

    /**
     * A reader.
     *
     * @param reason what a line that is no such event is counted as
     */
    JsonLineReader(EventReader events, String reason, EventSink out) {
        this.events = events;
        this.reason = reason;
        this.out = out;
    }

    /** Reads one event; throws {@link JsonFormatException} where it is none. */
    interface EventReader {
        MoverEvent read(byte[] json, int length);
    }

    @Override
    public void line(long number, byte[] line, int length) {
        if (isBlank(line, length)) {
            return;
        }
        try {
            out.event(events.read(line, length));
        } catch (JsonFormatException e) {
            out.rejected(number, reason, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void end() {}

    private static boolean isBlank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
