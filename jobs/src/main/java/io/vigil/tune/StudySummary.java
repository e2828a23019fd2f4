package io.vigil.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes a study into the summary of a replay. Holds nothing of the clock, the machine or the parallelism. */
final class StudySummary {
    private final StudyOptions options;
    private final LaneTable table;

    StudySummary(StudyOptions options, LaneTable table) {
        this.options = options;
        this.table = table;
    }

    /** Adds the figures of each lane and what concerns them all. */
    void write(ObjectNode summary, double hours) {
        ObjectNode study = summary.putObject("study");
        study.put("baseline", options.baseline()).put("desks", options.desks());
        Counts.number(study, "hours", hours);
        writeAxes(study.putArray("axes"));
        if (options.hasLabels()) {
            writeLabels(study.putObject("labels"));
        }
        writeLanes(summary);
        writeCurves(study.putArray("curves"));
        table.pareto().forEach(study.putArray("pareto")::add);
        study.put("best", table.best());
        writeDeciding(study.putArray("deciding"));
    }

    private void writeAxes(ArrayNode out) {
        for (SweepAxis axis : options.axes()) {
            ObjectNode node = out.addObject()
                    .put("name", axis.name())
                    .put("rule", axis.rule())
                    .put("parameter", axis.parameter());
            axis.values().forEach(node.putArray("values")::add);
            node.put("baseline", options.baselineValues().get(axis.name()));
        }
    }

    private void writeLabels(ObjectNode out) {
        int resolved = table.labels().count()
                - options.labels().right().size()
                - options.labels().wrong().size();
        out.put("file", options.labelFile())
                .put("true", table.labels().right().size())
                .put("false", table.labels().wrong().size())
                .put("dispositions", options.labels().byWarning().size())
                .put("dispositionsOfOtherWarnings", options.labels().byWarning().size() - resolved)
                .put("unlabelled", options.unlabelled().name().toLowerCase(Locale.ROOT));
    }

    private void writeLanes(ObjectNode summary) {
        ObjectNode lanes = summary.withObjectProperty("lanes");
        Map<String, Sweep.Candidate> candidates = new HashMap<>();
        options.candidates().forEach(candidate -> candidates.put(candidate.name(), candidate));
        for (String lane : options.lanes()) {
            ObjectNode node = lanes.withObjectProperty(lane);
            Sweep.Candidate candidate = candidates.get(lane);
            if (candidate != null) {
                ObjectNode params = node.putObject("params");
                new TreeMap<>(candidate.values()).forEach(params::put);
            }
            LaneFigures figures = table.figures(lane);
            figures.write(node.putObject("all"), rule -> true, true);
            if (!options.axes().isEmpty()) {
                figures.write(node.putObject("swept"), options::isAbout, false);
            }
            Difference difference = table.difference(lane);
            node.putObject("against")
                    .put("kept", difference.kept())
                    .put("moved", difference.moved().size())
                    .put("new", difference.added().size())
                    .put("lost", difference.lost().size());
        }
    }

    /** One curve for each axis, through the lanes that have the best lane's values of all others. */
    private void writeCurves(ArrayNode out) {
        Sweep.Candidate through = through();
        if (through == null) {
            return;
        }
        for (SweepAxis axis : options.axes()) {
            ObjectNode curve = out.addObject().put("axis", axis.name());
            ObjectNode others = curve.putObject("others");
            new TreeMap<>(through.values()).forEach((name, value) -> {
                if (!name.equals(axis.name())) {
                    others.put(name, value);
                }
            });
            Predicate<String> ofRule = rule -> rule.equals(axis.rule());
            ArrayNode points = curve.putArray("points");
            for (String value : axis.values()) {
                Map<String, String> wanted = new HashMap<>(through.values());
                wanted.put(axis.name(), value);
                options.candidates().stream()
                        .filter(candidate -> candidate.values().equals(wanted))
                        .findFirst()
                        .ifPresent(candidate -> {
                            ObjectNode point =
                                    points.addObject().put("value", value).put("lane", candidate.name());
                            table.figures(candidate.name()).write(point, ofRule, false);
                        });
            }
        }
    }

    /** The candidate the curves run through: the best one, or the one nearest to the baseline. */
    private Sweep.@Nullable Candidate through() {
        String best = table.best();
        List<Sweep.Candidate> all = options.candidates();
        return all.stream()
                .filter(candidate -> candidate.name().equals(best))
                .findFirst()
                .or(() -> all.stream()
                        .min(Comparator.comparingDouble((Sweep.Candidate candidate) -> table.steps(candidate.name()))
                                .thenComparing(Sweep.Candidate::name)))
                .orElse(null);
    }

    private void writeDeciding(ArrayNode out) {
        for (Deciding deciding : table.deciding()) {
            Incident incident = deciding.incident();
            ObjectNode node = out.addObject()
                    .put("id", incident.id())
                    .put("rule", incident.rule())
                    .put("inBaseline", deciding.inBaseline())
                    .put("lane", deciding.lane())
                    .put(
                            "detected",
                            Instant.ofEpochMilli(incident.detectedMillis()).toString());
            incident.movers().forEach(node.putArray("movers")::add);
            Counts.number(node, "steps", deciding.steps());
            Counts.number(node, "margin", incident.margin());
        }
    }
}
