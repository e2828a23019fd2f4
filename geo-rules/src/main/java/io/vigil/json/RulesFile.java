package io.vigil.json;

import io.vigil.model.ContentHash;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.model.Tier;
import io.vigil.rule.Expression;
import io.vigil.rule.Parameters;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.RuleKind;
import io.vigil.rule.Ruleset;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads rulesets (YAML). Every fault of a file is reported at once, with its path and line: unknown keys and kinds, wrong
 * types and units, values out of range, expressions that do not compile, a rule that would apply to everybody although its
 * kind asks for a condition, ids given twice.
 *
 * <p>Limits: 1 MB, nesting 20, 20 aliases.
 */
public final class RulesFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_NESTING = 20;
    private static final int MAX_ALIASES = 20;
    private static final int MAX_ID_LENGTH = 80;
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private static final Set<String> TOP_KEYS = Set.of("zone", "rules");
    private static final Set<String> RULE_KEYS =
            Set.of("id", "kind", "applies", "tier", "params", "escalate", "exempt", "raisedBy", "mode");
    private static final Set<String> ESCALATE_KEYS = Set.of("after", "tier");
    private static final Set<String> EXEMPT_KEYS = Set.of("where", "until");

    private final YamlNodes yaml;
    private final Set<String> ids = new HashSet<>();
    private final RaiserFields raisers;

    private RulesFile(String file) {
        yaml = new YamlNodes(file);
        raisers = new RaiserFields(yaml);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static Ruleset read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw invalid(file.toString(), "has " + Files.size(file) + " bytes, allowed are " + MAX_BYTES);
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw invalid(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a ruleset from a text.
     *
     * @param name stands for the file in faults
     * @throws InvalidInputException with every fault
     */
    public static Ruleset parse(String text, String name) {
        RulesFile reader = new RulesFile(name);
        Ruleset ruleset = reader.ruleset(compose(text, name));
        if (!reader.yaml.faults().isEmpty() || ruleset == null) {
            throw new InvalidInputException(reader.yaml.faults());
        }
        return ruleset;
    }

    private static @Nullable Node compose(String text, String name) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? "file"
                    : "line " + (e.getProblemMark().getLine() + 1);
            throw new InvalidInputException(List.of(new Fault(name, place, "is not YAML: " + e.getProblem(), null)));
        } catch (YAMLException e) {
            throw invalid(name, "is not YAML: " + e.getMessage());
        }
    }

    private static InvalidInputException invalid(String file, String reason) {
        return new InvalidInputException(List.of(new Fault(file, "file", reason, null)));
    }

    private @Nullable Ruleset ruleset(@Nullable Node root) {
        if (root == null) {
            yaml.fault("", null, "is empty", "give at least \"rules:\"");
            return null;
        }
        Map<String, Node> top = yaml.fields("", root, TOP_KEYS);
        if (top == null) {
            return null;
        }
        ZoneId zone = zone(top.get("zone"));
        if (!top.containsKey("rules")) {
            yaml.fault("rules", root, "is missing", null);
        }
        List<Node> items = yaml.items("rules", top.get("rules"));
        List<RuleConfig> rules = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            RuleConfig rule = rule("rules[" + i + "]", items.get(i));
            if (rule != null) {
                rules.add(rule);
            }
        }
        raisers.refuseUnknown(ids);
        return new Ruleset(zone, rules, ContentHash.hex16(canonical(zone, rules)));
    }

    private ZoneId zone(@Nullable Node node) {
        if (node == null) {
            return DEFAULT_ZONE;
        }
        String text = yaml.text("zone", null, node);
        try {
            return text == null ? DEFAULT_ZONE : ZoneId.of(text);
        } catch (DateTimeException e) {
            yaml.fault("zone", node, "\"" + text + "\" is not a time zone", "for instance Asia/Shanghai");
            return DEFAULT_ZONE;
        }
    }

    private @Nullable RuleConfig rule(String path, Node node) {
        int faultsBefore = yaml.faults().size();
        Map<String, Node> fields = yaml.fields(path, node, RULE_KEYS);
        if (fields == null) {
            return null;
        }
        String id = id(path, node, fields.get("id"));
        Tier tier = tier(path + ".tier", node, fields.get("tier"));
        RuleConfig.Mode mode = mode(path + ".mode", fields.get("mode"));
        List<RuleConfig.Exemption> exemptions = exemptions(path + ".exempt", fields.get("exempt"));
        List<RuleKind.Escalation> steps = escalation(path + ".escalate", fields.get("escalate"));
        String applies = applies(path + ".applies", fields.get("applies"));
        RuleKind kind = kind(path + ".kind", node, fields.get("kind"));
        if (kind == null) {
            return null;
        }
        if (kind.needsApplies() && fields.get("applies") == null) {
            yaml.fault(
                    path + ".applies",
                    node,
                    "a rule of kind " + kind.kind() + " needs a condition on whom it applies to",
                    "for instance applies: mover.kind == \"" + (kind.code().startsWith("S") ? "vessel" : "vehicle")
                            + "\"");
        }
        Parameters parameters = new ParameterReader(yaml).read(path + ".params", node, fields.get("params"), kind);
        if (yaml.faults().size() > faultsBefore || parameters == null || id == null || tier == null) {
            return null;
        }
        return new RuleConfig(
                id,
                kind,
                parameters,
                applies,
                tier,
                fields.containsKey("escalate") ? steps : kind.escalation(),
                exemptions,
                raisers.read(path + ".raisedBy", fields.get("raisedBy"), id),
                mode);
    }

    private @Nullable String id(String path, Node rule, @Nullable Node node) {
        String id = yaml.text(path + ".id", rule, node);
        if (id == null) {
            return null;
        }
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || id.length() > MAX_ID_LENGTH) {
            yaml.fault(
                    path + ".id",
                    node,
                    "\"" + id + "\" is not an id",
                    "letters, digits, dot, hyphen and underscore, at most " + MAX_ID_LENGTH);
            return null;
        }
        if (!ids.add(id)) {
            yaml.fault(
                    path + ".id", node, "id \"" + id + "\" is given twice", "ids are part of every warning's identity");
        }
        return id;
    }

    private @Nullable RuleKind kind(String path, Node rule, @Nullable Node node) {
        String name = yaml.text(path, rule, node);
        if (name == null) {
            return null;
        }
        RuleKind kind = RuleCatalog.kind(name);
        if (kind == null) {
            yaml.fault(
                    path,
                    node,
                    "unknown kind \"" + name + "\"",
                    "known are "
                            + RuleCatalog.kinds().stream().map(RuleKind::kind).collect(Collectors.joining(", ")));
        }
        return kind;
    }

    private @Nullable Tier tier(String path, Node parent, @Nullable Node node) {
        String word = yaml.text(path, parent, node);
        if (word == null) {
            return null;
        }
        for (Tier tier : Tier.values()) {
            if (tier.word().equals(word)) {
                return tier;
            }
        }
        yaml.fault(path, node, "\"" + word + "\" is not a tier", "one of blue, yellow, orange, red");
        return null;
    }

    private RuleConfig.Mode mode(String path, @Nullable Node node) {
        if (node == null) {
            return RuleConfig.Mode.LIVE;
        }
        String word = yaml.text(path, null, node);
        for (RuleConfig.Mode mode : RuleConfig.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        yaml.fault(path, node, "\"" + word + "\" is not a mode", "one of live, shadow, off");
        return RuleConfig.Mode.LIVE;
    }

    private @Nullable String applies(String path, @Nullable Node node) {
        String text = node == null ? null : yaml.text(path, null, node);
        checkExpression(path, node, text);
        return text;
    }

    private void checkExpression(String path, @Nullable Node node, @Nullable String text) {
        if (text != null) {
            try {
                Expression.overMover(text);
            } catch (IllegalArgumentException e) {
                yaml.fault(path, node, "expression is wrong: " + e.getMessage(), null);
            }
        }
    }

    private List<RuleKind.Escalation> escalation(String path, @Nullable Node node) {
        List<RuleKind.Escalation> steps = new ArrayList<>();
        List<Node> items = yaml.items(path, node);
        for (int i = 0; i < items.size(); i++) {
            String at = path + "[" + i + "]";
            Map<String, Node> fields = yaml.fields(at, items.get(i), ESCALATE_KEYS);
            if (fields == null) {
                continue;
            }
            Tier tier = tier(at + ".tier", items.get(i), fields.get("tier"));
            Long after = duration(at + ".after", items.get(i), fields.get("after"));
            if (after != null
                    && !steps.isEmpty()
                    && after <= steps.get(steps.size() - 1).afterMillis()) {
                yaml.fault(at + ".after", fields.get("after"), "must be later than the step before", null);
            }
            if (tier != null && after != null) {
                steps.add(new RuleKind.Escalation(after, tier));
            }
        }
        return steps;
    }

    private @Nullable Long duration(String path, Node parent, @Nullable Node node) {
        String text = yaml.text(path, parent, node);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration.toMillis();
            }
            yaml.fault(path, node, "\"" + text + "\" must be above zero", null);
        } catch (DateTimeException e) {
            yaml.fault(path, node, "\"" + text + "\" is not a duration such as PT15M", null);
        }
        return null;
    }

    private List<RuleConfig.Exemption> exemptions(String path, @Nullable Node node) {
        List<RuleConfig.Exemption> exemptions = new ArrayList<>();
        List<Node> items = yaml.items(path, node);
        for (int i = 0; i < items.size(); i++) {
            String at = path + "[" + i + "]";
            Map<String, Node> fields = yaml.fields(at, items.get(i), EXEMPT_KEYS);
            if (fields == null) {
                continue;
            }
            String where = yaml.text(at + ".where", items.get(i), fields.get("where"));
            checkExpression(at + ".where", fields.get("where"), where);
            long until = until(at + ".until", fields.get("until"));
            if (where != null) {
                exemptions.add(new RuleConfig.Exemption(where, until));
            }
        }
        return exemptions;
    }

    /** A date alone means its first instant in China, where every local time of the contracts is. */
    private long until(String path, @Nullable Node node) {
        if (node == null) {
            return Long.MAX_VALUE;
        }
        String text = yaml.text(path, null, node);
        if (text == null) {
            return Long.MAX_VALUE;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(DEFAULT_ZONE)
                            .toInstant()
                            .toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            yaml.fault(path, node, "\"" + text + "\" is not a date or time such as 2027-01-01", null);
            return Long.MAX_VALUE;
        }
    }

    /** Everything a warning depends on, in one order, so that the same rules have the same hash wherever they stand. */
    private static String canonical(ZoneId zone, List<RuleConfig> rules) {
        StringBuilder text = new StringBuilder(zone.getId());
        for (RuleConfig rule : rules) {
            text.append('\n').append(rule.id()).append('|').append(rule.kind().kind());
            text.append('|').append(rule.applies()).append('|').append(rule.tier());
            text.append('|').append(rule.escalation()).append('|').append(rule.exemptions());
            text.append('|')
                    .append(rule.mode())
                    .append('|')
                    .append(rule.parameters().shown());
            if (!rule.raisedBy().isEmpty()) {
                text.append('|').append(rule.raisedBy());
            }
        }
        return text.toString();
    }
}
