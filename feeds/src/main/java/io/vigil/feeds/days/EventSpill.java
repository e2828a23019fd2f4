package io.vigil.feeds.days;

import io.vigil.model.EventCodec;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps events apart by partitions that are looked at one after the other later; what does not fit into memory goes to a file for
 * each partition. One thread writes.
 */
public final class EventSpill {
    private static final long MOST_BYTES = 48L << 20;

    private final Path folder;
    private final String name;
    private final TreeMap<Long, ByteArrayOutputStream> buffers = new TreeMap<>();
    private final TreeSet<Long> partitions = new TreeSet<>();
    private final TreeSet<Long> onDisk = new TreeSet<>();
    private final ByteArrayOutputStream record = new ByteArrayOutputStream(256);
    private long bytes;

    /** Takes what {@link #read} finds. */
    public interface Taker {
        /** An event, the mover it was said to be of, and its bytes in the form of {@link EventCodec}. */
        void take(MoverId mover, MoverEvent event, byte[] coded) throws IOException;
    }

    /**
     * An empty one.
     *
     * @param folder where its files are, which must exist
     * @param name begins the names of its files; without a dash
     */
    public EventSpill(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** What others have brought to disk in that folder, each by its name. */
    public static List<EventSpill> found(Path folder) throws IOException {
        TreeMap<String, EventSpill> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                int dash = name.indexOf('-');
                String own = name.substring(0, dash);
                EventSpill spill = found.computeIfAbsent(own, key -> new EventSpill(folder, key));
                spill.onDisk.add(Long.parseLong(name.substring(dash + 1)));
                spill.partitions.addAll(spill.onDisk);
            }
        }
        return List.copyOf(found.values());
    }

    /** Adds an event of a mover. */
    public void add(long partition, MoverId mover, MoverEvent event) throws IOException {
        record.reset();
        DataOutputStream out = new DataOutputStream(record);
        EventCodec.write(event, out);
        ByteArrayOutputStream buffer = buffers.computeIfAbsent(partition, key -> new ByteArrayOutputStream(1024));
        partitions.add(partition);
        int before = buffer.size();
        DataOutputStream framed = new DataOutputStream(buffer);
        framed.writeUTF(mover.equals(event.mover()) ? "" : mover.text());
        framed.writeInt(record.size());
        record.writeTo(buffer);
        bytes += buffer.size() - before;
        if (bytes > MOST_BYTES) {
            flush();
        }
    }

    /** Brings to disk what is in memory. */
    public void flush() throws IOException {
        for (var entry : buffers.entrySet()) {
            Files.write(
                    file(entry.getKey()),
                    entry.getValue().toByteArray(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            onDisk.add(entry.getKey());
        }
        buffers.clear();
        bytes = 0;
    }

    /** The partitions that hold anything, in order. */
    public Set<Long> partitions() {
        return new TreeSet<>(partitions);
    }

    /**
     * Hands on the events of a partition in the order in which they came, and forgets them. When all is written, several threads
     * may read, each another partition.
     */
    public void read(long partition, Taker taker) throws IOException {
        boolean isOnDisk;
        ByteArrayOutputStream buffer;
        synchronized (this) {
            partitions.remove(partition);
            isOnDisk = onDisk.remove(partition);
            buffer = buffers.remove(partition);
            bytes -= buffer == null ? 0 : buffer.size();
        }
        InputStream disk = isOnDisk
                ? new BufferedInputStream(Files.newInputStream(file(partition)), 1 << 16)
                : InputStream.nullInputStream();
        InputStream memory = new ByteArrayInputStream(buffer == null ? new byte[0] : buffer.toByteArray());
        try (DataInputStream in = new DataInputStream(new SequenceInputStream(disk, memory))) {
            hand(in, taker);
        }
        if (isOnDisk) {
            Files.delete(file(partition));
        }
    }

    private static void hand(DataInputStream in, Taker taker) throws IOException {
        while (true) {
            String other;
            try {
                other = in.readUTF();
            } catch (EOFException end) {
                return;
            }
            byte[] coded = new byte[in.readInt()];
            in.readFully(coded);
            MoverEvent event = EventCodec.read(new DataInputStream(new ByteArrayInputStream(coded)));
            taker.take(other.isEmpty() ? event.mover() : new MoverId(other), event, coded);
        }
    }

    private Path file(long partition) {
        return folder.resolve(name + '-' + partition);
    }
}
