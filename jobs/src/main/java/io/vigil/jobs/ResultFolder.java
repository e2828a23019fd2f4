package io.vigil.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a replay's results. Everything is written beside and moved into place at the end, {@code summary.json}
 * last, so a folder with a summary is whole. Its files hold nothing of the clock, the machine or the parallelism.
 */
final class ResultFolder implements AutoCloseable {
    private static final String WARNINGS = "warnings.jsonl";
    private static final String PERMITTED = "permitted.jsonl";
    private static final String WITHHELD = "withheld.jsonl";
    private static final String SYSTEM = "system.jsonl";
    private static final String ORDERS = "orders.jsonl";
    private static final String TRAFFIC = "congestion.jsonl";
    private static final String SUMMARY = "summary.json";
    /** Small, since two hundred lanes have two files each. */
    private static final int BUFFER_BYTES = 1 << 15;

    private static final String TEMPORARY = ".replay-";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path out;
    private final Path temporary;
    private final Path runs;
    private final Path parts;
    private final Thread onInterrupt = new Thread(this::removeTemporary, "result-folder");

    private ResultFolder(Path out, Path temporary) throws IOException {
        this.out = out;
        this.temporary = temporary;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        runs = Files.createDirectories(temporary.resolve("runs"));
        parts = Files.createDirectories(temporary.resolve("parts"));
    }

    /** Opens the folder for new results; an old summary goes at once, since it will no longer be true. */
    static ResultFolder open(Path out) throws IOException {
        Path folder = Files.createDirectories(out.toAbsolutePath());
        Files.deleteIfExists(folder.resolve(SUMMARY));
        Files.deleteIfExists(folder.resolve(ORDERS));
        Files.deleteIfExists(folder.resolve(TRAFFIC));
        removeLeftovers(folder);
        return new ResultFolder(folder, Files.createTempDirectory(folder, temporaryName("")));
    }

    static String temporaryName(String what) {
        return TEMPORARY + ProcessHandle.current().pid() + '-' + what;
    }

    /** Where Flink may keep temporary files. */
    Path temporary() {
        return temporary;
    }

    /** Where the job writes its sorted runs. */
    Path runs() {
        return runs;
    }

