package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Warning;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import io.vigil.rule.Expression;
import io.vigil.rule.MoverFields;
import io.vigil.rule.PairRule;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import io.vigil.rule.Verdict;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges one instant of two movers by all rules of a layer. Holds scratch memory: one per runner. */
final class PairJudge {
    private final Engine engine;
    private final Supplier<Registry> registry;
    private final PairMoment view;
    private final RuleTurn turn;
    private final EpisodeMachine machine = new EpisodeMachine(new WarningBuilder());
    private final double[] measures;

    PairJudge(Engine engine, Supplier<Registry> registry) {
        this.engine = engine;
        this.registry = registry;
        view = new PairMoment(engine, registry);
        turn = new RuleTurn(view);
        int most = 0;
        for (PairLayer layer : engine.pairLayers) {
            for (PairRule rule : layer.pairRules) {
                most = Math.max(most, rule.measureCount());
            }
        }
        measures = new double[most];
    }

    /** Judges a meeting; of a mover's company, the one of anybody with the one of its group. */
    void meeting(PairState state, PairMeeting meeting, @Nullable PairSample groupMate, WarningOutput out) {
        PairLayer layer = engine.pairLayer(meeting.layer());
        if (layer == null) {
            return;
        }
        view.show(layer, meeting, groupMate);
        for (long left = meeting.together() | meeting.apart(); left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            CompiledRule rule = layer.rules.get(bit);
            PairSlot slot = state.slot(rule.identity);
            boolean isTogether = (meeting.together() >>> bit & 1) != 0;
            if (slot != null && slot.frozen || slot == null && !isTogether) {
                continue;
            }
            begin(rule, meeting, bit, out);
            try {
                judge(state, rule, slot, isTogether);
            } catch (RuntimeException e) {
                freeze(state, rule, slot, e, out);
            }
        }
        state.slots.removeIf(slot -> slot.episode == null && !slot.frozen);
        state.last = state.slots.isEmpty() ? null : meeting;
    }

    /** Does what is due at an instant without a meeting. */
    void due(PairState state, long due, WarningOutput out) {
        PairMeeting last = state.last;
        for (PairSlot slot : state.slots) {
            if (slot.deadlineMillis == due) {
                CompiledRule rule = engine.pairRule(slot.ruleIdentity);
                PairLayer layer = last == null ? null : layerOf(last, rule);
                slot.deadlineMillis = Long.MAX_VALUE;
                if (rule == null || last == null || layer == null || slot.frozen) {
                    // Its rule is gone, or was broken for long enough.
                    slot.episode = null;
                    slot.frozen = false;
                    continue;
                }
                view.showLater(layer, last, due);
                turn.begin(rule, RulePlan.NO_EXEMPTION, null, out);
                later(state, rule, slot, due);
            }
        }
        state.slots.removeIf(slot -> slot.episode == null && !slot.frozen);
        if (state.slots.isEmpty()) {
            state.last = null;
        }
    }

    /** Closes what the next engine has no rule for, or one that looks at other instants. */
    void leave(PairState state, Engine next, long time, WarningOutput out) {
        for (PairSlot slot : state.slots) {
            Episode episode = slot.episode;
            CompiledRule rule = engine.pairRule(slot.ruleIdentity);
            String reason = rule == null || episode == null || !episode.isOpen()
                    ? null
                    : PairHandover.reasonToClose(rule, next, state.family);
            if (reason == null || rule == null || episode == null || !show(state, rule, time, out)) {
                continue;
            }
            if (reason.equals(PairHandover.CHANGED_LANE)) {
                machine.announce(turn, episode, Warning.Transition.CLOSED, reason);
            } else {
                machine.close(turn, episode, reason);
            }
        }
    }

    /** Everything from an instant on is judged by this judge's engine. */
    void takeOver(PairState state, PairJudge before, long time, WarningOutput out) {
        for (PairSlot moved : PairHandover.handOver(state, before.engine, engine)) {
            CompiledRule rule = engine.pairRule(moved.ruleIdentity);
            if (rule != null && moved.episode != null && show(state, rule, time, out)) {
                machine.announce(turn, moved.episode, Warning.Transition.OPENED, PairHandover.CHANGED_LANE);
            }
        }
        if (state.slots.isEmpty()) {
            state.last = null;
        }
    }

    private boolean show(PairState state, CompiledRule rule, long time, WarningOutput out) {
        PairMeeting last = state.last;
        PairLayer layer = last == null ? null : layerOf(last, rule);
        if (last == null || layer == null) {
            return false;
        }
        view.showLater(layer, last, time);
        turn.begin(rule, RulePlan.NO_EXEMPTION, null, out);
        return true;
    }

    /** The layer of the last meeting, or where the ruleset has changed since, the rule's own. */
    private @Nullable PairLayer layerOf(PairMeeting last, @Nullable CompiledRule rule) {
        PairLayer known = engine.pairLayer(last.layer());
        if (known != null) {
            return known;
        }
        for (PairLayer layer : engine.pairLayers) {
            if (rule != null && layer.rules.contains(rule)) {
                return layer;
            }
        }
        return null;
    }

