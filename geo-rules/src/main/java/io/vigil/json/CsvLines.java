package io.vigil.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks over the rows of a CSV file with a header as if each were a JSON object; empty cells are left out. */
final class CsvLines {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}\\.[0-9]{1,18}");

    private final Set<String> lists;
    private final Set<String> numbers;
    private final FaultList faults;
    private @Nullable List<String> names;

    private CsvLines(Set<String> lists, Set<String> numbers, FaultList faults) {
        this.lists = lists;
        this.numbers = numbers;
        this.faults = faults;
    }

    /**
     * Reads a file.
     *
     * @param needed of these columns the header must have one, else no row is looked at
     * @param lists columns whose cells are lists, with semicolons between
     * @param numbers columns whose cells are numbers
     */
    static void read(
            Path file,
            Set<String> needed,
            Set<String> lists,
            Set<String> numbers,
            FaultList faults,
            JsonLines.Visitor visitor) {
        CsvLines rows = new CsvLines(lists, numbers, faults);
        TextLines.read(file, faults, (text, place) -> rows.line(text, place, needed, visitor));
    }

    private void line(String text, String place, Set<String> needed, JsonLines.Visitor visitor) {
        List<String> cells;
        try {
            cells = CsvLine.split(text);
        } catch (JsonFormatException e) {
            faults.add(place, String.valueOf(e.getMessage()), null);
            return;
        }
        if (names == null) {
            names = cells.stream().map(String::strip).toList();
            checkHeader(names, place, needed);
        } else if (names.stream().noneMatch(needed::contains)) {
            return;
        } else if (cells.size() != names.size()) {
            faults.add(place, "has " + cells.size() + " cells, the header has " + names.size(), null);
        } else {
            visitor.object(new JsonFields(object(names, cells), place, faults));
        }
    }

    private void checkHeader(List<String> header, String place, Set<String> needed) {
        if (header.stream().noneMatch(needed::contains)) {
            faults.add(place, "header has no column " + String.join(" or ", needed), "give the names of the contract");
        }
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name)) {
                faults.add(place, "header has column \"" + name + "\" twice", null);
            }
        }
    }

    private ObjectNode object(List<String> header, List<String> cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            String cell = cells.get(i).strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (lists.contains(name)) {
                ArrayNode list = object.putArray(name);
                for (String item : cell.split(";")) {
                    list.add(item.strip());
                }
            } else if (numbers.contains(name) && WHOLE.matcher(cell).matches()) {
                object.put(name, Long.parseLong(cell));
            } else if (numbers.contains(name) && DECIMAL.matcher(cell).matches()) {
                object.put(name, Double.parseDouble(cell));
            } else {
                object.put(name, cell);
            }
        }
        return object;
    }
}
