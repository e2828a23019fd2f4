package io.vigil.console.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.MalformedRecordException;
import io.vigil.console.record.RecordFields;
import io.vigil.json.RegistryFile;
import io.vigil.model.MoverId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the registry says of each mover: its newest record as it was written. Safe for use by several threads. */
public final class MoverCards {
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<String, ObjectNode> byMover = new ConcurrentHashMap<>();

    /**
     * Reads a registry file of JSON lines.
     *
     * @throws io.vigil.model.InvalidInputException with every fault of the file
     */
    public static MoverCards read(@Nullable Path file) {
        MoverCards cards = new MoverCards();
        if (file != null) {
            RegistryFile.read(file); // the engine's reader says what is wrong with it
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        cards.put((ObjectNode) RecordFields.JSON.readTree(line));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cards;
    }

    /** Takes a record of the registry's topic; a value of null takes the mover away. */
    public void take(String key, byte @Nullable [] value) throws MalformedRecordException {
        if (value == null) {
            byMover.remove(key);
        } else {
            put((ObjectNode) RecordFields.object(value, MAX_BYTES));
        }
    }

    /** All cards. */
    public List<ObjectNode> all() {
        return List.copyOf(byMover.values());
    }

    /** The card of a mover. */
    public Optional<ObjectNode> find(String mover) {
        return Optional.ofNullable(byMover.get(mover));
    }

    /** The jurisdiction of a mover, or nothing. */
    public Optional<String> jurisdictionOf(MoverId mover) {
        return find(mover.text())
                .map(card -> card.path("jurisdiction"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The name of a vessel, or nothing. */
    public Optional<String> nameOf(String mover) {
        return find(mover)
                .map(card -> card.path("name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** Movers whose id, name, call sign, terminal or owner holds that text, at most so many. */
    public List<String> search(String text, int max) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> card : byMover.entrySet()) {
            if (found.size() < max && mentions(card.getKey(), card.getValue(), wanted)) {
                found.add(card.getKey());
            }
        }
        return found;
    }

    private static boolean mentions(String mover, ObjectNode card, String wanted) {
        if (mover.toLowerCase(Locale.ROOT).contains(wanted)) {
            return true;
        }
        for (String field : List.of("name", "callSign", "terminal", "owner")) {
            if (card.path(field).asText().toLowerCase(Locale.ROOT).contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    private void put(ObjectNode record) {
        String mover = record.path("mover").asText();
        if (!mover.isEmpty()) {
            byMover.put(mover, record);
        }
    }
}
