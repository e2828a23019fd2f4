package io.vigil.jobs.patterns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.json.DispositionJson;
import io.vigil.json.JsonFormatException;
import io.vigil.model.Disposition;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Wilson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cells where more happens than the traffic there explains: the rate of warnings by passing vehicles is, with 95 % confidence
 * (Wilson's lower bound), at least {@value #TIMES} times the rate of all cells together.
 */
final class Hotspots {
    private static final double TIMES = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One of them.
     *
     * @param cell row and column
     * @param warnings that happened there
     * @param passes vehicles that came through
     * @param times how many times the usual rate it has
     */
    record Hotspot(String cell, int warnings, long passes, double times) {}

    private Hotspots() {}

    static List<Hotspot> find(PatternsOptions options, Map<String, Long> passes) throws IOException {
        if (options.warnings() == null) {
            return List.of();
        }
        Map<String, Integer> happened = new TreeMap<>();
        Set<String> confirmed = options.dispositions() == null ? null : confirmed(options.dispositions());
        count(options.warnings(), new HashSet<>(options.accidentRules()), confirmed, happened);
        long allPasses = passes.values().stream().mapToLong(Long::longValue).sum();
        long all = happened.values().stream().mapToLong(Integer::longValue).sum();
        double usual = allPasses == 0 ? 0 : (double) all / allPasses;
        List<Hotspot> found = new ArrayList<>();
        happened.forEach((cell, warnings) -> {
            long passing = Math.max(warnings, passes.getOrDefault(cell, 0L));
            double low = Wilson.of(warnings, (int) Math.min(Integer.MAX_VALUE, passing))
                    .low();
            if (warnings >= options.leastAccidents() && low >= TIMES * usual) {
                found.add(new Hotspot(cell, warnings, passing, warnings / (double) passing / usual));
            }
        });
        return found;
    }

    private static void count(
            Path file, Set<String> rules, @Nullable Set<String> confirmed, Map<String, Integer> happened)
            throws IOException {
        lines(file, line -> {
            JsonNode event = JSON.readTree(line);
            JsonNode data = event.path("data");
            JsonNode position = data.path("position");
            boolean isOpening = event.path("type").asText().equals("vigil.warning.opened");
            boolean isAsked =
                    rules.isEmpty() || rules.contains(data.path("rule").asText());
            boolean counts = confirmed == null
                    || confirmed.contains(data.path("warningId").asText());
            if (isOpening && isAsked && counts && position.path("lat").isNumber()) {
                happened.merge(
                        Places.cell(
                                position.path("lat").asDouble(),
                                position.path("lon").asDouble()),
                        1,
                        Integer::sum);
            }
        });
    }

    /** The last word on a warning counts. */
    private static Set<String> confirmed(Path file) throws IOException {
        Map<String, Disposition> last = new HashMap<>();
        lines(file, line -> {
            byte[] json = line.getBytes(StandardCharsets.UTF_8);
            if (DispositionJson.read(json, json.length) instanceof Disposition word
                    && word.outcome().isFinal()) {
                last.merge(
                        word.warningId(),
                        word,
                        (one, other) -> other.eventTimeMillis() >= one.eventTimeMillis() ? other : one);
            }
        });
        Set<String> confirmed = new HashSet<>();
        last.forEach((id, word) -> {
            if (word.outcome() == Disposition.Outcome.CONFIRMED) {
                confirmed.add(id);
            }
        });
        return confirmed;
    }

    private interface LineReader {
        void read(String line) throws IOException;
    }

    private static void lines(Path file, LineReader reader) throws IOException {
        List<Fault> faults = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        reader.read(line);
                    }
                } catch (com.fasterxml.jackson.core.JsonProcessingException | JsonFormatException wrong) {
                    faults.add(new Fault(file.toString(), "line " + number, "is no such record", "leave it out"));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}
