package io.vigil.evaluate;

import io.vigil.geo.Geodesy;
import io.vigil.geo.Midway;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.pair.PairGrid;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import org.jspecify.annotations.Nullable;

/**
 * Says where a mover is at the instants the pair rules ask for. It costs nothing where none applies, and little between two
 * instants.
 */
final class PairSampler {
    /** Nearer fixes give no course of the way between them; they scatter by as much, m. */
    private static final double LEAST_WAY_METERS = 10;

    /** Slower, dead reckoning needs no course, m/s. */
    private static final double STILL_MPS = 0.25;

    private PairSampler() {}

    /** After a report that passed the gate was judged; the view is of it. */
    static void report(MoverState state, View view, int gate, long time, RunnerOutput out) {
        PairShare[] shares = state.plan.pairs;
        for (int i = 0; i < shares.length; i++) {
            PairLayer layer = shares[i].layer();
            if (layer.gate == gate) {
                if (layer.grid.method() == PairGrid.Method.INTERPOLATED) {
                    interpolate(state, shares[i], state.tracks[i], view, time, out);
                } else {
                    reckonAt(state, shares[i], state.tracks[i], view, time, out);
                }
            }
        }
    }

    /** At an instant without a report, for the layers that wait for it. */
    static void due(MoverState state, View view, long due, RunnerOutput out) {
        for (int i = 0; i < state.tracks.length; i++) {
            PairTrack track = state.tracks[i];
            if (track.dueMillis == due) {
                PairLayer layer = state.plan.pairs[i].layer();
                PositionReport last = state.gate(layer.gate).lastGood;
                track.dueMillis = Long.MAX_VALUE;
                if (last != null) {
                    long fixMillis = state.gate(layer.gate).lastMillis;
                    view.showSilence(state, last, layer.gate, due);
                    reckon(state, state.plan.pairs[i], track, view, fixMillis, due, out);
                    schedule(layer.grid, track, fixMillis, due);
                }
            }
        }
    }

    private static void reckonAt(
            MoverState state, PairShare share, PairTrack track, View view, long time, RunnerOutput out) {
        PairGrid grid = share.layer().grid;
        if (Math.floorMod(time, grid.stepMillis()) == 0) {
            reckon(state, share, track, view, time, time, out);
        }
        schedule(grid, track, time, time);
    }

    private static void schedule(PairGrid grid, PairTrack track, long fixMillis, long afterMillis) {
        long next = grid.nextAfter(afterMillis);
        track.dueMillis = next - fixMillis <= grid.reachMillis() ? next : Long.MAX_VALUE;
    }

    private static void reckon(
            MoverState state,
            PairShare share,
            PairTrack track,
            View view,
            long fixMillis,
            long instant,
            RunnerOutput out) {
        PositionReport report = view.report();
        double meters = report.speedMps() * (instant - fixMillis) / 1000;
        double latitude = report.latitude();
        double longitude = report.longitude();
        if (meters > 0 && report.speedMps() >= STILL_MPS && !Double.isNaN(report.courseDegrees())) {
            Geodesy.Position there = Geodesy.destinationNear(latitude, longitude, report.courseDegrees(), meters);
            latitude = there.latitude();
            longitude = there.longitude();
        }
        long rules = candidacy(share, view);
        emit(
                state,
                share,
                track,
                view,
                new PairPoint(
                        instant,
                        latitude,
                        longitude,
                        report.speedMps(),
                        report.courseDegrees(),
                        (int) (instant - fixMillis),
                        rules,
                        share.layer().reachMeters(report.speedMps())),
                out);
    }

    private static void interpolate(
            MoverState state, PairShare share, PairTrack track, View view, long time, RunnerOutput out) {
        PairGrid grid = share.layer().grid;
        PositionReport previous = view.previous();
        boolean bridged = previous != null && view.gapMillis() <= grid.reachMillis();
        long from = bridged ? time - view.gapMillis() : time - 1;
        long instant = grid.nextAfter(from);
        if (instant > time) {
            return;
        }
        long rules = candidacy(share, view);
        for (; instant <= time; instant += grid.stepMillis()) {
            PairPoint point = previous != null && bridged
                    ? between(share.layer(), previous, view, time, instant, rules)
                    : at(share.layer(), view.report(), view.speedMps(), instant, rules);
            emit(state, share, track, view, point, out);
        }
    }

