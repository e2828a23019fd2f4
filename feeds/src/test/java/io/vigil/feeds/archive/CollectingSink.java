package io.vigil.feeds.archive;

import io.vigil.model.MoverEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given. */
final class CollectingSink implements EventSink {
    final List<MoverEvent> events = new ArrayList<>();
    /** Line number and reason. */
    final List<String> rejected = new ArrayList<>();

    final List<String> details = new ArrayList<>();

    @Override
    public void event(MoverEvent event) {
        events.add(event);
    }

    @Override
    public void rejected(long lineNumber, String reason, String detail) {
        rejected.add(lineNumber + " " + reason);
        details.add(detail);
    }

    @Override
    public void skipped(long lineNumber, String what) {}
}
