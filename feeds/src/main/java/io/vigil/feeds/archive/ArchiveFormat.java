package io.vigil.feeds.archive;

/** One archive format: a name on the command line and a reader. */
public interface ArchiveFormat {
    /** The word before the colon of {@code --feed}. */
    String name();

    /**
     * A reader for one file, from its first line.
     *
     * @param options what the command line says of the format
     * @param fileName for messages
     * @param out takes what the lines hold
     */
    LineReader open(FeedOptions options, String fileName, EventSink out);
}
