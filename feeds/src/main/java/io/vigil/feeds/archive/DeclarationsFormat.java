package io.vigil.feeds.archive;

import io.vigil.json.DeclarationJson;

/** {@code declarations}: departures, arrivals and orders acknowledged, in JSON a line. Blank lines are ignored. */
public final class DeclarationsFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "declarations";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new JsonLineReader(DeclarationJson::read, "bad-declaration", out);
    }
}
