package io.vigil.evaluate;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.rule.Onset;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import io.vigil.rule.SubjectSink;
import io.vigil.rule.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one moment of one mover by all rules that apply to it. Holds scratch memory: one per runner. */
final class MoverJudge {
    private static final MoverState NOBODY = new MoverState(new MoverId("vehicle:nobody"));

    private final Engine engine;
    private final View view;
    private final Applicability applicability;
    private final EpisodeMachine machine = new EpisodeMachine(new WarningBuilder());
    private final NewSubjects newSubjects;

    MoverJudge(Engine engine) {
        this.engine = engine;
        applicability = new Applicability(engine);
        newSubjects = new NewSubjects();
        view = new View(engine, NOBODY, PositionReport.at(NOBODY.mover, 0, 0, 0).build());
    }

    /** Takes what a mover says of itself. */
    void identity(MoverState state, IdentityReport identity, long time) {
        boolean changed = false;
        for (Map.Entry<String, String> fact : identity.facts().entrySet()) {
            changed |= !fact.getValue().equals(state.facts.put(fact.getKey(), fact.getValue()));
        }
        noteDriver(state, identity.facts().get("driver"), time);
        if (changed) {
            state.applicableUntilMillis = Long.MIN_VALUE;
        }
    }

    /** Judges one report. */
    void position(MoverState state, PositionReport report, long time, RunnerOutput out) {
        settle(state, time, out);
        noteDriver(state, report.driver(), time);
        String faultOfFirst = null;
        for (int gate = 0; gate < state.gates.length; gate++) {
            GateState seen = state.gates[gate];
            PositionReport before = seen.lastGood;
            String fault = engine.gates.get(gate).check(seen, report, state.moverClass);
            if (gate == 0) {
                faultOfFirst = fault;
            }
            if (fault == null) {
                view.show(state, report, before, gate, time);
            } else {
                view.showFault(state, report, gate, time, fault);
            }
            judgeAll(state, gate, fault != null, out);
        }
        updateDeadline(state);
        out.evaluated(report, time, state.moverClass, faultOfFirst);
    }

    /** Fires the deadlines up to an instant, in the order of their times. */
    void fireDeadlines(MoverState state, long upToMillis, RunnerOutput out) {
        while (state.nextDeadlineMillis != Long.MAX_VALUE && state.nextDeadlineMillis <= upToMillis) {
            long due = state.nextDeadlineMillis;
            settle(state, due, out);
            for (int i = 0; i < state.slots.size(); i++) {
                RuleSlot slot = state.slots.get(i);
                if (slot.deadlineMillis == due) {
                    fire(state, state.compiled[i], slot, due, out);
                }
            }
            updateDeadline(state);
        }
    }

    private void fire(MoverState state, int ordinal, RuleSlot slot, long due, RunnerOutput out) {
        CompiledRule rule = engine.rules.get(ordinal);
        slot.deadlineMillis = Long.MAX_VALUE;
        PositionReport last = state.gates[rule.gate].lastGood;
        if (last == null || slot.frozen) {
            return;
        }
        view.showSilence(state, last, rule.gate, due);
        judge(state, ordinal, slot, out);
    }

    /** Sees to it that the slots are those of the rules that apply now; what no longer applies is closed. */
    private void settle(MoverState state, long time, RunnerOutput out) {
        if (state.engineFingerprint == engine.fingerprint && time < state.applicableUntilMillis) {
            if (!state.bound) {
                applicability.bind(state, time);
            }
            return;
        }
        for (Applicability.Leaving gone : applicability.renew(state, time)) {
            PositionReport last = state.gates[gone.rule().gate].lastGood;
            if (last != null) {
                view.showSilence(state, last, gone.rule().gate, time);
                closeAll(gone, out);
            }
        }
    }

    private void closeAll(Applicability.Leaving gone, RunnerOutput out) {
        for (Episode episode : gone.slot().episodes) {
            if (episode.phase == Episode.Phase.OPEN) {
                machine.close(gone.rule(), episode, view, "no-longer-applies", out);
            }
        }
    }

    private void judgeAll(MoverState state, int gate, boolean faulty, RunnerOutput out) {
        for (int i = 0; i < state.slots.size(); i++) {
            CompiledRule rule = engine.rules.get(state.compiled[i]);
            RuleSlot slot = state.slots.get(i);
            if (rule.gate == gate && !slot.frozen && (!faulty || rule.rule.seesFaults())) {
                judge(state, state.compiled[i], slot, out);
            }
        }
    }

    private void judge(MoverState state, int ordinal, RuleSlot slot, RunnerOutput out) {
        CompiledRule rule = engine.rules.get(ordinal);
        try {
            if (!view.isSilence()) {
                rule.rule.observe(view, slot.memory);
            }
            judgeKnown(rule, slot, out);
            newSubjects.begin(rule, ordinal, slot, out);
            rule.rule.subjects(view, slot.memory, newSubjects);
            slot.deadlineMillis = deadline(rule, slot);
        } catch (RuntimeException e) {
            // A defect in one rule must not take the other rules, or the job, down with it.
            slot.frozen = true;
            slot.deadlineMillis = Long.MAX_VALUE;
            out.broken(rule.lane, rule.config.id(), state.mover.text(), e);
        }
    }

