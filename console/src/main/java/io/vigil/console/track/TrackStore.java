package io.vigil.console.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The tracks of all movers, in RocksDB below a folder of its own.
 *
 * <p>A key is the hour in which the point came, then the mover, then the point's own time. Hours go by the clock of the
 * caller, so a terminal whose clock is wrong by years neither hides its points nor makes those of others old. Whole hours
 * are dropped: those beyond the age, and the oldest ones beyond the size. Safe for use by several threads.
 */
public final class TrackStore implements AutoCloseable {
    /**
     * What is kept.
     *
     * @param maxHours age of the oldest points, hours, 1 or more
     * @param maxBytes size on disk at which the oldest hours go
     */
    public record Keep(int maxHours, long maxBytes) {}

    /** One point of one mover. */
    public record Point(String mover, TrackPoint at) {}

    static {
        RocksDB.loadLibrary();
    }

    private static final long HOUR_MILLIS = 3_600_000;
    private static final byte POINT = 'p';
    private static final byte SPAN = 's';
    private static final byte NEXT_OFFSET = 'o';

    private final Keep keep;
    private final Options options;
    private final LRUCache cache = new LRUCache(8L << 20);
    private final WriteOptions writeOptions = new WriteOptions();
    private final RocksDB rocks;
    /** hour → earliest and latest event time of its points; tells a reader which hours to look into. */
    private final TreeMap<Integer, long[]> spans = new TreeMap<>();

    private boolean closed;

    private TrackStore(Path folder, Keep keep) throws RocksDBException {
        this.keep = keep;
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(8L << 20)
                .setMaxWriteBufferNumber(2)
                .setMaxOpenFiles(200)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setKeepLogFileNum(2)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
        rocks = RocksDB.open(options, folder.toString());
    }

    /** Opens the store in that folder, which is made if it is not there. */
    public static TrackStore open(Path folder, Keep keep) {
        try {
            Files.createDirectories(folder);
            TrackStore store = new TrackStore(folder, keep);
            store.readSpans();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            throw new UncheckedIOException(
                    new IOException("the tracks in " + folder + " cannot be opened: " + e.getMessage(), e));
        }
    }

