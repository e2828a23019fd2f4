package io.vigil.tune;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The values one parameter takes, as the command line says them: {@code RULE.PARAM=FROM..TO:STEP}, both ends included, or
 * {@code RULE.PARAM=A,B,C}. Numbers, ISO durations and times of day can be stepped through.
 *
 * @param rule id of the rule
 * @param parameter its name
 * @param values as written in a rule file, at least one
 */
public record SweepAxis(String rule, String parameter, List<String> values) {
    /** More values than lanes that fit into one pass are a slip of the pen. */
    private static final int MOST_VALUES = 1_000;

    public SweepAxis {
        values = List.copyOf(values);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException saying what is wrong with it and how it is written
     */
    public static SweepAxis parse(String text) {
        int equals = text.indexOf('=');
        int dot = text.lastIndexOf('.', Math.max(0, equals));
        if (equals < 0 || dot <= 0 || dot + 1 == equals || equals + 1 == text.length()) {
            throw wrong(text, "is not RULE.PARAM=FROM..TO:STEP or RULE.PARAM=A,B,C");
        }
        String values = text.substring(equals + 1);
        int range = values.indexOf("..");
        List<String> all = range < 0 ? List.of(values.split(",", -1)) : range(text, values, range);
        if (all.stream().anyMatch(String::isBlank)) {
            throw wrong(text, "has an empty value");
        }
        if (all.stream().distinct().count() != all.size()) {
            throw wrong(text, "has a value twice");
        }
        return new SweepAxis(text.substring(0, dot), text.substring(dot + 1, equals), all);
    }

    /** What it is called in tables: {@code RULE.PARAM}. */
    public String name() {
        return rule + '.' + parameter;
    }

    private static List<String> range(String text, String values, int range) {
        int colon = values.lastIndexOf(':');
        if (colon < range + 3 || colon + 1 == values.length()) {
            throw wrong(text, "has no step; write FROM..TO:STEP");
        }
        String from = values.substring(0, range);
        String to = values.substring(range + 2, colon);
        String step = values.substring(colon + 1);
        try {
            if (from.startsWith("P") || from.startsWith("-P")) {
                return durations(text, Duration.parse(from), Duration.parse(to), Duration.parse(step));
            }
            return from.contains(":")
                    ? times(text, LocalTime.parse(from), LocalTime.parse(to), Duration.parse(step))
                    : numbers(text, new BigDecimal(from), new BigDecimal(to), new BigDecimal(step));
        } catch (DateTimeException | NumberFormatException notOfOneKind) {
            throw wrong(
                    text,
                    "needs three numbers (1.1..1.5:0.1), three durations (PT5M..PT20M:PT5M), or two times of day"
                            + " and a duration (22:00..23:30:PT30M)");
        }
    }

    private static List<String> durations(String text, Duration from, Duration to, Duration step) {
        return numbers(text, seconds(from), seconds(to), seconds(step)).stream()
                .map(value -> Duration.ofMillis(
                                new BigDecimal(value).movePointRight(3).longValueExact())
                        .toString())
                .toList();
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }

    /** A range that ends before it begins goes on over midnight. */
    private static List<String> times(String text, LocalTime from, LocalTime to, Duration step) {
        long day = Duration.ofDays(1).toSeconds();
        long last = to.isBefore(from) ? to.toSecondOfDay() + day : to.toSecondOfDay();
        return numbers(text, BigDecimal.valueOf(from.toSecondOfDay()), BigDecimal.valueOf(last), seconds(step)).stream()
                .map(value -> LocalTime.ofSecondOfDay(new BigDecimal(value).longValue() % day)
                        .toString())
                .toList();
    }

    private static List<String> numbers(String text, BigDecimal from, BigDecimal to, BigDecimal step) {
        if (step.signum() <= 0) {
            throw wrong(text, "must have a step above 0");
        }
        if (to.compareTo(from) < 0) {
            throw wrong(text, "ends before it begins");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            if (values.size() == MOST_VALUES) {
                throw wrong(text, "has more than " + MOST_VALUES + " values");
            }
            values.add(value.stripTrailingZeros().toPlainString());
        }
        return values;
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("--sweep " + text + " " + why);
    }
}
