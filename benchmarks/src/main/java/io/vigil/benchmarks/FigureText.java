package io.vigil.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a table for people and as JSON for programs. */
final class FigureText {
    private static final List<String> HEADINGS = List.of("measured", "value", "unit", "baseline", "ratio", "goal", "");
    /** From the second column on, those that hold numbers. */
    private static final List<Integer> RIGHT_ALIGNED = List.of(1, 3, 4);

    private FigureText() {}

    /** An aligned table with a line for each figure, and below what the baselines are. */
    static String table(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Figure figure : figures) {
            rows.add(row(figure));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String form = RIGHT_ALIGNED.contains(i) ? "%" + widths[i] + "s  " : "%-" + widths[i] + "s  ";
                line.append(widths[i] == 0 ? "" : String.format(Locale.ROOT, form, row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        for (Figure figure : figures) {
            if (!figure.against().isEmpty()) {
                text.append("baseline of ")
                        .append(figure.name())
                        .append(": ")
                        .append(figure.against())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** The form of contracts section 1, with goals where there are any. */
    static String json(List<Figure> figures) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartArray();
            for (Figure figure : figures) {
                json.writeStartObject();
                json.writeStringField("name", figure.name());
                json.writeNumberField("value", figure.value());
                json.writeStringField("unit", figure.unit());
                writeNumber(json, "baseline", figure.baseline());
                writeNumber(json, "ratio", figure.ratio());
                if (!figure.against().isEmpty()) {
                    json.writeStringField("against", figure.against());
                }
                if (figure.goal() != null) {
                    json.writeStringField("goal", goal(figure.goal()));
                    json.writeBooleanField("met", figure.isMet());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.name(),
                number(figure.value()),
                figure.unit(),
                Double.isNaN(figure.baseline()) ? "" : number(figure.baseline()),
                Double.isNaN(figure.baseline()) ? "" : String.format(Locale.ROOT, "%.2f", figure.ratio()),
                figure.goal() == null ? "" : goal(figure.goal()),
                figure.goal() == null ? "" : figure.isMet() ? "met" : "not met");
    }

    private static String goal(Figure.Goal goal) {
        return switch (goal.kind()) {
            case VALUE_AT_LEAST -> "at least " + number(goal.bound());
            case VALUE_AT_MOST -> "at most " + number(goal.bound());
            case RATIO_AT_LEAST -> String.format(Locale.ROOT, "ratio at least %.2f", goal.bound());
            case RATIO_AT_MOST -> String.format(Locale.ROOT, "ratio at most %.2f", goal.bound());
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.1f", value);
    }

    private static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
