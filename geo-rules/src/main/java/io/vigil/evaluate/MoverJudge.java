package io.vigil.evaluate;

import io.vigil.model.Disposition;
import io.vigil.model.Grant;
import io.vigil.model.IdentityReport;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Warning;
import io.vigil.rule.FeedHeard;
import io.vigil.rule.Onset;
import io.vigil.rule.QualityFault;
import io.vigil.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges one moment of one mover by all rules that apply to it. Holds scratch memory: one per runner. */
final class MoverJudge {
    /** Of a report that was never made. */
    static final String NO_SOURCE = "none";

    private static final String CHANGED_LANE = "changed-lane";
    private static final MoverState NOBODY = new MoverState(new MoverId("vehicle:nobody"));

    private final Engine engine;
    private final View view;
    private final RuleTurn turn;
    private final Applicability applicability;
    private final EpisodeMachine machine = new EpisodeMachine(new WarningBuilder());
    private final NewSubjects newSubjects;

    MoverJudge(Engine engine, KnownRegistry known) {
        this.engine = engine;
        applicability = new Applicability(engine, known);
        view = new View(engine, NOBODY, PositionReport.at(NOBODY.mover, 0, 0, 0).build());
        turn = new RuleTurn(view);
        newSubjects = new NewSubjects(engine, turn, machine);
    }

    /** Takes what a mover says of itself. */
    void identity(MoverState state, IdentityReport identity, long time) {
        if (IdentityReport.LOGGED_OUT.equals(identity.facts().get(IdentityReport.SESSION))) {
            state.loggedOutMillis = time;
        }
        boolean changed = false;
        for (Map.Entry<String, String> fact : identity.facts().entrySet()) {
            if (fact.getKey().equals(IdentityReport.SESSION)) {
                // The next report ends it without a word, so it is an event, not a fact to be kept.
                continue;
            }
            changed |= !fact.getValue().equals(state.facts.put(fact.getKey(), fact.getValue()));
        }
        boolean isOut = "out".equals(identity.facts().get("driverCard"));
        changed |= noteDriver(state, identity.facts().get("driver"), isOut, time);
        if (changed) {
            state.applicableUntilMillis = Long.MIN_VALUE;
        }
    }

    /** Judges one report. */
    void position(MoverState state, PositionReport report, long time, RunnerOutput out) {
        if (noteDriver(state, report.driver(), false, time)) {
            state.applicableUntilMillis = Long.MIN_VALUE;
        }
        settle(state, time, out);
        String faultOfFirst = null;
        int gate = 0;
        for (GateState seen = state.firstGate; seen != null; seen = seen.next) {
            view.begin(state, report, seen, gate, time);
            String fault = engine.gates[gate].check(seen, report, state.moverClass);
            if (gate == 0) {
                faultOfFirst = fault;
            }
            if (fault != null && QualityFault.isOfPlace(fault)) {
                seen.lastDriftMillis = time;
            }
            if (fault == null) {
                view.show();
            } else {
                view.showFault(fault);
            }
            judgeAll(state, gate, fault != null, out);
            if (fault == null && state.plan.pairs.length > 0) {
                PairSampler.report(state, view, gate, time, out);
            }
            gate++;
        }
        updateDeadline(state);
        out.evaluated(report, time, state.moverClass, faultOfFirst, stateOf(state, time));
        if (faultOfFirst == null && engine.judgesDrivers) {
            DrivenReports.tell(state, report, out);
        }
    }

    /** Shows a checkpoint pass to the rules that see passes; nothing else is told of it. */
    void pass(MoverState state, PassReport pass, long time, RunnerOutput out) {
        settle(state, time, out);
        String fault = engine.gates[0].clockFault(pass);
        if (fault == null) {
            for (int place = 0; place < state.slots.length; place++) {
                CompiledRule rule = state.plan.rules[place];
                if (rule.rule.seesPasses()) {
                    remembering(state, place);
                    view.showPass(state, pass, rule.gate, time);
                    judge(state, place, out);
                }
            }
            updateDeadline(state);
        }
        out.takenIn(pass, time, fault);
    }

