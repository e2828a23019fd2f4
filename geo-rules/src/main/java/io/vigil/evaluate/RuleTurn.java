package io.vigil.evaluate;

import io.vigil.rule.OrderStanding;
import io.vigil.rule.Subject;
import org.jspecify.annotations.Nullable;

/** One rule's turn at one moment of one mover, or of two: what everybody who works on it needs. Filled anew for each. */
final class RuleTurn {
    private static final double[] NO_MEMORY = new double[0];

    final JudgedView view;

    /** What the rule remembers of the mover. */
    double[] memory = NO_MEMORY;

    private @Nullable CompiledRule rule;
    private @Nullable WarningOutput out;
    private int exemption = RulePlan.NO_EXEMPTION;

    RuleTurn(JudgedView view) {
        this.view = view;
    }

    void begin(CompiledRule newRule, int newExemption, @Nullable RuleSlot slot, WarningOutput newOut) {
        rule = newRule;
        view.judging(newRule);
        exemption = newExemption;
        memory = slot == null ? NO_MEMORY : slot.memory;
        out = newOut;
    }

    CompiledRule rule() {
        if (rule == null) {
            throw new IllegalStateException("no rule is being judged");
        }
        return rule;
    }

    WarningOutput out() {
        if (out == null) {
            throw new IllegalStateException("no rule is being judged");
        }
        return out;
    }

    /** Publishes where the mover stands with the order it has just been judged by, if there is something new. */
    void tellStanding(Subject subject, double[] measures) {
        if (rule().rule.isAboutOrders() && exemption < 0) {
            OrderStanding standing = rule().rule.standing(view, subject, measures);
            if (standing != null) {
                out().standing(rule().lane, rule().config.id(), standing);
            }
        }
    }

    /** Why the mover is exempt from the rule, or null. */
    @Nullable
    String exemption() {
        return exemption < 0
                ? null
                : "exempt: " + rule().config.exemptions().get(exemption).where();
    }
}
