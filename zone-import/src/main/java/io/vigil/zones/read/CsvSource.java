package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.RawShape;
import io.vigil.zones.shape.ShapeException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a header. The geometry is a column of well-known text ({@code wkt}, {@code geometry}, {@code geom}, {@code
 * the_geom}) or two of coordinates ({@code lon}, {@code lng}, {@code longitude}, {@code x}; {@code lat}, {@code latitude},
 * {@code y}); all others are attributes. The separator is a comma, or a semicolon or tab if the header has more of them.
 */
final class CsvSource implements FeatureSource {
    private static final Set<String> WKT = Set.of("wkt", "geometry", "geom", "the_geom");
    private static final Set<String> X = Set.of("lon", "lng", "longitude", "x", "经度");
    private static final Set<String> Y = Set.of("lat", "latitude", "y", "纬度");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}\\.[0-9]{1,18}");

    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        String text = Texts.ofFile(file.bytes(), options.encoding(), sink);
        CsvRows rows = new CsvRows(text, separator(text));
        if (!rows.hasNext()) {
            throw new FileRefusedException("is empty", "it needs a header");
        }
        Columns columns = Columns.of(rows.next());
        while (rows.hasNext()) {
            List<String> cells = rows.next();
            String place = "line " + rows.line();
            if (cells.size() == 1 && cells.get(0).isEmpty()) {
                continue;
            }
            try {
                sink.feature(columns.feature(cells, place));
            } catch (ShapeException bad) {
                sink.fault(place, bad.reason(), bad.remedy());
            }
        }
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            most = count(header, candidate) > count(header, most) ? candidate : most;
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(each -> each == wanted).count();
    }

    /** Which column is what; -1 for none. */
    private record Columns(List<String> names, int wkt, int x, int y) {
        static Columns of(List<String> names) {
            if (new HashSet<>(names).size() < names.size()) {
                throw new FileRefusedException("line 1", "header has a column twice", null);
            }
            Columns columns = new Columns(names, find(names, WKT), find(names, X), find(names, Y));
            if (columns.wkt < 0 && (columns.x < 0 || columns.y < 0)) {
                throw new FileRefusedException(
                        "line 1",
                        "header has no geometry",
                        "name a column wkt, or two of them lon and lat (circles: radiusM or --radius-m)");
            }
            return columns;
        }

        private static int find(List<String> names, Set<String> wanted) {
            for (int i = 0; i < names.size(); i++) {
                if (wanted.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                    return i;
                }
            }
            return -1;
        }

        RawFeature feature(List<String> cells, String place) {
            if (cells.size() != names.size()) {
                throw new ShapeException("has " + cells.size() + " cells, the header has " + names.size(), null);
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                boolean geometry = wkt >= 0 ? i == wkt : i == x || i == y;
                if (!geometry && !cells.get(i).isEmpty()) {
                    fields.put(names.get(i), value(cells.get(i)));
                }
            }
            String text = wkt < 0 ? "" : cells.get(wkt);
            return new RawFeature(place, null, fields, wkt < 0 ? point(cells) : shape(text), WktTexts.crs(text));
        }

        private static @Nullable RawShape shape(String text) {
            return text.isEmpty() ? null : WktTexts.shape(text);
        }

        private RawShape point(List<String> cells) {
            return new RawShape.Points(new Positions(
                    new double[] {number(cells.get(x), names.get(x))},
                    new double[] {number(cells.get(y), names.get(y))}));
        }

        private static double number(String cell, String name) {
            try {
                return Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw new ShapeException(
                        name + "=\"" + (cell.length() > 40 ? cell.substring(0, 40) + "…" : cell) + "\" is no number",
                        "write degrees or metres with a decimal point");
            }
        }

        private static Object value(String cell) {
            if (cell.length() > Limits.MAX_TEXT) {
                throw new ShapeException("has a cell of " + cell.length() + " characters", null);
            }
            return WHOLE.matcher(cell).matches()
                    ? (Object) Long.valueOf(cell)
                    : DECIMAL.matcher(cell).matches() ? (Object) Double.valueOf(cell) : cell;
        }
    }
}
