package io.vigil.console.preview;

import io.vigil.console.track.TrackPoint;
import io.vigil.console.track.TrackStore;
import io.vigil.evaluate.Engine;
import io.vigil.evaluate.Lane;
import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.model.Units;
import io.vigil.model.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tracks the console has kept by two worlds and counts what each would have raised. It is a forecast from positions
 * alone: what rules ask of terminals' alarms, passes, orders or of two movers at once is not in the tracks. Where there are too
 * many movers for the time allowed, some are judged, chosen by lot, and the counts are of all by their share.
 */
public final class BlastRadius {
    /** How far back tracks are judged, hours. */
    public static final int HOURS = 24;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_POINTS = 20_000;
    private static final long PATIENCE_MILLIS = 20_000;

    private final TrackStore tracks;
    private final LongSupplier clockMillis;

    public BlastRadius(TrackStore tracks, LongSupplier clockMillis) {
        this.tracks = tracks;
        this.clockMillis = clockMillis;
    }

    /**
     * What two worlds raise of the same tracks.
     *
     * @param movers whose tracks there were
     * @param judged how many of them were judged
     * @param hours from the first position judged to the last, at least one
     * @param before warnings by rule as things are, of all movers
     * @param after warnings by rule as they would be, of all movers
     */
    public record Counts(
            int movers, int judged, double hours, SortedMap<String, Double> before, SortedMap<String, Double> after) {
        /** Warnings an hour as they would be. */
        public double afterPerHour() {
            return sum(after) / hours;
        }

        /** Warnings an hour as things are. */
        public double beforePerHour() {
            return sum(before) / hours;
        }

        private static double sum(SortedMap<String, Double> byRule) {
            return byRule.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * Judges the last {@value #HOURS} hours of those movers. One call at a time, since it takes a processor.
     *
     * @param newestMillis newest event time there is
     * @throws io.vigil.model.InvalidInputException with every fault of either world
     */
    public synchronized Counts compare(World now, World then, List<MoverId> movers, long newestMillis) {
        Tally before = new Tally(now.engine());
        Tally after = new Tally(then.engine());
        List<MoverId> drawn = new ArrayList<>(movers);
        Collections.sort(drawn, (one, other) -> one.text().compareTo(other.text()));
        Collections.shuffle(drawn, new Random(newestMillis));
        long endMillis = clockMillis.getAsLong() + PATIENCE_MILLIS;
        int judged = 0;
        long firstMillis = newestMillis;
        for (MoverId mover : drawn) {
            List<TrackPoint> points =
                    tracks.track(mover.text(), newestMillis - HOURS * HOUR_MILLIS, newestMillis, MOST_POINTS);
            if (!points.isEmpty()) {
                firstMillis = Math.min(firstMillis, points.get(0).timeMillis());
                before.judge(mover, points, newestMillis);
                after.judge(mover, points, newestMillis);
            }
            judged++;
            if (clockMillis.getAsLong() > endMillis) {
                break;
            }
        }
        double hours = Math.max(1, (newestMillis - firstMillis) / (double) HOUR_MILLIS);
        double share = judged == 0 ? 1 : (double) movers.size() / judged;
        return new Counts(movers.size(), judged, hours, before.byRule(share), after.byRule(share));
    }

    /** Runs tracks through an engine and counts what opens; notices ahead of a breach are no warnings to anybody. */
    private static final class Tally implements RunnerOutput {
        private final MoverRunner runner;
        private final SortedMap<String, Double> opened = new TreeMap<>();

        Tally(Engine engine) {
            runner = new MoverRunner(engine, 0);
        }

        void judge(MoverId mover, List<TrackPoint> points, long newestMillis) {
            MoverState state = runner.newState(mover);
            for (TrackPoint point : points) {
                runner.accept(state, report(mover, point), this);
            }
            runner.advanceTo(state, newestMillis, this);
        }

        SortedMap<String, Double> byRule(double share) {
            SortedMap<String, Double> all = new TreeMap<>();
            opened.forEach((rule, count) -> all.put(rule, count * share));
            return all;
        }

        private static PositionReport report(MoverId mover, TrackPoint point) {
            return PositionReport.at(mover, point.timeMillis(), point.latitude(), point.longitude())
                    .speedMps(Units.kphToMps(point.speedKph()))
                    .courseDegrees(point.courseDegrees())
                    .source("track")
                    .build();
        }

        @Override
        public void warning(Warning warning) {
            if (warning.lane().equals(Lane.LIVE)
                    && warning.transition() == Warning.Transition.OPENED
                    && !warning.stage().equals("pre")) {
                opened.merge(warning.rule(), 1.0, Double::sum);
            }
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            throw new IllegalStateException("rule " + ruleId + " of " + mover, cause);
        }

        @Override
        public void evaluated(
                PositionReport report,
                long timeMillis,
                @Nullable String moverClass,
                @Nullable String fault,
                @Nullable String state) {
            // only warnings count
        }

        @Override
        public void late(MoverEvent event, long newestEvaluatedMillis) {
            // a stored track is in order
        }

        @Override
        public void duplicate(MoverEvent event) {
            // the store keeps one position for a time
        }
    }
}
