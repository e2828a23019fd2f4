package io.vigil.console.out;

import java.util.Locale;

/** Figures in the text format of Prometheus 0.0.4. */
public final class Metrics {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Adds a figure that goes up and down. */
    public Metrics gauge(String name, String help, double value) {
        return family(name, help, "gauge").value(name, "", value);
    }

    /** Adds a figure that only goes up. */
    public Metrics counter(String name, String help, double value) {
        return family(name, help, "counter").value(name, "", value);
    }

    /** Begins a figure with labels; its values follow. */
    public Metrics family(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** Adds one value; labels such as {@code tier="red"} or an empty text. */
    public Metrics value(String name, String labels, double value) {
        text.append(name).append(labels.isEmpty() ? "" : '{' + labels + '}').append(' ');
        text.append(
                value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : String.format(Locale.ROOT, "%.3f", value));
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
