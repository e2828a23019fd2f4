package io.vigil.feeds.archive;

import io.vigil.json.PositionJson;

/** {@code positions}: a position report in JSON a line, the common denominator. Blank lines are ignored. */
public final class PositionsFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "positions";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new JsonLineReader(PositionJson::read, "bad-position", out);
    }
}
