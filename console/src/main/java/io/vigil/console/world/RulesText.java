package io.vigil.console.world;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vigil.console.record.RecordFields;
import io.vigil.json.RulesFile;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.rule.Parameter;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ruleset as text: its rules with what their kinds declare, and the text with one rule changed. */
public final class RulesText {
    private static final String NAME = "rules";
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private RulesText() {}

    /** Writes the rules as a list, each with its parameters as its kind declares them; an empty text has none. */
    public static void write(JsonGenerator out, String text) throws IOException {
        out.writeStartArray();
        if (!text.isBlank()) {
            for (JsonNode rule : tree(text).path("rules")) {
                RuleKind kind = RuleCatalog.kind(rule.path("kind").asText());
                if (kind != null) {
                    write(out, rule, kind);
                }
            }
        }
        out.writeEndArray();
    }

    /**
     * The text with the parameters, tier and mode of one rule replaced.
     *
     * @throws InvalidInputException with every fault the engine's reader finds in the result
     */
    public static String changed(String text, String id, JsonNode change) {
        ObjectNode tree = tree(text);
        ObjectNode rule = find(tree, id);
        if (rule == null) {
            throw new InvalidInputException(List.of(new Fault(NAME, id, "no such rule", null)));
        }
        if (change.path("params") instanceof ObjectNode params && !params.isEmpty()) {
            rule.set("params", params);
        } else {
            rule.remove("params");
        }
        rule.put("tier", change.path("tier").asText(rule.path("tier").asText()));
        rule.put("mode", change.path("mode").asText("live"));
        try {
            String changed = YAML.writeValueAsString(tree);
            RulesFile.parse(changed, NAME);
            return changed;
        } catch (IOException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static @Nullable ObjectNode find(ObjectNode tree, String id) {
        if (tree.path("rules") instanceof ArrayNode rules) {
            for (JsonNode rule : rules) {
                if (rule instanceof ObjectNode found
                        && found.path("id").asText().equals(id)) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The text was read by the engine's reader, which has limits, before it came here. */
    private static ObjectNode tree(String text) {
        try {
            RulesFile.parse(text, NAME);
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new InvalidInputException(List.of(new Fault(NAME, "file", "is not YAML: " + e.getMessage(), null)));
        }
    }

    private static void write(JsonGenerator out, JsonNode rule, RuleKind kind) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", rule.path("id").asText());
        out.writeStringField("kind", kind.kind());
        out.writeStringField("meaning", kind.meaning());
        out.writeStringField("meaningZh", kind.meaningZh());
        out.writeStringField("source", kind.source());
        out.writeStringField("tier", rule.path("tier").asText("blue"));
        out.writeStringField("mode", rule.path("mode").asText("live"));
        out.writeFieldName("params");
        out.writeRawValue(rule.path("params").isObject() ? rule.path("params").toString() : "{}");
        out.writeArrayFieldStart("parameters");
        for (Parameter parameter : kind.allParameters()) {
            out.writeStartObject();
            out.writeStringField("name", parameter.name());
            out.writeStringField("type", parameter.type().name().toLowerCase(Locale.ROOT));
            out.writeStringField("range", parameter.range());
            out.writeStringField("rangeZh", parameter.rangeZh());
            out.writeStringField("meaning", parameter.meaning());
            out.writeStringField("meaningZh", parameter.meaningZh());
            writeDefault(out, parameter.defaultValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeDefault(JsonGenerator out, @Nullable Object value) throws IOException {
        out.writeFieldName("defaultValue");
        if (value instanceof Number || value instanceof Boolean) {
            out.writeRawValue(value.toString());
        } else if (value instanceof List<?> texts) {
            out.writeStartArray();
            for (Object text : texts) {
                out.writeString(String.valueOf(text));
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> byName) {
            out.writeRawValue(RecordFields.JSON.writeValueAsString(byName));
        } else {
            out.writeString(value == null ? null : value.toString());
        }
    }
}
