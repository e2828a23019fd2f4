package io.vigil.jobs.archive;

import io.vigil.feeds.archive.ArchiveCursor;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.model.MoverEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** One file being read, a few lines ahead of what was handed on. */
final class OpenArchive implements Closeable {
    private static final int LINES_PER_BATCH = 256;

    private final ArchiveSplit.Position start;
    private final ArchiveCursor cursor;
    private final Batch batch;
    private boolean ended;
    private long linesRead;
    private long linesBeforeBatch;
    private int itemsDone;

    private OpenArchive(ArchiveSplit.Position start, FeedOptions options) throws IOException {
        this.start = start;
        Path path = Path.of(start.path());
        batch = new Batch(String.valueOf(path.getFileName()));
        cursor = ArchiveCursor.open(format(start.format()), options, path, batch);
    }

    /** The file at a position: formats carry state from line to line, so the lines before are read again in silence. */
    static OpenArchive at(ArchiveSplit.Position position, FeedOptions options) throws IOException {
        OpenArchive archive = new OpenArchive(position, options);
        archive.batch.silent = true;
        while (archive.linesRead < position.linesDone() && !archive.ended) {
            archive.readBatch();
        }
        archive.batch.silent = false;
        for (int i = 0; i < position.itemsDone() && archive.hasNext(); i++) {
            archive.next();
        }
        return archive;
    }

    /** Whether anything is left; reads on if need be. */
    boolean hasNext() throws IOException {
        while (batch.items.isEmpty() && !ended) {
            readBatch();
        }
        return !batch.items.isEmpty();
    }

    /** The next item; only after {@link #hasNext} said there is one. */
    FeedItem next() {
        itemsDone++;
        return batch.items.remove();
    }

    /** Event time of the next item; the lowest value for a note, which waits for nobody. */
    long nextTimeMillis() {
        FeedItem next = batch.items.peek();
        return next == null || next.event() == null ? Long.MIN_VALUE : next.event().eventTimeMillis();
    }

    String path() {
        return start.path();
    }

    ArchiveSplit.Position position() {
        return new ArchiveSplit.Position(start.format(), start.path(), linesBeforeBatch, itemsDone);
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    private void readBatch() throws IOException {
        linesBeforeBatch = linesRead;
        itemsDone = 0;
        ended = !cursor.read(LINES_PER_BATCH);
        linesRead += LINES_PER_BATCH;
    }

    private static ArchiveFormat format(String name) {
        for (ArchiveFormat format : ArchiveFormats.all()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw new IllegalStateException("archive format " + name + " is not registered");
    }

    private static final class Batch implements EventSink {
        private final String file;
        private final Deque<FeedItem> items = new ArrayDeque<>();
        private boolean silent;

        private Batch(String file) {
            this.file = file;
        }

        @Override
        public void event(MoverEvent event) {
            add(new FeedItem(event, null));
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {
            add(new FeedItem(null, new FeedItem.Note(true, file, lineNumber, reason, detail)));
        }

        @Override
        public void skipped(long lineNumber, String what) {
            add(new FeedItem(null, new FeedItem.Note(false, file, lineNumber, what, "")));
        }

        private void add(FeedItem item) {
            if (!silent) {
                items.add(item);
            }
        }
    }
}
