package io.vigil.feeds.jt808;

import org.jspecify.annotations.Nullable;

/**
 * Framing (2013 and 2019 clause 4.4): cuts bytes at 0x7E, undoes the escapes, checks length and checksum, reads either
 * header and puts sub-packages together. A delimiter may end one frame and begin the next.
 *
 * <p>A record without any delimiter is taken for one frame whose delimiters were cut off, escaped or not: the form of
 * many logs. Holds one frame buffer and the bounded memory of {@link SubPackages} and {@link Terminals}.
 */
final class MessageReader {
    private static final int FLAG = 0x7E;
    private static final int ESCAPE = 0x7D;
    private static final int VERSION_BIT = 1 << 14;
    private static final int PARTS_BIT = 1 << 13;
    private static final int LENGTH_MASK = 0x3FF;
    private static final int HEADER_2013 = 12;
    private static final int HEADER_2019 = 17;
    private static final int PARTS_LENGTH = 4;

    /** Longest frame without delimiters and escapes: header of 2019 with parts, 1,023 bytes of body, checksum. */
    private static final int MAX_FRAME = HEADER_2019 + PARTS_LENGTH + LENGTH_MASK + 1;

    private static final int BAD_ESCAPE = -1;
    private static final int TOO_LONG = -2;

    private final byte[] buffer = new byte[MAX_FRAME];
    private final Terminals terminals = new Terminals();
    private final SubPackages subPackages = new SubPackages();

    /**
     * Reads every frame of a record.
     *
     * @param receivedTimeMillis when it came, or {@link io.vigil.model.PositionReport#NO_TIME}
     */
    void read(byte[] record, int from, int to, long receivedTimeMillis, MessageSink sink) {
        subPackages.expire(receivedTimeMillis, sink);
        int flag = indexOfFlag(record, from, to);
        if (flag > from && isIntact(record, from, to)) {
            frame(record, from, to, receivedTimeMillis, sink);
        } else if (flag == to && from < to) {
            unescapeAndRead(record, from, to, receivedTimeMillis, sink);
        } else {
            if (flag > from) {
                sink.rejected("no-opening-flag", (flag - from) + " bytes before the first 7E");
            }
            readDelimited(record, flag, to, receivedTimeMillis, sink);
        }
    }

    /** No more frames will come: messages still short of a part are rejected. */
    void end(MessageSink sink) {
        subPackages.end(sink);
    }

    private void readDelimited(byte[] record, int firstFlag, int to, long receivedTimeMillis, MessageSink sink) {
        boolean isEmpty = true;
        int start = firstFlag + 1;
        while (start < to) {
            int end = indexOfFlag(record, start, to);
            if (end == to) {
                sink.rejected("no-closing-flag", (to - start) + " bytes after the last 7E");
                return;
            }
            if (end > start) {
                unescapeAndRead(record, start, end, receivedTimeMillis, sink);
                isEmpty = false;
            }
            start = end + 1;
        }
        if (isEmpty) {
            sink.rejected("empty-frame", "nothing between the delimiters");
        }
    }

    private void unescapeAndRead(byte[] record, int from, int to, long receivedTimeMillis, MessageSink sink) {
        int length = unescape(record, from, to, buffer);
        if (length == BAD_ESCAPE) {
            sink.rejected("bad-escape", "7D is not followed by 01 or 02 in a frame of " + (to - from) + " bytes");
        } else if (length == TOO_LONG) {
            sink.rejected("wrong-length", (to - from) + " bytes, at most " + MAX_FRAME + " after unescaping");
        } else {
            frame(buffer, 0, length, receivedTimeMillis, sink);
        }
    }

    /**
     * Undoes 7D 02 (7E) and 7D 01 (7D).
     *
     * @return how many bytes were written, {@link #BAD_ESCAPE} or {@link #TOO_LONG}
     */
    static int unescape(byte[] source, int from, int to, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte value = source[i];
            if (value == ESCAPE) {
                i++;
                if (i == to || source[i] != 1 && source[i] != 2) {
                    return BAD_ESCAPE;
                }
                value = source[i] == 1 ? (byte) ESCAPE : (byte) FLAG;
            }
            if (length == target.length) {
                return TOO_LONG;
            }
            target[length++] = value;
        }
        return length;
    }

    private void frame(byte[] bytes, int from, int to, long receivedTimeMillis, MessageSink sink) {
        String damage = damage(bytes, from, to);
        if (damage != null) {
            sink.rejected(damage, describe(bytes, from, to));
            return;
        }
        int id = u16(bytes, from);
        int properties = u16(bytes, from + 2);
        int encryption = properties >> 10 & 7;
        if (encryption != 0) {
            sink.rejected("encrypted", Message.idText(id) + " encrypted by method " + encryption);
            return;
        }
        boolean is2019 = (properties & VERSION_BIT) != 0;
        int afterHeader = from + (is2019 ? HEADER_2019 : HEADER_2013);
        Terminal terminal = is2019 ? terminals.of(bytes, from + 5, 10) : terminals.of(bytes, from + 4, 6);
        boolean hasParts = (properties & PARTS_BIT) != 0;
        Message message = new Message(
                id,
                MessageType.of(id),
                is2019 ? Message.VERSION_2019 : Message.VERSION_2013,
                terminal,
                u16(bytes, afterHeader - 2),
                hasParts ? u16(bytes, afterHeader) : 1,
                hasParts ? u16(bytes, afterHeader + 2) : 1,
                new Body(bytes, hasParts ? afterHeader + PARTS_LENGTH : afterHeader, to - 1));
        deliver(message, receivedTimeMillis, sink);
    }

    private void deliver(Message message, long receivedTimeMillis, MessageSink sink) {
        if (message.index() < 1 || message.index() > message.total()) {
            sink.rejected("bad-subpackage", message.idText() + " part " + message.index() + " of " + message.total());
        } else if (message.isWhole()
                || message.type() == null
                || !message.type().isJoinedFromParts()) {
            sink.message(message);
        } else {
            Message joined = subPackages.add(message, receivedTimeMillis, sink);
            if (joined != null) {
                sink.message(joined);
            }
        }
    }

    /** What is wrong with an unescaped frame, or null. Length first: a frame cut short has no checksum to speak of. */
    private static @Nullable String damage(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < HEADER_2013 + 1) {
            return "cut-short";
        }
        int properties = u16(bytes, from + 2);
        int expected = ((properties & VERSION_BIT) != 0 ? HEADER_2019 : HEADER_2013)
                + ((properties & PARTS_BIT) != 0 ? PARTS_LENGTH : 0)
                + (properties & LENGTH_MASK)
                + 1;
        if (length != expected) {
            return length < expected ? "cut-short" : "wrong-length";
        }
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i];
        }
        return sum == 0 ? null : "bad-checksum";
    }

    private static boolean isIntact(byte[] bytes, int from, int to) {
        return damage(bytes, from, to) == null;
    }

    private static String describe(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 4) {
            return length + " bytes";
        }
        return Message.idText(u16(bytes, from)) + ", " + length + " bytes, body said to be "
                + (u16(bytes, from + 2) & LENGTH_MASK);
    }

    private static int indexOfFlag(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == FLAG) {
                return i;
            }
        }
        return to;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
