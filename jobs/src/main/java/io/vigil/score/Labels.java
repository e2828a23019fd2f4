package io.vigil.score;

import io.vigil.json.LabelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known to be so.
 *
 * @param right episodes labelled true: a warning is due
 * @param wrong episodes labelled false: a warning would be wrong
 * @param byWarning by the id of a warning, what the desk said of it
 */
public record Labels(List<Episode> right, List<Episode> wrong, Map<String, Boolean> byWarning) {
    public Labels {
        right = List.copyOf(right);
        wrong = List.copyOf(wrong);
        byWarning = Map.copyOf(byWarning);
    }

    /**
     * Reads a file of labels: truth, table or dispositions.
     *
     * @throws io.vigil.model.InvalidInputException with every fault
     */
    public static Labels read(Path file) {
        LabelFile.Content content = LabelFile.read(file);
        List<Episode> right = new ArrayList<>();
        List<Episode> wrong = new ArrayList<>();
        for (LabelFile.Label label : content.labels()) {
            List<Episode> side = label.genuine() ? right : wrong;
            side.add(new Episode(
                    "label " + (right.size() + wrong.size() + 1),
                    label.rule(),
                    label.movers().stream().map(mover -> mover.text()).collect(Collectors.toSet()),
                    label.fromMillis(),
                    label.toMillis()));
        }
        return new Labels(right, wrong, content.byWarning());
    }

    /** How many there are. */
    public int count() {
        return right.size() + wrong.size() + byWarning.size();
    }

    /**
     * What the desk said of warnings as labels of their time, so that it also counts for candidates that warn earlier, later or
     * under another id.
     *
     * @param warnings the warnings the desk saw; what it said of others is left out
     */
    public Labels over(List<Episode> warnings) {
        List<Episode> allRight = new ArrayList<>(right);
        List<Episode> allWrong = new ArrayList<>(wrong);
        for (Episode warning : warnings) {
            Boolean genuine = byWarning.get(warning.id());
            if (genuine != null) {
                (genuine ? allRight : allWrong).add(warning);
            }
        }
        return new Labels(allRight, allWrong, Map.of());
    }
}
