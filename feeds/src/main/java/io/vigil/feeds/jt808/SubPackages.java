package io.vigil.feeds.jt808;

import static io.vigil.model.PositionReport.NO_TIME;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together that came in parts (bit 13 of the header's properties). Parts carry consecutive serials, so those of
 * one message share terminal, message number and the serial its first part has; they may come in any order and twice.
 *
 * <p>Bounded: {@value #MAX_UNFINISHED} messages, {@value #MAX_HELD_BYTES} bytes of parts, {@value #MAX_PARTS} parts a
 * message, {@value #MAX_AGE_MILLIS} ms from first part to last where received times are known. What does not fit pushes
 * the oldest out, and what is pushed out is rejected, never forgotten silently.
 */
final class SubPackages {
    static final int MAX_PARTS = 1024;
    static final int MAX_UNFINISHED = 256;
    static final int MAX_HELD_BYTES = 4 << 20;
    static final long MAX_AGE_MILLIS = 10 * 60 * 1000L;
    private static final int MAX_FINISHED = 64;
    private static final String LOST = "subpackage-lost";

    private final Map<Key, Unfinished> unfinished = new LinkedHashMap<>();
    private final Map<Key, int[]> finished = new LinkedHashMap<>();
    private int heldBytes;

    private record Key(String phone, int messageId, int firstSerial) {}

    private static final class Unfinished {
        /** By index from 0; null where a part has not come. */
        private final byte[][] parts;

        private final long sinceMillis;
        private int present;
        private int bytes;

        Unfinished(int total, long sinceMillis) {
            this.parts = new byte[total][];
            this.sinceMillis = sinceMillis;
        }
    }

    /** The whole message when this part completes it, else null, with the sink told what became of the part. */
    @Nullable
    Message add(Message part, long receivedTimeMillis, MessageSink sink) {
        if (part.total() > MAX_PARTS) {
            sink.rejected("bad-subpackage", part.idText() + " in " + part.total() + " parts, at most " + MAX_PARTS);
            return null;
        }
        Key key = new Key(part.terminal().phone(), part.id(), part.serial() - (part.index() - 1) & 0xFFFF);
        byte[] content = Arrays.copyOfRange(
                part.body().bytes(), part.body().from(), part.body().to());
        if (isRepetition(key, part, content)) {
            sink.skipped(part.idText() + " part sent again");
            return null;
        }
        Unfinished message = collect(key, part, content, receivedTimeMillis, sink);
        if (message.present < part.total()) {
            sink.incomplete();
            makeRoom(sink);
            return null;
        }
        drop(key, message);
        remember(key, message);
        return join(key, part, message);
    }

    /** Rejects what has waited too long. */
    void expire(long receivedTimeMillis, MessageSink sink) {
        if (unfinished.isEmpty() || receivedTimeMillis == NO_TIME) {
            return;
        }
        Iterator<Map.Entry<Key, Unfinished>> oldestFirst = unfinished.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Key, Unfinished> entry = oldestFirst.next();
            long sinceMillis = entry.getValue().sinceMillis;
            if (sinceMillis == NO_TIME || receivedTimeMillis - sinceMillis <= MAX_AGE_MILLIS) {
                return;
            }
            oldestFirst.remove();
            lose(entry.getKey(), entry.getValue(), "the rest did not come in time", sink);
        }
    }

    /** Rejects everything unfinished. */
    void end(MessageSink sink) {
        unfinished.forEach((key, message) -> lose(key, message, "the input is at its end", sink));
        unfinished.clear();
    }

    private boolean isRepetition(Key key, Message part, byte[] content) {
        int[] hashes = finished.get(key);
        return hashes != null && hashes.length == part.total() && hashes[part.index() - 1] == Arrays.hashCode(content);
    }

    private Unfinished collect(Key key, Message part, byte[] content, long receivedTimeMillis, MessageSink sink) {
        Unfinished message = unfinished.get(key);
        if (message != null && !isContinuedBy(part, content, message)) {
            // A restarted terminal begins its serials anew: same key, another message.
            unfinished.remove(key);
            lose(key, message, "another message began with the same serial", sink);
            message = null;
        }
        if (message == null) {
            message = new Unfinished(part.total(), receivedTimeMillis);
            unfinished.put(key, message);
        }
        if (message.parts[part.index() - 1] == null) {
            message.parts[part.index() - 1] = content;
            message.present++;
            message.bytes += content.length;
            heldBytes += content.length;
        }
        return message;
    }

    private static boolean isContinuedBy(Message part, byte[] content, Unfinished message) {
        if (message.parts.length != part.total()) {
            return false;
        }
        byte[] present = message.parts[part.index() - 1];
        return present == null || Arrays.equals(present, content);
    }

    private void makeRoom(MessageSink sink) {
        while (unfinished.size() > MAX_UNFINISHED || heldBytes > MAX_HELD_BYTES) {
            Iterator<Map.Entry<Key, Unfinished>> oldestFirst =
                    unfinished.entrySet().iterator();
            Map.Entry<Key, Unfinished> oldest = oldestFirst.next();
            oldestFirst.remove();
            lose(oldest.getKey(), oldest.getValue(), "pushed out by newer ones", sink);
        }
    }

    private void lose(Key key, Unfinished message, String why, MessageSink sink) {
        heldBytes -= message.bytes;
        sink.rejected(
                LOST,
                Message.idText(key.messageId) + " of " + key.phone + " from serial " + key.firstSerial + ": "
                        + message.present + " of " + message.parts.length + " parts, " + why);
    }

    private void drop(Key key, Unfinished message) {
        unfinished.remove(key);
        heldBytes -= message.bytes;
    }

    private void remember(Key key, Unfinished message) {
        int[] hashes = new int[message.parts.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = Arrays.hashCode(message.parts[i]);
        }
        finished.remove(key);
        finished.put(key, hashes);
        if (finished.size() > MAX_FINISHED) {
            Iterator<Key> oldestFirst = finished.keySet().iterator();
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    private static Message join(Key key, Message part, Unfinished message) {
        byte[] whole = new byte[message.bytes];
        int at = 0;
        for (byte[] content : message.parts) {
            if (content != null) {
                System.arraycopy(content, 0, whole, at, content.length);
                at += content.length;
            }
        }
        return new Message(
                part.id(),
                part.type(),
                part.version(),
                part.terminal(),
                key.firstSerial,
                1,
                1,
                new Body(whole, 0, whole.length));
    }
}