    /** Tells the rules what an operator found, and ends the episode it was about where its rule wants that. */
    void disposition(MoverState state, Disposition disposition, long time, RunnerOutput out) {
        settle(state, time, out);
        for (int place = 0; place < state.slots.length; place++) {
            CompiledRule rule = state.plan.rules[place];
            if (disposition.outcome().isFinal() && rule.rule.endsWithDisposition()) {
                endDisposed(state, place, disposition, time, out);
            }
            if (rule.rule.countsDispositions()) {
                count(state, place, disposition, time, out);
            }
        }
        updateDeadline(state);
        out.takenIn(disposition, time, null);
    }

    private void count(MoverState state, int place, Disposition disposition, long time, RunnerOutput out) {
        CompiledRule rule = state.plan.rules[place];
        RuleSlot slot = remembering(state, place);
        try {
            rule.rule.disposed(disposition, slot.memory);
        } catch (RuntimeException e) {
            freeze(state, place, state.slots[place]);
            broken(rule, state, e, out);
            return;
        }
        PositionReport last = state.gate(rule.gate).lastGood;
        if (last == null && hasNoPlace(state.mover.kind())) {
            last = PositionReport.at(state.mover, time, 0, 0).source(NO_SOURCE).build();
        }
        if (last != null) {
            view.showSilence(state, last, rule.gate, time);
            judge(state, place, out);
        }
    }

    /** Of a company, and of a driver nobody follows, there is never a report. */
    private static boolean hasNoPlace(MoverKind kind) {
        return kind == MoverKind.COMPANY || kind == MoverKind.DRIVER;
    }

    private static RuleSlot remembering(MoverState state, int place) {
        RuleSlot slot = state.slots[place];
        if (slot == null) {
            slot = state.plan.rules[place].newSlot();
            state.slots[place] = slot;
        }
        return slot;
    }

    private void endDisposed(MoverState state, int place, Disposition disposition, long time, RunnerOutput out) {
        CompiledRule rule = state.plan.rules[place];
        RuleSlot slot = state.slots[place];
        Episode episode = slot == null ? null : slot.openOf(rule, state.mover, ownId(state, rule, disposition));
        if (slot == null || episode == null || episode.last == null || !rule.rule.endsWithDisposition(episode)) {
            return;
        }
        view.showSilence(state, episode.last, rule.gate, time);
        turn.begin(rule, state.plan.exemption(place), slot, out);
        machine.close(turn, episode, "disposed-" + disposition.outcome().word());
        slot.removeIf(each -> each == episode);
    }

    private static String ownId(MoverState state, CompiledRule rule, Disposition disposition) {
        return state.history == null
                ? disposition.warningId()
                : state.history.log.ownId(rule.lane, disposition.warningId());
    }

    /** Fires the deadlines up to an instant, in the order of their times. */
    void fireDeadlines(MoverState state, long upToMillis, RunnerOutput out) {
        while (state.nextDeadlineMillis != Long.MAX_VALUE && state.nextDeadlineMillis <= upToMillis) {
            long due = state.nextDeadlineMillis;
            state.firedMillis = due;
            settle(state, due, out);
            for (int place = 0; place < state.slots.length; place++) {
                RuleSlot slot = state.slots[place];
                if (slot != null && slot.deadlineMillis == due) {
                    fire(state, place, slot, due, out);
                }
            }
            PairSampler.due(state, view, due, out);
            tellState(state, due, out);
            updateDeadline(state);
        }
    }

    private void fire(MoverState state, int place, RuleSlot slot, long due, RunnerOutput out) {
        int gate = state.plan.rules[place].gate;
        slot.deadlineMillis = Long.MAX_VALUE;
        PositionReport last = state.gate(gate).lastGood;
        if (last == null && slot.newest != null) {
            // A vehicle that only cameras have seen.
            last = slot.newest.last;
        }
        if (last == null || slot.frozen) {
            return;
        }
        view.showSilence(state, last, gate, due);
        judge(state, place, out);
    }

