package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels (JSON lines, contracts section 7): what a rule should have warned of, and what it should not have, from
 * dispositions or from a simulator's {@code truth.jsonl}. Every fault of a file is reported at once, with its line.
 *
 * <p>Limits of a file: 256 MiB, lines of 1 MiB.
 */
public final class LabelFile {
    private LabelFile() {}

    /**
     * A stretch of time about which the truth is known.
     *
     * @param rule id of the rule it is about
     * @param movers whom it is about, at least one, sorted and each once
     * @param fromMillis first instant
     * @param toMillis last instant, not before the first
     * @param genuine whether a warning is right ({@code "label":"true"}) or wrong
     */
    public record Label(String rule, List<MoverId> movers, long fromMillis, long toMillis, boolean genuine) {
        public Label {
            movers = List.copyOf(movers);
        }
    }

    /**
     * The labels of a file, in its order.
     *
     * @throws InvalidInputException with every fault
     */
    public static List<Label> read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Label> labels = new ArrayList<>();
        JsonLines.read(file, faults, fields -> {
            Label label = label(fields);
            if (label != null) {
                labels.add(label);
            }
        });
        faults.throwIfAny();
        return labels;
    }

    private static @Nullable Label label(JsonFields fields) {
        String rule = fields.requiredText("rule");
        SortedSet<MoverId> movers = new TreeSet<>();
        for (String text : fields.texts("movers")) {
            MoverId mover = fields.mover(text);
            if (mover != null) {
                movers.add(mover);
            }
        }
        if (!fields.has("movers")
                || fields.node().get("movers").isArray()
                        && fields.node().get("movers").isEmpty()) {
            fields.fault("movers is missing or empty", null);
        }
        // Not &&: if both are missing, both are faults.
        boolean hasPeriod = fields.requiredText("from") != null & fields.requiredText("to") != null;
        long from = hasPeriod ? fields.instantOf("from") : 0;
        long to = hasPeriod ? fields.instantOf("to") : 0;
        if (from != Rfc3339.NONE && to != Rfc3339.NONE && from > to) {
            fields.fault("to is before from", null);
        }
        JsonNode word = fields.node().path("label");
        boolean isTrue = word.asText().equals("true");
        if (!isTrue && !word.asText().equals("false")) {
            fields.fault(
                    "label=" + JsonFields.shown(fields.node().get("label")) + " must be \"true\" or \"false\"", null);
        }
        return rule == null ? null : new Label(rule, List.copyOf(movers), from, to, isTrue);
    }
}
