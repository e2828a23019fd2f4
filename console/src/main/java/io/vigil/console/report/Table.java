package io.vigil.console.report;

import java.util.List;

/**
 * A table to hand out.
 *
 * @param name of its sheet, at most 31 characters
 * @param header the names of its columns
 * @param rows as long as the header each; a {@link Number} is written as one, everything else as text
 */
public record Table(String name, List<String> header, List<List<?>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * A text that no spreadsheet takes for a formula. Names come by radio and plates from anywhere: what begins with one of
     * the signs that begin a formula, in ASCII or in full width, or with a tab or line end, gets an apostrophe before it
     * (OWASP, CSV Injection; ASVS 5.0, 1.2.10).
     */
    static String harmless(Object value) {
        String text = String.valueOf(value);
        return !text.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
