package io.vigil.console.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as CSV (RFC 4180), with a byte order mark, without which Excel reads Chinese wrongly. */
public final class CsvText {
    private CsvText() {}

    /** The tables one below the other, each under its name. */
    public static byte[] of(List<Table> tables) {
        StringBuilder text = new StringBuilder("\uFEFF");
        for (Table table : tables) {
            if (tables.size() > 1) {
                line(text, List.of(table.name()));
            }
            line(text, table.header());
            table.rows().forEach(row -> line(text, row));
            if (tables.size() > 1) {
                text.append("\r\n");
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, List<?> values) {
        text.append(values.stream().map(CsvText::field).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String field(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        return '"' + Table.harmless(value).replace("\"", "\"\"") + '"';
    }
}
