package io.vigil.jobs;

import io.vigil.model.Fault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a YAML file, read key by key. What is wrong is noted with its line and the reading goes on; at the end
 * {@link #refuseUnread} notes the keys nobody asked for.
 */
final class YamlSection {
    private final String file;
    private final String path;
    private final int line;
    private final List<Fault> faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    YamlSection(String file, String path, @Nullable Node node, List<Fault> faults) {
        this.file = file;
        this.path = path;
        this.faults = faults;
        line = node == null ? 1 : lineOf(node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                add(tuple);
            }
        } else if (node != null && !isNull(node)) {
            fault("", line, "must be a mapping of keys to values", null);
        }
    }

    private void add(NodeTuple tuple) {
        Node keyNode = tuple.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (key.isEmpty()) {
            fault("", lineOf(keyNode), "has a key that is not a word", null);
        } else if (values.containsKey(key)) {
            fault(key, lineOf(keyNode), "is given twice, first in line " + lines.get(key), "remove one");
        } else {
            values.put(key, tuple.getValueNode());
            lines.put(key, lineOf(keyNode));
        }
    }

    boolean has(String key) {
        @Nullable Node node = values.get(key);
        return node != null && !isNull(node);
    }

    /** A text, or the default where it is absent. */
    String text(String key, String defaultText) {
        read.add(key);
        @Nullable Node node = values.get(key);
        if (node == null || isNull(node)) {
            return defaultText;
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        fault(key, lineOf(node), "must be a text", null);
        return defaultText;
    }

    /** A text that must be there. */
    String requiredText(String key, String remedy) {
        if (!has(key)) {
            read.add(key);
            fault(key, line, "is missing", remedy);
            return "";
        }
        return text(key, "");
    }

    /** One text or a list of them; none where it is absent. */
    List<String> texts(String key) {
        read.add(key);
        @Nullable Node node = values.get(key);
        if (node instanceof SequenceNode sequence) {
            List<String> texts = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue().strip());
                } else {
                    fault(key, lineOf(item), "must be a list of texts", null);
                }
            }
            return texts;
        }
        String single = text(key, "");
        return single.isEmpty() ? List.of() : List.of(single);
    }

    /** A duration in ISO form within bounds. */
    Duration duration(String key, Duration defaultDuration, Duration least, Duration most) {
        return parsed(key, defaultDuration, least + " to " + most + ", such as PT30S", text -> {
            Duration duration = Duration.parse(text);
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0 ? duration : null;
        });
    }

    /** A whole number within bounds. */
    int count(String key, int defaultCount, int least, int most) {
        return parsed(key, defaultCount, least + " to " + most, text -> {
            int count = Integer.parseInt(text);
            return count >= least && count <= most ? count : null;
        });
    }

    /** True or false. */
    boolean flag(String key, boolean defaultFlag) {
        return parsed(
                key,
                defaultFlag,
                "true or false",
                text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
    }

    /** One of a few words. */
    <E extends Enum<E>> E word(String key, E defaultWord, E[] all, Function<E, String> wordOf) {
        List<String> words = new ArrayList<>();
        for (E each : all) {
            words.add(wordOf.apply(each));
        }
        return parsed(key, defaultWord, "one of " + String.join(", ", words), text -> {
            int index = words.indexOf(text);
            return index < 0 ? null : all[index];
        });
    }

    /** A section below this one; an empty one where it is absent. */
    YamlSection section(String key) {
        read.add(key);
        return new YamlSection(file, place(key), values.get(key), faults);
    }

    /** The keys in here, for a section whose keys are names of something. */
    Set<String> keys() {
        return values.keySet();
    }

    /** Everything in here as texts, whatever the keys are. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new TreeMap<>();
        for (String key : values.keySet()) {
            texts.put(key, text(key, ""));
        }
        return texts;
    }

    /** Notes the keys that nobody has asked for. */
    void refuseUnread() {
        for (Map.Entry<String, Integer> key : lines.entrySet()) {
            if (!read.contains(key.getKey())) {
                fault(key.getKey(), key.getValue(), "is not a known key", "known here: " + String.join(", ", read));
            }
        }
    }

    void fault(String key, String reason, @Nullable String remedy) {
        fault(key, lines.getOrDefault(key, line), reason, remedy);
    }

    private <T> T parsed(String key, T defaultValue, String range, Function<String, @Nullable T> parser) {
        String text = text(key, "");
        if (text.isEmpty()) {
            return defaultValue;
        }
        T value = null;
        try {
            value = parser.apply(text);
        } catch (DateTimeParseException | NumberFormatException notOne) {
            value = null;
        }
        if (value == null) {
            fault(key, key + "=" + text + " must be " + range, null);
            return defaultValue;
        }
        return value;
    }

    private void fault(String key, int atLine, String reason, @Nullable String remedy) {
        String place = key.isEmpty() ? path : place(key);
        faults.add(new Fault(file, (place.isEmpty() ? "" : place + ' ') + "(line " + atLine + ")", reason, remedy));
    }

    private String place(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }
}
