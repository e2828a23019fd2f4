package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads registry records: JSON lines, or CSV with the same names in its header (contracts, section 4). Every fault of a
 * file is reported at once, with its line.
 *
 * <p>In CSV a list is written with semicolons. Lines about drivers ({@code driver} instead of {@code mover}) are checked;
 * no rule reads them yet.
 */
public final class RegistryFile {
    private static final Set<String> LIST_COLUMNS = Set.of("status", "routes");
    private static final Set<String> NUMBER_COLUMNS =
            Set.of("lengthM", "windRatingBft", "oneWayKm", "beamM", "draughtM");

    private RegistryFile() {}

    /**
     * The records of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static Registry read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<RegistryRecord> records = new ArrayList<>();
        JsonLines.Visitor visitor = fields -> {
            RegistryRecord record = record(fields);
            if (record != null) {
                records.add(record);
            }
        };
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            readCsv(file, faults, visitor);
        } else {
            JsonLines.read(file, faults, visitor);
        }
        faults.throwIfAny();
        return new Registry(records);
    }

    private static @Nullable RegistryRecord record(JsonFields fields) {
        if (fields.has("driver") && !fields.has("mover")) {
            fields.texts("status");
            fields.from("validFrom");
            return null;
        }
        MoverId mover = fields.mover(fields.requiredText("mover"));
        String moverClass = fields.text("class");
        if (moverClass != null) {
            fields.checkClass(moverClass);
        }
        String terminal = fields.text("terminal");
        if (terminal != null && !terminal.matches("[0-9]{1,20}")) {
            fields.fault("terminal=\"" + terminal + "\" must be 1 to 20 digits", null);
        }
        List<String> routes = fields.texts("routes");
        fields.texts("status");
        List<RegistryRecord.Permit> permits = new ArrayList<>();
        for (JsonFields permit : fields.objects("permits")) {
            String zone = permit.requiredText("zone");
            long from = permit.from("from");
            long to = permit.to("to");
            if (zone != null) {
                permits.add(new RegistryRecord.Permit(zone, from, to));
            }
        }
        long validFrom = fields.from("validFrom");
        if (mover == null) {
            return null;
        }
        Map<String, Object> all = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : fields.node().properties()) {
            if (!field.getValue().isNull()) {
                all.put(field.getKey(), JsonFields.plain(field.getValue()));
            }
        }
        return new RegistryRecord(mover, validFrom, moverClass, terminal, permits, routes, all);
    }

    private static void readCsv(Path file, FaultList faults, JsonLines.Visitor visitor) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!JsonLines.isSmallEnough(file, faults)) {
                return;
            }
            String header = BoundedLines.next(reader, JsonLines.MAX_LINE_LENGTH);
            if (header == null) {
                return;
            }
            List<String> names = CsvLine.split(header);
            long number = 1;
            String line = BoundedLines.next(reader, JsonLines.MAX_LINE_LENGTH);
            while (line != null) {
                number++;
                String place = "line " + number;
                if (line.length() > JsonLines.MAX_LINE_LENGTH) {
                    faults.add(place, "is longer than " + JsonLines.MAX_LINE_LENGTH + " characters", null);
                    line = BoundedLines.next(reader, JsonLines.MAX_LINE_LENGTH);
                    continue;
                }
                List<String> cells = CsvLine.split(line);
                if (!line.isBlank() && cells.size() != names.size()) {
                    faults.add(place, "has " + cells.size() + " cells, the header has " + names.size(), null);
                } else if (!line.isBlank()) {
                    visitor.object(new JsonFields(object(names, cells), place, faults));
                }
                line = BoundedLines.next(reader, JsonLines.MAX_LINE_LENGTH);
            }
        } catch (CharacterCodingException e) {
            faults.add("file", "is not UTF-8", null);
        } catch (IOException e) {
            faults.add("file", "cannot be read: " + e.getMessage(), null);
        }
    }

    private static ObjectNode object(List<String> names, List<String> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            String cell = cells.get(i).strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (LIST_COLUMNS.contains(name)) {
                ArrayNode list = object.putArray(name);
                for (String item : cell.split(";")) {
                    list.add(item.strip());
                }
            } else if (NUMBER_COLUMNS.contains(name) && cell.matches("-?[0-9]+(\\.[0-9]+)?")) {
                object.put(name, Double.parseDouble(cell));
            } else {
                object.put(name, cell);
            }
        }
        return object;
    }
}
