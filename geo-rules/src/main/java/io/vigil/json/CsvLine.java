package io.vigil.json;

import java.util.ArrayList;
import java.util.List;

/** Splits one line of CSV (RFC 4180) into cells; a cell with a line break in it is not supported. */
final class CsvLine {
    private CsvLine() {}

    static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        if (quoted) {
            throw new JsonFormatException("has a quote that does not end; a cell cannot hold a line break");
        }
        cells.add(cell.toString());
        return cells;
    }
}
