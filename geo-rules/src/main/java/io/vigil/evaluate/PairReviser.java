package io.vigil.evaluate;

import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the past of a pair again, with the meetings that became known late in their places and without those that were
 * withdrawn: from the last chunk before the first of them to the end. What is otherwise goes out as a correction.
 */
final class PairReviser {
    private final PairRunner runner;

    PairReviser(PairRunner runner) {
        this.runner = runner;
    }

    /** Puts what waits in its place. */
    void revise(PairState state, PairHistory history, long settledMillis, WarningOutput out) {
        List<PairMeeting> changes = new ArrayList<>(history.waiting);
        history.waiting.clear();
        history.reviseAtMillis = Long.MAX_VALUE;
        changes.removeIf(change -> change.timeMillis() <= history.reachMillis());
        if (changes.isEmpty()) {
            return;
        }
        long earliest =
                changes.stream().mapToLong(PairMeeting::timeMillis).min().orElseThrow();
        int place = Math.max(0, history.chunks.size() - 1);
        while (place > 0 && history.chunks.get(place).beganMillis() >= earliest) {
            place--;
        }
        List<PairHistory.Chunk> old =
                new ArrayList<>(history.chunks.subList(Math.min(place, history.chunks.size()), history.chunks.size()));
        List<PairMeeting> past = new ArrayList<>();
        old.forEach(chunk -> past.addAll(chunk.meetings()));
        boolean isOther = false;
        for (PairMeeting change : changes) {
            isOther |= apply(change, past, state);
        }
        if (isOther) {
            judgeAgain(state, history, place, old, past, settledMillis, out);
        }
    }

    /** Puts a change into the past; answers whether that is otherwise now. */
    private static boolean apply(PairMeeting change, List<PairMeeting> past, PairState state) {
        PairMeeting lean = change.lean();
        if (change.change() == PairChange.WITHDRAWN) {
            return past.removeIf(lean::saysAs) || state.held.removeIf(change::saysAs);
        }
        if (past.stream().anyMatch(lean::saysAs)) {
            return false;
        }
        int at = past.size();
        while (at > 0 && PairRunner.ORDER.compare(lean, past.get(at - 1)) < 0) {
            at--;
        }
        past.add(at, lean);
        return true;
    }

    private void judgeAgain(
            PairState state,
            PairHistory history,
            int place,
            List<PairHistory.Chunk> old,
            List<PairMeeting> past,
            long settledMillis,
            WarningOutput out) {
        PairState again = new PairState(state.family, state.one, state.other);
        again.history = history;
        if (!old.isEmpty()) {
            PairStateCodec.restore(again, old.get(0).before());
        }
        again.lagMillis = state.lagMillis;
        again.stepMillis = state.stepMillis;
        history.chunks
                .subList(Math.min(place, history.chunks.size()), history.chunks.size())
                .clear();
        long firstSerial = old.isEmpty() ? history.nextSerial : old.get(0).serial();
        long serialAfter = history.nextSerial;
        history.nextSerial = firstSerial;
        List<Rerun.Found> found = new ArrayList<>();
        WarningOutput finding = new Finding(history, found, out);
        if (past.isEmpty()) {
            // All of it was withdrawn: what comes next begins anew from there.
            history.begin(again);
        }
        again.held.addAll(past);
        // What has been judged up to now is judged up to now again: the last of it too, whatever the watermark says.
        long last = past.isEmpty() ? Long.MIN_VALUE : past.get(past.size() - 1).timeMillis();
        runner.judgeAgain(again, last, finding);
        runner.pass(again, state.doneMillis, finding);
        history.nextSerial = Math.max(serialAfter, history.nextSerial);
        long time = Math.max(
                Math.max(state.judgedUpToMillis(), last), settledMillis == Long.MAX_VALUE ? last : settledMillis);
        new Corrections(history.log, history.bodies, out, time, history.open().serial(), CorrectionCause.LATE_DATA)
                .publish(
                        history.log.noted.stream()
                                .filter(each -> each.serial() < firstSerial)
                                .toList(),
                        found,
                        List.of());
        again.held.addAll(state.held);
        state.takeFrom(again);
    }

    /** Nothing that judging again yields goes out before it was compared with what is out. */
    private record Finding(PairHistory history, List<Rerun.Found> found, WarningOutput out) implements WarningOutput {
        @Override
        public void warning(io.vigil.model.Warning warning) {
            found.add(new Rerun.Found(warning, history.open().serial()));
        }

        @Override
        public void broken(String lane, String ruleId, String mover, RuntimeException cause) {
            out.broken(lane, ruleId, mover, cause);
        }
    }
}
