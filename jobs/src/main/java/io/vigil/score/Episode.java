package io.vigil.score;

import java.util.Set;

/**
 * That a rule held, or is said to have held, for movers over a time: a folded warning or a label.
 *
 * @param id the warning's id, or the label's line
 * @param rule the rule's id
 * @param movers whom it is about
 * @param fromMillis begin, milliseconds since the epoch
 * @param toMillis end, not before the begin
 */
public record Episode(String id, String rule, Set<String> movers, long fromMillis, long toMillis) {
    public Episode {
        movers = Set.copyOf(movers);
    }

    /** Whether the two are one: same rule and movers, and times that overlap, give or take the tolerance. */
    public boolean matches(Episode other, long toleranceMillis) {
        return rule.equals(other.rule)
                && movers.equals(other.movers)
                && fromMillis <= other.toMillis + toleranceMillis
                && other.fromMillis <= toMillis + toleranceMillis;
    }
}
