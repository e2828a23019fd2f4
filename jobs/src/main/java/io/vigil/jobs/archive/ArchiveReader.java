package io.vigil.jobs.archive;

import io.vigil.feeds.archive.FeedOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads one split after the other on Flink's task thread, a batch of items a call. The files of one split are merged:
 * the file whose next event is oldest goes first, so disorder within each file is all there is.
 */
final class ArchiveReader implements SourceReader<FeedItem, ArchiveSplit> {
    private static final int ITEMS_PER_CALL = 256;
    private static final Comparator<OpenArchive> OLDEST_FIRST =
            Comparator.comparingLong(OpenArchive::nextTimeMillis).thenComparing(OpenArchive::path);

    private final SourceReaderContext context;
    private final FeedOptions options;
    private final Deque<ArchiveSplit> waiting = new ArrayDeque<>();
    private final PriorityQueue<OpenArchive> open = new PriorityQueue<>(OLDEST_FIRST);
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private String splitId = "";
    private boolean asked;
    private boolean noMoreSplits;

    ArchiveReader(SourceReaderContext context, FeedOptions options) {
        this.context = context;
        this.options = options;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            ask();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<FeedItem> output) throws IOException {
        if (open.isEmpty() && !openNext()) {
            if (noMoreSplits) {
                return InputStatus.END_OF_INPUT;
            }
            ask();
            return InputStatus.NOTHING_AVAILABLE;
        }
        int left = ITEMS_PER_CALL;
        while (left > 0 && !open.isEmpty()) {
            OpenArchive oldest = open.poll();
            left = open.isEmpty() ? emitAll(oldest, left, output) : emitOne(oldest, left, output);
            if (oldest.hasNext()) {
                open.add(oldest);
            } else {
                oldest.close();
            }
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<ArchiveSplit> snapshotState(long checkpointId) {
        List<ArchiveSplit> splits = new ArrayList<>(waiting);
        if (!open.isEmpty()) {
            splits.add(new ArchiveSplit(
                    splitId, open.stream().map(OpenArchive::position).toList()));
        }
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!open.isEmpty() || !waiting.isEmpty() || noMoreSplits) {
            return CompletableFuture.completedFuture(null);
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return available;
    }

    @Override
    public void addSplits(List<ArchiveSplit> splits) {
        waiting.addAll(splits);
        asked = false;
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        for (OpenArchive archive : open) {
            archive.close();
        }
        open.clear();
    }

    private void ask() {
        if (!asked) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    private boolean openNext() throws IOException {
        ArchiveSplit split = waiting.poll();
        if (split == null) {
            return false;
        }
        splitId = split.splitId();
        for (ArchiveSplit.Position file : split.files()) {
            OpenArchive archive = OpenArchive.at(file, options);
            if (archive.hasNext()) {
                open.add(archive);
            } else {
                archive.close();
            }
        }
        return true;
    }

    private static int emitAll(OpenArchive archive, int most, ReaderOutput<FeedItem> output) throws IOException {
        int left = most;
        while (left > 0 && archive.hasNext()) {
            left = emitOne(archive, left, output);
        }
        return left;
    }

    private static int emitOne(OpenArchive archive, int left, ReaderOutput<FeedItem> output) throws IOException {
        FeedItem item = archive.next();
        if (item.event() == null) {
            output.collect(item);
        } else {
            output.collect(item, item.event().eventTimeMillis());
        }
        return left - 1;
    }
}
