package io.vigil.evaluate;

import io.vigil.history.EventChunk;
import io.vigil.history.HistoryEntry;
import io.vigil.history.HistoryStore;
import io.vigil.model.MoverEvent;
import io.vigil.model.PositionReport;
import io.vigil.model.Withdrawal;
import io.vigil.pair.PairChange;
import io.vigil.pair.PairSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the past of a mover again, with the events that came late in their places: from the last snapshot before the first of
 * them to the end, or to a snapshot from which on nothing changes.
 */
final class Reviser {
    private final MoverRunner runner;

    Reviser(MoverRunner runner) {
        this.runner = runner;
    }

    /** Puts what waits in its place. */
    void revise(MoverState state, MoverHistory history, HistoryStore store, RunnerOutput out) {
        List<MoverEvent> waiting = takeWaiting(state, history, out);
        if (!waiting.isEmpty()) {
            LateEvents late = new LateEvents(runner, waiting, out);
            Rerun rerun = new Rerun(out);
            rerun.late(waiting);
            HistoryIndex index = history.index(store);
            Pass pass = new Pass(state, history, store, index, late, rerun);
            pass.run(index.lastBegunBefore(late.earliestMillis()), false);
            finish(pass, CorrectionCause.LATE_DATA, out);
        }
    }

    /** Judges everything from an instant on again, as far as it is kept, for it was judged without what is known now. */
    void reconsider(
            MoverState state,
            MoverHistory history,
            HistoryStore store,
            long fromMillis,
            CorrectionCause cause,
            RunnerOutput out) {
        HistoryIndex index = history.index(store);
        Pass pass = new Pass(state, history, store, index, new LateEvents(runner, List.of(), out), new Rerun(out));
        pass.run(Math.max(0, index.lastBegunBefore(fromMillis)), true);
        finish(pass, cause, out);
    }

    private static void finish(Pass pass, CorrectionCause cause, RunnerOutput out) {
        MoverState state = pass.state;
        MoverHistory history = pass.history;
        if (pass.again == null) {
            out.revised(state.mover, List.of(), 0);
            return;
        }
        new Corrections(history.log, pass.store, out, state.judgedMillis(), history.serial, cause)
                .publish(pass.notedBefore(), pass.rerun.found, pass.notedAfter());
        tellDrivers(pass, out);
        tellPairs(pass, out);
        if (pass.isToTheEnd()) {
            pass.rerun.tellStandings();
        }
        pass.takeOver(out);
        pass.store.put(HistoryIndex.KEY, pass.index.toBytes());
        if (pass.rerun.hasLatePositions) {
            tellLast(state, out);
        }
        out.revised(state.mover, pass.late.placed(), pass.rerun.judged);
    }

    private static void tellLast(MoverState state, RunnerOutput out) {
        PositionReport last = state.firstGate.lastGood;
        if (last != null) {
            long time = state.judgedMillis();
            out.lastAgain(last, time, state.moverClass, MoverJudge.stateOf(state, time));
        }
    }

    /** What waits, without that for which the past no longer reaches back. */
    private List<MoverEvent> takeWaiting(MoverState state, MoverHistory history, RunnerOutput out) {
        List<MoverEvent> waiting = new ArrayList<>();
        for (MoverEvent event : history.waiting) {
            if (runner.judgedAtMillis(event) > history.reachMillis) {
                waiting.add(event);
            } else if (!MoverRunner.isToldByOthers(event)) {
                out.late(event, state.newestEvaluatedMillis);
            }
        }
        history.waiting.clear();
        history.reviseAtMillis = Long.MAX_VALUE;
        return waiting;
    }

    /** Drivers were told of what their vehicles did; where that was otherwise, they are told again. */
    private static void tellDrivers(Pass pass, RunnerOutput out) {
        List<MoverEvent> news = new ArrayList<>(pass.rerun.driven);
        for (MoverEvent event : pass.told) {
            if (!news.remove(event)) {
                out.driven(new Withdrawal(event));
            }
        }
        news.forEach(out::driven);
    }

    /** So were pairs. Both lists are in the order of their instants. */
    private static void tellPairs(Pass pass, RunnerOutput out) {
        List<PairSample> now = pass.rerun.samples;
        if (now.isEmpty() && pass.state.tracks.length == 0) {
            return;
        }
        List<PairSample> told = pass.sampledBefore();
        Set<PairSample> same = new HashSet<>(told);
        same.retainAll(new HashSet<>(now));
        told.stream()
                .filter(sample -> !same.contains(sample))
                .forEach(sample -> out.sampledAgain(sample, PairChange.WITHDRAWN));
        now.stream()
                .filter(sample -> !same.contains(sample))
                .forEach(sample -> out.sampledAgain(sample, PairChange.LATE));
    }

    /** One way through the past. */
    private final class Pass {
        private final MoverState state;
        private final MoverHistory history;
        private final HistoryStore store;
        private final HistoryIndex index;
        private final LateEvents late;
        private final Rerun rerun;

        private int firstPlace;
        /** The first chunk that stays as it is, or -1. */
        private int unchangedFrom = -1;

        private final List<List<HistoryEntry>> before = new ArrayList<>();

        /** What drivers were told of the part that is judged again. */
        private final List<MoverEvent> told = new ArrayList<>();

        private @Nullable MoverState again;
        private EventChunk chunk = new EventChunk();

