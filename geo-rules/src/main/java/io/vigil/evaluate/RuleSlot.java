package io.vigil.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one rule of one lane remembers of one mover; there is none while it remembers nothing. */
final class RuleSlot {
    /** Identity of lane and rule over restarts, see {@link CompiledRule#identity}. */
    final long ruleIdentity;

    final double[] memory;
    final List<Episode> episodes = new ArrayList<>(1);
    long deadlineMillis = Long.MAX_VALUE;
    /** The rule threw for this mover and is not asked again. */
    boolean frozen;

    RuleSlot(long ruleIdentity, int memorySize) {
        this.ruleIdentity = ruleIdentity;
        memory = new double[memorySize];
        Arrays.fill(memory, Double.NaN);
    }

    boolean isEmpty() {
        return memory.length == 0 && episodes.isEmpty() && !frozen;
    }
}
