package io.vigil.feeds.days;

import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Writes one file of a day: the events of the movers of a bucket, mover by mover, each in the order of event time. */
final class BucketWriter implements Closeable {
    /** What files begin with. */
    static final long MAGIC = 0x566967696C446179L; // "VigilDay"

    /** The form of the files written now. */
    static final int VERSION = 1;

    private static final int BUFFER_BYTES = 1 << 16;

    private final DataOutputStream out;
    private final EventBlock block = new EventBlock();
    private long events;

    /**
     * A new file.
     *
     * @param epochDay the day, days since 1970-01-01
     * @param bucket which bucket, from 0
     */
    BucketWriter(Path file, long epochDay, int bucket) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeLong(epochDay);
        out.writeInt(bucket);
    }

    void add(MoverId mover, MoverEvent event) throws IOException {
        block.add(mover, event);
        events++;
        if (block.isFull()) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        byte[] bytes = block.toBytes();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        out.writeInt(block.count());
        out.writeInt(bytes.length);
        out.writeInt((int) checksum.getValue());
        out.write(bytes);
        block.clear();
    }

    /** Writes what is left and the end, by which a reader knows that the file was not cut. */
    void finish() throws IOException {
        if (block.count() > 0) {
            writeBlock();
        }
        out.writeInt(0);
        out.writeLong(events);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