        Pass(
                MoverState state,
                MoverHistory history,
                HistoryStore store,
                HistoryIndex index,
                LateEvents late,
                Rerun rerun) {
            this.state = state;
            this.history = history;
            this.store = store;
            this.index = index;
            this.late = late;
            this.rerun = rerun;
        }

        /**
         * Goes through it.
         *
         * @param isForced whether to judge again from there though no event has changed
         */
        void run(int fromPlace, boolean isForced) {
            for (int place = fromPlace; place < index.entries.size(); place++) {
                if (again != null && late.isPlaced() && meets(place)) {
                    unchangedFrom = place;
                    history.again = null;
                    return;
                }
                boolean isLast = place == index.entries.size() - 1;
                long serial = index.entries.get(place).serial();
                List<HistoryEntry> events = history.events(state.mover, serial, store);
                List<HistoryEntry> changed = late.change(events, isLast);
                if (again == null && changed == events && !isForced) {
                    if (late.isPlaced()) {
                        return;
                    }
                    continue;
                }
                if (again == null) {
                    firstPlace = place;
                    again = stateBefore(serial);
                }
                before.add(events);
                told.addAll(history.told(events, serial, store));
                place = judge(again, changed, place, isLast);
            }
            if (again != null) {
                runner.fireDeadlines(again, state.firedMillis, rerun);
            }
            history.again = null;
        }

        /** Whether judging again has come to the very state that was kept at the begin of a chunk; keeps the new one. */
        private boolean meets(int place) {
            long key = HistoryIndex.snapshotKey(index.entries.get(place).serial());
            return MoverStateCodec.goOnEqually(store.get(key), MoverStateCodec.snapshot(judged()));
        }

        /** Judges a chunk and keeps it; answers its place, which is another where it had to be divided. */
        private int judge(MoverState on, List<HistoryEntry> events, int firstOfThem, boolean isLast) {
            int place = firstOfThem;
            begin(on, place, place > firstPlace);
            int most = isLast ? MoverHistory.CHUNK_EVENTS : 2 * MoverHistory.CHUNK_EVENTS;
            for (HistoryEntry entry : events) {
                if (chunk.count() >= most) {
                    keep();
                    place++;
                    index.entries.add(place, new HistoryIndex.Entry(history.nextSerial++, on.judgedMillis()));
                    begin(on, place, true);
                }
                rerun.place = chunk.count();
                runner.judge(on, entry.event(), late.judgedAt(entry), rerun);
                chunk.add(entry);
            }
            if (isLast) {
                history.open = chunk;
                history.told = rerun.told;
                history.serial = rerun.serial;
            } else {
                keep();
            }
            return place;
        }

        private void begin(MoverState on, int place, boolean isNew) {
            chunk = new EventChunk();
            history.again = new MoverHistory.Again(
                    List.copyOf(index.entries.subList(0, place + 1)),
                    index.entries.get(place).serial(),
                    chunk);
            rerun.told = new ToldDrivers();
            rerun.serial = index.entries.get(place).serial();
            if (isNew) {
                index.entries.set(place, new HistoryIndex.Entry(rerun.serial, on.judgedMillis()));
                store.put(HistoryIndex.snapshotKey(rerun.serial), MoverStateCodec.snapshot(on));
            }
        }

        private void keep() {
            store.put(HistoryIndex.chunkKey(rerun.serial), chunk.toBytes());
            MoverHistory.keepTold(rerun.serial, rerun.told, store);
        }

        private MoverState stateBefore(long serial) {
            MoverState fresh = new MoverState(state.mover);
            // Dispositions name warnings as they are published.
            fresh.history = history;
            byte[] snapshot = store.get(HistoryIndex.snapshotKey(serial));
            if (snapshot != null) {
                MoverStateCodec.restore(fresh, snapshot);
            }
            return fresh;
        }

        MoverState judged() {
            return Objects.requireNonNull(again);
        }

        List<PublishedLog.Noted> notedBefore() {
            return history.log.noted.stream()
                    .filter(each -> index.placeOf(each.serial()) < firstPlace)
                    .toList();
        }

        List<PublishedLog.Noted> notedAfter() {
            return history.log.noted.stream()
                    .filter(each -> unchangedFrom >= 0 && index.placeOf(each.serial()) >= unchangedFrom)
                    .toList();
        }

        /** What pairs were told in the part that was judged again, before it was. */
        List<PairSample> sampledBefore() {
            MoverState old = stateBefore(index.entries.get(firstPlace).serial());
            Rerun sampled = new Rerun(new Silent());
            before.forEach(
                    events -> events.forEach(entry -> runner.judge(old, entry.event(), late.judgedAt(entry), sampled)));
            if (isToTheEnd()) {
                runner.fireDeadlines(old, state.firedMillis, sampled);
            }
            return sampled.samples;
        }

        /** Whether what was judged again is how things stand. */
        boolean isToTheEnd() {
            return unchangedFrom < 0;
        }

        /** The state goes on from what was judged again. */
        void takeOver(RunnerOutput out) {
            if (!isToTheEnd()) {
                return;
            }
            MoverState now = judged();
            long time = state.judgedMillis();
            String stateBefore = MoverJudge.stateOf(state, time);
            String stateNow = MoverJudge.stateOf(now, time);
            PositionReport last = now.firstGate.lastGood;
            if (last != null && stateNow != null && !stateNow.equals(stateBefore)) {
                out.stateChanged(last, time, now.moverClass, stateNow);
            }
            MoverStateCodec.restore(state, MoverStateCodec.snapshot(now));
        }
    }
}
