package io.vigil.tune;

import io.vigil.score.Labels;
import io.vigil.score.Score.Unlabelled;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a study is asked.
 *
 * @param lanes names of all lanes, the baseline first
 * @param axes what is swept
 * @param baselineValues by {@link SweepAxis#name}, what the baseline has
 * @param candidates the lanes a sweep has made
 * @param labels what is known
 * @param labelFile where from, or empty when nothing is known
 * @param unlabelled what a warning without a label means for the choice among lanes; figures are given for both meanings
 * @param desks how many desks share the warnings, 1 or more
 * @param timeZone of the hours of the day
 * @param command how it was asked, for the report
 */
public record StudyOptions(
        List<String> lanes,
        List<SweepAxis> axes,
        Map<String, String> baselineValues,
        List<Sweep.Candidate> candidates,
        Labels labels,
        String labelFile,
        Unlabelled unlabelled,
        int desks,
        ZoneId timeZone,
        String command) {
    public StudyOptions {
        lanes = List.copyOf(lanes);
        axes = List.copyOf(axes);
        baselineValues = Map.copyOf(baselineValues);
        candidates = List.copyOf(candidates);
        if (lanes.isEmpty() || desks < 1) {
            throw new IllegalArgumentException("a study needs a lane and a desk");
        }
    }

    /** The lane everything is held against. */
    String baseline() {
        return lanes.get(0);
    }

    boolean hasLabels() {
        return !labelFile.isEmpty();
    }

    /** Whether a rule is one of those the study is about: the swept ones, or all. */
    boolean isAbout(String rule) {
        return axes.isEmpty() || axes.stream().anyMatch(axis -> axis.rule().equals(rule));
    }
}
