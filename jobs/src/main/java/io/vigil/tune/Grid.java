package io.vigil.tune;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** Where candidates lie in the space of the swept parameters: one step of an axis is 1. */
final class Grid {
    private final List<SweepAxis> axes;
    private final Map<String, String> baseline;

    Grid(List<SweepAxis> axes, Map<String, String> baseline) {
        this.axes = axes;
        this.baseline = baseline;
    }

    /** Steps between a candidate and the baseline, over all axes. */
    double stepsFromBaseline(Map<String, String> values) {
        double steps = 0;
        for (SweepAxis axis : axes) {
            steps += Math.abs(place(axis, values.getOrDefault(axis.name(), ""))
                    - place(axis, baseline.getOrDefault(axis.name(), "")));
        }
        return steps;
    }

    /** Along an axis, the index of a value, between two indices where it lies between their values. */
    private static double place(SweepAxis axis, String value) {
        List<String> values = axis.values();
        double number = number(value);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).equals(value) || number(values.get(i)) == number) {
                return i;
            }
        }
        if (values.size() == 1 || Double.isNaN(number) || Double.isNaN(number(values.get(0)))) {
            return -1;
        }
        int i = 0;
        double direction = Math.signum(number(values.get(1)) - number(values.get(0)));
        while (i < values.size() - 2 && direction * (number - number(values.get(i + 1))) > 0) {
            i++;
        }
        double from = number(values.get(i));
        return i + (number - from) / (number(values.get(i + 1)) - from);
    }

    /** A number, the seconds of a duration or of a time of day, or NaN. */
    static double number(String value) {
        try {
            if (value.startsWith("P")) {
                return Duration.parse(value).toMillis() / 1000.0;
            }
            return value.contains(":") ? LocalTime.parse(value).toSecondOfDay() : Double.parseDouble(value);
        } catch (DateTimeException | NumberFormatException isText) {
            return Double.NaN;
        }
    }
}
