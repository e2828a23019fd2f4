package io.vigil.evaluate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which chunks the history of a mover consists of, the oldest first; the last one is open. It is read when a chunk is full and
 * when the past is judged again, not with every report.
 */
final class HistoryIndex {
    /** Under which number of the store it is kept. */
    static final long KEY = 0;

    private static final long CHUNKS = 1L << 56;
    private static final long SNAPSHOTS = 2L << 56;
    private static final long BODIES = 3L << 56;
    private static final long TOLD = 4L << 56;

    final List<Entry> entries = new ArrayList<>();

    /**
     * A chunk.
     *
     * @param serial its number, of no order
     * @param judgedMillis up to when everything had been judged when it began, event time; {@link Long#MIN_VALUE} where
     *     nothing had
     */
    record Entry(long serial, long judgedMillis) {}

    static long chunkKey(long serial) {
        return CHUNKS | serial;
    }

    static long snapshotKey(long serial) {
        return SNAPSHOTS | serial;
    }

    /** What drivers were told of a chunk. */
    static long toldKey(long serial) {
        return TOLD | serial;
    }

    static long bodyKey(long number) {
        return BODIES | number;
    }

    /** The place of a chunk, or -1 where it is no longer kept. */
    int placeOf(long serial) {
        for (int place = entries.size() - 1; place >= 0; place--) {
            if (entries.get(place).serial == serial) {
                return place;
            }
        }
        return -1;
    }

    /** The place of the last chunk that began before an instant, or -1. */
    int lastBegunBefore(long timeMillis) {
        return lastBegunBefore(entries, timeMillis);
    }

    static int lastBegunBefore(List<Entry> entries, long timeMillis) {
        for (int place = entries.size() - 1; place >= 0; place--) {
            if (entries.get(place).judgedMillis < timeMillis) {
                return place;
            }
        }
        return -1;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * 2 * Long.BYTES);
        for (Entry entry : entries) {
            bytes.putLong(entry.serial).putLong(entry.judgedMillis);
        }
        return bytes.array();
    }

    static HistoryIndex of(byte[] bytes) {
        HistoryIndex index = new HistoryIndex();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            index.entries.add(new Entry(in.getLong(), in.getLong()));
        }
        return index;
    }
}
