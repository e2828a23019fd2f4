package io.vigil.evaluate;

import io.vigil.history.HistoryStore;
import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.pair.PairSample;
import io.vigil.rule.FeedHeard;
import io.vigil.rule.OrderStanding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes everything on, and keeps with the mover what was published. One thread; holds for the mover set last. */
final class Noting implements RunnerOutput {
    private RunnerOutput out = new Silent();
    private @Nullable MoverHistory history;
    private HistoryStore store = new MemoryHistoryStore();

    Noting to(MoverHistory newHistory, HistoryStore newStore, RunnerOutput newOut) {
        history = newHistory;
        store = newStore;
        out = newOut;
        return this;
    }

    @Override
    public void warning(Warning warning) {
        out.warning(Objects.requireNonNull(history).publish(warning, store));
    }

    @Override
    public void evaluated(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state) {
        out.evaluated(report, timeMillis, moverClass, fault, state);
    }

    @Override
    public void stateChanged(PositionReport last, long timeMillis, @Nullable String moverClass, String state) {
        out.stateChanged(last, timeMillis, moverClass, state);
    }

    @Override
    public void takenIn(MoverEvent event, long timeMillis, @Nullable String fault) {
        out.takenIn(event, timeMillis, fault);
    }

    @Override
    public void late(MoverEvent event, long newestEvaluatedMillis) {
        out.late(event, newestEvaluatedMillis);
    }

    @Override
    public void duplicate(MoverEvent event) {
        out.duplicate(event);
    }

    @Override
    public void driven(MoverEvent event) {
        MoverHistory now = Objects.requireNonNull(history);
        now.told.note(now.open.count(), event);
        out.driven(event);
    }

    @Override
    public void heard(String lane, FeedHeard heard, long timeMillis) {
        out.heard(lane, heard, timeMillis);
    }

    @Override
    public void tookOver(long version, long fromMillis, long atMillis) {
        out.tookOver(version, fromMillis, atMillis);
    }

    @Override
    public void sampled(PairSample sample) {
        out.sampled(sample);
    }

    @Override
    public void standing(String lane, String ruleId, OrderStanding standing) {
        out.standing(lane, ruleId, standing);
    }

    @Override
    public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
        out.broken(lane, ruleId, mover, cause);
    }
}
