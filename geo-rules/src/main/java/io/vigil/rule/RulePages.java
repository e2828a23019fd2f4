package io.vigil.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reference pages of the rule kinds, in Markdown, written from what the kinds declare of themselves: what a page says
 * is what the validation holds rule files to.
 */
public final class RulePages {
    /** Name of the page that lists all kinds. */
    public static final String INDEX = "README.md";

    private static final String MADE = "<!-- Written by `./vigil rules docs` from the code. Do not edit. -->\n\n";

    private RulePages() {}

    /** Every page by its file name. */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put(INDEX, index(RuleCatalog.kinds()));
        RuleCatalog.kinds().forEach(kind -> pages.put(fileName(kind), page(kind)));
        return pages;
    }

    /** Name of the page of a kind. */
    public static String fileName(RuleKind kind) {
        return kind.kind() + ".md";
    }

    private static String index(List<RuleKind> kinds) {
        StringBuilder text = new StringBuilder(MADE);
        text.append("# The rule kinds\n\n");
        text.append("What they have in common is in [rules.md](../rules.md).\n\n");
        text.append("| kind | code | name | warns when | clears when |\n| --- | --- | --- | --- | --- |\n");
        for (RuleKind kind : kinds) {
            text.append("| [`")
                    .append(kind.kind())
                    .append("`](")
                    .append(fileName(kind))
                    .append(") | ");
            text.append(kind.code()).append(" | ").append(kind.nameZh()).append(" | ");
            text.append(cell(kind.meaning()))
                    .append(" | ")
                    .append(cell(kind.clears()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String page(RuleKind kind) {
        StringBuilder text = new StringBuilder(MADE);
        text.append("# ")
                .append(kind.nameEn())
                .append(" · ")
                .append(kind.nameZh())
                .append("\n\n");
        text.append("`kind: ")
                .append(kind.kind())
                .append("`, ")
                .append(kind.code())
                .append(" of the catalogue.\n\n");
        text.append(kind.meaning()).append("\n\n");
        text.append(kind.meaningZh()).append("\n\n");
        text.append("**Clears:** ")
                .append(kind.clears())
                .append(" · ")
                .append(kind.clearsZh())
                .append("\n\n");
        text.append("**Tier:** as `tier` says, at least")
                .append(escalation(kind))
                .append(".\n\n");
        text.append("**Defaults from:** ").append(kind.source()).append(".\n\n");
        if (kind.needsApplies()) {
            text.append("A rule of this kind needs `applies`.\n\n");
        }
        List<Parameter> knobs = new ArrayList<>(kind.allParameters());
        knobs.removeAll(kind.parameters());
        if (!kind.parameters().isEmpty()) {
            text.append("## Parameters\n\n");
            table(kind.parameters(), text);
        }
        text.append("## Onset and clear\n\n");
        table(knobs, text);
        text.append("## Example\n\n```yaml\n").append(example(kind)).append("```\n");
        return text.toString();
    }

    private static String escalation(RuleKind kind) {
        StringBuilder text = new StringBuilder();
        kind.escalation().forEach(step -> text.append("; after ")
                .append(java.time.Duration.ofMillis(step.afterMillis()))
                .append(' ')
                .append(step.tier().word()));
        return text.isEmpty() ? text.toString() : text + ", where the rule has no `escalate`";
    }

    private static void table(List<Parameter> parameters, StringBuilder text) {
        text.append("| name | default | range | meaning | 含义 |\n| --- | --- | --- | --- | --- |\n");
        for (Parameter parameter : parameters) {
            text.append("| `").append(parameter.name()).append("` | ").append(defaultOf(parameter));
            text.append(" | ").append(cell(parameter.range()));
            text.append(" | ").append(cell(parameter.meaning()));
            text.append(" | ").append(cell(parameter.meaningZh())).append(" |\n");
        }
        text.append('\n');
    }

    private static String defaultOf(Parameter parameter) {
        return parameter.defaultValue() == null ? "must be given" : "`" + cell(yaml(parameter.defaultValue())) + "`";
    }

    /** A rule with every parameter of its own as it would be without being written. */
    private static String example(RuleKind kind) {
        StringBuilder text = new StringBuilder("rules:\n");
        text.append("  - id: my-")
                .append(kind.kind())
                .append("\n    kind: ")
                .append(kind.kind())
                .append('\n');
        text.append("    applies: mover.kind == \"").append(kind.code().startsWith("S") ? "vessel" : "vehicle");
        text.append("\"\n    tier: yellow\n");
        if (!kind.parameters().isEmpty()) {
            text.append("    params:\n");
        }
        for (Parameter parameter : kind.parameters()) {
            text.append("      ").append(parameter.name()).append(": ");
            text.append(yaml(parameter.defaultValue() == null ? given(parameter) : parameter.defaultValue()));
            text.append('\n');
        }
        return text.toString();
    }

    /** Something a parameter without a default may be. */
    private static Object given(Parameter parameter) {
        return switch (parameter.type()) {
            case EXPRESSION -> "report.speedKmh > 100";
            case TEXT -> "text";
            case NUMBER -> 1.0;
            case COUNT -> 1;
            case FLAG -> true;
            case DURATION -> java.time.Duration.ofMinutes(1);
            case TIME_OF_DAY -> java.time.LocalTime.MIDNIGHT;
            case TEXTS -> List.of();
            case NUMBERS_BY_NAME, TEXTS_BY_NAME -> Map.of();
        };
    }

    private static String yaml(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof java.time.Duration) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(RulePages::yaml).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            new TreeMap<Object, Object>(map).forEach((name, each) -> entries.add(yaml(name) + ": " + yaml(each)));
            return "{" + String.join(", ", entries) + "}";
        }
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