    private static PairPoint at(PairLayer layer, PositionReport report, double speedMps, long instant, long rules) {
        return new PairPoint(
                instant,
                report.latitude(),
                report.longitude(),
                speedMps,
                report.courseDegrees(),
                0,
                rules,
                layer.reachMeters(speedMps));
    }

    private static PairPoint between(
            PairLayer layer, PositionReport previous, View view, long time, long instant, long rules) {
        PositionReport report = view.report();
        long gap = view.gapMillis();
        double share = 1 - (double) (time - instant) / gap;
        double meanMps = view.movedMeters() * 1000 / gap;
        Geodesy.Position there = instant == time
                ? new Geodesy.Position(report.latitude(), report.longitude())
                : Midway.between(
                        previous.latitude(), previous.longitude(), report.latitude(), report.longitude(), share);
        double speed = previous.speedMps() + (report.speedMps() - previous.speedMps()) * share;
        if (instant == time && !Double.isNaN(report.speedMps())) {
            speed = report.speedMps();
        }
        double course = share < 0.5 ? previous.courseDegrees() : report.courseDegrees();
        if (Double.isNaN(course) && view.movedMeters() >= LEAST_WAY_METERS) {
            course = Geodesy.initialCourseDegrees(
                    previous.latitude(), previous.longitude(), report.latitude(), report.longitude());
        }
        double known = Double.isNaN(speed) ? meanMps : speed;
        return new PairPoint(
                instant,
                there.latitude(),
                there.longitude(),
                known,
                course,
                (int) Math.min(time - instant, instant - (time - gap)),
                rules,
                layer.reachMeters(known));
    }

    private static long candidacy(PairShare share, View view) {
        long rules = 0;
        for (long left = share.applicable(); left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            view.judging(share.layer().rules.get(bit));
            if (share.layer().pairRules[bit].isCandidate(view)) {
                rules |= 1L << bit;
            }
        }
        return rules;
    }

    /**
     * One that comes into question no longer is told once more, so that its partners hear of it; its group hears of it always.
     */
    private static void emit(
            MoverState state, PairShare share, PairTrack track, View view, PairPoint now, RunnerOutput out) {
        PairPoint before = track.before;
        track.before = now.rules() == 0 ? null : now;
        RegistryRecord record = view.registry();
        String group = record != null && record.fields().get("group") instanceof String text ? text : null;
        boolean isAwaited = share.layer().ofCompany && group != null;
        if (now.rules() == 0 && before == null && !isAwaited) {
            return;
        }
        out.sampled(new PairSample(
                share.layer().id,
                state.mover,
                state.moverClass,
                lengthMeters(state, record),
                view.report().navStatus(),
                view.report().source(),
                group,
                share.exempt(),
                raised(share, view),
                roles(share, state.moverClass),
                now,
                before));
    }

    private static long raised(PairShare share, View view) {
        long raised = 0;
        for (long left = share.applicable(); left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            if (view.raiserOf(share.layer().rules.get(bit)) != null) {
                raised |= 1L << bit;
            }
        }
        return raised;
    }

    private static long roles(PairShare share, @Nullable String moverClass) {
        long roles = 0;
        for (long left = share.applicable() & ~share.layer().withoutRoles; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            boolean isSecond =
                    moverClass != null && share.layer().pairRules[bit].isSecond(moverClass);
            roles |= isSecond ? 1L << bit : 0;
        }
        return roles;
    }

    private static double lengthMeters(MoverState state, @Nullable RegistryRecord record) {
        if (record != null && record.fields().get("lengthM") instanceof Number length) {
            return length.doubleValue();
        }
        String claimed = state.facts.get("lengthM");
        try {
            return claimed == null ? Double.NaN : Double.parseDouble(claimed);
        } catch (NumberFormatException e) {
            // A claim is what somebody typed.
            return Double.NaN;
        }
    }
}
