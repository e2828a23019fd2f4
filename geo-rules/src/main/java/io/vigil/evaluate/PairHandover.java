package io.vigil.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the pair rules of one version keep of what those of the version before remembered of the same pair, as {@link
 * SlotHandover} does for a mover: a rule as it was keeps everything, of one with other parameters what was warned of stays to be
 * judged again, one that comes from the other of the lanes live and shadow brings along what it remembers there.
 */
final class PairHandover {
    static final String RULE_CHANGED = "rule-changed";
    static final String CHANGED_LANE = "changed-lane";
    private static final String RULE_REMOVED = "rule-removed";

    private PairHandover() {}

    /** Why an open episode of a rule ends with the change to the next engine, or null where it goes on. */
    static @Nullable String reasonToClose(CompiledRule rule, Engine next, long family) {
        CompiledRule same = next.pairRule(rule.identity);
        if (same != null) {
            // At other instants other meetings come to another state.
            return isOfFamily(next, same, family) ? null : RULE_CHANGED;
        }
        return sibling(rule, next) == null ? RULE_REMOVED : CHANGED_LANE;
    }

    /** The rule as it was in the other lane, or null. */
    private static @Nullable CompiledRule sibling(CompiledRule rule, Engine next) {
        CompiledRule sibling = next.pairRule(rule.siblingIdentity);
        return sibling != null && sibling.version == rule.version ? sibling : null;
    }

    private static boolean isOfFamily(Engine engine, CompiledRule rule, long family) {
        return engine.pairLayers.stream().anyMatch(layer -> layer.family == family && layer.rules.contains(rule));
    }

    /**
     * Brings a state to the next engine.
     *
     * @return what was open in another lane and is to be told in this one
     */
    static List<PairSlot> handOver(PairState state, Engine before, Engine next) {
        List<PairSlot> kept = new ArrayList<>();
        List<PairSlot> moved = new ArrayList<>();
        for (PairSlot slot : state.slots) {
            CompiledRule rule = before.pairRule(slot.ruleIdentity);
            CompiledRule now = next.pairRule(slot.ruleIdentity);
            if (rule == null) {
                continue;
            }
            if (now == null) {
                CompiledRule sibling = sibling(rule, next);
                if (sibling != null && isOfFamily(next, sibling, state.family)) {
                    moved.add(slot.of(sibling.identity));
                }
            } else if (isOfFamily(next, now, state.family) && (rule.version == now.version || review(slot, now))) {
                slot.frozen = false;
                kept.add(slot);
            }
        }
        moved.removeIf(slot -> kept.stream().anyMatch(each -> each.ruleIdentity == slot.ruleIdentity));
        state.slots.clear();
        state.slots.addAll(kept);
        state.slots.addAll(moved);
        moved.removeIf(slot -> slot.episode == null || !slot.episode.isOpen());
        return moved;
    }

    /** Evidence collected under other parameters says nothing under these; a warning is judged again. */
    private static boolean review(PairSlot slot, CompiledRule rule) {
        Episode episode = slot.episode;
        if (episode == null || !episode.isOpen()) {
            return false;
        }
        slot.episode = episode.copy(rule.rule.measureCount());
        slot.episode.phase = Episode.Phase.REVIEW;
        return true;
    }
}
