package io.vigil.feeds.archive;

import io.vigil.json.DispositionJson;

/** {@code dispositions}: what operators did about warnings, in JSON a line. Blank lines are ignored. */
public final class DispositionsFormat implements ArchiveFormat {
    @Override
    public String name() {
        return "dispositions";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return JsonLineReader.ofMany(DispositionJson::readAll, "bad-disposition", out);
    }
}
