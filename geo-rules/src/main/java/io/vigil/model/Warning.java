package io.vigil.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transition of an episode, as the outside sees it. Equal id and sequence means equal content; no wall clock is in it.
 *
 * @param warningId 16 hexadecimal digits, the same for all transitions of the episode, in every run
 * @param sequence 1 for the first transition of the episode, then counting up
 * @param transition what happened
 * @param timeMillis event time at which it happened
 * @param lane {@code live}, {@code shadow}, or the name of a replay's candidate
 * @param rule the rule's id
 * @param kind the rule's kind
 * @param stage {@code breach}, or {@code pre} for the notice before it, which is an episode of its own
 * @param ruleset version hash of the ruleset
 * @param tier urgency now
 * @param state state of the episode after the transition
 * @param movers whom it is about
 * @param zone id of the zone or route it is about, or null
 * @param order id of the order it is about, or null
 * @param onsetMillis event time of the first report of the evidence
 * @param detectedMillis event time at which the rule became true
 * @param closedMillis event time at which the episode ended, or {@link PositionReport#NO_TIME}
 * @param reason why it was amended, closed or retracted, or null
 * @param latitude degrees, of the last evidence
 * @param longitude degrees, of the last evidence
 * @param speedMps m/s of the last evidence, or NaN
 * @param explain why
 * @param messageZh one sentence in Chinese
 * @param messageEn one sentence in English
 * @param late whether it rests on reports that came late
 */
public record Warning(
        String warningId,
        int sequence,
        Transition transition,
        long timeMillis,
        String lane,
        String rule,
        String kind,
        String stage,
        String ruleset,
        Tier tier,
        State state,
        List<MoverId> movers,
        @Nullable String zone,
        @Nullable String order,
        long onsetMillis,
        long detectedMillis,
        long closedMillis,
        @Nullable String reason,
        double latitude,
        double longitude,
        double speedMps,
        Explain explain,
        String messageZh,
        String messageEn,
        boolean late) {
    public Warning {
        movers = List.copyOf(movers);
    }

    /** The same under another id and number. */
    public Warning numbered(String newId, int newSequence) {
        return with(newId, newSequence, transition, timeMillis, state, reason, messageZh, messageEn, late);
    }

    /** The same as a change that rests on reports that came late. */
    public Warning late(Transition newTransition, @Nullable String newReason) {
        return with(warningId, sequence, newTransition, timeMillis, state, newReason, messageZh, messageEn, true);
    }

    /**
     * The correction of what was published before: it stands as it is here.
     *
     * @param newTimeMillis when that became known, event time
     */
    public Warning correcting(Transition newTransition, long newTimeMillis, String newReason) {
        return with(warningId, sequence, newTransition, newTimeMillis, state, newReason, messageZh, messageEn, true);
    }

    /** The withdrawal of it: it should not have been published. */
    public Warning retracted(long newTimeMillis, String newReason, String zh, String en) {
        return with(warningId, sequence, Transition.RETRACTED, newTimeMillis, State.RETRACTED, newReason, zh, en, true);
    }

    private Warning with(
            String newId,
            int newSequence,
            Transition newTransition,
            long newTimeMillis,
            State newState,
            @Nullable String newReason,
            String newZh,
            String newEn,
            boolean newLate) {
        return new Warning(
                newId,
                newSequence,
                newTransition,
                newTimeMillis,
                lane,
                rule,
                kind,
                stage,
                ruleset,
                tier,
                newState,
                movers,
                zone,
                order,
                onsetMillis,
                detectedMillis,
                closedMillis,
                newReason,
                latitude,
                longitude,
                speedMps,
                explain,
                newZh,
                newEn,
                newLate);
    }

    /** What happened to the episode. PERMITTED is an exemption found at the trigger: recorded and counted, no warning. */
    public enum Transition {
        OPENED("opened"),
        ESCALATED("escalated"),
        AMENDED("amended"),
        CLOSED("closed"),
        RETRACTED("retracted"),
        PERMITTED("permitted");

        private final String word;

        Transition(String word) {
            this.word = word;
        }

        /** Name in messages. */
        public String word() {
            return word;
        }
    }

    /** Where the episode stands. */
    public enum State {
        OPEN("open"),
        CLOSED("closed"),
        RETRACTED("retracted"),
        PERMITTED("permitted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Name in messages. */
        public String word() {
            return word;
        }
    }

    /**
     * Why a transition happened.
     *
     * @param params the rule's parameters, as written or by default
     * @param measured what was measured, by name with unit
     * @param threshold what it was held against, by name with unit
     * @param first the first report of the evidence
     * @param last the last report of the evidence
     * @param registryVersion from when on the consulted registry record holds, or {@link PositionReport#NO_TIME}
     * @param exemption the exemption or permit that was found, or null
     */
    public record Explain(
            Map<String, Object> params,
            Map<String, Object> measured,
            Map<String, Object> threshold,
            PositionReport first,
            PositionReport last,
            long registryVersion,
            @Nullable String exemption) {}
}
