package io.vigil.cli;

import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import io.vigil.tune.RulesText;
import io.vigil.tune.Sweep;
import io.vigil.tune.SweepAxis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that makes candidates of a rule file. */
final class SweepOptions {
    @Option(
            names = "--sweep",
            paramLabel = "RULE.PARAM=FROM..TO:STEP",
            description = {
                "candidates with other values of a parameter, each one more lane; may be repeated: the product of all.",
                "Numbers, durations (PT5M..PT20M:PT5M), times of day (22:00..23:30:PT30M), or a list (A,B,C)"
            })
    private List<String> sweeps = new ArrayList<>();

    /** The axes, none when nothing is swept. */
    List<SweepAxis> axes() {
        List<SweepAxis> axes = new ArrayList<>();
        for (String sweep : sweeps) {
            try {
                SweepAxis axis = SweepAxis.parse(sweep);
                if (axes.stream().anyMatch(known -> known.name().equals(axis.name()))) {
                    throw new WrongUseException("--sweep " + axis.name() + " is given twice");
                }
                axes.add(axis);
            } catch (IllegalArgumentException wrong) {
                throw new WrongUseException(String.valueOf(wrong.getMessage()));
            }
        }
        return axes;
    }

    /**
     * The lanes of all rule files: each file's own, then its candidates.
     *
     * @param files rule files by lane
     * @param folder where the candidates' rule files are written
     */
    static Lanes lanes(Map<String, Path> files, List<SweepAxis> axes, Path folder) throws IOException {
        long total = files.size() * (1 + (axes.isEmpty() ? 0 : Sweep.count(axes)));
        if (total > Sweep.MOST_LANES) {
            throw new WrongUseException(
                    "these rule files and sweeps are " + total + " lanes, at most " + Sweep.MOST_LANES
                            + " fit into one pass: take fewer values or sweep one parameter after the other");
        }
        Map<String, Path> byLane = new LinkedHashMap<>(files);
        List<Sweep.Candidate> candidates = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, Path> file : axes.isEmpty() ? List.<Map.Entry<String, Path>>of() : files.entrySet()) {
            try {
                candidates.addAll(Sweep.candidates(file.getKey(), RulesText.read(file.getValue()), axes));
            } catch (InvalidInputException invalid) {
                faults.addAll(invalid.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        for (Sweep.Candidate candidate : candidates) {
            Path file = Files.writeString(
                    Files.createDirectories(folder).resolve(candidate.name() + ".yaml"),
                    candidate.rules().text());
            if (byLane.put(candidate.name(), file) != null) {
                throw new WrongUseException("a --rules file and a candidate are both named " + candidate.name());
            }
        }
        return new Lanes(byLane, candidates);
    }

    /**
     * All lanes of a run.
     *
     * @param files rule files by lane, the one everything is held against first
     * @param candidates those that a sweep has made
     */
    record Lanes(Map<String, Path> files, List<Sweep.Candidate> candidates) {
        String baseline() {
            return files.keySet().iterator().next();
        }
    }
}
