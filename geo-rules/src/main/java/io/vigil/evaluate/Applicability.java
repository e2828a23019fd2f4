package io.vigil.evaluate;

import io.vigil.model.MoverId;
import io.vigil.model.MoverKind;
import io.vigil.model.NetBuoys;
import io.vigil.model.RegistryRecord;
import io.vigil.rule.Expression;
import io.vigil.rule.MoverFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rules apply to a mover and who is exempt. Expressions are evaluated here and nowhere else: when the
 * mover's class, its registry record, the ruleset or the validity of an exemption changes, never per report.
 */
final class Applicability {
    private final Engine engine;
    private final KnownRegistry known;

    Applicability(Engine engine, KnownRegistry known) {
        this.engine = engine;
        this.known = known;
    }

    /** What a rule that no longer applies to the mover still remembers of it. */
    record Leaving(CompiledRule rule, RuleSlot slot) {}

    /**
     * What came of deciding anew.
     *
     * @param leaving what no longer applies
     * @param anew places of rules that are new or changed, or come from another lane
     * @param cold of these, the places of rules that have brought no memory along
     * @param moved what was open in another lane and is to be told in this one
     */
    record Renewal(List<Leaving> leaving, List<Integer> anew, List<Integer> cold, List<SlotHandover.Moved> moved) {}

    /** Decides anew. */
    Renewal renew(MoverState state, long time) {
        boolean sameEngine = state.engineFingerprint == engine.fingerprint;
        look(state, time);
        decide(state, time);
        SlotHandover handover = new SlotHandover(state.slots, sameEngine);
        state.slots = handover.slots(state.plan.rules);
        state.tracks = tracks(state.plan.pairs, state.tracks);
        state.routes = engine.approvedRoutes(state, time);
        state.routeMeters = Double.POSITIVE_INFINITY;
        state.engineFingerprint = engine.fingerprint;
        if (!sameEngine) {
            forgetOrdinals(state);
            for (GateState gate = state.firstGate; gate != null; gate = gate.next) {
                gate.forgetLimits();
            }
        }
        bindState(state);
        return new Renewal(leaving(handover.left()), handover.anew(), handover.cold(), handover.moved());
    }

    /**
     * Looks up again what is not stored, after a restore under the same engine.
     *
     * @return false where the registry has learnt something since, by which other rules apply: then decide anew
     */
    boolean bind(MoverState state, long time) {
        look(state, time);
        long before = state.planId;
        decide(state, time);
        if (state.planId != before) {
            return false;
        }
        if (state.plan.rules.length != state.slots.length) {
            throw new IllegalStateException("a state with " + state.slots.length + " slots for "
                    + state.plan.rules.length + " rules under a known engine");
        }
        for (int place = 0; place < state.slots.length; place++) {
            RuleSlot slot = state.slots[place];
            if (slot != null && slot.ruleIdentity != state.plan.rules[place].identity) {
                throw new IllegalStateException("the slot of another rule in the place of "
                        + state.plan.rules[place].config.id() + " under a known engine");
            }
        }
        bindState(state);
        return true;
    }

    /** Whether something was learnt of the mover, or of who drives it, since it was last looked up. */
    boolean hasNews(MoverState state) {
        if (state.generation == known.generation()) {
            return false;
        }
        boolean news = known.hasChangedSince(state.mover, state.generation)
                || known.hasChangedSince(driverOf(state), state.generation);
        state.generation = known.generation();
        return news;
    }

    /** From when on the registry says something else of a mover than when it was last looked up. */
    long newsFromMillis(MoverState state) {
        return Math.min(
                known.changedFromMillis(state.mover, state.generation),
                known.changedFromMillis(driverOf(state), state.generation));
    }

    private void look(MoverState state, long time) {
        state.generation = known.generation();
        state.registry = known.registry().at(state.mover, time);
        state.moverClass = classOf(state, state.registry);
        MoverId driver = driverOf(state);
        state.driverRecord = driver == null ? null : known.registry().at(driver, time);
    }

    /** The class of a mover at an instant, or null. */
    @Nullable
    String classAt(MoverState state, long time) {
        return classOf(state, engine.registry.at(state.mover, time));
    }