    private void judgeKnown(CompiledRule rule, RuleSlot slot, RunnerOutput out) {
        for (int i = slot.episodes.size() - 1; i >= 0; i--) {
            Episode episode = slot.episodes.get(i);
            Onset onset = rule.onset(episode.stage);
            if (EpisodeMachine.breaksEvidence(episode, onset, view.timeMillis())) {
                episode.startOver();
            }
            Verdict verdict = rule.rule.judge(view, episode, slot.memory, episode.measures);
            if (!machine.step(rule, slot, episode, verdict, view, out)) {
                slot.episodes.remove(i);
            }
        }
    }

    private long deadline(CompiledRule rule, RuleSlot slot) {
        long deadline = rule.rule.deadlineMillis(view, slot.memory, !slot.episodes.isEmpty());
        if (rule.rule.warnsOfSilence()) {
            for (Episode episode : slot.episodes) {
                // Once reports have come again the age no longer grows by silence.
                if (episode.phase == Episode.Phase.OPEN && episode.failCount == 0) {
                    long next = rule.nextEscalationAbove(episode.tier);
                    if (next != Long.MAX_VALUE) {
                        long due = episode.evidenceSinceMillis + episode.pausedMillis + next;
                        deadline = Math.min(deadline, Math.max(due, view.timeMillis() + 1));
                    }
                }
            }
        }
        if (deadline <= view.timeMillis()) {
            throw new IllegalStateException(
                    "deadline " + deadline + " of rule " + rule.config.id() + " is not after " + view.timeMillis());
        }
        return deadline;
    }

    private static void updateDeadline(MoverState state) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < state.slots.size(); i++) {
            next = Math.min(next, state.slots.get(i).deadlineMillis);
        }
        state.nextDeadlineMillis = next;
    }

    private static void noteDriver(MoverState state, @Nullable String driver, long time) {
        if (driver != null && !driver.equals(state.driver)) {
            if (state.driver != null) {
                state.driverChangedMillis = time;
            }
            state.driver = driver;
        }
    }

    /** Begins an episode for each subject that has none and shows evidence. */
    private final class NewSubjects implements SubjectSink {
        private final Probe[] probes;
        private @Nullable CompiledRule rule;
        private @Nullable RuleSlot slot;
        private @Nullable RunnerOutput out;
        private Probe probe;

        NewSubjects() {
            probes = new Probe[engine.rules.size()];
            for (int i = 0; i < probes.length; i++) {
                probes[i] = new Probe(engine.rules.get(i).rule.measureCount());
            }
            probe = new Probe(0);
        }

        void begin(CompiledRule currentRule, int ordinal, RuleSlot currentSlot, RunnerOutput currentOut) {
            rule = currentRule;
            slot = currentSlot;
            out = currentOut;
            probe = probes[ordinal];
        }

        @Override
        public void mover(Stage stage) {
            consider("", Subject.NO_ZONE, stage);
        }

        @Override
        public void zone(int ordinal, Stage stage) {
            consider(engine.zones.zone(ordinal).id(), ordinal, stage);
        }

        @Override
        public void named(String key, Stage stage) {
            consider(key, Subject.NO_ZONE, stage);
        }

        private void consider(String key, int zone, Stage stage) {
            if (rule == null || slot == null || out == null) {
                throw new IllegalStateException("no rule is being judged");
            }
            List<Episode> episodes = slot.episodes;
            for (int i = 0; i < episodes.size(); i++) {
                if (episodes.get(i).isOf(zone, key, stage)) {
                    return;
                }
            }
            probe.becomes(key, zone, stage);
            Verdict verdict = rule.rule.judge(view, probe, slot.memory, probe.measures);
            if (verdict.isEvidence()) {
                Episode episode = new Episode(key, zone, stage, probe.measures.length);
                System.arraycopy(probe.measures, 0, episode.measures, 0, probe.measures.length);
                if (machine.step(rule, slot, episode, verdict, view, out)) {
                    episodes.add(episode);
                }
            }
        }
    }

    /** A subject that may become an episode; most never do, so one object serves them all. */
    private static final class Probe implements Subject {
        final double[] measures;
        private String key = "";
        private int zone = NO_ZONE;
        private Stage stage = Stage.BREACH;

        Probe(int measureCount) {
            measures = new double[measureCount];
        }

        void becomes(String newKey, int newZone, Stage newStage) {
            key = newKey;
            zone = newZone;
            stage = newStage;
            Arrays.fill(measures, 0);
        }

        @Override
        public int zone() {
            return zone;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Stage stage() {
            return stage;
        }
    }
}
