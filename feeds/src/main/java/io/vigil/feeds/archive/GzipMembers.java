package io.vigil.feeds.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Uncompresses gzip (RFC 1952), member after member.
 *
 * <p>The library's stream takes a damaged header behind the first member for the end and says nothing, so that the rest
 * of an archive written in pieces is lost unseen. Here only zeros, as tapes and some loggers pad with, may follow.
 *
 * <p>Throws {@link EOFException} where data is cut off and {@link ZipException} where it is damaged.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECK = 0x02;
    private static final int HAS_EXTRA = 0x04;
    private static final int HAS_NAME = 0x08;
    private static final int HAS_COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private final byte[] input = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private boolean inMember;
    private boolean anyMember;
    private boolean ended;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !begin()) {
                ended = true;
                break;
            }
            int count = inflate(target, from, length);
            if (count > 0) {
                check.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                finish();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int from, int length) throws IOException {
        try {
            int count = inflater.inflate(target, from, length);
            if (count == 0 && inflater.needsDictionary()) {
                throw new ZipException("needs a preset dictionary");
            }
            if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                if (!fill()) {
                    throw new EOFException("ends within a gzip member");
                }
                inflater.setInput(input, 0, limit);
            }
            return count;
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        }
    }

    /** Reads the header of the next member; false if there is none. */
    private boolean begin() throws IOException {
        int first = next();
        while (anyMember && first == 0) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || needed() != 0x8b || needed() != DEFLATE) {
            throw new ZipException("what follows a gzip member is not another one");
        }
        int flags = needed();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("gzip header has unknown flags");
        }
        skip(6); // modification time, extra flags, operating system
        if ((flags & HAS_EXTRA) != 0) {
            skip(needed() | needed() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(input, position, limit - position);
        check.reset();
        inMember = true;
        anyMember = true;
        return true;
    }

    private void finish() throws IOException {
        position = limit - inflater.getRemaining();
        if (neededInt() != check.getValue()) {
            throw new ZipException("gzip checksum does not match");
        }
        if (neededInt() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("gzip length does not match");
        }
        inMember = false;
    }

    private long neededInt() throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (long) needed() << (8 * i);
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            needed();
        }
    }

    private void skipText() throws IOException {
        while (needed() != 0) {
            // The name of the file that was compressed, or a comment on it.
        }
    }

    private int needed() throws IOException {
        int value = next();
        if (value < 0) {
            throw new EOFException("ends within the header or trailer of a gzip member");
        }
        return value;
    }

    private int next() throws IOException {
        return position < limit || fill() ? input[position++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }
}
