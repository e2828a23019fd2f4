package io.vigil.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has records of control topics read by the readers of files, so that both have the same form, limits and faults. Faults
 * name topic and key.
 */
final class ControlFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Fault> faults = new ArrayList<>();

    /** Every fault met so far. */
    List<Fault> faults() {
        return faults;
    }

    /** Records that are GeoJSON features; what is read of them, in their order, or nothing where there is a fault. */
    <T> List<T> features(List<ControlRecord> records, Function<Path, List<T>> reader) {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        int before = faults.size();
        for (ControlRecord record : records) {
            try {
                JsonNode feature = JSON.readTree(record.value());
                features.add(feature);
            } catch (IOException broken) {
                String why = broken instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : broken.getMessage();
                faults.add(new Fault(
                        "topic " + record.topic(),
                        "key " + record.key(),
                        "is not JSON: " + why,
                        "publish one GeoJSON Feature per key"));
            }
        }
        if (faults.size() > before || records.isEmpty()) {
            return List.of();
        }
        try {
            return read(records, ".geojson", JSON.writeValueAsBytes(collection), reader, List.of());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Records that are one line of JSON each. */
    <T> T lines(Collection<ControlRecord> records, Function<Path, T> reader, T none) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ControlRecord record : records) {
            lines.writeBytes(new String(record.value(), StandardCharsets.UTF_8)
                    .replaceAll("[\\r\\n]+", " ")
                    .getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        return records.isEmpty() ? none : read(List.copyOf(records), ".jsonl", lines.toByteArray(), reader, none);
    }

    /** Has a reader take a value by itself. */
    void value(String name, Consumer<String> reader) {
        try {
            reader.accept(name);
        } catch (InvalidInputException invalid) {
            faults.addAll(invalid.faults());
        }
    }

    private <T> T read(List<ControlRecord> records, String suffix, byte[] content, Function<Path, T> reader, T none) {
        try {
            Path file = Files.createTempFile("vigil-control-", suffix);
            try {
                Files.write(file, content);
                return reader.apply(file);
            } catch (InvalidInputException invalid) {
                String keys = records.size() == 1 ? "key " + records.get(0).key() + ", " : "";
                for (Fault fault : invalid.faults()) {
                    faults.add(new Fault(
                            "topic " + records.get(0).topic(), keys + fault.place(), fault.reason(), fault.remedy()));
                }
                return none;
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
