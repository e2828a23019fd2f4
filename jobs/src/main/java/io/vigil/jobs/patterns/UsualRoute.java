package io.vigil.jobs.patterns;

import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteLine;
import io.vigil.model.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way most trips between two places take: that of the drawn trips to which the others are nearest, and how far those that
 * take it are off.
 *
 * @param line its way
 * @param halfWidthMeters half width of the corridor, m
 * @param share of the drawn trips that stay in it, 0 to 1
 */
record UsualRoute(PatternSample line, long halfWidthMeters, double share) {
    /** A trip that is farther off anywhere takes another way, m. */
    static final double WIDEST_METERS = 1_000;

    /** Fixes scatter, and lines between thinned points cut corners, m. */
    private static final double NARROWEST_METERS = 100;

    private static final double MARGIN = 1.25;
    private static final double LEAST_SHARE = 0.5;

    /** The usual way, or null where not even half of the trips take one. */
    static @Nullable UsualRoute of(List<PatternSample> samples) {
        UsualRoute best = null;
        double bestSum = Double.POSITIVE_INFINITY;
        for (PatternSample candidate : samples) {
            if (candidate.latitudes().length < 2) {
                continue;
            }
            double[] off = samples.stream()
                    .mapToDouble(other -> farthestMeters(candidate, other))
                    .toArray();
            double sum = Arrays.stream(off)
                    .map(each -> Math.min(each, WIDEST_METERS))
                    .sum();
            if (sum < bestSum) {
                bestSum = sum;
                best = corridor(candidate, off);
            }
        }
        return best == null || best.share < LEAST_SHARE ? null : best;
    }

    private static UsualRoute corridor(PatternSample line, double[] off) {
        double[] taking = Arrays.stream(off)
                .filter(each -> each <= WIDEST_METERS)
                .sorted()
                .toArray();
        double width = taking.length == 0 ? WIDEST_METERS : taking[taking.length - 1];
        return new UsualRoute(
                line, Math.round(Math.max(NARROWEST_METERS, MARGIN * width)), (double) taking.length / off.length);
    }

    /** How far off a way the farthest point of another is, m; the other way round a short trip would be near to all. */
    private static double farthestMeters(PatternSample way, PatternSample other) {
        return Math.max(oneWayMeters(way, other), oneWayMeters(other, way));
    }

    private static double oneWayMeters(PatternSample way, PatternSample other) {
        if (way.latitudes().length < 2) {
            return Double.POSITIVE_INFINITY;
        }
        RouteLine line = new RouteLine(new Route(
                "way",
                null,
                Set.of(),
                Set.of(),
                way.latitudes(),
                way.longitudes(),
                Double.NaN,
                new ArrayList<>(),
                Long.MIN_VALUE,
                Long.MAX_VALUE));
        RouteFix fix = new RouteFix();
        double farthest = 0;
        for (int i = 0; i < other.latitudes().length; i++) {
            line.project(other.latitudes()[i], other.longitudes()[i], -1, fix);
            farthest = Math.max(farthest, fix.crossTrackMeters());
        }
        return farthest;
    }
}
