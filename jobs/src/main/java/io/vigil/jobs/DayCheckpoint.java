package io.vigil.jobs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What a replay of days has come to after a day, in a folder of its results until they are whole: a replay of the same over the
 * same goes on from there. One of anything else removes it.
 */
final class DayCheckpoint {
    private static final String FOLDER = ".days-";
    private static final String DAY = "day-";
    private static final String REST = "rest";
    private static final String PART = ".part";

    private final Path folder;

    private DayCheckpoint(Path folder) {
        this.folder = folder;
    }

    /**
     * The place for a run.
     *
     * @param identity equal only where rules, control data and input are equal to the byte
     */
    static DayCheckpoint open(Path out, String identity) throws IOException {
        Path own = out.resolve(FOLDER + identity);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(out, FOLDER + "*")) {
            for (Path other : others) {
                if (!other.equals(own)) {
                    FolderTree.delete(other);
                }
            }
        }
        Files.createDirectories(own.resolve("runs"));
        return new DayCheckpoint(own);
    }

    /** The name of a day in those of files, so that they sort. */
    static String name(long epochDay) {
        return String.format(Locale.ROOT, "%012d", epochDay);
    }

    /** Where sorted runs go, which stay over a restart; their names hold that of the day. */
    Path runs() {
        return folder.resolve("runs");
    }

    /** What the last whole checkpoint remembers, or nothing. */
    DayMemory load(int buckets, DayMemory.Pairs pairs) throws IOException {
        DayMemory memory = new DayMemory(buckets, pairs);
        TreeMap<String, Path> whole = new TreeMap<>();
        try (DirectoryStream<Path> days = Files.newDirectoryStream(folder, DAY + "*")) {
            for (Path day : days) {
                String name = String.valueOf(day.getFileName());
                if (name.endsWith(PART)) {
                    FolderTree.delete(day);
                } else {
                    whole.put(name, day);
                }
            }
        }
        if (!whole.isEmpty()) {
            restore(memory, whole.lastEntry().getValue());
        }
        removeRunsAfter(memory.lastDay);
        return memory;
    }

    private static void restore(DayMemory memory, Path day) throws IOException {
        memory.restore(day);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(day.resolve(REST))))) {
            memory.lastDay = in.readLong();
            memory.beats.read(in);
            memory.pairs.host().read(in);
            ObjectInputStream objects = new ObjectInputStream(in);
            memory.tally.mergeTally((Tally) objects.readObject());
            for (int left = objects.readInt(); left > 0; left--) {
                memory.standings.add((StandingRecord) objects.readObject());
            }
        } catch (ClassNotFoundException ofAnotherProgram) {
            throw new IOException(ofAnotherProgram);
        }
    }

    /** What a day that was not finished has left. */
    private void removeRunsAfter(long lastDay) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runs())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                int dash = name.indexOf('-');
                String day = name.substring(dash + 1, Math.min(name.length(), dash + 13));
                boolean isDone = day.matches("\\d{12}") && Long.parseLong(day) <= lastDay;
                if (!isDone) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A folder for what is remembered after a day. */
    Path begin(long epochDay) throws IOException {
        return Files.createDirectories(folder.resolve(DAY + name(epochDay) + PART));
    }

    /** The day is over; the folder has the movers' and the drivers' states already. */
    void keep(DayMemory memory, Path part) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part.resolve(REST))))) {
            out.writeLong(memory.lastDay);
            memory.beats.write(out);
            memory.pairs.host().write(out);
            ObjectOutputStream objects = new ObjectOutputStream(out);
            Tally tally = new Tally();
            tally.mergeTally(memory.tally);
            tally.mergeTally(memory.pairs.counters().soFar());
            objects.writeObject(tally);
            objects.writeInt(memory.standings.size());
            for (StandingRecord standing : memory.standings) {
                objects.writeObject(standing);
            }
            objects.flush();
        }
        Path whole = folder.resolve(DAY + name(memory.lastDay));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (DirectoryStream<Path> days = Files.newDirectoryStream(folder, DAY + "*")) {
            for (Path day : days) {
                if (!day.equals(whole)) {
                    FolderTree.delete(day);
                }
            }
        }
    }

    /** Puts the runs where results are made of them; they stay here as well, should that fail. */
    void handOver(Path results) throws IOException {
        for (Path run : List.copyOf(resultRuns())) {
            Path there = results.resolve(String.valueOf(run.getFileName()));
            try {
                Files.createLink(there, run);
            } catch (UnsupportedOperationException noLinks) {
                Files.copy(run, there);
            }
        }
    }

    private List<Path> resultRuns() throws IOException {
        try (var files = Files.list(runs())) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(SortedRuns.RESULTS))
                    .sorted()
                    .toList();
        }
    }

    /** The results are whole. */
    static void remove(Path out) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(out, FOLDER + "*")) {
            for (Path each : folders) {
                FolderTree.delete(each);
            }
        }
    }
}
