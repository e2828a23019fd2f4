package io.vigil.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which points of a grid to try: all of it where it fits into one pass, else a coarse one first and then the neighbours of
 * those that nobody beats, finer each time, down to the steps the user has given.
 */
final class Search {
    /** A pass has room for the baseline too. */
    static final int MOST_IN_A_PASS = Sweep.MOST_LANES - 1;

    private static final int MOST_PASSES = 12;

    private final List<SweepAxis> axes;
    private final SearchGoal goal;
    private final Map<Map<String, String>, Trial> tried = new LinkedHashMap<>();

    /** Tries candidates, all in one pass over the data. */
    interface Pass {
        List<Trial> run(List<Map<String, String>> candidates) throws Exception;
    }

    Search(List<SweepAxis> axes, SearchGoal goal) {
        this.axes = axes;
        this.goal = goal;
    }

    /** Searches; answers all that was tried. */
    List<Trial> run(Pass pass) throws Exception {
        int stride = 1;
        while (points(stride).size() > MOST_IN_A_PASS) {
            stride *= 2;
        }
        Collection<Map<String, String>> next = points(stride);
        for (int passes = 0; !next.isEmpty() && passes < MOST_PASSES; passes++) {
            List<Map<String, String>> fitting =
                    next.stream().limit(MOST_IN_A_PASS).toList();
            pass.run(fitting).forEach(trial -> tried.put(trial.values(), trial));
            if (fitting.size() == next.size()) {
                stride = Math.max(1, stride / 2);
            }
            next = untried(stride);
        }
        return List.copyOf(tried.values());
    }

    /** The points of the grid of every so many steps; the last value of each axis is among them. */
    private Collection<Map<String, String>> points(int stride) {
        List<Map<String, String>> points = new ArrayList<>(List.of(Map.of()));
        for (SweepAxis axis : axes) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (int i = 0; i < axis.values().size(); i++) {
                    if (i % stride == 0 || i == axis.values().size() - 1) {
                        longer.add(with(point, axis, i));
                    }
                }
            }
            points = longer;
            if (points.size() > 1_000_000) {
                return points;
            }
        }
        return points;
    }

    /** Around the front and the best one: a step to either side on each axis, and both on two. */
    private Collection<Map<String, String>> untried(int stride) {
        Set<Map<String, String>> around = new LinkedHashSet<>();
        List<Trial> centres = new ArrayList<>(front());
        Trial best = goal.best(tried.values());
        if (best != null) {
            centres.add(0, best);
        }
        for (Trial centre : centres) {
            List<Map<String, String>> near = new ArrayList<>(List.of(centre.values()));
            for (SweepAxis axis : axes) {
                int at = axis.values().indexOf(centre.values().getOrDefault(axis.name(), ""));
                List<Map<String, String>> further = new ArrayList<>(near);
                for (Map<String, String> point : axes.size() <= 3 ? near : List.of(centre.values())) {
                    for (int i : new int[] {at - stride, at + stride}) {
                        if (i >= 0 && i < axis.values().size()) {
                            further.add(with(point, axis, i));
                        }
                    }
                }
                near = further;
            }
            around.addAll(near);
        }
        around.removeAll(tried.keySet());
        return around;
    }

    /** Those that none beats both in recall and in number. */
    List<Trial> front() {
        List<Trial> sorted = tried.values().stream().sorted(SearchGoal.FEWEST).toList();
        List<Trial> front = new ArrayList<>();
        double most = -1;
        for (Trial trial : sorted) {
            if (trial.seen().recall().share() > most) {
                most = trial.seen().recall().share();
                front.add(trial);
            }
        }
        return front;
    }

    private static Map<String, String> with(Map<String, String> point, SweepAxis axis, int index) {
        Map<String, String> longer = new HashMap<>(point);
        longer.put(axis.name(), axis.values().get(index));
        return Map.copyOf(longer);
    }
}
