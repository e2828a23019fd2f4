package io.vigil.guard;

import java.util.Comparator;

/** A transition of a warning, as far as guards look at it. */
public interface Guarded {
    /** The order in which transitions are judged, whatever the order of arrival. */
    Comparator<Guarded> ORDER = Comparator.comparingLong(Guarded::timeMillis)
            .thenComparing(Guarded::warningId)
            .thenComparingInt(Guarded::sequence);

    /** The episode. */
    String warningId();

    /** The transition's number within the episode, from 1. */
    int sequence();

    /** What happened, as in messages. */
    String transition();

    /** Urgency, as in messages. */
    String tier();

    /** Event time of the transition. */
    long timeMillis();

    /** Event time of the first report of the evidence: of a silence, the last report before it. */
    long onsetMillis();

    /** Event time at which the rule became true. */
    long detectedMillis();

    /** Which version of its rule and zone it is by, the same in every run; empty where nobody guards its rule. */
    String version();

    /** How long its condition must fail before it closes, ms. */
    long releaseMillis();

    /** Whether it opens the episode. */
    default boolean opens() {
        return transition().equals("opened");
    }

    /** Whether it ends the episode. */
    default boolean ends() {
        return transition().equals("closed") || transition().equals("retracted");
    }

    /** Whether it is of the highest tier, which nothing ever holds back. */
    default boolean isRed() {
        return tier().equals("red");
    }
}
