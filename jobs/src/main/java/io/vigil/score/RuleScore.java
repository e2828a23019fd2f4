package io.vigil.score;

import io.vigil.model.Wilson;

/**
 * How one rule did.
 *
 * @param rule the rule's id
 * @param right warnings that match a label true
 * @param wrong warnings that match none
 * @param caught labels true that a warning matches
 * @param missed labels true that no warning matches
 */
public record RuleScore(String rule, int right, int wrong, int caught, int missed) {
    /** Of precision and recall, precision counts twice: a desk drowns before it misses. */
    private static final double BETA_SQUARED = 0.25;

    /** The share of warnings that were right. */
    public Wilson precision() {
        return Wilson.of(right, right + wrong);
    }

    /** The share of what should have been warned of that was. */
    public Wilson recall() {
        return Wilson.of(caught, caught + missed);
    }

    /** F0.5 of the two, or NaN where one of them is not known. */
    public double f05() {
        double precision = precision().share();
        double recall = recall().share();
        double below = BETA_SQUARED * precision + recall;
        return below == 0 ? 0 : (1 + BETA_SQUARED) * precision * recall / below;
    }
}
