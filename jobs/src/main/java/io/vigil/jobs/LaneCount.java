package io.vigil.jobs;

/**
 * How the desk's lane and the shadow agree on one rule in one hour.
 *
 * @param rule the rule's id
 * @param hourMillis begin of the hour in which the episodes were detected
 * @param same episodes of the desk's lane that the shadow found too
 * @param onlyLive those it did not find
 * @param onlyShadow episodes that only the shadow found
 */
public record LaneCount(String rule, long hourMillis, long same, long onlyLive, long onlyShadow) {
    String key() {
        return rule + '/' + hourMillis;
    }

    LaneCount plus(LaneCount more) {
        return new LaneCount(
                rule, hourMillis, same + more.same, onlyLive + more.onlyLive, onlyShadow + more.onlyShadow);
    }
}
