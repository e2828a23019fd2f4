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
record RuleScore(String rule, int right, int wrong, int caught, int missed) {
    Wilson precision() {
        return Wilson.of(right, right + wrong);
    }

    Wilson recall() {
        return Wilson.of(caught, caught + missed);
    }
}
