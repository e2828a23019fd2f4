package io.vigil.jobs.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each reader that asks the next split, until none is left. */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> {
    private final SplitEnumeratorContext<ArchiveSplit> context;
    private final Deque<ArchiveSplit> remaining;

    ArchiveEnumerator(SplitEnumeratorContext<ArchiveSplit> context, List<ArchiveSplit> remaining) {
        this.context = context;
        this.remaining = new ArrayDeque<>(remaining);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String hostName) {
        if (!context.registeredReaders().containsKey(subtask)) {
            return;
        }
        ArchiveSplit next = remaining.poll();
        if (next == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(next, subtask);
        }
    }

    @Override
    public void addSplitsBack(List<ArchiveSplit> splits, int subtask) {
        remaining.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public List<ArchiveSplit> snapshotState(long checkpointId) {
        return new ArrayList<>(remaining);
    }

    @Override
    public void close() {}
}
