package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.ZoneShape;
import io.vigil.weather.Beaufort;
import io.vigil.weather.Coverage;
import io.vigil.weather.Quantity;
import io.vigil.weather.Weather;
import io.vigil.weather.WeatherRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads forecasts and observations: one record a line in JSON. Every fault of a file is reported at once, with its line.
 *
 * <p>Limits of a file: 256 MiB, lines of 1 MiB, {@value #MAX_VALUES} values, which are two bytes each in memory.
 */
public final class WeatherFile {
    /** More values of one file are refused. */
    static final int MAX_VALUES = 20_000_000;

    private static final long OBSERVATION_HOLDS_MILLIS = 3_600_000;
    private static final int MOST_POINTS = 10_000;
    private static final double MOST_RADIUS_KM = 500;

    private final List<WeatherRecord> records = new ArrayList<>();
    private final ShapeReader shapes = new ShapeReader();
    private int values;

    private WeatherFile() {}

    /**
     * The weather in a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static Weather read(Path file) {
        FaultList faults = new FaultList(file.toString());
        WeatherFile contents = new WeatherFile();
        JsonLines.read(file, faults, fields -> {
            int before = faults.size();
            WeatherRecord record = contents.record(fields);
            if (record != null && faults.size() == before) {
                contents.records.add(record);
            }
        });
        faults.throwIfAny();
        return new Weather(contents.records);
    }

    private @Nullable WeatherRecord record(JsonFields fields) {
        String id = fields.requiredText("id");
        WeatherRecord.Kind kind = kind(fields);
        if (id == null || kind == null) {
            return null;
        }
        if (fields.flag("cancelled")) {
            long issued = fields.requiredTime("issued");
            return new WeatherRecord(id, kind, issued, new long[0], issued, new Coverage.Station(0, 0, 1));
        }
        long[] times = times(fields);
        Coverage coverage = coverage(fields);
        if (coverage == null || times.length == 0) {
            return null;
        }
        boolean isForecast = kind == WeatherRecord.Kind.FORECAST;
        long last = times[times.length - 1];
        long issued = isForecast || fields.has("issued") ? fields.requiredTime("issued") : times[0];
        long validTo = fields.has("validTo")
                ? fields.requiredTime("validTo")
                : isForecast ? last + 1 : last + OBSERVATION_HOLDS_MILLIS;
        if (validTo <= last && validTo != Rfc3339.NONE) {
            fields.fault("validTo is not after the last of times", null);
        } else if (isForecast && times.length == 1 && !fields.has("validTo")) {
            fields.fault("validTo is missing", "a forecast with one time needs it");
        }
        return withValues(fields, new WeatherRecord(id, kind, issued, times, validTo, coverage), times.length);
    }

    private static WeatherRecord.@Nullable Kind kind(JsonFields fields) {
        String kind = fields.requiredText("kind");
        if (kind == null) {
            return null;
        }
        return switch (kind) {
            case "forecast" -> WeatherRecord.Kind.FORECAST;
            case "observation" -> WeatherRecord.Kind.OBSERVATION;
            default -> {
                fields.fault("kind=\"" + JsonFields.cut(kind) + "\" must be forecast or observation", null);
                yield null;
            }
        };
    }

    private static long[] times(JsonFields fields) {
        List<String> texts = fields.texts("times");
        if (texts.isEmpty()) {
            fields.fault("times is empty", "say for which times the values are");
        }
        long[] times = new long[texts.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = Rfc3339.parseOrNone(texts.get(i));
            if (times[i] == Rfc3339.NONE) {
                fields.fault("times[" + i + "]=\"" + JsonFields.cut(texts.get(i)) + "\" is not a time", null);
            } else if (i > 0 && times[i] <= times[i - 1]) {
                fields.fault("times[" + i + "] is not after the one before", null);
            }
        }
        return times;
    }

    private @Nullable Coverage coverage(JsonFields fields) {
        boolean hasGrid = fields.has("grid");
        boolean hasArea = fields.has("area");
        boolean hasPoint = fields.has("point");
        if ((hasGrid ? 1 : 0) + (hasArea ? 1 : 0) + (hasPoint ? 1 : 0) != 1) {
            fields.fault("needs one of grid, area and point", null);
            return null;
        }
        if (hasArea) {
            ZoneShape shape = shapes.shape(fields, fields.node().get("area"));
            return shape == null ? null : new Coverage.Area(shape);
        }
        JsonFields part = fields.child(hasGrid ? "grid" : "point");
        if (part == null) {
            return null;
        }
        return hasGrid ? grid(part) : station(part);
    }

    private static Coverage station(JsonFields point) {
        double radiusKm = point.requiredNumber("radiusKm", 0.1, MOST_RADIUS_KM);
        return new Coverage.Station(point.coordinate("lat", 90), point.coordinate("lon", 180), radiusKm * 1000);
    }

    private static Coverage grid(JsonFields grid) {
        return new Coverage.Grid(
                grid.coordinate("west", 180),
                grid.coordinate("south", 90),
                grid.requiredNumber("lonStep", 0.001, 30),
                grid.requiredNumber("latStep", 0.001, 30),
                (int) grid.requiredNumber("columns", 2, MOST_POINTS),
                (int) grid.requiredNumber("rows", 2, MOST_POINTS));
    }

    private WeatherRecord withValues(JsonFields fields, WeatherRecord record, int times) {
        boolean any = take(fields, "windMps", Quantity.WIND_MPS, record, times);
        if (fields.has("windBft")) {
            if (any) {
                fields.fault("has both windMps and windBft", "give one of them");
            }
            any = take(fields, "windBft", Quantity.WIND_MPS, record, times);
        }
        any |= take(fields, "waveM", Quantity.WAVE_METERS, record, times);
        any |= take(fields, "visibilityKm", Quantity.VISIBILITY_KM, record, times);
        if (!any) {
            fields.fault("has no values", "give windMps or windBft, waveM, visibilityKm");
        }
        return record;
    }

    /** One value or row of values for each time; null is unknown. */
    private boolean take(JsonFields fields, String name, Quantity quantity, WeatherRecord record, int times) {
        JsonNode node = fields.node().get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        int cells = record.coverage().cells();
        values += times * cells;
        if (values > MAX_VALUES) {
            fields.fault("is where the file comes to more than " + MAX_VALUES + " values", "split it");
            return true;
        }
        if (!node.isArray() || node.size() != times) {
            fields.fault(name + " must be a list of " + times + ", one for each of times", null);
            return true;
        }
        double[] all = new double[times * cells];
        Arrays.fill(all, Double.NaN);
        boolean isGrid = record.coverage() instanceof Coverage.Grid;
        for (int time = 0; time < times; time++) {
            JsonNode row = node.get(time);
            if (isGrid && !row.isNull() && (!row.isArray() || row.size() != cells)) {
                fields.fault(name + "[" + time + "] must be a list of " + cells + " values, columns by rows", null);
                return true;
            }
            for (int cell = 0; cell < cells && !row.isNull(); cell++) {
                all[time * cells + cell] = value(fields, name, quantity, isGrid ? row.get(cell) : row);
            }
        }
        record.with(quantity, all);
        return true;
    }

    private static double value(JsonFields fields, String name, Quantity quantity, JsonNode node) {
        boolean isForce = name.equals("windBft");
        double most = isForce ? Beaufort.STRONGEST : quantity.most();
        if (node.isNull()) {
            return Double.NaN;
        }
        boolean isWhole = !isForce || node.isIntegralNumber();
        if (!node.isNumber() || !isWhole || !(node.doubleValue() >= 0 && node.doubleValue() <= most)) {
            fields.fault(
                    name + " holds " + JsonFields.shown(node) + ", must be a " + (isForce ? "whole " : "")
                            + "number, 0 to " + (long) most + ", or null",
                    null);
            return Double.NaN;
        }
        return isForce ? Beaufort.middleMps(node.intValue()) : node.doubleValue();
    }
}
