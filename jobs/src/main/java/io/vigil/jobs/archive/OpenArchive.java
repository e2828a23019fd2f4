package io.vigil.jobs.archive;

import io.vigil.feeds.archive.ArchiveCursor;
import io.vigil.feeds.archive.ArchiveFormat;
import io.vigil.feeds.archive.ArchiveFormats;
import io.vigil.feeds.archive.EventSink;
import io.vigil.feeds.archive.FeedOptions;
import io.vigil.feeds.archive.FeedSpec;
import io.vigil.feeds.days.BucketReader;
import io.vigil.feeds.days.DayArchive;
import io.vigil.model.MoverEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** One file being read, some 64 KiB ahead of what was handed on. */
final class OpenArchive implements Closeable {
    private final ArchiveSplit.Position start;
    private final Steps steps;
    private final Lookahead ahead;
    private boolean ended;
    private long itemsDone;

    private OpenArchive(ArchiveSplit.Position start, FeedOptions options) throws IOException {
        this.start = start;
        Path path = Path.of(start.path());
        ahead = new Lookahead(String.valueOf(path.getFileName()));
        steps = start.format().equals(FeedSpec.ARCHIVE)
                ? new DayFile(BucketReader.open(path), ahead)
                : new TextFile(text(start, options, ahead));
    }

    private static ArchiveCursor text(ArchiveSplit.Position start, FeedOptions options, Lookahead ahead)
            throws IOException {
        ArchiveFormat format = ArchiveFormats.byName(start.format());
        if (format == null) {
            throw new IllegalStateException("archive format " + start.format() + " is not registered");
        }
        return ArchiveCursor.open(Path.of(start.path()), format, options, ahead);
    }

    /** Reads a file bit by bit, and puts what it finds where it is handed on. */
    private interface Steps extends Closeable {
        /** Reads on; answers whether there may be more. */
        boolean step() throws IOException;
    }

    private record TextFile(ArchiveCursor cursor) implements Steps {
        @Override
        public boolean step() throws IOException {
            return cursor.step();
        }

        @Override
        public void close() throws IOException {
            cursor.close();
        }
    }

    /** A bucket of a day of an archive; what has its own time on another day is found there. */
    private record DayFile(BucketReader reader, Lookahead ahead) implements Steps {
        @Override
        public boolean step() throws IOException {
            if (!reader.advance()) {
                return false;
            }
            if (DayArchive.isOf(reader.event(), reader.epochDay())) {
                ahead.event(reader.event());
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** The file at a position. Formats carry state from line to line, so what comes before is read again in silence. */
    static OpenArchive at(ArchiveSplit.Position position, FeedOptions options) throws IOException {
        OpenArchive archive = new OpenArchive(position, options);
        while (archive.itemsDone < position.itemsDone() && archive.hasNext()) {
            archive.next();
        }
        return archive;
    }

    /** Whether anything is left; reads on if need be. */
    boolean hasNext() throws IOException {
        while (ahead.items.isEmpty() && !ended) {
            ended = !steps.step();
        }
        return !ahead.items.isEmpty();
    }

    /** The next item; only after {@link #hasNext} said there is one. */
    FeedItem next() {
        itemsDone++;
        return ahead.items.remove();
    }

    /** Event time of the next item; the lowest value for a note, which waits for nobody. */
    long nextTimeMillis() {
        FeedItem next = ahead.items.peek();
        return next == null || next.event() == null
                ? Long.MIN_VALUE
                : next.event().eventTimeMillis();
    }

    String path() {
        return start.path();
    }

    ArchiveSplit.Position position() {
        return new ArchiveSplit.Position(start.format(), start.path(), itemsDone);
    }

    @Override
    public void close() throws IOException {
        steps.close();
    }

    private static final class Lookahead implements EventSink {
        private final String file;
        private final Deque<FeedItem> items = new ArrayDeque<>();

        private Lookahead(String file) {
            this.file = file;
        }

        @Override
        public void event(MoverEvent event) {
            items.add(new FeedItem(event, null));
        }

        @Override
        public void rejected(long lineNumber, String reason, String detail) {
            items.add(new FeedItem(null, new FeedItem.Note(true, file, lineNumber, reason, detail)));
        }

        @Override
        public void skipped(long lineNumber, String what) {
            items.add(new FeedItem(null, new FeedItem.Note(false, file, lineNumber, what, "")));
        }
    }
}
