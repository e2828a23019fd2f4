package io.vigil.feeds.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * Reads one archive file step by step: plain, gzip or Zstandard, by what its first bytes say. Lines are bounded, so
 * memory is too, whatever the file holds. One thread.
 */
public final class ArchiveCursor implements Closeable {
    /** A longer line is rejected as {@code line-too-long} and skipped; bytes without line end and byte order mark. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    /** Why compressed data that is cut off or damaged is rejected. */
    static final String TRUNCATED = "truncated-archive";

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int[] GZIP_MAGIC = {0x1f, 0x8b};
    private static final int[] ZSTD_MAGIC = {0x28, 0xb5, 0x2f, 0xfd};
    /** Behind a first byte of 0x50 to 0x5f: a frame of Zstandard to be skipped, as parallel compressors begin with. */
    private static final int[] ZSTD_SKIPPABLE_MAGIC = {0x2a, 0x4d, 0x18};

    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final InputStream in;
    private final LineReader reader;
    private final EventSink sink;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    /** With room for a carriage return and a byte order mark, which do not count. */
    private final byte[] line = new byte[MAX_LINE_BYTES + 1 + BYTE_ORDER_MARK.length];

    private int lineLength;
    private boolean overlong;
    private long lineNumber;
    private long bytesRead;
    private boolean ended;
    private boolean truncated;

    /**
     * Opens a file.
     *
     * @param sink takes what the lines hold
     * @throws IOException if it cannot be opened
     */
    public static ArchiveCursor open(Path file, ArchiveFormat format, FeedOptions options, EventSink sink)
            throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return new ArchiveCursor(
                    decompressed(raw, file.toString()), format.open(options, file.toString(), sink), sink);
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
        } catch (EOFException | ZipException | ZstdIOException e) {
            stopTruncated(e);
            return false;
        }
        if (count < 0) {
            if (lineLength > 0 || overlong) {
                finishLine();
            }
            end();
            return false;
        }
        bytesRead += count;
        take(count);
        return true;
    }

    /** Number of the last line handled, from 1; 0 before the first. At the end, how many lines there were. */
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

    /** The line in which data ends is given up: half of a number is a number too, and wrong. */
    private void stopTruncated(IOException cause) {
        truncated = true;
        lineLength = 0;
        overlong = false;
        end();
        sink.rejected(
                lineNumber + 1,
                TRUNCATED,
                "compressed data is cut off or damaged after " + bytesRead + " uncompressed bytes: "
                        + cause.getMessage());
    }

    private void end() {
        ended = true;
        reader.end();
    }

    private void take(int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                append(from, i);
                finishLine();
                from = i + 1;
            }
        }
        append(from, count);
    }

    private void append(int from, int to) {
        int room = line.length - lineLength;
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
        if (lineNumber == 1 && startsWith(line, length, BYTE_ORDER_MARK)) {
            length -= BYTE_ORDER_MARK.length;
            System.arraycopy(line, BYTE_ORDER_MARK.length, line, 0, length);
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (overlong || length > MAX_LINE_BYTES) {
            overlong = false;
            sink.rejected(lineNumber, "line-too-long", "longer than " + MAX_LINE_BYTES + " bytes");
            return;
        }
        reader.line(lineNumber, line, length);
    }

    /** What the first bytes say: gzip, Zstandard, or else as it is; a file cut before them has its name to say it. */
    static InputStream decompressed(InputStream raw, String fileName) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        in.mark(ZSTD_MAGIC.length);
        byte[] head = in.readNBytes(ZSTD_MAGIC.length);
        in.reset();
        if (startsWith(head, head.length, GZIP_MAGIC)) {
            return new GzipMembers(in);
        }
        if (startsWith(head, head.length, ZSTD_MAGIC) || isSkippableFrame(head)) {
            return new ZstdInputStream(in);
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean isCut = name.endsWith(".gz") && head.length < GZIP_MAGIC.length
                || name.endsWith(".zst") && head.length < ZSTD_MAGIC.length;
        return isCut ? new CutStream(in) : in;
    }

    /** Ends where it should begin. */
    private static final class CutStream extends FilterInputStream {
        CutStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            throw new EOFException("not even the first bytes are there");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return read();
        }
    }

    private static boolean isSkippableFrame(byte[] head) {
        return head.length == ZSTD_MAGIC.length
                && (head[0] & 0xf0) == 0x50
                && startsWith(Arrays.copyOfRange(head, 1, head.length), head.length - 1, ZSTD_SKIPPABLE_MAGIC);
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
