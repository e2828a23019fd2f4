package io.vigil.tune;

import io.vigil.evaluate.ControlData;
import io.vigil.score.Episode;
import io.vigil.score.Labels;
import io.vigil.score.RuleScore;
import io.vigil.score.Score.Unlabelled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All lanes side by side: figures, differences to the baseline, which of them nobody beats. */
final class LaneTable {
    private final StudyOptions options;
    private final Labels labels;
    private final Map<String, LaneFigures> figures = new LinkedHashMap<>();
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private final Map<String, Double> steps = new LinkedHashMap<>();

    LaneTable(StudyOptions options, Incidents incidents, ControlData control, double hours) {
        this.options = options;
        List<Episode> ofBaseline = incidents.episodes(options.baseline());
        labels = options.labels().over(ofBaseline);
        Grid grid = new Grid(options.axes(), options.baselineValues());
        Map<String, Sweep.Candidate> candidates = new LinkedHashMap<>();
        options.candidates().forEach(candidate -> candidates.put(candidate.name(), candidate));
        for (String lane : options.lanes()) {
            figures.put(
                    lane,
                    new LaneFigures(incidents.of(lane), incidents.episodes(lane), labels, options, control, hours));
            differences.put(lane, Difference.of(incidents.groups(options.baseline()), incidents.groups(lane)));
            Sweep.Candidate candidate = candidates.get(lane);
            boolean isBaseline = lane.equals(options.baseline());
            steps.put(lane, isBaseline ? 0 : candidate == null ? 1 : grid.stepsFromBaseline(candidate.values()));
        }
    }

    Labels labels() {
        return labels;
    }

    LaneFigures figures(String lane) {
        return find(figures, lane);
    }

    Difference difference(String lane) {
        return find(differences, lane);
    }

    double steps(String lane) {
        return find(steps, lane);
    }

    List<Deciding> deciding() {
        return Deciding.closest(differences, steps);
    }

    RuleScore score(String lane) {
        return figures(lane).counts(options::isAbout).score(options.unlabelled());
    }

    int warnings(String lane) {
        return figures(lane).counts(options::isAbout).warnings();
    }

    /**
     * The lanes that no other beats both in recall and in the number of warnings, fewest warnings first; empty where labels tell no
     * recall. Of lanes with equal figures the one nearest to the baseline stands for all.
     */
    List<String> pareto() {
        List<String> known = options.lanes().stream()
                .filter(lane -> !Double.isNaN(score(lane).recall().share()))
                .sorted(Comparator.comparingInt(this::warnings)
                        .thenComparing(lane -> -score(lane).recall().share())
                        .thenComparing(this::steps)
                        .thenComparing(lane -> lane))
                .toList();
        List<String> front = new ArrayList<>();
        double best = -1;
        for (String lane : known) {
            double recall = score(lane).recall().share();
            if (recall > best) {
                best = recall;
                front.add(lane);
            }
        }
        return front;
    }

    /** The lane with the highest F0.5, of equals the one nearest to the baseline, or null where labels tell none. */
    @Nullable
    String best() {
        return options.lanes().stream()
                .filter(lane -> !Double.isNaN(score(lane).f05()))
                .min(Comparator.comparingDouble((String lane) -> -score(lane).f05())
                        .thenComparing(this::steps)
                        .thenComparing(lane -> lane))
                .orElse(null);
    }

    Unlabelled meaning() {
        return options.unlabelled();
    }

    private static <T> T find(Map<String, T> byLane, String lane) {
        T found = byLane.get(lane);
        if (found == null) {
            throw new IllegalArgumentException("there is no lane " + lane);
        }
        return found;
    }
}
