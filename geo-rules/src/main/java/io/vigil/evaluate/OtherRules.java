package io.vigil.evaluate;

import io.vigil.model.Tier;
import org.jspecify.annotations.Nullable;

/**
 * What the other rules know of a mover, for the rule whose turn it is.
 *
 * @param state the mover's
 */
record OtherRules(MoverState state) {
    /** One of the rules that make a rule's warnings more urgent and that has one open on this mover, or null. */
    @Nullable
    CompiledRule raiserOf(CompiledRule raised) {
        for (CompiledRule raiser : raised.raisers) {
            RuleSlot slot = slotOf(raiser);
            if (slot != null && slot.openBreachTier() != null) {
                return raiser;
            }
        }
        return null;
    }

    /** A rule of another family that has a breach open on this mover, no more urgent than a tier, or null. */
    @Nullable
    CompiledRule compoundOf(CompiledRule raised, Tier tier) {
        for (CompiledRule other : raised.otherFamilies) {
            RuleSlot slot = slotOf(other);
            Tier open = slot == null ? null : slot.openBreachTier();
            if (open != null && open.compareTo(tier) <= 0) {
                return other;
            }
        }
        return null;
    }

    /** Whether a rule of the same lane says at an instant that the mover is in a state. */
    boolean isIn(CompiledRule asking, String word, long timeMillis) {
        for (CompiledRule teller : asking.stateTellers) {
            RuleSlot slot = slotOf(teller);
            if (slot != null && !slot.frozen && word.equals(teller.rule.state(timeMillis, slot.memory))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable RuleSlot slotOf(CompiledRule rule) {
        for (RuleSlot slot : state.slots) {
            if (slot != null && slot.ruleIdentity == rule.identity) {
                return slot;
            }
        }
        return null;
    }
}
