package io.vigil.feeds.archive;

import io.vigil.json.JsonFormatException;
import io.vigil.json.PositionJson;
import io.vigil.json.Rfc3339;
import io.vigil.model.MoverEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of events: the first line that is not blank is the header, each further line an event. Columns are found
 * by their names, others are named by {@code --columns}. Separator is the comma, semicolon or tab that the header holds
 * most.
 *
 * <p>Times are RFC 3339, {@code yyyy-MM-dd HH:mm:ss} in the feed's offset or with one of its own ({@code +08}, {@code
 * +0800}), or seconds or milliseconds since the epoch. A line with more or fewer cells than the header is rejected: the
 * numbers of a line that was cut off cannot be trusted. Empty cells at its end are forgiven.
 */
abstract class CsvEventReader implements LineReader {
    /** Later seconds than this are milliseconds: 5138-11-16 resp. 1973-03-03. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    /** Digits of a time that counts from the epoch, at most. */
    private static final int LONGEST_COUNT = 16;

    private static final int DATE_LENGTH = 10;
    private static final int MOST_SHOWN = 40;

    private final FeedOptions options;
    private final List<String> fields;
    private final List<String> required;
    private final String reason;
    private final ZoneOffset offset;
    private final EventSink out;
    private final Map<String, Integer> columns = new HashMap<>();
    private char separator = ',';
    private boolean headerSeen;
    private int width;
    private @Nullable String missing;
    private List<String> cells = List.of();

    /**
     * For subclasses.
     *
     * @param fields every column there may be
     * @param required those of them without which nothing can be read
     * @param reason what a line is counted as whose cells are good and make no event together
     */
    CsvEventReader(FeedOptions options, List<String> fields, List<String> required, String reason, EventSink out) {
        this.options = options;
        this.fields = fields;
        this.required = required;
        this.reason = reason;
        this.offset = ZoneOffset.of(options.zoneOffset());
        this.out = out;
    }

    /** The event of the line at hand, from its cells. */
    abstract MoverEvent event();

    @Override
    public void line(long number, byte[] line, int length) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }
        if (!headerSeen) {
            headerSeen = true;
            readHeader(text);
            if (missing != null) {
                out.rejected(number, "unknown-header", missing);
            }
        } else if (missing != null) {
            out.rejected(number, "unknown-header", missing);
        } else {
            row(number, text);
        }
    }

    @Override
    public void end() {}

    private void readHeader(String header) {
        separator = separatorOf(header);
        List<String> cells = split(header);
        if (cells == null) {
            missing = "a quote is not closed";
            return;
        }
        List<String> names = cells.stream().map(String::strip).toList();
        width = names.size();
        List<String> absent = new ArrayList<>();
        for (String field : fields) {
            String name = options.columns().getOrDefault(field, field);
            int column = names.indexOf(name);
            if (column >= 0) {
                columns.put(field, column);
            } else if (options.columns().containsKey(field)) {
                // Named by the user: going on without it would judge speeds that nobody reads.
                absent.add(field + " (\"" + name + "\")");
            } else if (required.contains(field)) {
                absent.add(field);
            }
        }
        if (!absent.isEmpty()) {
            missing = "no column for " + String.join(", ", absent) + "; name them with --columns";
        }
    }

    private static char separatorOf(String header) {
        char best = ',';
        long most = -1;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private void row(long number, String text) {
        List<String> line = split(text);
        if (line == null) {
            out.rejected(number, "bad-quotes", "a quote is not closed");
            return;
        }
        if (!fits(line)) {
            out.rejected(number, "bad-cell-count", "has " + line.size() + " cells, the header has " + width);
            return;
        }
        cells = line;
        try {
            out.event(event());
        } catch (BadCellException e) {
            out.rejected(number, e.reason, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            out.rejected(number, reason, String.valueOf(e.getMessage()));
        }
    }

    private boolean fits(List<String> line) {
        for (int i = width; i < line.size(); i++) {
            if (!line.get(i).isBlank()) {
                return false;
            }
        }
        return line.size() >= width;
    }

    /** A cell without blanks around it, or null where it is empty or there is no such column. */
    final @Nullable String cell(String field) {
        Integer column = columns.get(field);
        if (column == null || column >= cells.size()) {
            return null;
        }
        String cell = cells.get(column).strip();
        return cell.isEmpty() ? null : cell;
    }

    final @Nullable String text(String field) {
        String cell = cell(field);
        if (cell != null && cell.length() > PositionJson.MAX_TEXT_LENGTH) {
            throw new BadCellException(
                    "bad-text",
                    field + " has " + cell.length() + " characters, allowed are " + PositionJson.MAX_TEXT_LENGTH);
        }
        return cell;
    }

    /** A number that must be there. */
    final double required(String field) {
        double number = number(field);
        if (Double.isNaN(number)) {
            throw new BadCellException("bad-number", field + " is empty");
        }
        return number;
    }

    /** A number, or NaN where the cell is empty. */
    final double number(String field) {
        String cell = cell(field);
        if (cell == null) {
            return Double.NaN;
        }
        try {
            double number = consistsOf(cell, "0123456789.+-eE") ? Double.parseDouble(cell) : Double.NaN;
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what Java takes for a number and no table means: NaN, 0x1p3, 12f.
        }
        throw new BadCellException("bad-number", field + "=\"" + shown(cell) + "\" is not a number");
    }

    /** A time that must be there, milliseconds since the epoch. */
    final long time(String field) {
        String cell = cell(field);
        if (cell == null) {
            throw new BadCellException("bad-time", field + " is empty");
        }
        try {
            if (cell.length() <= LONGEST_COUNT && consistsOf(cell, "0123456789")) {
                long count = Long.parseLong(cell);
                long millis = count < LARGEST_SECONDS ? count * 1000 : count;
                if (!Rfc3339.isWritable(millis)) {
                    throw new BadCellException("bad-time", field + "=" + cell + " is after the year 9999");
                }
                return millis;
            }
            return Rfc3339.parse(withOffset(cell));
        } catch (JsonFormatException e) {
            throw new BadCellException("bad-time", field + "=\"" + shown(cell) + "\" is not a time");
        }
    }

    /** The time as RFC 3339 writes it: with a T, and an offset of hours and minutes. */
    private String withOffset(String time) {
        boolean blankBetween = time.length() > DATE_LENGTH && time.charAt(DATE_LENGTH) == ' ';
        String iso = blankBetween ? time.substring(0, DATE_LENGTH) + 'T' + time.substring(DATE_LENGTH + 1) : time;
        if (iso.endsWith("Z")) {
            return iso;
        }
        int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        if (sign < DATE_LENGTH) {
            return iso + offset.getId();
        }
        String hours = iso.substring(sign + 1);
        return switch (hours.length()) {
            case 2 -> iso + ":00";
            case 4 -> iso.substring(0, sign + 3) + ':' + iso.substring(sign + 3);
            default -> iso;
        };
    }

    private static boolean consistsOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String shown(String cell) {
        return cell.length() <= MOST_SHOWN ? cell : cell.substring(0, MOST_SHOWN) + "…";
    }

    /** The cells of a line; null where a quote is not closed. */
    private @Nullable List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return quoted ? null : cells;
    }

    /** A cell is not what its column holds. */
    static final class BadCellException extends RuntimeException {
        private final String reason;

        BadCellException(String reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }
}