    private static void tellState(MoverState state, long due, RunnerOutput out) {
        PositionReport last = state.gate(0).lastGood;
        String now = stateOf(state, due);
        if (last != null && now != null && !now.equals(stateOf(state, due - 1))) {
            out.stateChanged(last, due, state.moverClass, now);
        }
    }

    /** The mover's class as far as it is known, or null; looked up where it was not since a restore. */
    @Nullable
    String classOf(MoverState state) {
        return state.bound ? state.moverClass : applicability.classAt(state, state.newestEvaluatedMillis);
    }

    /** Whether any rule makes something of what others tell of the mover. */
    boolean listensTo(MoverState state, MoverEvent event) {
        if (event instanceof Grant || !state.bound || state.engineFingerprint != engine.fingerprint) {
            return true;
        }
        for (CompiledRule rule : state.plan.rules) {
            boolean isOfDesk = rule.rule.countsDispositions() || rule.rule.endsWithDisposition();
            if (event instanceof PassReport ? rule.rule.seesPasses() : isOfDesk) {
                return true;
            }
        }
        return false;
    }

    /** What the rules say of a mover's state at an instant, or null. */
    static @Nullable String stateOf(MoverState state, long time) {
        for (int place : state.plan.stateTellers) {
            RuleSlot slot = state.slots[place];
            if (slot != null && !slot.frozen) {
                String told = state.plan.rules[place].rule.state(time, slot.memory);
                if (told != null) {
                    return told;
                }
            }
        }
        return null;
    }

    /** Sees to it that the slots are those of the rules that apply now; what no longer applies is closed. */
    private void settle(MoverState state, long time, RunnerOutput out) {
        if (state.engineFingerprint == engine.fingerprint && time < state.applicableUntilMillis) {
            if (state.bound || applicability.bind(state, time)) {
                return;
            }
        }
        renew(state, time, out);
    }

    private Applicability.Renewal renew(MoverState state, long time, RunnerOutput out) {
        Applicability.Renewal renewal = applicability.renew(state, time);
        for (Applicability.Leaving gone : renewal.leaving()) {
            for (Episode episode : gone.slot().episodes()) {
                if (episode.isOpen() && show(state, gone.rule(), gone.slot(), episode, time, out)) {
                    machine.close(turn, episode, "no-longer-applies");
                }
            }
        }
        return renewal;
    }

    /** From when on the registry says something else of a mover than when it was last looked up. */
    long newsFromMillis(MoverState state) {
        return applicability.newsFromMillis(state);
    }

    /** What the registry has learnt of a mover since counts from the next event on. */
    void lookAgain(MoverState state) {
        if (applicability.hasNews(state)) {
            state.applicableUntilMillis = Long.MIN_VALUE;
        }
    }

    /**
     * Where the registry has learnt something of the mover, rules apply anew from the moment it has been judged up to, and
     * those that watch the registry judge that moment again, without a report.
     */
    void learn(MoverState state, RunnerOutput out) {
        long time = state.judgedMillis();
        if (!applicability.hasNews(state)) {
            return;
        }
        state.applicableUntilMillis = Long.MIN_VALUE;
        settle(state, time, out);
        for (int place = 0; place < state.slots.length; place++) {
            CompiledRule rule = state.plan.rules[place];
            PositionReport last = state.gate(rule.gate).lastGood;
            if (last != null && rule.rule.watchesRegistry()) {
                view.showSilence(state, last, rule.gate, time);
                judge(state, place, out);
            }
        }
        updateDeadline(state);
    }

