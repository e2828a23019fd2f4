package io.vigil.jobs;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.RunnerOutput;
import io.vigil.json.PositionJson;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;
import io.vigil.rule.FeedHeard;
import io.vigil.rule.OrderStanding;
import io.vigil.traffic.RoadPoint;
import io.vigil.traffic.Roads;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a runner finds and passes it on as records, wherever the runner is hosted; one thread. */
final class EvaluationOutput implements RunnerOutput {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationOutput.class);

    /** Where each kind of record goes. */
    interface Outlets {
        /** A transition of a warning, or the record of an exemption. */
        void warning(WarningRecord line);

        /** A judged position. */
        void position(KeyedRecord judged);

        /** An event that came too late to be judged. */
        void late(KeyedRecord event);

        /** What was judged of a vehicle, said of its driver. */
        void driven(MoverEvent event);

        /** A mover was heard by a feed. */
        void heard(FeedBeat beat);

        /** Where a mover is, for those who find who is near whom. */
        void sampled(PairSample sample);

        /** Where a mover was, after its past was judged again. */
        default void sampledAgain(PairSample sample, PairChange change) {
            throw new IllegalStateException("nobody judges the past again here: " + sample);
        }

        /** A vehicle is on a road whose traffic is measured. */
        default void onRoad(RoadPoint point) {}

        /** Where a vessel stands with an order. */
        void standing(StandingRecord standing);
    }

    private final JobCounters counters;
    private final MoverRunner runner;
    private final boolean emitsPositions;
    private final Outlets outlets;
    private final Roads roads;
    private final Counter evaluated;
    private final Counter evaluatedOfDrivers;
    private long late;
    private @Nullable MoverState judged;

    /** An output of a runner whose host measures no traffic. */
    EvaluationOutput(JobCounters counters, MoverRunner runner, boolean emitsPositions, Outlets outlets) {
        this(counters, runner, emitsPositions, new Roads(List.of()), outlets);
    }

    /**
     * An output of one runner.
     *
     * @param counters counts what is judged; closed by the caller
     * @param emitsPositions whether positions are wanted
     * @param roads whose traffic is measured
     */
    EvaluationOutput(JobCounters counters, MoverRunner runner, boolean emitsPositions, Roads roads, Outlets outlets) {
        this.roads = roads;
        this.outlets = outlets;
        this.runner = runner;
        this.counters = counters;
        this.emitsPositions = emitsPositions;
        evaluated = counters.counter("evaluated", "position");
        evaluatedOfDrivers = counters.counter("evaluated", "driven");
    }

    JobCounters counters() {
        return counters;
    }

    /** Whose events come next. */
    EvaluationOutput about(MoverState state) {
        judged = state;
        return this;
    }

    @Override
    public void warning(Warning warning) {
        WarningRecord line = WarningRecord.of(warning, judged == null ? null : runner.moverClass(judged));
        counters.add(line.permitted() ? "permitted" : "warnings", warning.rule());
        if (warning.late()) {
            counters.add("corrections", warning.transition().word());
        }
        outlets.warning(line);
    }

    @Override
    public void evaluated(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state) {
        count(report, timeMillis, fault);
        position(report, moverClass, state, false);
        if (fault == null && report.mover().kind() == MoverKind.VEHICLE) {
            RoadPoint point = roads.match(report, timeMillis);
            if (point != null) {
                outlets.onRoad(point);
            }
        }
    }

    private void count(PositionReport report, long timeMillis, @Nullable String fault) {
        counters.span(timeMillis);
        if (report.mover().kind() == MoverKind.DRIVER) {
            evaluatedOfDrivers.inc();
            return;
        }
        evaluated.inc();
        if (fault != null) {
            counters.add("quality", fault);
        }
    }

    private void position(PositionReport report, @Nullable String moverClass, @Nullable String state, boolean isLate) {
        if (emitsPositions && report.mover().kind() != MoverKind.DRIVER) {
            byte[] json = PositionJson.toJson(report, moverClass, state, isLate);
            outlets.position(new KeyedRecord(report.mover().text(), json));
        }
    }

    @Override
    public void stateChanged(PositionReport last, long timeMillis, @Nullable String moverClass, String state) {
        position(last, moverClass, state, false);
    }

    @Override
    public void lastAgain(PositionReport last, long timeMillis, @Nullable String moverClass, @Nullable String state) {
        position(last, moverClass, state, false);
    }

    @Override
    public void takenIn(MoverEvent event, long timeMillis, @Nullable String fault) {
        counters.add("evaluated", event.word());
        counters.span(timeMillis);
        if (fault != null) {
            counters.add("quality", fault);
        }
    }

    @Override
    public void judgedAgain(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state,
            boolean isLate) {
        if (isLate) {
            count(report, timeMillis, fault);
            position(report, moverClass, state, true);
        }
    }

    @Override
    public void revised(MoverId mover, List<MoverEvent> late, int judgedAgain) {
        counters.add("revisions", mover.kind().word());
        late.forEach(event -> counters.add("revised", word(event)));
    }

    @Override
    public void late(MoverEvent event, long newestEvaluatedMillis) {
        counters.add("late", word(event));
        outlets.late(new KeyedRecord(event.mover().text(), LateJson.bytes(event, newestEvaluatedMillis)));
    }

    @Override
    public void duplicate(MoverEvent event) {
        counters.add("duplicate", word(event));
    }

    @Override
    public void driven(MoverEvent event) {
        outlets.driven(event);
    }

    @Override
    public void heard(String lane, FeedHeard heard, long timeMillis) {
        outlets.heard(new FeedBeat(lane, heard.feed(), timeMillis, heard.previousSlot()));
    }

    @Override
    public void tookOver(long version, long fromMillis, long atMillis) {
        if (atMillis > fromMillis) {
            late++;
            counters.add("control", "judged-ahead");
        }
    }

    /** How many movers have come to a version late since this was asked last. */
    long tookOverLate() {
        long count = late;
        late = 0;
        return count;
    }

    @Override
    public void sampled(PairSample sample) {
        outlets.sampled(sample);
    }

    @Override
    public void sampledAgain(PairSample sample, PairChange change) {
        outlets.sampledAgain(sample, change);
    }

    @Override
    public void standing(String lane, String ruleId, OrderStanding standing) {
        outlets.standing(StandingRecord.of(lane, ruleId, standing));
    }

    @Override
    public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
        counters.add("broken", lane + '/' + ruleId);
        counters.example("broken", lane + '/' + ruleId, mover, 0, cause.toString());
        LOG.error("rule {} of lane {} is frozen for {}", ruleId, lane, mover, cause);
    }

    private static String word(MoverEvent event) {
        return event.mover().kind() == MoverKind.DRIVER ? "driven" : event.word();
    }
}
