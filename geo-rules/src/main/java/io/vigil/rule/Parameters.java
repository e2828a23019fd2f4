package io.vigil.rule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of a rule's parameters, defaults filled in and checked; getters are by the declared name. */
public final class Parameters {
    private final SortedMap<String, Object> values;

    /** Values of the types that {@link Parameter.Type} names, one for each declared parameter. */
    public Parameters(SortedMap<String, Object> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** All values by name. */
    public SortedMap<String, Object> values() {
        return values;
    }

    /** All values by name as a warning shows them: durations and times as ISO text. */
    public SortedMap<String, Object> shown() {
        SortedMap<String, Object> shown = new TreeMap<>();
        values.forEach((name, value) -> shown.put(name, shown(value)));
        return Collections.unmodifiableSortedMap(shown);
    }

    /** A duration in milliseconds. */
    public long millis(String name) {
        return ((Duration) value(name)).toMillis();
    }

    /** A number. */
    public double number(String name) {
        return (Double) value(name);
    }

    /** A whole number. */
    public int count(String name) {
        return (Integer) value(name);
    }

    /** A flag. */
    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** A text. */
    public String text(String name) {
        return (String) value(name);
    }

    /** A local time, milliseconds since midnight. */
    public int millisOfDay(String name) {
        return (int) (((LocalTime) value(name)).toNanoOfDay() / 1_000_000);
    }

    /** A list of texts. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String name) {
        return (List<String>) value(name);
    }

    /** Numbers by name. */
    @SuppressWarnings("unchecked")
    public SortedMap<String, Double> numbersByName(String name) {
        return (SortedMap<String, Double>) value(name);
    }

    /** Texts by name. */
    @SuppressWarnings("unchecked")
    public SortedMap<String, String> textsByName(String name) {
        return (SortedMap<String, String>) value(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("parameter " + name + " is not declared");
        }
        return value;
    }

    private static Object shown(Object value) {
        return value instanceof Duration || value instanceof LocalTime ? value.toString() : value;
    }
}
