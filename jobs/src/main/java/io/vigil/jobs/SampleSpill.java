package io.vigil.jobs;

import io.vigil.pair.PairCodec;
import io.vigil.pair.PairSample;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Keeps samples of movers apart by slices of time, on disk, so that those of one slice meet in memory. One thread writes. */
final class SampleSpill {
    /** A slice of time; the samples of so long are in memory at once. */
    static final long SLICE_MILLIS = 3_600_000;

    private static final int MOST_BYTES = 16 << 20;

    private final Path folder;
    private final String name;
    private final TreeMap<Long, ByteArrayOutputStream> buffers = new TreeMap<>();
    private final TreeSet<Long> slices = new TreeSet<>();
    private long bytes;

    SampleSpill(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    static long sliceOf(long timeMillis) {
        return Math.floorDiv(timeMillis, SLICE_MILLIS);
    }

    void add(PairSample sample) throws IOException {
        long slice = sliceOf(sample.now().timeMillis());
        slices.add(slice);
        ByteArrayOutputStream buffer = buffers.computeIfAbsent(slice, key -> new ByteArrayOutputStream(1024));
        int before = buffer.size();
        PairCodec.writeSample(sample, new DataOutputStream(buffer));
        bytes += buffer.size() - before;
        if (bytes > MOST_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        for (var entry : buffers.entrySet()) {
            Files.write(
                    file(entry.getKey()),
                    entry.getValue().toByteArray(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        buffers.clear();
        bytes = 0;
    }

    /** The slices that hold anything. */
    TreeSet<Long> slices() {
        return new TreeSet<>(slices);
    }

    /** Hands on the samples of a slice, those of each mover in their order, and forgets them. */
    void read(long slice, Consumer<PairSample> taker) throws IOException {
        if (!slices.remove(slice)) {
            return;
        }
        flush();
        Path file = file(slice);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                taker.accept(PairCodec.readSample(in));
            }
        } catch (EOFException end) {
            Files.delete(file);
        }
    }

    private Path file(long slice) {
        return folder.resolve(name + '-' + slice);
    }
}
