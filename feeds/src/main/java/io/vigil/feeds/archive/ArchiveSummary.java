package io.vigil.feeds.archive;

import io.vigil.model.MoverEvent;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what came out of archive files, one example kept of each reason. Hands everything on. */
public final class ArchiveSummary implements EventSink {
    private final String file;
    private final EventSink next;
    private long lines;
    private long events;
    private long rejected;
    private final SortedMap<String, Long> rejectedByReason = new TreeMap<>();
    private final SortedMap<String, String> examples = new TreeMap<>();
    private final SortedMap<String, Long> skippedByKind = new TreeMap<>();

    /** Counts what goes on to another sink. */
    public ArchiveSummary(String file, EventSink next) {
        this.file = file;
        this.next = next;
    }

    @Override
    public void event(MoverEvent event) {
        events++;
        next.event(event);
    }

    @Override
    public void rejected(long lineNumber, String reason, String detail) {
        rejected++;
        rejectedByReason.merge(reason, 1L, Long::sum);
        examples.putIfAbsent(reason, file + ":" + lineNumber + ": " + detail);
        next.rejected(lineNumber, reason, detail);
    }

    @Override
    public void skipped(long lineNumber, String what) {
        skippedByKind.merge(what, 1L, Long::sum);
        next.skipped(lineNumber, what);
    }

    /** Counts lines read. */
    void addLines(long count) {
        lines += count;
    }

    /** Lines read, with those that hold nothing. */
    public long lines() {
        return lines;
    }

    /** Whether compressed data was cut off or damaged, so that lines are missing. */
    public boolean isTruncated() {
        return rejectedByReason.containsKey(ArchiveCursor.TRUNCATED);
    }

    /** Events read. */
    public long events() {
        return events;
    }

    /** Lines rejected, all reasons. */
    public long rejected() {
        return rejected;
    }

    /** Lines rejected by reason. */
    public SortedMap<String, Long> rejectedByReason() {
        return Collections.unmodifiableSortedMap(rejectedByReason);
    }

    /** The first rejected line of each reason: file, line, detail. */
    public SortedMap<String, String> examples() {
        return Collections.unmodifiableSortedMap(examples);
    }

    /** Messages recognised that hold nothing for us, by kind. */
    public SortedMap<String, Long> skippedByKind() {
        return Collections.unmodifiableSortedMap(skippedByKind);
    }
}
