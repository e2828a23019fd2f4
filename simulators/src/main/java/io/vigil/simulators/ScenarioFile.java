package io.vigil.simulators;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.simulators.mover.NoiseLevels;
import io.vigil.simulators.mover.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes scenarios as YAML: {@code name}, {@code seed}, {@code start} (time with offset), {@code hours},
 * {@code vehicles}, {@code vessels}, {@code casts}, {@code intervalSeconds}, {@code noise} ({@code none}, {@code default}, or some of the amounts of
 * {@link NoiseLevels} over the default), {@code misdeeds} ({@code none}, {@code day}, {@code early}, {@code typhoon},
 * {@code closures}, {@code sea}, {@code sea-week}).
 */
public final class ScenarioFile {
    private static final String BUILTIN = "builtin:";
    private static final List<String> BUILTINS =
            List.of("demo", "city-and-sea-day", "road-day", "typhoon", "closures", "sea-watch-day");
    private static final Set<String> KEYS = Set.of(
            "name", "seed", "start", "hours", "vehicles", "vessels", "noise", "misdeeds", "casts", "intervalSeconds");
    private static final Set<String> NOISE_KEYS = Set.of(
            "driftSigmaMeters",
            "burstsPerHour",
            "burstMeters",
            "jumpShare",
            "lossShare",
            "duplicateShare",
            "lateShare",
            "latestSeconds",
            "deadSpotsPerDay",
            "clockSkewSeconds",
            "garbageShare");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    private ScenarioFile(String file) {
        this.file = file;
    }

    /** Reads {@code builtin:NAME} or the file of that path. */
    public static Scenario load(String reference) {
        if (!reference.startsWith(BUILTIN)) {
            return new ScenarioFile(reference).parse(read(Path.of(reference)));
        }
        String name = reference.substring(BUILTIN.length());
        if (!BUILTINS.contains(name)) {
            throw invalid(reference, "scenario", "there is no such built-in scenario", "use one of " + BUILTINS);
        }
        try (InputStream in = ScenarioFile.class.getResourceAsStream("scenarios/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the scenario " + name + " is missing from the build");
            }
            return new ScenarioFile(reference).parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the scenario " + name + " is unreadable in the build", e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw invalid(path.toString(), "file", "cannot be read: " + e, null);
        }
    }

    private static InvalidInputException invalid(String file, String place, String reason, @Nullable String remedy) {
        return new InvalidInputException(List.of(new Fault(file, place, reason, remedy)));
    }

    private Scenario parse(String text) {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw invalid(file, at == null ? "file" : "line " + at.getLineNr(), e.getOriginalMessage(), null);
        }
        if (!tree.isObject()) {
            throw invalid(file, "file", "is not a map of scenario keys", "the keys are " + KEYS);
        }
        refuseUnknown(tree, KEYS, "");
        String name = tree.path("name").asText("unnamed");
        long seed = (long) number(tree, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        OffsetDateTime start = start(tree);
        double hours = number(tree, "hours", 24, 1 / 60.0, 744);
        int vehicles = (int) number(tree, "vehicles", 120, 0, 20_000);
        int vessels = (int) number(tree, "vessels", 60, 0, 20_000);
        NoiseLevels noise = noise(tree.path("noise"));
        Timing.Misdeeds misdeeds = misdeeds(tree.path("misdeeds"));
        int casts = (int) number(tree, "casts", 1, 1, 100);
        int interval = (int) number(tree, "intervalSeconds", 0, 0, 600);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        Duration length = Duration.ofSeconds(Math.round(hours * 3600));
        return new Scenario(name, seed, start, length, vehicles, vessels, noise, misdeeds, casts, interval);
    }

    private void refuseUnknown(JsonNode map, Set<String> known, String prefix) {
        for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            if (!known.contains(key)) {
                fault(
                        prefix + key,
                        "is not a known key",
                        "the keys are " + known.stream().sorted().toList());
            }
        }
    }

    private void fault(String place, String reason, @Nullable String remedy) {
        faults.add(new Fault(file, place, reason, remedy));
    }

    private double number(JsonNode map, String key, double absent, double least, double most) {
        JsonNode value = map.path(key);
        if (value.isMissingNode()) {
            return absent;
        }
        if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
            fault(key, key + "=" + value.asText() + " must be a number from " + least + " to " + most, null);
            return absent;
        }
        return value.isIntegralNumber() ? value.asLong() : value.asDouble();
    }

    private OffsetDateTime start(JsonNode tree) {
        String text = tree.path("start").asText("2026-09-12T00:00:00+08:00");
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            fault("start", "start=" + text + " is not a time with offset", "write it like 2026-09-12T01:00:00+08:00");
            return OffsetDateTime.MIN;
        }
    }

    private NoiseLevels noise(JsonNode value) {
        if (value.isMissingNode() || value.isTextual() && value.asText().equals("default")) {
            return NoiseLevels.DEFAULT;
        }
        if (value.isTextual() && value.asText().equals("none")) {
            return NoiseLevels.NONE;
        }
        if (!value.isObject()) {
            fault("noise", "noise=" + value.asText() + " must be none, default or a map of amounts", null);
            return NoiseLevels.NONE;
        }
        refuseUnknown(value, NOISE_KEYS, "noise.");
        NoiseLevels base = NoiseLevels.DEFAULT;
        return new NoiseLevels(
                amount(value, "driftSigmaMeters", base.driftSigmaMeters(), 1000),
                amount(value, "burstsPerHour", base.burstsPerHour(), 20),
                amount(value, "burstMeters", base.burstMeters(), 1000),
                amount(value, "jumpShare", base.jumpShare(), 1),
                amount(value, "lossShare", base.lossShare(), 1),
                amount(value, "duplicateShare", base.duplicateShare(), 1),
                amount(value, "lateShare", base.lateShare(), 1),
                (int) amount(value, "latestSeconds", base.latestSeconds(), 3600),
                amount(value, "deadSpotsPerDay", base.deadSpotsPerDay(), 200),
                (int) amount(value, "clockSkewSeconds", base.clockSkewSeconds(), 59),
                amount(value, "garbageShare", base.garbageShare(), 1));
    }

    private double amount(JsonNode noise, String key, double absent, double most) {
        return number(noise, key, absent, 0, most);
    }

    private Timing.Misdeeds misdeeds(JsonNode value) {
        String word = value.asText("day");
        for (Timing.Misdeeds misdeeds : Timing.Misdeeds.values()) {
            if (misdeeds.word().equals(word)) {
                return misdeeds;
            }
        }
        fault("misdeeds", "misdeeds=" + word + " must be none, day, sea, early, typhoon, closures or sea-week", null);
        return Timing.Misdeeds.NONE;
    }

    /** The scenario as YAML; reading it again gives an equal one. */
    public static String write(Scenario scenario) {
        ObjectNode tree = YAML.createObjectNode()
                .put("name", scenario.name())
                .put("seed", scenario.seed())
                .put("start", scenario.start().toString())
                .put("hours", scenario.length().toSeconds() / 3600.0)
                .put("vehicles", scenario.vehicles())
                .put("vessels", scenario.vessels());
        if (scenario.noise().equals(NoiseLevels.NONE)) {
            tree.put("noise", "none");
        } else if (scenario.noise().equals(NoiseLevels.DEFAULT)) {
            tree.put("noise", "default");
        } else {
            tree.set("noise", YAML.valueToTree(scenario.noise()));
        }
        tree.put("misdeeds", scenario.misdeeds().word())
                .put("casts", scenario.casts())
                .put("intervalSeconds", scenario.intervalSeconds());
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scenario cannot be written", e);
        }
    }
}