    private void judge(PairState state, CompiledRule rule, @Nullable PairSlot slot, boolean isTogether) {
        if (slot == null || slot.episode == null) {
            if (isTogether) {
                first(state, rule, slot);
            }
            return;
        }
        Episode episode = slot.episode;
        if (EpisodeMachine.breaksEvidence(episode, rule.onset(Stage.BREACH), view.timeMillis())) {
            episode.startOver();
        }
        view.warned(episode.phase == Episode.Phase.CLOSED);
        Verdict verdict = isTogether ? ((PairRule) rule.rule).judgePair(view, episode.measures) : Verdict.FAILS;
        slot.apart = !isTogether;
        if (!machine.step(turn, episode, verdict)) {
            slot.episode = null;
        }
        schedule(state, rule, slot);
    }

    private void first(PairState state, CompiledRule rule, @Nullable PairSlot known) {
        int count = rule.rule.measureCount();
        Arrays.fill(measures, 0, count, 0);
        view.warned(false);
        Verdict verdict = ((PairRule) rule.rule).judgePair(view, measures);
        if (!verdict.isEvidence()) {
            return;
        }
        MoverId second = state.other;
        Episode episode = new Episode(second == null ? "" : second.text(), Subject.NO_ZONE, Stage.BREACH, count);
        System.arraycopy(measures, 0, episode.measures, 0, count);
        PairSlot slot = known == null ? new PairSlot(rule.identity) : known;
        if (known == null) {
            state.slots.add(slot);
        }
        slot.episode = episode;
        if (!machine.step(turn, episode, verdict)) {
            slot.episode = null;
        }
        schedule(state, rule, slot);
    }

    private void later(PairState state, CompiledRule rule, PairSlot slot, long due) {
        Episode episode = slot.episode;
        if (episode == null) {
            return;
        }
        boolean keep = true;
        if (slot.apart && episode.phase == Episode.Phase.REVIEW) {
            keep = machine.close(turn, episode, PairHandover.RULE_CHANGED);
        } else if (slot.apart && isJudgedApart(episode)) {
            keep = machine.step(turn, episode, Verdict.FAILS);
        } else if (isOut(episode)) {
            keep = machine.close(turn, episode, "not-heard");
        } else if (episode.phase == Episode.Phase.CLOSED && mergeEndMillis(rule, episode) > due) {
            episode.startOver();
        } else {
            keep = false;
        }
        if (!keep) {
            slot.episode = null;
        }
        schedule(state, rule, slot);
    }

    private void schedule(PairState state, CompiledRule rule, PairSlot slot) {
        Episode episode = slot.episode;
        long now = view.timeMillis();
        if (episode == null) {
            slot.deadlineMillis = Long.MAX_VALUE;
        } else if (slot.apart && isJudgedApart(episode)) {
            slot.deadlineMillis = now + state.stepMillis;
        } else if (isOut(episode)) {
            slot.deadlineMillis = now + ((PairRule) rule.rule).lostAfterMillis();
        } else if (episode.isCollecting()) {
            slot.deadlineMillis = now + rule.onset(Stage.BREACH).maxGapMillis() + 1;
        } else {
            slot.deadlineMillis = Math.max(now + 1, mergeEndMillis(rule, episode));
        }
    }

    /** Whether a warning or a permitted case is out, which ends when the two are not heard for long. */
    private static boolean isOut(Episode episode) {
        return episode.isOpen() || episode.phase == Episode.Phase.PERMITTED;
    }

    /** A closed episode only waits for its return; all others are judged at every instant apart. */
    private static boolean isJudgedApart(Episode episode) {
        return episode.phase != Episode.Phase.CLOSED || episode.isCollecting();
    }

    /** The first instant at which a closed episode can no longer be continued. */
    private static long mergeEndMillis(CompiledRule rule, Episode episode) {
        return episode.closedMillis + rule.onset(Stage.BREACH).mergeMillis() + 1;
    }

    private void freeze(
            PairState state, CompiledRule rule, @Nullable PairSlot known, RuntimeException cause, WarningOutput out) {
        PairSlot slot = known == null ? state.slot(rule.identity) : known;
        if (slot == null) {
            slot = new PairSlot(rule.identity);
            state.slots.add(slot);
        }
        slot.frozen = true;
        slot.deadlineMillis = view.timeMillis() + ((PairRule) rule.rule).lostAfterMillis();
        String pair = state.other == null ? state.one.text() : state.one.text() + " + " + state.other.text();
        out.broken(rule.lane, rule.config.id(), pair, cause);
    }

    private void begin(CompiledRule rule, PairMeeting meeting, int bit, WarningOutput out) {
        int exemption = exemption(rule, meeting.one(), bit);
        PairSample other = meeting.other();
        if (exemption < 0 && other != null && meeting.company() == null) {
            exemption = exemption(rule, other, bit);
        }
        turn.begin(rule, exemption, null, out);
    }

    /** Which exemption it is; that one holds was decided where all of the mover's claims are known. */
    private int exemption(CompiledRule rule, PairSample sample, int bit) {
        if ((sample.exempt() >>> bit & 1) == 0) {
            return RulePlan.NO_EXEMPTION;
        }
        RegistryRecord record = registry.get().at(sample.mover(), view.timeMillis());
        Expression.Scope scope = MoverFields.scope(sample.mover(), sample.moverClass(), Map.of(), record);
        return Math.max(0, rule.exemptionOf(scope, view.timeMillis()));
    }
}