    private void decide(MoverState state, long time) {
        Expression.Scope mover = MoverFields.scope(state.mover, state.moverClass, state.facts, state.registry);
        long until = Math.min(known.registry().nextChangeAfter(state.mover, time), engine.nextRouteChangeAfter(time));
        MoverId driver = driverOf(state);
        if (driver != null) {
            until = Math.min(until, known.registry().nextChangeAfter(driver, time));
        }
        List<CompiledRule> applicable = new ArrayList<>();
        List<Integer> exemptions = new ArrayList<>();
        for (CompiledRule rule : engine.rules) {
            if (rule.appliesTo(state.mover.kind(), mover)) {
                applicable.add(rule);
                exemptions.add(rule.exemptionOf(mover, time));
                until = Math.min(until, rule.nextExpiryAfter(time));
            }
        }
        List<PairShare> pairs = new ArrayList<>();
        for (PairLayer layer : engine.pairLayers) {
            long applies = 0;
            long exempt = 0;
            for (int bit = 0; bit < layer.rules.size(); bit++) {
                CompiledRule rule = layer.rules.get(bit);
                if (rule.appliesTo(state.mover.kind(), mover)) {
                    applies |= 1L << bit;
                    exempt |= rule.exemptionOf(mover, time) < 0 ? 0 : 1L << bit;
                    until = Math.min(until, rule.nextExpiryAfter(time));
                }
            }
            if (applies != 0) {
                pairs.add(new PairShare(layer, applies, exempt));
            }
        }
        state.planId = RulePlan.id(applicable, exemptions, pairs);
        state.plan = engine.plan(state.planId, applicable, exemptions, pairs);
        state.applicableUntilMillis = until;
    }

    /** The tracks of a plan's layers, with what is remembered of those that stay. */
    private static PairTrack[] tracks(PairShare[] shares, PairTrack[] known) {
        PairTrack[] tracks = new PairTrack[shares.length];
        for (int i = 0; i < shares.length; i++) {
            long layerId = shares[i].layer().id;
            tracks[i] = new PairTrack(layerId);
            for (PairTrack track : known) {
                if (track.layerId == layerId) {
                    tracks[i] = track;
                }
            }
        }
        return tracks;
    }

    private void bindState(MoverState state) {
        for (RuleSlot slot : state.slots) {
            if (slot != null) {
                slot.removeIf(this::isOfZoneGone);
            }
        }
        state.gate(engine.gates.length - 1).next = null;
        state.asleep = asleep(state);
        state.bound = true;
    }

    /** Bits of the places of rules that need not be asked as long as they remember nothing; places beyond are asked. */
    private static long asleep(MoverState state) {
        long asleep = 0;
        CompiledRule[] rules = state.plan.rules;
        for (int place = 0; place < Math.min(rules.length, Long.SIZE); place++) {
            if (rules[place].rule.sleepsWithoutMemory(state.registry)) {
                asleep |= 1L << place;
            }
        }
        return asleep;
    }

    /** Finds the zone of an episode in this engine; a zone that is no longer there ends what was known of it. */
    private boolean isOfZoneGone(Episode episode) {
        if (episode.zone == Episode.NO_ZONE) {
            return false;
        }
        episode.zone = engine.zoneOrdinal(episode.key);
        return episode.zone == Episode.NO_ZONE;
    }

    private void forgetOrdinals(MoverState state) {
        state.hits = new int[0];
        state.boxSouth = Double.NaN;
        state.boxNorth = Double.NaN;
        state.boxWest = Double.NaN;
        state.boxEast = Double.NaN;
        state.routeHint = -1;
        state.routeProgress = Double.NaN;
    }

    private List<Leaving> leaving(Map<Long, RuleSlot> slots) {
        if (slots.isEmpty()) {
            return List.of();
        }
        List<Leaving> leaving = new ArrayList<>();
        for (CompiledRule rule : engine.rules) {
            RuleSlot slot = slots.get(rule.identity);
            if (slot != null) {
                slot.removeIf(this::isOfZoneGone);
                leaving.add(new Leaving(rule, slot));
            }
        }
        return leaving;
    }

    /** Of a driver himself the registry has the record already. */
    private static @Nullable MoverId driverOf(MoverState state) {
        return state.mover.kind() == MoverKind.VEHICLE ? MoverId.ofDriver(state.boundDriver()) : null;
    }

    private static @Nullable String classOf(MoverState state, @Nullable RegistryRecord record) {
        if (record != null && record.moverClass() != null) {
            return record.moverClass();
        }
        return NetBuoys.isNetBuoy(state.mover, state.facts.get("name")) ? NetBuoys.GEAR : state.facts.get("class");
    }
}
