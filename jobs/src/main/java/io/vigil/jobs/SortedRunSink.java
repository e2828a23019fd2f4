package io.vigil.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes transitions as sorted runs into a folder; parallelism 1. What makes them a result is {@link ResultFolder}. */
final class SortedRunSink implements Sink<WarningRecord> {
    private static final long serialVersionUID = 1;

    private final String folder;

    SortedRunSink(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public SinkWriter<WarningRecord> createWriter(WriterInitContext context) {
        return new RunWriter(new SortedRuns.Writer(Path.of(folder), SortedRuns.RUN_BYTES));
    }

    private record RunWriter(SortedRuns.Writer runs) implements SinkWriter<WarningRecord> {
        @Override
        public void write(WarningRecord warning, Context context) throws IOException {
            runs.add(warning);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (endOfInput) {
                runs.finish();
            }
        }

        @Override
        public void close() {}
    }
}
