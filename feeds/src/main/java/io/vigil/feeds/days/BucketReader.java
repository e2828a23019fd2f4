package io.vigil.feeds.days;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads one file of a day, a block at a time. Every block is held against its checksum before anything of it is used.
 *
 * <p>What is wrong ends in an {@link InvalidInputException} that names the file and the block.
 */
public final class BucketReader implements Closeable {
    private static final String REMEDY = "the file is damaged: write the day again with vigil archive";
    private static final int MOST_BYTES = 64 << 20;
    private static final int ANY = -1;

    private final Path file;
    private final DataInputStream in;
    private final EventBlock block = new EventBlock();
    private int next;
    private int blocks;
    private long events;
    private long epochDay;
    private boolean ended;

    private BucketReader(Path file, DataInputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @param epochDay the day it has to be of
     * @param bucket the bucket it has to be of
     */
    static BucketReader open(Path file, long epochDay, int bucket) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 17));
        BucketReader reader = new BucketReader(file, in);
        try {
            reader.readHead(epochDay, bucket);
            return reader;
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    /** Opens a file of whatever day and bucket it says. */
    public static BucketReader open(Path file) throws IOException {
        return open(file, ANY, ANY);
    }

    /** The day of the file, days since 1970-01-01. */
    public long epochDay() {
        return epochDay;
    }

    private void readHead(long wantedDay, int wantedBucket) throws IOException {
        try {
            if (in.readLong() != BucketWriter.MAGIC) {
                throw fault("head", "is no file of an archive", REMEDY);
            }
            int version = in.readInt();
            if (version < 1 || version > BucketWriter.VERSION) {
                throw fault(
                        "head",
                        "has version " + version + ", known are versions up to " + BucketWriter.VERSION,
                        "read it with the program that wrote it, or a newer one");
            }
            epochDay = in.readLong();
            int bucket = in.readInt();
            if (wantedBucket != ANY && (epochDay != wantedDay || bucket != wantedBucket)) {
                throw fault("head", "is the file of another day or bucket", REMEDY);
            }
        } catch (EOFException cut) {
            throw cut();
        }
    }

    /** Whether there is another event; reads on if need be. */
    public boolean advance() throws IOException {
        next++;
        while (next >= block.count()) {
            if (ended || !readBlock()) {
                return false;
            }
            next = 0;
        }
        return true;
    }

    /** The event {@link #advance} came to. */
    public MoverEvent event() {
        return block.event(next);
    }

    /** The mover it is laid out by: whose it was by the registry of the time of writing. */
    public MoverId mover() {
        return block.mover(next);
    }

    private boolean readBlock() throws IOException {
        try {
            int count = in.readInt();
            if (count == 0) {
                end();
                return false;
            }
            blocks++;
            int length = in.readInt();
            int checksum = in.readInt();
            if (count < 0 || count > EventBlock.MOST_EVENTS || length < 1 || length > MOST_BYTES) {
                throw fault("block " + blocks, "has " + count + " events in " + length + " bytes", REMEDY);
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw cut();
            }
            decode(bytes, count, checksum);
            events += count;
            return true;
        } catch (EOFException cut) {
            throw cut();
        }
    }

    private void decode(byte[] bytes, int count, int checksum) {
        CRC32C actual = new CRC32C();
        actual.update(bytes);
        if ((int) actual.getValue() != checksum) {
            throw fault("block " + blocks, "does not match its checksum", REMEDY);
        }
        try {
            block.read(bytes, count);
        } catch (IOException | RuntimeException impossible) {
            throw fault("block " + blocks, "cannot be decoded: " + impossible.getMessage(), REMEDY);
        }
    }

    private void end() throws IOException {
        ended = true;
        block.clear();
        long written = in.readLong();
        if (written != events) {
            throw fault("end", "says " + written + " events where " + events + " are there", REMEDY);
        }
    }

    private InvalidInputException cut() {
        return fault("after block " + blocks, "is cut short", REMEDY);
    }

    private InvalidInputException fault(String place, String reason, String remedy) {
        return new InvalidInputException(List.of(new Fault(file.toString(), place, reason, remedy)));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
