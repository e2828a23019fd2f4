package io.vigil.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.model.Disposition;
import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels: from a simulator's truth (JSON lines, contracts section 7), from a table (CSV with the same names, movers with
 * semicolons between), or from dispositions (section 8), which say of a warning whether it was right. Every fault of a file is
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
     * What a file says.
     *
     * @param labels in the order of the file
     * @param byWarning by the id of a warning, whether the desk found it right; steps on the way and outcomes that do not say
     *     (duplicate, unreachable) are left out, the last word counts
     */
    public record Content(List<Label> labels, SortedMap<String, Boolean> byWarning) {
        public Content {
            labels = List.copyOf(labels);
            byWarning = Collections.unmodifiableSortedMap(new TreeMap<>(byWarning));
        }
    }

    /**
     * Reads a file; the names of tables end in {@code .csv}.
     *
     * @throws InvalidInputException with every fault
     */
    public static Content read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Label> labels = new ArrayList<>();
        SortedMap<String, Boolean> byWarning = new TreeMap<>();
        JsonLines.Visitor visitor = fields -> {
            if (fields.node().has("outcome")) {
                disposition(fields, byWarning);
                return;
            }
            int before = faults.size();
            Label label = label(fields);
            if (label != null && faults.size() == before) {
                labels.add(label);
            }
        };
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv")) {
            CsvLines.read(file, Set.of("rule", "outcome"), Set.of("movers"), Set.of(), faults, visitor);
        } else {
            JsonLines.read(file, faults, visitor);
        }
        faults.throwIfAny();
        return new Content(labels, byWarning);
    }

    /** A warning that should have been permitted is one too many, whoever should have known of the permit. */
    private static void disposition(JsonFields fields, SortedMap<String, Boolean> byWarning) {
        String id = fields.requiredText("warningId");
        String word = fields.requiredText("outcome");
        Disposition.Outcome outcome = word == null ? null : Disposition.Outcome.ofWord(word);
        if (word != null && outcome == null) {
            fields.fault("outcome=\"" + JsonFields.cut(word) + "\" is not known", null);
        }
        if (id == null || outcome == null) {
            return;
        }
        switch (outcome) {
            case CONFIRMED -> byWarning.put(id, true);
            case FALSE, PERMITTED -> byWarning.put(id, false);
            case DUPLICATE, UNREACHABLE -> byWarning.remove(id);
            case ACK, DISPATCH -> {}
        }
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
