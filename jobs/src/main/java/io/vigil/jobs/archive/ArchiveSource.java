package io.vigil.jobs.archive;

import io.vigil.feeds.archive.FeedOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Reads archive files to their end. Each item carries its event time as Flink's time stamp. */
public final class ArchiveSource implements Source<FeedItem, ArchiveSplit, List<ArchiveSplit>> {
    private static final long serialVersionUID = 1;

    private final byte[] splits;
    private final TreeMap<String, String> columns;
    private final long startMillis;
    private final long intervalMillis;
    private final String zoneOffset;

    /**
     * A source of these splits.
     *
     * @param splits given to readers in this order
     * @param options what the command line says of the formats
     */
    public ArchiveSource(List<ArchiveSplit> splits, FeedOptions options) {
        try {
            this.splits = ArchiveSplitCodec.ofMany().serialize(splits);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        columns = new TreeMap<>(options.columns());
        startMillis = options.startMillis();
        intervalMillis = options.intervalMillis();
        zoneOffset = options.zoneOffset();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<FeedItem, ArchiveSplit> createReader(SourceReaderContext context) {
        return new ArchiveReader(
                context, new FeedOptions(Map.copyOf(columns), startMillis, intervalMillis, zoneOffset));
    }

    @Override
    public SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) throws java.io.IOException {
        SimpleVersionedSerializer<List<ArchiveSplit>> codec = ArchiveSplitCodec.ofMany();
        return new ArchiveEnumerator(context, codec.deserialize(codec.getVersion(), splits));
    }

    @Override
    public SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, List<ArchiveSplit> remaining) {
        return new ArchiveEnumerator(context, remaining);
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        return ArchiveSplitCodec.ofOne();
    }

    @Override
    public SimpleVersionedSerializer<List<ArchiveSplit>> getEnumeratorCheckpointSerializer() {
        return ArchiveSplitCodec.ofMany();
    }
}
