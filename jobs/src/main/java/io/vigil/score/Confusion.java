package io.vigil.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rule warned where the truth says which: a right warning counts on the diagonal, a wrong one in the row of what the
 * truth says of that mover at that time, or of nothing, and a missed label in the column of nothing.
 *
 * @param counts by rule of the truth, then by rule of the warning; {@link #NOTHING} for neither
 */
record Confusion(Map<String, Map<String, Integer>> counts) {
    static final String NOTHING = "(none)";

    /** Counts what was matched, and what was not. */
    static final class Builder {
        private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

        void add(String truth, String warned) {
            counts.computeIfAbsent(truth, unused -> new TreeMap<>()).merge(warned, 1, Integer::sum);
        }

        Confusion build() {
            return new Confusion(counts);
        }
    }

    int count(String truth, String warned) {
        return counts.getOrDefault(truth, Map.of()).getOrDefault(warned, 0);
    }

    /** The matrix for people: truth by rows, warnings by columns, whose numbers are those of the rows. */
    String table() {
        TreeSet<String> names = new TreeSet<>(counts.keySet());
        counts.values().forEach(row -> names.addAll(row.keySet()));
        names.remove(NOTHING);
        List<String> order = new ArrayList<>(names);
        order.add(NOTHING);
        int width = order.stream().mapToInt(String::length).max().orElse(1);
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%-" + (width + 5) + "s", "truth \\ warned"));
        for (int column = 1; column <= order.size(); column++) {
            out.append(String.format(Locale.ROOT, "%6s", column == order.size() ? "none" : "#" + column));
        }
        out.append(System.lineSeparator());
        for (int row = 0; row < order.size(); row++) {
            out.append(String.format(Locale.ROOT, "#%-3d %-" + width + "s", row + 1, order.get(row)));
            for (String warned : order) {
                int count = count(order.get(row), warned);
                out.append(String.format(Locale.ROOT, "%6s", count == 0 ? "." : Integer.toString(count)));
            }
            out.append(System.lineSeparator());
        }
        return out.toString();
    }
}
