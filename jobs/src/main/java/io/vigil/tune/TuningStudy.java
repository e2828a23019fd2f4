package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.evaluate.Lane;
import io.vigil.jobs.ReplayStudy;
import io.vigil.jobs.Tally;
import io.vigil.jobs.WarningRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Adds to a replay's results what tells its candidates apart. */
public final class TuningStudy implements ReplayStudy {
    private final List<Sweep.Candidate> candidates;

    /**
     * A study.
     *
     * @param candidates those that a sweep has made
     */
    public TuningStudy(List<Sweep.Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    @Override
    public void take(WarningRecord warning, List<Lane.Version> lanes) {}

    @Override
    public void finish(Tally tally, Path folder, ObjectNode summary) throws IOException {
        for (Sweep.Candidate candidate : candidates) {
            Files.writeString(
                    folder.resolve(candidate.name()).resolve("rules.yaml"),
                    candidate.rules().text());
            ObjectNode params = summary.withObjectProperty("lanes")
                    .withObjectProperty(candidate.name())
                    .putObject("params");
            new TreeMap<>(candidate.values()).forEach(params::put);
        }
    }
}