    /**
     * Merges the runs into the results.
     *
     * @param lanes names of the lanes; more than one get a folder each
     * @param loaded says which lanes share a rule
     * @param tally counts of the run; transitions after its last event time are left out
     * @param study what else is made of them
     */
    ReplayResult publish(List<String> lanes, LoadedEngine loaded, Tally tally, ReplayStudy study, long runMillis)
            throws IOException {
        LaneFiles files = new LaneFiles(lanes, loaded.engine(), study, tally.lastMillis());
        try (files) {
            SortedRuns.merge(runs, files::take);
        }
        ObjectNode summary = summary(lanes, tally, files);
        study.finish(tally, loaded.control(), parts, temporary, summary);
        List<Path> written = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(parts)) {
            tree.filter(Files::isRegularFile).sorted().forEach(written::add);
        }
        for (Path part : written) {
            Path target = out.resolve(parts.relativize(part).toString());
            Files.createDirectories(target.resolveSibling("."));
            move(part, target);
        }
        Path last = temporary.resolve(SUMMARY);
        Files.writeString(last, JSON.writeValueAsString(summary) + "\n");
        move(last, out.resolve(SUMMARY));
        return new ReplayResult(out, tally, files.warnings, files.permitted, runMillis);
    }

    /** Removes what is temporary. */
    @Override
    public void close() throws IOException {
        FolderTree.delete(temporary);
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException alreadyEnding) {
            // The hook has run or is running; there is nothing left for it.
        }
    }

    /** After Ctrl-C; what cannot be removed now is removed by the next replay into this folder. */
    private void removeTemporary() {
        try {
            FolderTree.delete(temporary);
        } catch (IOException stillInUse) {
            // The process is ending: nobody could do more about it.
        }
    }

    /** What a killed replay left here. */
    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, TEMPORARY + "*-*")) {
            for (Path leftover : leftovers) {
                String name = String.valueOf(leftover.getFileName());
                String pid = name.substring(TEMPORARY.length(), name.lastIndexOf('-'));
                if (pid.matches("\\d{1,10}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    FolderTree.delete(leftover);
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode summary(List<String> lanes, Tally tally, LaneFiles files) {
        ObjectNode summary = JSON.createObjectNode();
        summary.put("version", 1);
        ObjectNode span = summary.putObject("eventTime");
        span.put("first", time(tally.firstMillis()));
        span.put("last", time(tally.lastMillis()));
        counts(summary.putObject("events"), tally.counts("events"));
        for (String name : List.of("rejected", "skipped", "incomplete", "late", "duplicate", "quality", "broken")) {
            ObjectNode node = summary.putObject(name);
            node.put("total", tally.total(name));
            counts(node.putObject("by"), tally.counts(name));
        }
        summary.put("evaluated", tally.total("evaluated"));
        summary.put("leftOutAfterLastEvent", files.leftOut);
        ObjectNode byLane = summary.putObject("lanes");
        for (String lane : lanes) {
            ObjectNode node = byLane.putObject(lane);
            SortedMap<String, Long> counted = files.counts.getOrDefault(lane, new TreeMap<>());
            for (Map.Entry<String, Long> count : counted.entrySet()) {
                String[] path = count.getKey().split("\n", -1);
                node.withObjectProperty(path[0]).put(path[1], count.getValue());
            }
        }
        return summary;
    }

    private static void counts(ObjectNode node, SortedMap<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static @org.jspecify.annotations.Nullable String time(long millis) {
        return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
                ? null
                : Instant.ofEpochMilli(millis).toString();
    }

    /** The files of all lanes, written at once in the order of the merge. */
    private final class LaneFiles implements AutoCloseable {
        private final boolean single;
        private final Engine engine;
        private final ReplayStudy study;
        private final LaneLines lines = new LaneLines();
        private final long lastMillis;
        private final Map<String, OutputStream> open = new HashMap<>();
        private final Map<String, SortedMap<String, Long>> counts = new TreeMap<>();
        private long warnings;
        private long permitted;
        private long leftOut;

        private LaneFiles(List<String> lanes, Engine engine, ReplayStudy study, long lastMillis) throws IOException {
            this.engine = engine;
            this.study = study;
            single = lanes.size() == 1;
            this.lastMillis = lastMillis;
            for (String lane : lanes) {
                stream(lane, WARNINGS);
                stream(lane, PERMITTED);
            }
        }

        private void take(WarningRecord warning) throws IOException {
            if (warning.outlet() == WarningRecord.Outlet.SYSTEM) {
                if (warning.timeMillis() <= lastMillis) {
                    OutputStream stream = stream(warning.lane(), SYSTEM);
                    stream.write(warning.json());
                    stream.write('\n');
                }
                return;
            }
            if (warning.outlet() == WarningRecord.Outlet.TRAFFIC) {
                if (warning.timeMillis() <= lastMillis) {
                    line(warning, TRAFFIC);
                }
                return;
            }
            List<Lane.Version> lanes = engine.lanesOf(warning.lane(), warning.rule());
            boolean isStanding = warning.transition().equals(OrderStatusJson.STANDING);
            for (Lane.Version lane : lanes) {
                if (warning.timeMillis() > lastMillis) {
                    leftOut++;
                } else if (isStanding) {
                    OutputStream stream = stream(lane.lane(), ORDERS);
                    stream.write(warning.json());
                    stream.write('\n');
                    count(lane.lane(), "orders", "records");
                } else {
                    OutputStream stream = stream(lane.lane(), fileOf(warning));
                    lines.write(warning.json(), lanes.get(0), lane, stream);
                    count(warning, lane.lane());
                }
            }
            boolean isWithheld = warning.outlet() == WarningRecord.Outlet.WITHHELD;
            if (warning.timeMillis() <= lastMillis && !isStanding && !isWithheld) {
                study.take(warning, lanes);
            }
        }

        /** Into a file that all lanes share. */
        private void line(WarningRecord record, String file) throws IOException {
            OutputStream stream = file(file);
            stream.write(record.json());
            stream.write('\n');
        }

        private static String fileOf(WarningRecord warning) {
            return switch (warning.outlet()) {
                case WARNING -> WARNINGS;
                case PERMITTED -> PERMITTED;
                case WITHHELD -> WITHHELD;
                case SYSTEM -> SYSTEM;
                case TRAFFIC -> TRAFFIC;
            };
        }

        private void count(WarningRecord warning, String lane) {
            if (warning.outlet() == WarningRecord.Outlet.WITHHELD) {
                count(lane, "withheld", warning.rule());
                return;
            }
            if (warning.permitted()) {
                permitted++;
                count(lane, "permitted", warning.rule());
                return;
            }
            warnings++;
            count(lane, "transitions", warning.transition());
            if (warning.transition().equals("opened")) {
                count(lane, "openedByRule", warning.rule());
                count(lane, "openedByTier", warning.tier());
            }
        }

        private void count(String lane, String what, String label) {
            counts.computeIfAbsent(lane, key -> new TreeMap<>()).merge(what + '\n' + label, 1L, Long::sum);
        }

        private OutputStream stream(String lane, String name) throws IOException {
            return file(single ? name : lane + '/' + name);
        }

        private OutputStream file(String key) throws IOException {
            OutputStream known = open.get(key);
            if (known != null) {
                return known;
            }
            Path file = parts.resolve(key);
            Files.createDirectories(file.resolveSibling("."));
            OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
            open.put(key, stream);
            return stream;
        }

        @Override
        public void close() throws IOException {
            for (OutputStream stream : open.values()) {
                stream.close();
            }
        }
    }
}
