package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels, from dispositions or from a simulator's truth (JSON lines, contracts section 7). Every fault of a file is
 * reported at once, with its line.
 */
public final class LabelFile {
    private LabelFile() {}

    /**
     * What is known about some movers and a rule.
     *
     * @param rule id of the rule
     * @param movers at least one, in the order of the file
     * @param fromMillis begin of the interval, milliseconds since the epoch
     * @param toMillis its end, inclusive; not before the begin
     * @param genuine whether a warning belongs there; false: one there would be wrong
     */
    public record Label(String rule, List<MoverId> movers, long fromMillis, long toMillis, boolean genuine) {
        public Label {
            movers = List.copyOf(movers);
            if (movers.isEmpty() || toMillis < fromMillis) {
                throw new IllegalArgumentException(
                        "a label needs movers and an interval that does not end before it begins");
            }
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
            int before = faults.size();
            Label label = label(fields);
            if (label != null && faults.size() == before) {
                labels.add(label);
            }
        });
        faults.throwIfAny();
        return labels;
    }

    private static @Nullable Label label(JsonFields fields) {
        String rule = fields.requiredText("rule");
        List<MoverId> movers = new ArrayList<>();
        List<String> texts = fields.texts("movers");
        for (String text : texts) {
            MoverId mover = fields.mover(text);
            if (mover != null) {
                movers.add(mover);
            }
        }
        if (texts.isEmpty()) {
            fields.fault("movers is missing or empty", "[\"vehicle:ID\"]");
        }
        Long from = moment(fields, "from");
        Long to = moment(fields, "to");
        if (from != null && to != null && to < from) {
            fields.fault("to=" + Rfc3339.format(to) + " is before from=" + Rfc3339.format(from), null);
        }
        Boolean genuine = genuine(fields);
        return rule == null || movers.isEmpty() || genuine == null || from == null || to == null || to < from
                ? null
                : new Label(rule, movers, from, to, genuine);
    }

    private static @Nullable Long moment(JsonFields fields, String name) {
        String text = fields.requiredText(name);
        if (text == null) {
            return null;
        }
        try {
            return Rfc3339.parse(text);
        } catch (JsonFormatException e) {
            fields.fault(name + "=" + e.getMessage(), null);
            return null;
        }
    }

    private static @Nullable Boolean genuine(JsonFields fields) {
        JsonNode label = fields.node().get("label");
        String word = label == null || label.isContainerNode() ? "" : label.asText();
        if (!word.equals("true") && !word.equals("false")) {
            fields.fault("label=" + JsonFields.shown(label) + " must be \"true\" or \"false\"", null);
            return null;
        }
        return word.equals("true");
    }
}
