package io.vigil.feeds.days;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.TextHash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder of days, UTC. A day is a folder {@code 2026-09-12.1} with a file for each bucket of movers; written anew it is
 * {@code 2026-09-12.2}, and the highest number counts. Such a folder is whole: it gets its name when everything is in it.
 *
 * <p>An event is in the day of its own time. Where it was received on another day it is in that day as well, since a terminal with
 * a wrong clock is judged by the time of reception: {@link #isOf} says which is which.
 */
public final class DayArchive {
    /** What the file with the layout is called. */
    static final String HEAD = "archive.json";

    /** What the file is called that says what a day holds. */
    static final String DAY = "day.json";

    /** The form of archives written now. */
    static final int VERSION = 1;

    /** So many buckets has an archive unless said otherwise. */
    public static final int USUAL_BUCKETS = 64;

    /** No more than so many. */
    public static final int MOST_BUCKETS = 4096;

    private static final long DAY_MILLIS = 86_400_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final int buckets;
    private final List<ArchivedDay> days;

    private DayArchive(Path root, int buckets, List<ArchivedDay> days) {
        this.root = root;
        this.buckets = buckets;
        this.days = List.copyOf(days);
    }

    /**
     * Opens an archive for reading.
     *
     * @throws InvalidInputException if the folder is none, holds no day, or misses a file
     */
    public static DayArchive open(Path root) {
        DayArchive archive = openAny(root);
        if (archive.days.isEmpty()) {
            throw fault(root, "folder", "the archive holds no day", "write some with vigil archive");
        }
        return archive;
    }

    private static DayArchive openAny(Path root) {
        Path head = root.resolve(HEAD);
        if (!Files.isRegularFile(head)) {
            throw fault(
                    root,
                    "folder",
                    "is no archive: there is no " + HEAD + " in it",
                    "name the folder that vigil archive --out was given");
        }
        JsonNode json = read(head);
        int version = json.path("version").asInt();
        if (version < 1 || version > VERSION) {
            throw fault(
                    head,
                    "version",
                    json.path("version") + " is not known, known are versions up to " + VERSION,
                    "read it with the program that wrote it, or a newer one");
        }
        int buckets = json.path("buckets").asInt();
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw fault(head, "buckets", buckets + " must be 1 to " + MOST_BUCKETS, null);
        }
        return new DayArchive(root, buckets, days(root));
    }

    /** An archive to add days to: the one that is there, which keeps its number of buckets, or a new one. */
    static DayArchive openOrCreate(Path root, int buckets) throws IOException {
        if (!Files.exists(root.resolve(HEAD))) {
            Files.createDirectories(root);
            ObjectNode json = JSON.createObjectNode().put("version", VERSION).put("buckets", buckets);
            writeWhole(root.resolve(HEAD), JSON.writeValueAsBytes(json));
        }
        return openAny(root);
    }

    /** Writes a small file beside and gives it its name when it is whole. */
    static void writeWhole(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<ArchivedDay> days(Path root) {
        SortedMap<LocalDate, ArchivedDay> newest = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                ArchivedDay.Name name = ArchivedDay.Name.of(String.valueOf(folder.getFileName()));
                if (name != null) {
                    ArchivedDay known = newest.get(name.date());
                    if (known == null || known.generation() < name.generation()) {
                        newest.put(name.date(), ArchivedDay.read(folder, name, read(folder.resolve(DAY))));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return new ArrayList<>(newest.values());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException damaged) {
            throw fault(
                    file,
                    "file",
                    "cannot be read: " + damaged.getClass().getSimpleName(),
                    "write the day again with vigil archive");
        }
    }

    private static InvalidInputException fault(Path file, String place, String reason, @Nullable String remedy) {
        return new InvalidInputException(List.of(new Fault(file.toString(), place, reason, remedy)));
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** How many buckets each day has. */
    public int buckets() {
        return buckets;
    }

    /** The days, the oldest first. */
    public List<ArchivedDay> days() {
        return days;
    }

    /** The day of that date, or null. */
    @Nullable
    ArchivedDay day(LocalDate date) {
        for (ArchivedDay day : days) {
            if (day.date().equals(date)) {
                return day;
            }
        }
        return null;
    }

    /** The bucket of a mover. */
    public int bucketOf(MoverId mover) {
        return bucketOf(mover, buckets);
    }

    static int bucketOf(MoverId mover, int buckets) {
        return (int) Long.remainderUnsigned(TextHash.of(mover.text()), buckets);
    }

    /** The day of an instant, days since 1970-01-01. */
    public static long dayOf(long timeMillis) {
        return Math.floorDiv(timeMillis, DAY_MILLIS);
    }

    /** Whether an event has its own time in a day; in the others it is only found since it was received then. */
    public static boolean isOf(MoverEvent event, long epochDay) {
        return dayOf(event.eventTimeMillis()) == epochDay;
    }

    /** The other day an event belongs to, or the same where there is none. */
    static long otherDayOf(MoverEvent event) {
        return event.receivedTimeMillis() == PositionReport.NO_TIME
                ? dayOf(event.eventTimeMillis())
                : dayOf(event.receivedTimeMillis());
    }
}
