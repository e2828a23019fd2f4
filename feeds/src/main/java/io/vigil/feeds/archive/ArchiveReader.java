package io.vigil.feeds.archive;

import java.io.IOException;
import java.nio.file.Path;

/** Reads whole archive files; {@link ArchiveCursor} is for those who want to pause. */
public final class ArchiveReader {
    private ArchiveReader() {}

    /**
     * Reads a file from begin to end.
     *
     * @param sink takes what the lines hold
     * @return what there was
     * @throws IOException if it cannot be opened or the disk fails; a file that is cut off or damaged is a rejection
     */
    public static ArchiveSummary read(Path file, ArchiveFormat format, FeedOptions options, EventSink sink)
            throws IOException {
        ArchiveSummary summary = new ArchiveSummary(file.toString(), sink);
        try (ArchiveCursor cursor = ArchiveCursor.open(file, format, options, summary)) {
            boolean more = true;
            while (more) {
                more = cursor.step();
            }
            summary.addLines(cursor.lineNumber());
        }
        return summary;
    }
}
