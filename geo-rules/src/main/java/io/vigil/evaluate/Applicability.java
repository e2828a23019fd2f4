package io.vigil.evaluate;

import io.vigil.model.RegistryRecord;
import io.vigil.rule.MoverFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rules apply to a mover and who is exempt. Expressions are evaluated here and nowhere else: when the
 * mover's class, its registry record, the ruleset or the validity of an exemption changes, never per report.
 */
final class Applicability {
    private final Engine engine;
    private final Map<Long, Integer> ruleByIdentity = new HashMap<>();

    Applicability(Engine engine) {
        this.engine = engine;
        for (int i = 0; i < engine.rules.size(); i++) {
            ruleByIdentity.put(engine.rules.get(i).identity, i);
        }
    }

    /** A slot whose rule no longer applies to the mover. */
    record Leaving(CompiledRule rule, RuleSlot slot) {}

    /** Decides anew; answers the slots that are no longer the mover's. */
    List<Leaving> renew(MoverState state, long time) {
        RegistryRecord record = engine.registry.at(state.mover, time);
        state.registry = record;
        state.moverClass = classOf(state, record);
        boolean sameEngine = state.engineFingerprint == engine.fingerprint;
        Map<Long, RuleSlot> before = new HashMap<>();
        state.slots.forEach(slot -> before.put(slot.ruleIdentity, slot));
        Map<String, Object> variables = Map.of(
                "mover", MoverFields.of(state.mover, state.moverClass, state.facts),
                "registry", MoverFields.of(record));
        long until = Math.min(engine.registry.nextChangeAfter(state.mover, time), engine.nextRouteChangeAfter(time));
        List<RuleSlot> slots = new ArrayList<>();
        for (CompiledRule rule : engine.rules) {
            if (rule.appliesTo(variables)) {
                RuleSlot known = before.remove(rule.identity);
                RuleSlot slot = known == null || known.memory.length != rule.rule.memorySize()
                        ? new RuleSlot(rule.identity, rule.rule.memorySize())
                        : known;
                if (known != null && !sameEngine) {
                    rule.rule.controlChanged(slot.memory);
                    slot.frozen = false;
                }
                slot.exemption = rule.exemptionOf(variables, time);
                until = Math.min(until, rule.nextExpiryAfter(time));
                slots.add(slot);
            }
        }
        state.slots = slots;
        state.routes = engine.approvedRoutes(state, time);
        state.applicableUntilMillis = until;
        state.engineFingerprint = engine.fingerprint;
        if (!sameEngine) {
            forgetOrdinals(state);
        }
        bindSlots(state);
        return leaving(before);
    }

    /** Looks up again what is not stored, after a restore under the same engine. */
    void bind(MoverState state, long time) {
        state.registry = engine.registry.at(state.mover, time);
        state.moverClass = classOf(state, state.registry);
        bindSlots(state);
    }

    private void bindSlots(MoverState state) {
        state.compiled = new int[state.slots.size()];
        for (int i = 0; i < state.compiled.length; i++) {
            RuleSlot slot = state.slots.get(i);
            Integer rule = ruleByIdentity.get(slot.ruleIdentity);
            if (rule == null) {
                throw new IllegalStateException("slot of an unknown rule under a known engine");
            }
            state.compiled[i] = rule;
            slot.episodes.removeIf(this::isOfZoneGone);
        }
        if (state.gates.length != engine.gates.size()) {
            GateState[] gates = new GateState[engine.gates.size()];
            for (int i = 0; i < gates.length; i++) {
                gates[i] = i < state.gates.length ? state.gates[i] : new GateState();
            }
            state.gates = gates;
        }
        state.bound = true;
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
        state.routeHintSegment = 0;
    }

    private List<Leaving> leaving(Map<Long, RuleSlot> slots) {
        List<Leaving> leaving = new ArrayList<>();
        for (CompiledRule rule : engine.rules) {
            RuleSlot slot = slots.get(rule.identity);
            if (slot != null) {
                slot.episodes.removeIf(this::isOfZoneGone);
                leaving.add(new Leaving(rule, slot));
            }
        }
        return leaving;
    }

    private static @Nullable String classOf(MoverState state, @Nullable RegistryRecord record) {
        return record != null && record.moverClass() != null ? record.moverClass() : state.facts.get("class");
    }
}
