package io.vigil.jobs.archive;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * Files that one reader reads: one, or several that are merged by event time.
 *
 * @param splitId unique within the job
 * @param files the files and how far each has been read
 */
public record ArchiveSplit(String splitId, List<Position> files) implements SourceSplit {
    public ArchiveSplit {
        files = List.copyOf(files);
    }

    /**
     * A file and how far it has been read.
     *
     * @param format the archive format's name
     * @param path the file
     * @param itemsDone events and notes handed on, from the file's beginning
     */
    public record Position(String format, String path, long itemsDone) {
        /** At the beginning of a file. */
        public static Position start(String format, String path) {
            return new Position(format, path, 0);
        }
    }
}
