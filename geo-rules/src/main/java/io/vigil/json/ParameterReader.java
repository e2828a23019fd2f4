package io.vigil.json;

import io.vigil.rule.Expression;
import io.vigil.rule.Parameter;
import io.vigil.rule.Parameters;
import io.vigil.rule.RuleKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a rule's {@code params} by what its kind declares. */
final class ParameterReader {
    private final YamlNodes yaml;

    ParameterReader(YamlNodes yaml) {
        this.yaml = yaml;
    }

    /** All values, defaults filled in; null when something is wrong, which is then among the faults. */
    @Nullable
    Parameters read(String path, Node rule, @Nullable Node params, RuleKind kind) {
        int faultsBefore = yaml.faults().size();
        Map<String, Parameter> declared = new LinkedHashMap<>();
        kind.allParameters().forEach(parameter -> declared.put(parameter.name(), parameter));
        Map<String, Node> given =
                params == null || YamlNodes.isNull(params) ? Map.of() : yaml.fields(path, params, declared.keySet());
        SortedMap<String, Object> values = new TreeMap<>();
        declared.forEach((name, parameter) -> {
            Node node = given == null ? null : given.get(name);
            Object value = node == null ? parameter.defaultValue() : value(path + "." + name, node, parameter);
            if (value != null) {
                values.put(name, value);
            } else if (node == null) {
                yaml.fault(path, rule, "parameter \"" + name + "\" is missing", parameter.meaning());
            }
        });
        checkTogether(path, rule, values);
        return yaml.faults().size() == faultsBefore ? new Parameters(values) : null;
    }

    private void checkTogether(String path, Node rule, SortedMap<String, Object> values) {
        if (values.get("k") instanceof Integer k && values.get("m") instanceof Integer m && k > m) {
            yaml.fault(path, rule, "k=" + k + " must not be above m=" + m, null);
        }
    }

    private @Nullable Object value(String path, Node node, Parameter parameter) {
        Object value;
        try {
            value = parse(path, node, parameter);
        } catch (DateTimeException | NumberFormatException e) {
            value = null;
        }
        if (value == null) {
            yaml.fault(path, node, shown(node) + " is not " + wanted(parameter.type()), parameter.meaning());
            return null;
        }
        if (!parameter.allowed().test(value)) {
            yaml.fault(path, node, shown(node) + " is out of range", "allowed: " + parameter.range());
            return null;
        }
        if (value instanceof String text && parameter.type() == Parameter.Type.EXPRESSION) {
            try {
                Expression.overReport(text);
            } catch (IllegalArgumentException e) {
                yaml.fault(path, node, "expression is wrong: " + e.getMessage(), null);
                return null;
            }
        }
        return value;
    }

    private @Nullable Object parse(String path, Node node, Parameter parameter) {
        return switch (parameter.type()) {
            case DURATION -> Duration.parse(scalar(node));
            case NUMBER -> number(node);
            case COUNT -> Integer.parseInt(scalar(node));
            case FLAG -> flag(node);
            case TEXT, EXPRESSION -> text(node);
            case TIME_OF_DAY -> LocalTime.parse(scalar(node));
            case TEXTS -> texts(path, node);
            case NUMBERS_BY_NAME -> numbersByName(path, node, parameter);
            case TEXTS_BY_NAME -> textsByName(path, node, parameter);
        };
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static @Nullable Object text(Node node) {
        return node instanceof ScalarNode scalar && !YamlNodes.isNull(node) ? scalar.getValue() : null;
    }

    private static @Nullable Object number(Node node) {
        double number = Double.parseDouble(scalar(node));
        return Double.isFinite(number) ? number : null;
    }

    private static @Nullable Object flag(Node node) {
        if (!node.getTag().equals(Tag.BOOL)) {
            return null;
        }
        String word = scalar(node);
        return word.equals("true") ? Boolean.TRUE : word.equals("false") ? Boolean.FALSE : null;
    }

    private @Nullable Object texts(String path, Node node) {
        if (node instanceof ScalarNode) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        List<Node> items = yaml.items(path, node);
        for (int i = 0; i < items.size(); i++) {
            String text = yaml.text(path + "[" + i + "]", node, items.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** What is given replaces the default of that name; the others stay. */
    private @Nullable Object numbersByName(String path, Node node, Parameter parameter) {
        Map<String, Node> entries = yaml.entries(path, node);
        if (entries == null) {
            return null;
        }
        SortedMap<String, Double> numbers = new TreeMap<>();
        if (parameter.defaultValue() instanceof Map<?, ?> defaults) {
            defaults.forEach((name, number) -> numbers.put((String) name, (Double) number));
        }
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            Object number = number(entry.getValue());
            if (number == null) {
                return null;
            }
            numbers.put(entry.getKey(), (Double) number);
        }
        return numbers;
    }

    /** What is given replaces the default of that name; the others stay. */
    private @Nullable Object textsByName(String path, Node node, Parameter parameter) {
        Map<String, Node> entries = yaml.entries(path, node);
        if (entries == null) {
            return null;
        }
        SortedMap<String, String> texts = new TreeMap<>();
        if (parameter.defaultValue() instanceof Map<?, ?> defaults) {
            defaults.forEach((name, text) -> texts.put((String) name, (String) text));
        }
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            String text = yaml.text(path + "." + entry.getKey(), node, entry.getValue());
            if (text == null) {
                return null;
            }
            texts.put(entry.getKey(), text);
        }
        return texts;
    }

    private static String shown(Node node) {
        return node instanceof ScalarNode scalar ? "\"" + scalar.getValue() + "\"" : "this";
    }

    private static String wanted(Parameter.Type type) {
        return switch (type) {
            case DURATION -> "a duration such as PT5M";
            case NUMBER -> "a number";
            case COUNT -> "a whole number";
            case FLAG -> "true or false";
            case TEXT, EXPRESSION -> "a text";
            case TIME_OF_DAY -> "a time of day such as \"02:00\"";
            case TEXTS -> "a list of texts";
            case NUMBERS_BY_NAME -> "a mapping of names to numbers";
            case TEXTS_BY_NAME -> "a mapping of names to texts";
        };
    }
}