    /**
     * Everything from an instant on is judged by this judge's engine. What was warned of by rules and about zones that are
     * no longer there is closed; what rules that have changed have warned of is judged again; new rules begin.
     */
    void takeOver(
            MoverState state, MoverJudge before, long time, Supplier<Map<Long, RuleSlot>> memories, RunnerOutput out) {
        before.leave(state, engine, time, out);
        if (state.engineFingerprint == engine.fingerprint) {
            return;
        }
        Applicability.Renewal renewal = renew(state, time, out);
        warmUp(state, renewal.cold(), memories);
        for (SlotHandover.Moved moved : renewal.moved()) {
            CompiledRule rule = state.plan.rules[moved.place()];
            if (show(state, rule, state.slots[moved.place()], moved.episode(), time, out)) {
                machine.announce(turn, moved.episode(), Warning.Transition.OPENED, CHANGED_LANE);
            }
        }
        for (int place : renewal.anew()) {
            CompiledRule rule = state.plan.rules[place];
            CompiledRule earlier = before.engine.rule(rule.identity);
            PositionReport last = state.gate(rule.gate).lastGood;
            // Others hear of the mover with its next report; the silence of one may have none.
            if (last != null && rule.rule.warnsOfSilence() && (earlier == null || earlier.version != rule.version)) {
                view.showSilence(state, last, rule.gate, time);
                judge(state, place, out);
            }
        }
        updateDeadline(state);
    }

    private static void warmUp(MoverState state, List<Integer> cold, Supplier<Map<Long, RuleSlot>> memories) {
        if (cold.stream().noneMatch(place -> state.plan.rules[place].rule.memorySize() > 0)) {
            return;
        }
        Map<Long, RuleSlot> known = memories.get();
        for (int place : cold) {
            RuleSlot warm = known.get(state.plan.rules[place].identity);
            if (warm != null) {
                RuleSlot slot = remembering(state, place);
                System.arraycopy(warm.memory, 0, slot.memory, 0, slot.memory.length);
                slot.deadlineMillis = warm.deadlineMillis;
            }
        }
    }

    /** Closes what the next engine has no rule or no zone for. */
    private void leave(MoverState state, Engine next, long time, RunnerOutput out) {
        settle(state, time - 1, out);
        for (int place = 0; place < state.slots.length; place++) {
            RuleSlot slot = state.slots[place];
            if (slot == null) {
                continue;
            }
            CompiledRule rule = state.plan.rules[place];
            for (Episode episode : slot.episodes()) {
                if (episode.isOpen() && show(state, rule, slot, episode, time, out)) {
                    leave(rule, slot, episode, next);
                }
            }
        }
    }

    private void leave(CompiledRule rule, RuleSlot slot, Episode episode, Engine next) {
        if (next.rule(rule.identity) == null) {
            CompiledRule sibling = next.rule(rule.siblingIdentity);
            if (sibling != null && sibling.version == rule.version) {
                machine.announce(turn, episode, Warning.Transition.CLOSED, CHANGED_LANE);
            } else {
                machine.close(turn, episode, "rule-removed");
            }
        } else if (episode.zone != Episode.NO_ZONE && next.zoneOrdinal(episode.key) == Episode.NO_ZONE) {
            machine.close(turn, episode, "zone-removed");
            slot.removeIf(each -> each == episode);
        }
    }

    /** Begins a rule's turn on an episode without a report; false where nothing was ever seen to show. */
    private boolean show(
            MoverState state,
            CompiledRule rule,
            @Nullable RuleSlot slot,
            Episode episode,
            long time,
            RunnerOutput out) {
        PositionReport last = state.gate(rule.gate).lastGood;
        last = last == null ? episode.last : last;
        if (last == null) {
            return false;
        }
        view.showSilence(state, last, rule.gate, time);
        turn.begin(rule, RulePlan.NO_EXEMPTION, slot, out);
        return true;
    }

    private void judgeAll(MoverState state, int gate, boolean faulty, RunnerOutput out) {
        for (int place : state.plan.byGate[gate]) {
            boolean isAsked = faulty ? state.plan.rules[place].rule.seesFaults() : isAwake(state, place);
            if (isAsked) {
                judge(state, place, out);
            }
        }
    }

    private static boolean isAwake(MoverState state, int place) {
        return state.slots[place] != null || place >= Long.SIZE || (state.asleep >>> place & 1) == 0;
    }

