package io.vigil.evaluate;

import io.vigil.model.Warning;
import io.vigil.rule.OrderStanding;

/** Takes warnings in the order in which they are found. */
public interface WarningOutput {
    /**
     * A transition of an episode; {@link Warning.Transition#PERMITTED} is a record for counting, not a warning. Of a rule that
     * several lanes share it comes once, in the name of the first: {@link Engine#lanesOf} names all.
     */
    void warning(Warning warning);

    /** A rule threw, which is a defect: it is frozen for this mover or pair. */
    void broken(String lane, String ruleId, String mover, RuntimeException cause);

    /**
     * Where a mover stands with an order, when it changes and every few minutes while it has not followed it.
     *
     * @param lane the lane of the rule that says so
     * @param ruleId the rule
     */
    default void standing(String lane, String ruleId, OrderStanding standing) {}
}
