package io.vigil.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.model.Wilson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A score for people and for programs. */
final class ScoreText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ScoreText() {}

    /** The table and the two lists. */
    static String table(Score score) {
        int width = Math.max(
                4,
                score.rules().stream()
                        .mapToInt(rule -> rule.rule().length())
                        .max()
                        .orElse(4));
        String head = "%-" + width + "s  %6s %6s %6s  %-22s  %-22s%n";
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT, head, "rule", "true", "false", "missed", "precision (95 %)", "recall (95 %)"));
        for (RuleScore rule : score.rules()) {
            out.append(line(head, rule));
        }
        out.append(line(head, score.total()));
        if (score.uncounted() > 0) {
            out.append(String.format(Locale.ROOT, "%d warnings without a label are not counted%n", score.uncounted()));
        }
        out.append(System.lineSeparator()).append(score.confusion().table()).append(System.lineSeparator());
        list(out, "false", score.wrong());
        list(out, "missed", score.missed());
        return out.toString();
    }

    private static String line(String head, RuleScore rule) {
        return String.format(
                                Locale.ROOT,
                                head,
                                rule.rule(),
                                rule.right(),
                                rule.wrong(),
                                rule.missed(),
                                share(rule.precision()),
                                share(rule.recall()))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String share(Wilson wilson) {
        return Double.isNaN(wilson.share())
                ? "-"
                : String.format(Locale.ROOT, "%.4f (%.4f-%.4f)", wilson.share(), wilson.low(), wilson.high());
    }

    private static void list(StringBuilder out, String word, List<Episode> episodes) {
        for (Episode episode : episodes) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-6s %s %s %s..%s (%s)%n",
                    word,
                    episode.rule(),
                    String.join(",", new TreeSet<>(episode.movers())),
                    Instant.ofEpochMilli(episode.fromMillis()),
                    Instant.ofEpochMilli(episode.toMillis()),
                    episode.id()));
        }
    }

    /** The same as one JSON object. */
    static String json(Score score, Tolerances tolerances, Score.Unlabelled unlabelled) {
        ObjectNode tree = JSON.createObjectNode()
                .put("unlabelled", unlabelled.name().toLowerCase(Locale.ROOT))
                .put("uncounted", score.uncounted());
        ObjectNode tolerance =
                tree.putObject("tolerance").put("default", tolerances.ordinary().toString());
        tolerances.ofRules().forEach((rule, duration) -> tolerance.put(rule, duration.toString()));
        ArrayNode rules = tree.putArray("rules");
        score.rules().forEach(rule -> rules.add(node(rule)));
        tree.set("total", node(score.total()));
        tree.set("confusion", JSON.valueToTree(score.confusion().counts()));
        episodes(tree.putArray("false"), score.wrong());
        episodes(tree.putArray("missed"), score.missed());
        try {
            return JSON.writeValueAsString(tree) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    private static ObjectNode node(RuleScore rule) {
        ObjectNode node = JSON.createObjectNode()
                .put("rule", rule.rule())
                .put("true", rule.right())
                .put("false", rule.wrong())
                .put("caught", rule.caught())
                .put("missed", rule.missed());
        node.set("precision", node(rule.precision()));
        node.set("recall", node(rule.recall()));
        return node;
    }

    private static ObjectNode node(Wilson wilson) {
        ObjectNode node = JSON.createObjectNode();
        if (Double.isNaN(wilson.share())) {
            return node.putNull("value").putNull("low").putNull("high");
        }
        return node.put("value", wilson.share()).put("low", wilson.low()).put("high", wilson.high());
    }

    private static void episodes(ArrayNode out, List<Episode> episodes) {
        for (Episode episode : episodes) {
            ObjectNode node = out.addObject().put("id", episode.id()).put("rule", episode.rule());
            ArrayNode movers = node.putArray("movers");
            new TreeSet<>(episode.movers()).forEach(movers::add);
            node.put("from", Instant.ofEpochMilli(episode.fromMillis()).toString())
                    .put("to", Instant.ofEpochMilli(episode.toMillis()).toString());
        }
    }
}
