package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import java.util.ArrayList;
import java.util.List;

/** Splits CSV (RFC 4180) into rows; cells in quotes may hold separators, quotes and line breaks. */
final class CsvRows {
    private static final int MAX_CELLS = 1_000;

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;
    private int beginLine = 1;

    CsvRows(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** Whether there is one more row. */
    boolean hasNext() {
        return at < text.length();
    }

    /** The line on which the last row began. */
    int line() {
        return beginLine;
    }

    /** The next row; one cell that is empty for a blank line. */
    List<String> next() {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        beginLine = line;
        while (at < text.length()) {
            char character = text.charAt(at++);
            line += character == '\n' ? 1 : 0;
            if (character == '"') {
                boolean doubled = quoted && at < text.length() && text.charAt(at) == '"';
                at += doubled ? 1 : 0;
                quoted ^= !doubled;
                if (doubled) {
                    cell.append('"');
                }
            } else if (quoted || character != separator && character != '\n') {
                cell.append(character);
            } else if (character == '\n') {
                break;
            } else {
                add(cells, cell);
            }
        }
        if (quoted) {
            throw new FileRefusedException("line " + beginLine, "has a quote that does not end", null);
        }
        add(cells, cell);
        return cells;
    }

    private void add(List<String> cells, StringBuilder cell) {
        if (cells.size() >= MAX_CELLS) {
            throw new FileRefusedException("line " + beginLine, "has more than " + MAX_CELLS + " cells", null);
        }
        cells.add(cell.toString().strip());
        cell.setLength(0);
    }
}
