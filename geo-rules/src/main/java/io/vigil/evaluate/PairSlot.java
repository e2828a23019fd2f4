package io.vigil.evaluate;

import org.jspecify.annotations.Nullable;

/** What one rule remembers of a pair; there is none while it remembers nothing. */
final class PairSlot {
    /** Identity of lane and rule over restarts, see {@link CompiledRule#identity}. */
    final long ruleIdentity;

    @Nullable
    Episode episode;

    /** They were seen apart, and not near since. */
    boolean apart;

    /** The rule threw for this pair and is not asked again. */
    boolean frozen;

    /** When something is due without a meeting. */
    long deadlineMillis = Long.MAX_VALUE;

    /** The same of the rule of another lane. */
    PairSlot of(long otherIdentity) {
        PairSlot slot = new PairSlot(otherIdentity);
        slot.episode = episode;
        slot.apart = apart;
        slot.frozen = frozen;
        slot.deadlineMillis = deadlineMillis;
        return slot;
    }

    PairSlot(long ruleIdentity) {
        this.ruleIdentity = ruleIdentity;
    }
}
