package io.vigil.feeds.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one archive file step by step: plain, gzip or Zstandard, by what its first bytes say. Lines are bounded, so
 * memory is too, whatever the file holds. One thread.
 */
public final class ArchiveCursor implements Closeable {
    /** A longer line is rejected as {@code line-too-long} and skipped; bytes. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int[] GZIP_MAGIC = {0x1f, 0x8b};
    private static final int[] ZSTD_MAGIC = {0x28, 0xb5, 0x2f, 0xfd};
    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final InputStream in;
    private final LineReader reader;
    private final EventSink sink;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int lineLength;
    private boolean overlong;
    private long lineNumber;
    private long bytesRead;
    private boolean atStart = true;
    private boolean ended;
    private boolean truncated;

    /**
     * Opens a file.
     *
     * @param sink takes what the lines hold
     * @throws IOException if it cannot be opened or is not the compression it says
     */
    public static ArchiveCursor open(Path file, ArchiveFormat format, FeedOptions options, EventSink sink)
            throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return new ArchiveCursor(decompressed(raw), format.open(options, file.toString(), sink), sink);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Reads any stream: what {@link #open} does after the compression. */
    ArchiveCursor(InputStream in, LineReader reader, EventSink sink) {
        this.in = in;
        this.reader = reader;
        this.sink = sink;
    }

    /**
     * Handles the next part of the file, some 64 KiB.
     *
     * @return whether there may be more
     * @throws IOException if the disk fails; a file that is cut off or damaged is a rejection
     */
    public boolean step() throws IOException {
        if (ended) {
            return false;
        }
        int count;
        try {
            count = in.read(buffer, 0, buffer.length);
        } catch (EOFException | ZipException e) {
            return stopTruncated(e);
        } catch (IOException e) {
            if (in instanceof ZstdInputStream) {
                return stopTruncated(e);
            }
            throw e;
        }
        if (count < 0) {
            end();
            return false;
        }
        bytesRead += count;
        take(count);
        return true;
    }

    /** Number of the last line handled, from 1; 0 before the first. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Uncompressed bytes read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Whether the compressed data ended before its end, or is damaged. */
    public boolean isTruncated() {
        return truncated;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean stopTruncated(IOException cause) {
        truncated = true;
        end();
        sink.rejected(
                lineNumber,
                "truncated-archive",
                "compressed data is cut off or damaged after " + bytesRead + " uncompressed bytes: "
                        + cause.getMessage());
        return false;
    }

    private void end() {
        ended = true;
        if (lineLength > 0 || overlong) {
            finishLine();
        }
        reader.end();
    }

    private void take(int count) {
        int from = 0;
        if (atStart) {
            atStart = false;
            from = startsWith(buffer, count, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        }
        for (int i = from; i < count; i++) {
            if (buffer[i] == '\n') {
                append(from, i);
                finishLine();
                from = i + 1;
            }
        }
        append(from, count);
    }

    private void append(int from, int to) {
        int room = MAX_LINE_BYTES - lineLength;
        int length = to - from;
        if (length > room) {
            overlong = true;
            length = room;
        }
        System.arraycopy(buffer, from, line, lineLength, length);
        lineLength += length;
    }

    private void finishLine() {
        lineNumber++;
        int length = lineLength;
        lineLength = 0;
        if (overlong) {
            overlong = false;
            sink.rejected(lineNumber, "line-too-long", "longer than " + MAX_LINE_BYTES + " bytes");
            return;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        reader.line(lineNumber, line, length);
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        in.mark(ZSTD_MAGIC.length);
        byte[] head = in.readNBytes(ZSTD_MAGIC.length);
        in.reset();
        if (startsWith(head, head.length, GZIP_MAGIC)) {
            return new GZIPInputStream(in, BUFFER_BYTES);
        }
        if (startsWith(head, head.length, ZSTD_MAGIC)) {
            return new ZstdInputStream(in);
        }
        return in;
    }

    private static boolean startsWith(byte[] bytes, int count, int[] magic) {
        if (count < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
