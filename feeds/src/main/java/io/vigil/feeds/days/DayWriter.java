package io.vigil.feeds.days;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.EventCodec;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes days of spilt events: sorts each bucket, adds what the day had already, writes all files of a day into a folder beside and
 * gives it its name at last. Equal input gives equal bytes, in whatever order it came.
 */
public final class DayWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPORARY = ".day-";

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::mover)
            .thenComparingLong(entry -> entry.event().eventTimeMillis())
            .thenComparing(entry -> entry.event() instanceof PositionReport)
            .thenComparing(Entry::coded, Arrays::compare);

    private final DayArchive archive;
    private final List<EventSpill> spills;
    private final Consumer<ArchivedDay> progress;
    private long repeated;

    /** What the files of a day hold. */
    private static final class Counts {
        private final Map<String, Long> byWord = new TreeMap<>();
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;

        private void add(MoverEvent event, long epochDay) {
            firstMillis = Math.min(firstMillis, event.eventTimeMillis());
            lastMillis = Math.max(lastMillis, event.eventTimeMillis());
            if (DayArchive.isOf(event, epochDay)) {
                byWord.merge(event.word(), 1L, Long::sum);
            }
        }
    }

    private record Entry(MoverId mover, MoverEvent event, byte[] coded) {}

    /**
     * A writer.
     *
     * @param root the archive; made if it is not there
     * @param buckets how many buckets a new one gets
     * @param spills what {@link #spill} has put there
     * @param progress is told of each day that has been written
     */
    public DayWriter(Path root, int buckets, Collection<EventSpill> spills, Consumer<ArchivedDay> progress)
            throws IOException {
        archive = DayArchive.openOrCreate(root, buckets);
        this.spills = List.copyOf(spills);
        this.progress = progress;
    }

    /** The number of buckets that events have to be spilt for: that of the archive, or of a new one. */
    public static int bucketsOf(Path root, int buckets) throws IOException {
        return Files.exists(root.resolve(DayArchive.HEAD))
                ? DayArchive.openOrCreate(root, buckets).buckets()
                : buckets;
    }

    /** Puts an event where a writer finds it: the day of its own time, and that of its reception. */
    public static void spill(EventSpill spill, int buckets, MoverId mover, MoverEvent event) throws IOException {
        int bucket = DayArchive.bucketOf(mover, buckets);
        long day = DayArchive.dayOf(event.eventTimeMillis());
        spill.add(day * buckets + bucket, mover, event);
        long other = DayArchive.otherDayOf(event);
        if (other != day) {
            spill.add(other * buckets + bucket, mover, event);
        }
    }

    /** Writes every day there is anything of. */
    public void write() throws IOException {
        Set<Long> days = new TreeSet<>();
        for (EventSpill spill : spills) {
            for (long partition : spill.partitions()) {
                days.add(Math.floorDiv(partition, (long) archive.buckets()));
            }
        }
        for (long day : days) {
            writeDay(day);
        }
    }

    /** How many events were in the archive already and are not there twice now. */
    public long repeated() {
        return repeated;
    }

    private void writeDay(long epochDay) throws IOException {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        ArchivedDay before = archive.day(date);
        Path beside = Files.createTempDirectory(
                archive.root(), TEMPORARY + ProcessHandle.current().pid() + '-');
        try {
            ObjectNode json = JSON.createObjectNode()
                    .put("version", DayArchive.VERSION)
                    .put("day", date.toString())
                    .put("buckets", archive.buckets());
            Counts counts = new Counts();
            ArrayNode files = JSON.createArrayNode();
            for (int bucket = 0; bucket < archive.buckets(); bucket++) {
                Path file = beside.resolve(ArchivedDay.fileName(bucket));
                if (writeBucket(file, epochDay, bucket, before, counts)) {
                    files.addObject().put("bucket", bucket).put("bytes", Files.size(file));
                }
            }
            counts.byWord.forEach(json.putObject("events")::put);
            json.put("firstMillis", counts.firstMillis).put("lastMillis", counts.lastMillis);
            json.set("files", files);
            Files.write(beside.resolve(DayArchive.DAY), JSON.writeValueAsBytes(json));
            ArchivedDay.Name name = new ArchivedDay.Name(date, before == null ? 1 : before.generation() + 1);
            Path folder = archive.root().resolve(name.toString());
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            if (before != null) {
                delete(before.folder());
            }
            progress.accept(ArchivedDay.read(folder, name, json));
        } finally {
            delete(beside);
        }
    }

    private boolean writeBucket(Path file, long epochDay, int bucket, @Nullable ArchivedDay before, Counts counts)
            throws IOException {
        List<Entry> entries = before == null ? new ArrayList<>() : existing(before, bucket);
        add(entries, epochDay * archive.buckets() + bucket);
        if (entries.isEmpty()) {
            return false;
        }
        entries.sort(ORDER);
        try (BucketWriter writer = new BucketWriter(file, epochDay, bucket)) {
            for (Entry entry : entries) {
                writer.add(entry.mover(), entry.event());
                counts.add(entry.event(), epochDay);
            }
            writer.finish();
        }
        return true;
    }

    private static List<Entry> existing(ArchivedDay day, int bucket) throws IOException {
        List<Entry> entries = new ArrayList<>();
        BucketReader reader = day.open(bucket);
        if (reader != null) {
            try (reader) {
                while (reader.advance()) {
                    ByteArrayOutputStream coded = new ByteArrayOutputStream();
                    EventCodec.write(reader.event(), new DataOutputStream(coded));
                    entries.add(new Entry(reader.mover(), reader.event(), coded.toByteArray()));
                }
            }
        }
        return entries;
    }

    /** Adds what was spilt. What the day has already is not added again: a stretch of a topic may be archived twice. */
    private void add(List<Entry> entries, long partition) throws IOException {
        Set<MoverEvent> known = new HashSet<>();
        entries.forEach(entry -> known.add(entry.event()));
        long epochDay = Math.floorDiv(partition, (long) archive.buckets());
        for (EventSpill spill : spills) {
            spill.read(partition, (mover, event, coded) -> {
                if (known.contains(event)) {
                    repeated += DayArchive.isOf(event, epochDay) ? 1 : 0;
                } else {
                    entries.add(new Entry(mover, event, coded));
                }
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
