package io.vigil.feeds.archive;

import io.vigil.json.PassJson;

/** {@code passes}: a checkpoint pass in JSON a line. Blank lines are ignored. */
public final class PassesFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "passes";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new JsonLineReader(PassJson::read, "bad-pass", out);
    }
}
