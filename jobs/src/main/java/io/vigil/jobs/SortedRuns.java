package io.vigil.jobs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of transitions in bounded memory: sorted runs of at most {@link #RUN_BYTES} go to files, which are
 * merged at the end, each through a small buffer.
 */
final class SortedRuns {
    /** Bytes of lines in memory before a run is written; with the objects around them about twice that on the heap. */
    static final long RUN_BYTES = 32L << 20;

    /** What the names of runs of results begin with. */
    static final String RESULTS = "run-";

    private static final int RECORD_OVERHEAD = 300;
    private static final int BUFFER_BYTES = 1 << 16;

    private SortedRuns() {}

    /** Collects transitions; one thread. */
    static final class Writer {
        private final Path folder;
        private final String name;
        private final Comparator<? super WarningRecord> order;
        private final long runBytes;
        private final List<WarningRecord> run = new ArrayList<>();
        private long bytes;
        private int runs;

        /** Runs in the order of results. */
        Writer(Path folder, long runBytes) {
            this(folder, RESULTS, WarningOrder.RESULT, runBytes);
        }

        /** Runs in another order, or by another of several writers: their names begin with {@code name}. */
        Writer(Path folder, String name, Comparator<? super WarningRecord> order, long runBytes) {
            this.folder = folder;
            this.name = name;
            this.order = order;
            this.runBytes = runBytes;
        }

        void add(WarningRecord warning) throws IOException {
            run.add(warning);
            bytes += warning.json().length + RECORD_OVERHEAD;
            if (bytes >= runBytes) {
                finish();
            }
        }

        /** Writes what is in memory. */
        void finish() throws IOException {
            if (run.isEmpty()) {
                return;
            }
            run.sort(order);
            Path file = folder.resolve(name + runs++);
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
                for (WarningRecord warning : run) {
                    write(warning, out);
                }
            }
            run.clear();
            bytes = 0;
        }
    }

    /** Takes transitions in order. */
    interface Taker {
        void take(WarningRecord warning) throws IOException;
    }

    /** Merges all runs of the folder. */
    static void merge(Path folder, Taker taker) throws IOException {
        merge(folder, RESULTS, WarningOrder.RESULT, taker);
    }

    /** Merges the runs whose names begin so, in the order in which each was written. */
    static void merge(Path folder, String name, Comparator<? super WarningRecord> order, Taker taker)
            throws IOException {
        List<RunReader> readers = new ArrayList<>();
        PriorityQueue<RunReader> heads = new PriorityQueue<>(Comparator.comparing(RunReader::head, order::compare));
        try {
            try (var files = Files.newDirectoryStream(folder, name + "*")) {
                for (Path file : files) {
                    RunReader reader = new RunReader(file);
                    readers.add(reader);
                    if (reader.advance()) {
                        heads.add(reader);
                    }
                }
            }
            while (!heads.isEmpty()) {
                RunReader first = heads.remove();
                taker.take(first.head());
                if (first.advance()) {
                    heads.add(first);
                }
            }
        } finally {
            for (RunReader reader : readers) {
                reader.close();
            }
        }
    }

    private static void write(WarningRecord warning, DataOutputStream out) throws IOException {
        out.writeUTF(warning.lane());
        out.writeUTF(warning.warningId());
        out.writeInt(warning.sequence());
        out.writeUTF(warning.transition());
        out.writeUTF(warning.outlet().name());
        out.writeUTF(warning.rule());
        out.writeUTF(warning.tier());
        out.writeLong(warning.onsetMillis());
        out.writeLong(warning.detectedMillis());
        out.writeLong(warning.timeMillis());
        out.writeLong(warning.releaseMillis());
        out.writeUTF(warning.feed());
        out.writeUTF(warning.version());
        out.writeUTF(warning.moverClass());
        out.writeInt(warning.json().length);
        out.write(warning.json());
    }

    private static final class RunReader implements Closeable {
        private final DataInputStream in;
        private @Nullable WarningRecord head;

        private RunReader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        }

        private WarningRecord head() {
            if (head == null) {
                throw new IllegalStateException("the run is at its end");
            }
            return head;
        }

        private boolean advance() throws IOException {
            String lane;
            try {
                lane = in.readUTF();
            } catch (EOFException end) {
                head = null;
                return false;
            }
            String warningId = in.readUTF();
            int sequence = in.readInt();
            String transition = in.readUTF();
            WarningRecord.Outlet outlet = WarningRecord.Outlet.valueOf(in.readUTF());
            String rule = in.readUTF();
            String tier = in.readUTF();
            long onsetMillis = in.readLong();
            long detectedMillis = in.readLong();
            long timeMillis = in.readLong();
            long releaseMillis = in.readLong();
            String feed = in.readUTF();
            String version = in.readUTF();
            String moverClass = in.readUTF();
            byte[] json = in.readNBytes(in.readInt());
            head = new WarningRecord(
                    lane,
                    warningId,
                    sequence,
                    transition,
                    outlet,
                    rule,
                    tier,
                    onsetMillis,
                    detectedMillis,
                    timeMillis,
                    releaseMillis,
                    feed,
                    version,
                    moverClass,
                    json);
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
