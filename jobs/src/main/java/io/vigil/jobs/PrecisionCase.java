package io.vigil.jobs;

/**
 * A warning and what the desk found of it.
 *
 * @param rule the rule's id; empty while the warning itself has not come
 * @param tier the highest urgency it had
 * @param area id of its zone, or {@code -}
 * @param shift in which eight hours of the day in China it was detected
 * @param outcome the last final word of the desk, or empty
 */
public record PrecisionCase(String rule, String tier, String area, String shift, String outcome) {
    /** Nothing is known yet. */
    static final PrecisionCase NOTHING = new PrecisionCase("", "", "-", "", "");

    boolean counts() {
        return !rule.isEmpty() && !outcome.isEmpty();
    }

    PrecisionCase withOutcome(String newOutcome) {
        return new PrecisionCase(rule, tier, area, shift, newOutcome);
    }
}
