package io.vigil.feeds.archive;

import io.vigil.json.JsonFormatException;
import io.vigil.json.PositionJson;
import io.vigil.json.Rfc3339;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code position-csv}: a header and a report a line. Columns are {@code mover, time, lon, lat, speedKmh, course} and, as
 * far as there, {@code received, heading, altitudeM, driver, source}; others are named by {@code --columns}. A mover without
 * a kind is taken for a vehicle. Separator is the comma, semicolon or tab that the header holds most.
 *
 * <p>Times are RFC 3339, {@code yyyy-MM-dd HH:mm:ss} in the feed's offset or with one of its own ({@code +08}, {@code
 * +0800}), or seconds or milliseconds since the epoch. A line with more or fewer cells than the header is rejected: the
 * numbers of a line that was cut off cannot be trusted. Empty cells at its end are forgiven.
 */
public final class PositionCsvFormat implements ArchiveFormat {
    private static final List<String> FIELDS = List.of(
            "mover",
            "time",
            "lon",
            "lat",
            "speedKmh",
            "course",
            "received",
            "heading",
            "altitudeM",
            "driver",
            "source");
    private static final List<String> REQUIRED = List.of("mover", "time", "lon", "lat");
    /** Later seconds than this are milliseconds: 5138-11-16 resp. 1973-03-03. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    /** Digits of a time that counts from the epoch, at most. */
    private static final int LONGEST_COUNT = 16;

    private static final int DATE_LENGTH = 10;
    private static final int MOST_SHOWN = 40;

    @Override
    public String name() {
        return "position-csv";
    }

    @Override
    public LineReader open(FeedOptions options, String fileName, EventSink out) {
        return new Reader(options, out);
    }

    /** One file: the first line that is not blank is the header. */
    private static final class Reader implements LineReader {
        private final FeedOptions options;
        private final ZoneOffset offset;
        private final EventSink out;
        private final Map<String, Integer> columns = new HashMap<>();
        private char separator = ',';
        private boolean headerSeen;
        private int width;
        private @Nullable String missing;

        Reader(FeedOptions options, EventSink out) {
            this.options = options;
            this.offset = ZoneOffset.of(options.zoneOffset());
            this.out = out;
        }

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
            for (String field : FIELDS) {
                String name = options.columns().getOrDefault(field, field);
                int column = names.indexOf(name);
                if (column >= 0) {
                    columns.put(field, column);
                } else if (options.columns().containsKey(field)) {
                    // Named by the user: going on without it would judge speeds that nobody reads.
                    absent.add(field + " (\"" + name + "\")");
                } else if (REQUIRED.contains(field)) {
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
            List<String> cells = split(text);
            if (cells == null) {
                out.rejected(number, "bad-quotes", "a quote is not closed");
                return;
            }
            if (!fits(cells)) {
                out.rejected(number, "bad-cell-count", "has " + cells.size() + " cells, the header has " + width);
                return;
            }
            try {
                out.event(report(cells));
            } catch (BadCellException e) {
                out.rejected(number, e.reason, String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                out.rejected(number, "bad-position", String.valueOf(e.getMessage()));
            }
        }

        private boolean fits(List<String> cells) {
            for (int i = width; i < cells.size(); i++) {
                if (!cells.get(i).isBlank()) {
                    return false;
                }
            }
            return cells.size() >= width;
        }

        private PositionReport report(List<String> cells) {
            PositionReport.Builder builder = PositionReport.at(
                            mover(cells), time(cells, "time"), required(cells, "lat"), required(cells, "lon"))
                    .speedMps(Units.kphToMps(number(cells, "speedKmh")))
                    .courseDegrees(angle(number(cells, "course")))
                    .headingDegrees(angle(number(cells, "heading")))
                    .altitudeMeters(number(cells, "altitudeM"))
                    .driver(text(cells, "driver"));
            String source = text(cells, "source");
            builder.source(source == null ? "csv" : source);
            if (cell(cells, "received") != null) {
                builder.receivedTimeMillis(time(cells, "received"));
            }
            return builder.build();
        }

        private MoverId mover(List<String> cells) {
            String mover = cell(cells, "mover");
            if (mover == null) {
                throw new BadCellException("bad-mover", "mover is empty");
            }
            try {
                return new MoverId(mover.contains(":") ? mover : "vehicle:" + mover);
            } catch (IllegalArgumentException e) {
                throw new BadCellException("bad-mover", String.valueOf(e.getMessage()));
            }
        }

        private static double angle(double degrees) {
            return degrees == 360 ? 0 : degrees;
        }

        private @Nullable String cell(List<String> cells, String field) {
            Integer column = columns.get(field);
            if (column == null || column >= cells.size()) {
                return null;
            }
            String cell = cells.get(column).strip();
            return cell.isEmpty() ? null : cell;
        }

        private @Nullable String text(List<String> cells, String field) {
            String cell = cell(cells, field);
            if (cell != null && cell.length() > PositionJson.MAX_TEXT_LENGTH) {
                throw new BadCellException(
                        "bad-text",
                        field + " has " + cell.length() + " characters, allowed are " + PositionJson.MAX_TEXT_LENGTH);
            }
            return cell;
        }

        private double required(List<String> cells, String field) {
            double number = number(cells, field);
            if (Double.isNaN(number)) {
                throw new BadCellException("bad-number", field + " is empty");
            }
            return number;
        }

        private double number(List<String> cells, String field) {
            String cell = cell(cells, field);
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

        private long time(List<String> cells, String field) {
            String cell = cell(cells, field);
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
    }

    /** A cell is not what its column holds. */
    private static final class BadCellException extends RuntimeException {
        private final String reason;

        BadCellException(String reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }
}
