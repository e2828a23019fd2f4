package io.vigil.tune;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The candidates of a sweep: the product of the values of its axes, each one a lane. */
public final class Sweep {
    /** So many lanes fit into one pass. */
    public static final int MOST_LANES = 200;

    private Sweep() {}

    /**
     * One candidate.
     *
     * @param name of its lane
     * @param values by {@link SweepAxis#name}
     * @param rules its rule file
     */
    public record Candidate(String name, Map<String, String> values, RulesText rules) {
        public Candidate {
            values = Map.copyOf(values);
        }
    }

    /** How many candidates there are, as far as a {@code long} counts. */
    public static long count(List<SweepAxis> axes) {
        long count = 1;
        for (SweepAxis axis : axes) {
            count = Math.min(Integer.MAX_VALUE, count * axis.values().size());
        }
        return count;
    }

    /**
     * The candidates of a rule file, the first axis turning slowest. Their lanes are named {@code LANE-01} and so on: five
     * parameters in a name would be longer than a file's name may be.
     *
     * @param lane name of the file's own lane
     * @throws InvalidInputException with every fault of every candidate: a rule or parameter that is not there, a value out of
     *     its range
     */
    public static List<Candidate> candidates(String lane, RulesText rules, List<SweepAxis> axes) {
        List<Fault> faults = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        int total = (int) count(axes);
        String format = "%s-%0" + Integer.toString(total).length() + "d";
        for (int number = 0; number < total; number++) {
            Map<String, String> values = values(axes, number);
            try {
                RulesText changed = rules.with(settings(axes, values));
                candidates.add(new Candidate(String.format(Locale.ROOT, format, lane, number + 1), values, changed));
            } catch (InvalidInputException invalid) {
                addNew(invalid.faults(), faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return candidates;
    }

    private static List<RulesText.Setting> settings(List<SweepAxis> axes, Map<String, String> values) {
        return axes.stream()
                .map(axis -> new RulesText.Setting(axis.rule(), axis.parameter(), values.getOrDefault(axis.name(), "")))
                .toList();
    }

    /** One wrong value is wrong in every candidate that has it: it is told of the first. */
    private static void addNew(List<Fault> more, List<Fault> faults) {
        for (Fault fault : more) {
            boolean isKnown = faults.stream()
                    .anyMatch(known -> known.place().equals(fault.place())
                            && known.reason().equals(fault.reason()));
            if (!isKnown) {
                faults.add(fault);
            }
        }
    }

    private static Map<String, String> values(List<SweepAxis> axes, int number) {
        Map<String, String> values = new LinkedHashMap<>();
        int rest = number;
        for (int i = axes.size() - 1; i >= 0; i--) {
            List<String> all = axes.get(i).values();
            values.put(axes.get(i).name(), all.get(rest % all.size()));
            rest /= all.size();
        }
        return values;
    }
}
