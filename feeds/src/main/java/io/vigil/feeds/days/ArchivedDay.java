package io.vigil.feeds.days;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One day of an archive. */
public final class ArchivedDay {
    private final Path folder;
    private final Name name;
    private final SortedMap<String, Long> events;
    private final SortedMap<Integer, Long> files;
    private final long firstMillis;
    private final long lastMillis;

    private ArchivedDay(
            Path folder,
            Name name,
            SortedMap<String, Long> events,
            SortedMap<Integer, Long> files,
            long firstMillis,
            long lastMillis) {
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
        this.folder = folder;
        this.name = name;
        this.events = events;
        this.files = files;
    }

    /**
     * What the folder of a day is called.
     *
     * @param date the day, UTC
     * @param generation counts up when the day is written anew, from 1
     */
    record Name(LocalDate date, int generation) {
        private static final Pattern FORM =
                Pattern.compile("(\\d{4}-\\d{2}-\\d{2}|\\+\\d{5,9}-\\d{2}-\\d{2})\\.(\\d{1,6})");

        static @Nullable Name of(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            try {
                return new Name(LocalDate.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            } catch (DateTimeException noDate) {
                return null;
            }
        }

        @Override
        public String toString() {
            return date + "." + generation;
        }
    }

    static ArchivedDay read(Path folder, Name name, JsonNode json) throws IOException {
        SortedMap<String, Long> events = new TreeMap<>();
        json.path("events")
                .fields()
                .forEachRemaining(
                        count -> events.put(count.getKey(), count.getValue().asLong()));
        SortedMap<Integer, Long> files = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        for (JsonNode file : json.path("files")) {
            int bucket = file.path("bucket").asInt();
            Path path = folder.resolve(fileName(bucket));
            long bytes = file.path("bytes").asLong();
            String wrong = !Files.isRegularFile(path)
                    ? "is missing"
                    : Files.size(path) != bytes ? "has " + Files.size(path) + " bytes of " + bytes : "";
            if (!wrong.isEmpty()) {
                faults.add(new Fault(
                        path.toString(), "file", wrong, "the day is damaged: write it again with vigil archive"));
            }
            files.put(bucket, bytes);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new ArchivedDay(
                folder,
                name,
                events,
                files,
                json.path("firstMillis").asLong(),
                json.path("lastMillis").asLong());
    }

    static String fileName(int bucket) {
        return "bucket-" + bucket + ".vigil";
    }

    /** The day, UTC. */
    public LocalDate date() {
        return name.date();
    }

    /** Days since 1970-01-01. */
    public long epochDay() {
        return date().toEpochDay();
    }

    int generation() {
        return name.generation();
    }

    /** Its folder. */
    public Path folder() {
        return folder;
    }

    /** How many events it has by their {@link io.vigil.model.MoverEvent#word}; each counts in the day of its own time. */
    public SortedMap<String, Long> events() {
        return Collections.unmodifiableSortedMap(events);
    }

    /** How many events it has. */
    public long eventCount() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first event time of all that its files hold, also of what is there since it was received then. */
    public long firstMillis() {
        return firstMillis;
    }

    /** The last one. */
    public long lastMillis() {
        return lastMillis;
    }

    /** The buckets that hold anything, in order. */
    public List<Integer> buckets() {
        return List.copyOf(files.keySet());
    }

    /** Size of all its files, bytes. */
    public long bytes() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The file of a bucket. */
    public Path file(int bucket) {
        return folder.resolve(fileName(bucket));
    }

    /** The events of a bucket, or null where it has none. */
    public @Nullable BucketReader open(int bucket) throws IOException {
        return files.containsKey(bucket) ? BucketReader.open(file(bucket), epochDay(), bucket) : null;
    }
}
