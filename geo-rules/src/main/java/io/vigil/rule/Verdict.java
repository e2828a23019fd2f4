package io.vigil.rule;

/** What a rule finds about one subject at one report. The engine turns verdicts into episodes. */
public enum Verdict {
    /** The condition holds. */
    HOLDS,
    /** The condition holds, but the rule wants more of it before it may open (a distance travelled, say). */
    BUILDING,
    /** The condition holds and is proven by this one report: opens at once, whatever the onset knobs say. */
    PROVEN,
    /** Between the entry and the exit threshold: does not open, and does not count towards clearing. */
    NEAR,
    /** The condition does not hold. */
    FAILS,
    /** The report says nothing about it. */
    UNKNOWN,
    /** The condition is over for good: closes at once. */
    ENDS;

    /** Whether it is evidence for the condition. */
    public boolean isEvidence() {
        return this == HOLDS || this == BUILDING || this == PROVEN;
    }
}
