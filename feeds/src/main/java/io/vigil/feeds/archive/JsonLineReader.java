package io.vigil.feeds.archive;

import io.vigil.json.JsonFormatException;
import io.vigil.model.MoverEvent;
import java.util.List;

/** Reads JSON a line, mostly of one event; blank lines are ignored. */
final class JsonLineReader implements LineReader {
    private final EventsReader events;
    private final String reason;
    private final EventSink out;

    /**
     * A reader.
     *
     * @param reason what a line that is no such event is counted as
     */
    JsonLineReader(EventReader events, String reason, EventSink out) {
        this(reason, out, (json, length) -> List.of(events.read(json, length)));
    }

    private JsonLineReader(String reason, EventSink out, EventsReader events) {
        this.events = events;
        this.reason = reason;
        this.out = out;
    }

    /** A reader of lines that may tell of several movers. */
    static JsonLineReader ofMany(EventsReader events, String reason, EventSink out) {
        return new JsonLineReader(reason, out, events);
    }

    /** Reads one event; throws {@link JsonFormatException} where it is none. */
    interface EventReader {
        MoverEvent read(byte[] json, int length);
    }

    /** Reads what one line tells; throws {@link JsonFormatException} where it tells nothing. */
    interface EventsReader {
        List<MoverEvent> readAll(byte[] json, int length);
    }

    @Override
    public void line(long number, byte[] line, int length) {
        if (isBlank(line, length)) {
            return;
        }
        try {
            events.readAll(line, length).forEach(out::event);
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
