package io.vigil.rule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** A number that regulations change: by the day from when on each value holds. */
final class DatedNumbers {
    private final NavigableMap<Long, Double> values = new TreeMap<>();

    /** Values by date such as {@code 2023-01-01}, which begins at midnight in that zone. */
    DatedNumbers(SortedMap<String, Double> byDate, ZoneId zone) {
        byDate.forEach((date, value) ->
                values.put(LocalDate.parse(date).atStartOfDay(zone).toInstant().toEpochMilli(), value));
    }

    /** A parameter of that form. */
    static Parameter parameter(String name, Map<String, Double> defaultValue, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Parameter.Type.NUMBERS_BY_NAME,
                new TreeMap<>(defaultValue),
                meaning,
                meaningZh,
                "at least one date such as 2023-01-01, each with a number of 0 or more",
                "至少一个日期（如 2023-01-01），各给一个不小于 0 的数",
                DatedNumbers::isValid);
    }

    /** The value at that instant; NaN before the first. */
    double at(long timeMillis) {
        Map.Entry<Long, Double> entry = values.floorEntry(timeMillis);
        return entry == null ? Double.NaN : entry.getValue();
    }

    private static boolean isValid(Object value) {
        Map<?, ?> byDate = (Map<?, ?>) value;
        for (Map.Entry<?, ?> entry : byDate.entrySet()) {
            if (!isDate(String.valueOf(entry.getKey())) || (Double) entry.getValue() < 0) {
                return false;
            }
        }
        return !byDate.isEmpty();
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
