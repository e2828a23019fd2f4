package io.vigil.rule;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A number that goes by the length of a vessel: the least length of each class in metres, and its value. */
final class LengthClasses {
    private final TreeMap<Double, Double> byLeastLength = new TreeMap<>();

    LengthClasses(SortedMap<String, Double> byName) {
        byName.forEach((least, value) -> byLeastLength.put(Double.parseDouble(least), value));
    }

    /** A parameter of that form. */
    static Parameter parameter(String name, Map<String, Double> defaultValue, String meaning, String meaningZh) {
        return new Parameter(
                name,
                Parameter.Type.NUMBERS_BY_NAME,
                new TreeMap<>(defaultValue),
                meaning,
                meaningZh,
                "lengths in m, 0 or more, each with a number above 0",
                "船长（米，不小于 0），各给一个大于 0 的数",
                LengthClasses::isValid);
    }

    /** The value for a length, m; {@code otherwise} where it is unknown or below all classes. */
    double of(double lengthMeters, double otherwise) {
        if (Double.isNaN(lengthMeters)) {
            return otherwise;
        }
        Map.Entry<Double, Double> entry = byLeastLength.floorEntry(lengthMeters);
        return entry == null ? otherwise : entry.getValue();
    }

    /** The value of the smallest class; NaN where there are no classes. */
    double least() {
        return byLeastLength.isEmpty() ? Double.NaN : byLeastLength.firstEntry().getValue();
    }

    private static boolean isValid(Object value) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            if (!String.valueOf(entry.getKey()).matches("[0-9]{1,4}(\\.[0-9]{1,2})?")
                    || (Double) entry.getValue() <= 0) {
                return false;
            }
        }
        return true;
    }
}
