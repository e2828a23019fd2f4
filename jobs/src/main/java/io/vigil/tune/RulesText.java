package io.vigil.tune;

import io.vigil.json.RulesFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.Parameter;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a rule file in which parameters can be set without touching anything else: comments, order and layout stay, so
 * that a candidate can be held against its origin with {@code diff} and taken into service as it is.
 *
 * @param name of the file, for faults
 * @param text its YAML
 * @param ruleset what it says
 */
public record RulesText(String name, String text, Ruleset ruleset) {
    /**
     * Reads a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static RulesText read(Path file) throws IOException {
        Ruleset ruleset = RulesFile.read(file);
        return new RulesText(file.toString(), Files.readString(file), ruleset);
    }

    /** The rule of that id, or null. */
    public @Nullable RuleConfig rule(String id) {
        return ruleset.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What the file has for the swept parameters, given or by default, by {@link SweepAxis#name}. */
    public Map<String, String> values(List<SweepAxis> axes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (SweepAxis axis : axes) {
            RuleConfig rule = rule(axis.rule());
            Object value = rule == null ? null : rule.parameters().shown().get(axis.parameter());
            if (value != null) {
                values.put(axis.name(), String.valueOf(value).replaceFirst("\\.0$", ""));
            }
        }
        return values;
    }

    /**
     * One parameter's new value.
     *
     * @param rule id of the rule
     * @param parameter its name
     * @param value as written in a rule file
     */
    public record Setting(String rule, String parameter, String value) {
        @Override
        public String toString() {
            return rule + '.' + parameter + '=' + value;
        }
    }

    /**
     * The same with other values, which are checked when all are set.
     *
     * @throws InvalidInputException if a value is not of its parameter's type, out of its range, or does not go with the others
     */
    public RulesText with(List<Setting> settings) {
        RulesText changed = this;
        for (Setting setting : settings) {
            Parameter.Type type = type(setting.rule(), setting.parameter());
            boolean quotes = type == Parameter.Type.TEXT || type == Parameter.Type.TIME_OF_DAY;
            String written = quotes ? quoted(setting.value()) : setting.value();
            MappingNode rule = changed.ruleNode(setting.rule());
            changed = new RulesText(name, changed.set(rule, setting.parameter(), written), ruleset);
        }
        String title =
                name + " with " + settings.stream().map(Setting::toString).collect(Collectors.joining(", "));
        RulesText result = new RulesText(name, changed.text, RulesFile.parse(changed.text, title));
        refuseOtherChanges(result, settings.stream().map(Setting::rule).toList(), title);
        return result;
    }

    private Parameter.Type type(String ruleId, String parameter) {
        RuleConfig rule = rule(ruleId);
        if (rule == null) {
            throw fault(
                    "rule " + ruleId,
                    "is not in the file",
                    "known are "
                            + String.join(
                                    ", ",
                                    ruleset.rules().stream().map(RuleConfig::id).toList()));
        }
        List<Parameter> known = rule.kind().allParameters();
        Parameter declared = known.stream()
                .filter(each -> each.name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> fault(
                        "rule " + ruleId,
                        "a rule of kind " + rule.kind().kind() + " has no parameter " + parameter,
                        "known are "
                                + String.join(
                                        ", ",
                                        known.stream().map(Parameter::name).toList())));
        return switch (declared.type()) {
            case DURATION, NUMBER, COUNT, FLAG, TEXT, TIME_OF_DAY -> declared.type();
            default -> throw fault(
                    "rule " + ruleId, "parameter " + parameter + " is no single value that could be swept", null);
        };
    }

    /** An alias may stand for the values of another rule too. */
    private void refuseOtherChanges(RulesText result, List<String> changedRules, String title) {
        Map<String, RuleConfig> before = new HashMap<>();
        ruleset.rules().forEach(rule -> before.put(rule.id(), rule));
        for (RuleConfig after : result.ruleset.rules()) {
            if (!changedRules.contains(after.id()) && !after.equals(before.get(after.id()))) {
                throw new InvalidInputException(List.of(new Fault(
                        title,
                        "rule " + after.id(),
                        "would change too, since the two share their values by an alias",
                        "write them out")));
            }
        }
    }

    private String set(MappingNode rule, String parameter, String value) {
        NodeTuple params = entry(rule, "params");
        if (params == null) {
            return insert(rule, "params: {" + parameter + ": " + value + "}");
        }
        if (!(params.getValueNode() instanceof MappingNode values)) {
            return splice(params.getKeyNode(), "params: {" + parameter + ": " + value + "}", params.getValueNode());
        }
        NodeTuple known = entry(values, parameter);
        if (known != null) {
            return splice(known.getKeyNode(), parameter + ": " + value, known.getValueNode());
        }
        return insert(values, parameter + ": " + value);
    }

    /** Puts an entry in front of the others of a mapping, in the mapping's own style. */
    private String insert(MappingNode mapping, String entry) {
        boolean flow = mapping.getFlowStyle() == FlowStyle.FLOW;
        if (mapping.getValue().isEmpty()) {
            return splice(mapping, "{" + entry + "}", mapping);
        }
        // Behind the first entry of a rule, which is mostly its id.
        Node first = mapping.getValue().get(0).getKeyNode();
        Node at = mapping.getValue().size() > 1 && !flow
                ? mapping.getValue().get(1).getKeyNode()
                : first;
        String gap = flow ? ", " : "\n" + " ".repeat(at.getStartMark().getColumn());
        int index = index(at.getStartMark().getIndex());
        return text.substring(0, index) + entry + gap + text.substring(index);
    }

    private String splice(Node from, String replacement, Node to) {
        return text.substring(0, index(from.getStartMark().getIndex()))
                + replacement
                + text.substring(index(to.getEndMark().getIndex()));
    }

    /** Marks count code points. */
    private int index(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private MappingNode ruleNode(String id) {
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        NodeTuple rules = root instanceof MappingNode top ? entry(top, "rules") : null;
        if (rules != null && rules.getValueNode() instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (item instanceof MappingNode rule) {
                    NodeTuple named = entry(rule, "id");
                    if (named != null
                            && named.getValueNode() instanceof ScalarNode given
                            && given.getValue().equals(id)) {
                        return rule;
                    }
                }
            }
        }
        throw new IllegalStateException("rule " + id + " was read and is not there");
    }

    private static @Nullable NodeTuple entry(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return tuple;
            }
        }
        return null;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private InvalidInputException fault(String place, String reason, @Nullable String remedy) {
        return new InvalidInputException(List.of(new Fault(name, place, reason, remedy)));
    }
}
