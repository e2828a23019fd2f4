package io.vigil.jobs;

/**
 * Cases of one group that came or went, or all of them.
 *
 * @param rule the rule's id
 * @param tier urgency, or {@code *} for all
 * @param area id of the zone, {@code -} for none, {@code *} for all
 * @param shift eight hours of the day, or {@code *} for all
 * @param confirmed warnings that were right
 * @param wrong warnings that were wrong
 * @param other warnings that say nothing of it: permitted, duplicate, unreachable
 */
public record PrecisionCount(
        String rule, String tier, String area, String shift, long confirmed, long wrong, long other) {
    static PrecisionCount of(PrecisionCase found, int count) {
        boolean confirmed = found.outcome().equals("confirmed");
        boolean wrong = found.outcome().equals("false");
        return new PrecisionCount(
                found.rule(),
                found.tier(),
                found.area(),
                found.shift(),
                confirmed ? count : 0,
                wrong ? count : 0,
                confirmed || wrong ? 0 : count);
    }

    String group() {
        return rule + '/' + tier + '/' + area + '/' + shift;
    }

    PrecisionCount ofRule() {
        return new PrecisionCount(rule, "*", "*", "*", confirmed, wrong, other);
    }

    PrecisionCount plus(PrecisionCount more) {
        return new PrecisionCount(
                rule, tier, area, shift, confirmed + more.confirmed, wrong + more.wrong, other + more.other);
    }
}