    /**
     * Adds points and, with them, from where the topic has to be read next: neither is ahead of the other.
     *
     * @param nowMillis the caller's clock
     * @param nextOffsets name of a partition, with its cluster, to its next offset
     */
    public synchronized void add(List<Point> points, long nowMillis, Map<String, Long> nextOffsets) {
        if (closed) {
            return;
        }
        int hour = (int) (nowMillis / HOUR_MILLIS);
        boolean newHour = !spans.containsKey(hour);
        try (WriteBatch batch = new WriteBatch()) {
            for (Point point : points) {
                batch.put(
                        pointKey(hour, point.mover(), point.at().timeMillis()),
                        point.at().value());
                widen(hour, point.at().timeMillis());
            }
            long[] span = spans.get(hour);
            if (span != null) {
                batch.put(
                        spanKey(hour),
                        ByteBuffer.allocate(16)
                                .putLong(span[0])
                                .putLong(span[1])
                                .array());
            }
            for (Map.Entry<String, Long> next : nextOffsets.entrySet()) {
                batch.put(
                        offsetKey(next.getKey()),
                        ByteBuffer.allocate(8).putLong(next.getValue()).array());
            }
            rocks.write(writeOptions, batch);
            if (newHour) {
                dropOld(hour);
            }
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** From where a partition has to be read next, or -1. */
    public synchronized long nextOffset(String partition) {
        try {
            byte[] value = closed ? null : rocks.get(offsetKey(partition));
            return value == null ? -1 : ByteBuffer.wrap(value).getLong();
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /**
     * The points of a mover in the order of their times, both ends included; where there are more than {@code max}, evenly
     * chosen ones, the first and the last among them.
     */
    public List<TrackPoint> track(String mover, long fromMillis, long toMillis, int max) {
        TreeMap<Long, TrackPoint> found = new TreeMap<>();
        for (int hour : hoursWith(fromMillis, toMillis)) {
            read(hour, mover, fromMillis, toMillis, found);
        }
        List<TrackPoint> points = new ArrayList<>(found.values());
        return points.size() <= max ? points : thinned(points, max);
    }

    /** Bytes on disk, about. */
    public synchronized long sizeBytes() {
        try {
            return closed ? 0 : rocks.getLongProperty("rocksdb.total-sst-files-size");
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Hours kept now. */
    public synchronized int hours() {
        return spans.size();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            rocks.close();
            writeOptions.close();
            options.close();
            cache.close();
        }
    }

    private synchronized List<Integer> hoursWith(long fromMillis, long toMillis) {
        List<Integer> hours = new ArrayList<>();
        spans.forEach((hour, span) -> {
            if (span[0] <= toMillis && span[1] >= fromMillis) {
                hours.add(hour);
            }
        });
        return hours;
    }

    private synchronized void read(
            int hour, String mover, long fromMillis, long toMillis, Map<Long, TrackPoint> found) {
        if (closed) {
            return;
        }
        byte[] prefix = pointKey(hour, mover, fromMillis);
        int timeAt = prefix.length - Long.BYTES;
        try (ReadOptions reading = new ReadOptions();
                RocksIterator points = rocks.newIterator(reading)) {
            for (points.seek(prefix); points.isValid(); points.next()) {
                byte[] key = points.key();
                if (key.length != prefix.length || !startsWith(key, prefix, timeAt)) {
                    return;
                }
                long timeMillis = ByteBuffer.wrap(key).getLong(timeAt) ^ Long.MIN_VALUE;
                if (timeMillis > toMillis) {
                    return;
                }
                found.put(timeMillis, TrackPoint.of(timeMillis, points.value()));
            }
        }
    }

    private void dropOld(int newestHour) throws RocksDBException {
        while (!spans.isEmpty() && spans.firstKey() <= newestHour - keep.maxHours()) {
            drop(spans.firstKey());
        }
        while (spans.size() > 1 && pointBytes() > keep.maxBytes()) {
            drop(spans.firstKey());
        }
    }

    private long pointBytes() {
        byte[] first = {POINT};
        byte[] end = {POINT + 1};
        Range all = new Range(new org.rocksdb.Slice(first), new org.rocksdb.Slice(end));
        return rocks.getApproximateSizes(
                        List.of(all), SizeApproximationFlag.INCLUDE_FILES, SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
    }

    private void drop(int hour) throws RocksDBException {
        byte[] first = hourKey(hour);
        byte[] end = hourKey(hour + 1);
        rocks.deleteFilesInRanges(rocks.getDefaultColumnFamily(), List.of(first, end), false);
        rocks.deleteRange(first, end);
        rocks.delete(spanKey(hour));
        spans.remove(hour);
    }

    private void widen(int hour, long timeMillis) {
        long[] span = spans.computeIfAbsent(hour, key -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
        span[0] = Math.min(span[0], timeMillis);
        span[1] = Math.max(span[1], timeMillis);
    }

    private void readSpans() {
        try (RocksIterator keys = rocks.newIterator()) {
            for (keys.seek(new byte[] {SPAN}); keys.isValid() && keys.key()[0] == SPAN; keys.next()) {
                ByteBuffer value = ByteBuffer.wrap(keys.value());
                spans.put(ByteBuffer.wrap(keys.key()).getInt(1), new long[] {value.getLong(), value.getLong()});
            }
        }
    }

    private static List<TrackPoint> thinned(List<TrackPoint> points, int max) {
        List<TrackPoint> chosen = new ArrayList<>(max);
        for (int i = 0; i < max; i++) {
            chosen.add(points.get((int) ((long) i * (points.size() - 1) / Math.max(1, max - 1))));
        }
        chosen.sort(Comparator.comparingLong(TrackPoint::timeMillis));
        return chosen;
    }

    private static boolean startsWith(byte[] key, byte[] prefix, int length) {
        return java.util.Arrays.equals(key, 0, length, prefix, 0, length);
    }

    /** A zero after the mover, which no identity contains, so that none is the beginning of another. */
    private static byte[] pointKey(int hour, String mover, long timeMillis) {
        byte[] identity = mover.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + identity.length + 1 + Long.BYTES)
                .put(POINT)
                .putInt(hour)
                .put(identity)
                .put((byte) 0)
                .putLong(timeMillis ^ Long.MIN_VALUE)
                .array();
    }

    private static byte[] hourKey(int hour) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(POINT).putInt(hour).array();
    }

    private static byte[] spanKey(int hour) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(SPAN).putInt(hour).array();
    }

    private static byte[] offsetKey(String partition) {
        byte[] name = partition.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(NEXT_OFFSET).put(name).array();
    }

    private static UncheckedIOException failure(RocksDBException e) {
        return new UncheckedIOException(new IOException("the tracks cannot be used: " + e.getMessage(), e));
    }
}
