package io.vigil.feeds.archive;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
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
 * <p>Times are RFC 3339, {@code yyyy-MM-dd HH:mm:ss} in the feed's offset, or seconds or milliseconds since the epoch.
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
            List<String> names = split(header);
            for (String field : FIELDS) {
                int column = names.indexOf(options.columns().getOrDefault(field, field));
                if (column >= 0) {
                    columns.put(field, column);
                }
            }
            List<String> absent = REQUIRED.stream()
                    .filter(field -> !columns.containsKey(field))
                    .toList();
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
            try {
                out.event(report(cells));
            } catch (BadCellException e) {
                out.rejected(number, e.reason, String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                out.rejected(number, "bad-position", String.valueOf(e.getMessage()));
            }
        }

        private PositionReport report(List<String> cells) {
            String mover = cell(cells, "mover");
            if (mover == null) {
                throw new BadCellException("bad-mover", "mover is empty");
            }
            PositionReport.Builder builder = PositionReport.at(
                            new MoverId(mover.contains(":") ? mover : "vehicle:" + mover),
                            time(cells, "time"),
                            required(cells, "lat"),
                            required(cells, "lon"))
                    .speedMps(Units.kphToMps(number(cells, "speedKmh")))
                    .courseDegrees(angle(number(cells, "course")))
                    .headingDegrees(angle(number(cells, "heading")))
                    .altitudeMeters(number(cells, "altitudeM"))
                    .driver(cell(cells, "driver"));
            String source = cell(cells, "source");
            builder.source(source == null ? "csv" : source);
            if (cell(cells, "received") != null) {
                builder.receivedTimeMillis(time(cells, "received"));
            }
            return builder.build();
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

        private double required(List<String> cells, String field) {
            double number = number(cells, field);
            if (Double.isNaN(number)) {
                throw new BadCellException("bad-number", field + " is empty");
            }
            return number;
        }

        private double number(List<String> cells, String field) {
            String cell = cell(cells, field);
            try {
                return cell == null ? Double.NaN : Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw new BadCellException("bad-number", field + "=\"" + cell + "\" is not a number");
            }
        }

        private long time(List<String> cells, String field) {
            String cell = cell(cells, field);
            if (cell == null) {
                throw new BadCellException("bad-time", field + " is empty");
            }
            try {
                if (cell.matches("-?[0-9]{1,16}")) {
                    long count = Long.parseLong(cell);
                    return Math.abs(count) < LARGEST_SECONDS ? count * 1000 : count;
                }
                boolean hasOffset = cell.endsWith("Z") || cell.matches(".*[+-][0-9]{2}:?[0-9]{2}");
                String iso = cell.replace(' ', 'T');
                return hasOffset
                        ? OffsetDateTime.parse(iso.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                                .toInstant()
                                .toEpochMilli()
                        : LocalDateTime.parse(iso).toInstant(offset).toEpochMilli();
            } catch (DateTimeException e) {
                throw new BadCellException("bad-time", field + "=\"" + cell + "\" is not a time");
            }
        }

        private List<String> split(String line) {
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
            return cells;
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
