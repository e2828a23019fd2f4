package io.vigil.json;

import io.vigil.model.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads composed YAML and collects what is wrong with it, each with its path and line. */
final class YamlNodes {
    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    YamlNodes(String file) {
        this.file = file;
    }

    List<Fault> faults() {
        return faults;
    }

    void fault(String path, @Nullable Node node, String reason, @Nullable String remedy) {
        String place = path.isEmpty() ? "file" : path;
        faults.add(new Fault(
                file,
                node == null ? place : place + " (line " + (node.getStartMark().getLine() + 1) + ")",
                reason,
                remedy));
    }

    /** The fields of a mapping by name; unknown and repeated ones are faults. Null when it is no mapping. */
    @Nullable
    Map<String, Node> fields(String path, Node node, Set<String> known) {
        Map<String, Node> fields = entries(path, node);
        if (fields != null) {
            fields.forEach((name, value) -> {
                if (!known.contains(name)) {
                    fault(path, value, "unknown key \"" + name + "\"", "known are " + sorted(known));
                }
            });
        }
        return fields;
    }

    /** The entries of a mapping; repeated keys are faults. Null when it is no mapping. */
    @Nullable
    Map<String, Node> entries(String path, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            fault(path, node, "must be a mapping (name: value)", null);
            return null;
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(path, tuple.getKeyNode(), "a key must be a word", null);
            } else if (fields.put(key.getValue(), tuple.getValueNode()) != null) {
                fault(path, key, "key \"" + key.getValue() + "\" is given twice", null);
            }
        }
        return fields;
    }

    /** The items of a list; a missing list is empty, anything else a fault. */
    List<Node> items(String path, @Nullable Node node) {
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(path, node, "must be a list", null);
        return List.of();
    }

    /** A text; missing or of another kind is a fault and null. */
    @Nullable
    String text(String path, @Nullable Node parent, @Nullable Node node) {
        if (node instanceof ScalarNode scalar && !isNull(node)) {
            return scalar.getValue();
        }
        fault(path, node == null ? parent : node, node == null ? "is missing" : "must be a text", null);
        return null;
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }
}
