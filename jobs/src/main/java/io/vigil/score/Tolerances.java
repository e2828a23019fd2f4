package io.vigil.score;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far apart a warning and a label may lie and still be one.
 *
 * @param ordinary for all rules that have no tolerance of their own
 * @param ofRules rules with one
 */
public record Tolerances(Duration ordinary, Map<String, Duration> ofRules) {
    /**
     * Two minutes; half an hour for track-quality, where a bad fix is judged by twenty good ones after it and several bad ones
     * are one episode.
     */
    public static final Tolerances DEFAULT =
            new Tolerances(Duration.ofMinutes(2), Map.of("track-quality", Duration.ofMinutes(30)));

    public Tolerances {
        ofRules = Map.copyOf(ofRules);
    }

    /** Another one for all rules. */
    public Tolerances withOrdinary(Duration other) {
        return new Tolerances(other, Map.of());
    }

    /** Another one for one rule. */
    public Tolerances with(String rule, Duration other) {
        Map<String, Duration> more = new TreeMap<>(ofRules);
        more.put(rule, other);
        return new Tolerances(ordinary, more);
    }

    /** That of a rule, ms. */
    public long millis(String rule) {
        return ofRules.getOrDefault(rule, ordinary).toMillis();
    }
}
