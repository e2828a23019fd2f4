package io.vigil.jobs;

import io.vigil.feeds.days.DayWriter;
import io.vigil.feeds.days.EventSpill;
import io.vigil.model.MoverEvent;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Puts events apart by day and bucket, for {@link DayWriter}. Each is laid out by the mover whose it is by the registry. */
final class SpillSink implements Sink<MoverEvent> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final int buckets;
    private final EngineSpec control;

    SpillSink(Path folder, int buckets, EngineSpec control) {
        this.folder = folder.toString();
        this.buckets = buckets;
        this.control = control;
    }

    @Override
    public SinkWriter<MoverEvent> createWriter(WriterInitContext context) {
        EngineShare.acquire(control);
        EventSpill spill =
                new EventSpill(Path.of(folder), "part" + context.getTaskInfo().getIndexOfThisSubtask());
        return new Writer(spill, new Identities(EngineShare.registry(control)));
    }

    private final class Writer implements SinkWriter<MoverEvent> {
        private final EventSpill spill;
        private final Identities identities;

        private Writer(EventSpill spill, Identities identities) {
            this.spill = spill;
            this.identities = identities;
        }

        @Override
        public void write(MoverEvent event, Context context) throws IOException {
            DayWriter.spill(spill, buckets, identities.resolve(event).mover(), event);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (endOfInput) {
                spill.flush();
            }
        }

        @Override
        public void close() {
            EngineShare.release(control);
        }
    }
}
