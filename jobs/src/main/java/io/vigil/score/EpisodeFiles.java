package io.vigil.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads warnings (CloudEvents, one transition a line) and labels (JSON lines). All faults of a file are told at once. */
final class EpisodeFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FAULTS = 20;

    /** A longer line is a fault: a file without line ends must not fill the memory. */
    private static final int MAX_LINE_CHARACTERS = 1 << 20;

    private final Path file;
    private final List<Fault> faults = new ArrayList<>();

    private EpisodeFiles(Path file) {
        this.file = file;
    }

    /** What one line of a file means. */
    private interface LineTaker {
        void take(JsonNode line, int number);
    }

    /** Lanes that occur in a file of warnings. */
    static Set<String> lanes(Path warnings) {
        Set<String> lanes = new TreeSet<>();
        new EpisodeFiles(warnings)
                .read((line, number) -> lanes.add(line.path("data").path("lane").asText("live")));
        return lanes;
    }

    /**
     * The warnings of a lane, each folded from its transitions: from the onset to the closing, or to the last moment the file
     * speaks of while it is open. Notices before a breach, permits and what was retracted are left out.
     */
    static List<Episode> warnings(Path file, @Nullable String lane) {
        EpisodeFiles reader = new EpisodeFiles(file);
        Map<String, JsonNode> last = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        long[] newest = {Long.MIN_VALUE};
        reader.read((line, number) -> {
            JsonNode data = line.path("data");
            if (!data.path("warningId").isTextual()) {
                throw new BadLine("has no data.warningId");
            }
            newest[0] = Math.max(newest[0], time(line, "time"));
            boolean counts = !data.path("state").asText().equals("permitted")
                    && !line.path("type").asText().endsWith(".permitted")
                    && !data.path("stage").asText("breach").equals("pre");
            if (counts && (lane == null || lane.equals(data.path("lane").asText("live")))) {
                String id = data.path("warningId").asText();
                JsonNode before = last.get(id);
                if (before == null
                        || before.path("sequence").asInt()
                                <= data.path("sequence").asInt()) {
                    last.put(id, data);
                    lines.put(id, number);
                }
            }
        });
        List<Episode> episodes = new ArrayList<>();
        last.forEach((id, data) -> reader.guard(lines.getOrDefault(id, 0), () -> {
            if (!data.path("state").asText().equals("retracted")) {
                episodes.add(episode(id, data, data.path("closed").isTextual() ? time(data, "closed") : newest[0]));
            }
        }));
        reader.throwIfFaulty();
        return episodes;
    }

    private static Episode episode(String id, JsonNode data, long toMillis) {
        long fromMillis = time(data, "onset");
        return new Episode(id, text(data, "rule"), movers(data), fromMillis, Math.max(fromMillis, toMillis));
    }

    private void read(LineTaker taker) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String text = nextLine(reader); text != null; text = nextLine(reader)) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                String line = text;
                int at = number;
                guard(number, () -> taker.take(tree(line), at));
                if (faults.size() >= MOST_FAULTS) {
                    break;
                }
            }
        } catch (IOException e) {
            faults.add(new Fault(file.toString(), "file", "cannot be read: " + e, null));
        }
        throwIfFaulty();
    }

    /** The next line without its end, or null; of one that is too long no more than tells so. */
    private static @Nullable String nextLine(BufferedReader reader) throws IOException {
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (character >= 0 && character != '\n') {
            if (line.length() <= MAX_LINE_CHARACTERS) {
                line.append((char) character);
            }
            character = reader.read();
        }
        return line.toString();
    }

    private static JsonNode tree(String line) {
        if (line.length() > MAX_LINE_CHARACTERS) {
            throw new BadLine("is longer than " + MAX_LINE_CHARACTERS + " characters");
        }
        try {
            JsonNode tree = JSON.readTree(line);
            if (tree == null || !tree.isObject()) {
                throw new BadLine("is not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new BadLine("is not JSON: " + e.getOriginalMessage());
        }
    }

    private void guard(int number, Runnable body) {
        try {
            body.run();
        } catch (BadLine | DateTimeException e) {
            faults.add(new Fault(file.toString(), "line " + number, String.valueOf(e.getMessage()), null));
        }
    }

    private void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new BadLine("has no text " + field);
        }
        return node.path(field).asText();
    }

    private static long time(JsonNode node, String field) {
        return OffsetDateTime.parse(text(node, field)).toInstant().toEpochMilli();
    }

    private static Set<String> movers(JsonNode node) {
        Set<String> movers = new HashSet<>();
        node.path("movers").forEach(mover -> movers.add(mover.asText()));
        if (movers.isEmpty()) {
            throw new BadLine("has no movers");
        }
        return movers;
    }

    /** A line that does not say what it should. */
    private static final class BadLine extends RuntimeException {
        BadLine(String reason) {
            super(reason);
        }
    }
}