    /** Most rules remember nothing of most movers: those cost no access to the mover's state. */
    private void judge(MoverState state, int place, RunnerOutput out) {
        CompiledRule rule = state.plan.rules[place];
        RuleSlot slot = state.slots[place];
        if (slot != null && slot.frozen) {
            return;
        }
        turn.begin(rule, state.plan.exemption(place), slot, out);
        newSubjects.begin(slot);
        try {
            if (slot != null) {
                if (!view.isSilence()) {
                    rule.rule.observe(view, slot.memory);
                    if (rule.countsFeeds) {
                        tellFeed(rule, slot, out);
                    }
                }
                judgeKnown(slot);
            }
            slot = newSubjects.find();
            state.slots[place] = slot;
            if (slot != null) {
                slot.deadlineMillis = deadline(rule, slot);
            }
        } catch (RuntimeException e) {
            // A defect in one rule must not take the other rules, or the job, down with it. What it has warned of until
            // then
            // is kept, so that it can be closed.
            freeze(state, place, newSubjects.slot());
            broken(rule, state, e, out);
        }
    }

    private static void broken(CompiledRule rule, MoverState state, RuntimeException cause, RunnerOutput out) {
        for (Lane.Version version : rule.lanes()) {
            out.broken(version.lane(), rule.config.id(), state.mover.text(), cause);
        }
    }

    private void tellFeed(CompiledRule rule, RuleSlot slot, RunnerOutput out) {
        FeedHeard heard = rule.rule.feedHeardAnew(view, slot.memory);
        if (heard != null) {
            rule.lanes().forEach(lane -> out.heard(lane.lane(), heard, view.timeMillis()));
        }
    }

    private static void freeze(MoverState state, int place, @Nullable RuleSlot known) {
        RuleSlot slot = known == null ? state.plan.rules[place].newSlot() : known;
        state.slots[place] = slot;
        slot.frozen = true;
        slot.deadlineMillis = Long.MAX_VALUE;
    }

    private void judgeKnown(RuleSlot slot) {
        CompiledRule rule = turn.rule();
        Episode before = null;
        for (Episode episode = slot.newest; episode != null; episode = episode.next) {
            episode.zone = engine.zones.versionAt(episode.zone, view.timeMillis());
            Onset onset = rule.onset(episode.stage);
            if (EpisodeMachine.breaksEvidence(episode, onset, view.timeMillis())) {
                episode.startOver();
            }
            Verdict verdict = rule.rule.judge(view, episode, slot.memory, episode.measures);
            turn.tellStanding(episode, episode.measures);
            if (machine.step(turn, episode, verdict)) {
                before = episode;
            } else {
                slot.remove(episode, before);
            }
        }
    }

    private long deadline(CompiledRule rule, RuleSlot slot) {
        long deadline = rule.rule.deadlineMillis(view, slot.memory, slot.newest != null);
        if (rule.rule.warnsOfSilence()) {
            for (Episode episode = slot.newest; episode != null; episode = episode.next) {
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
        for (RuleSlot slot : state.slots) {
            if (slot != null && slot.deadlineMillis < next) {
                next = slot.deadlineMillis;
            }
        }
        for (PairTrack track : state.tracks) {
            next = Math.min(next, track.dueMillis);
        }
        state.nextDeadlineMillis = next;
    }

    /** Answers whether somebody else drives now, or nobody knows any more who does. */
    private static boolean noteDriver(MoverState state, @Nullable String driver, boolean isOut, long time) {
        String before = state.boundDriver();
        if (driver != null && !driver.equals(state.driver)) {
            if (state.driver != null) {
                state.driverChangedMillis = time;
            }
            state.driver = driver;
        }
        if (driver != null || isOut) {
            state.driverOut = isOut;
        }
        boolean isChange = !Objects.equals(before, state.boundDriver());
        if (isChange) {
            state.tookWheelMillis = time;
        }
        return isChange;
    }
}
