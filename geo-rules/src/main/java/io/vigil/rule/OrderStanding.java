package io.vigil.rule;

import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import org.jspecify.annotations.Nullable;

/**
 * Where one vessel stands with one order at one moment.
 *
 * @param order id of the order
 * @param issuedMillis which version of it
 * @param mover the vessel
 * @param timeMillis event time of the moment
 * @param reportMillis event time of the report it rests on: older when the vessel is silent
 * @param state what it does about the order
 * @param tier urgency as far as a warning is deserved, or null
 * @param acknowledged whether the vessel has acknowledged the order
 * @param target id of the harbour, or words for the other ways to follow the order; empty where there is none
 * @param distanceMeters how far it is from there, m; 0 when it has followed, NaN without a target
 * @param etaMillis when it can be there, or {@link Long#MAX_VALUE}
 * @param deadlineMillis by when it must be there
 */
public record OrderStanding(
        String order,
        long issuedMillis,
        MoverId mover,
        long timeMillis,
        long reportMillis,
        State state,
        @Nullable Tier tier,
        boolean acknowledged,
        String target,
        double distanceMeters,
        long etaMillis,
        long deadlineMillis) {
    /** What a vessel does about an order. */
    public enum State {
        /** Addressed, not yet where it should be. */
        OUTSTANDING("outstanding"),
        /** Where it should be; the standing is the proof. */
        COMPLIED("complied"),
        /** Was where it should be and has left again. */
        LEFT_AGAIN("left-again"),
        /** The order no longer binds it. */
        RELEASED("released");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Name in messages. */
        public String word() {
            return word;
        }

        /** Whether somebody must still see to it. */
        public boolean isOutstanding() {
            return this == OUTSTANDING || this == LEFT_AGAIN;
        }
    }

    /** Time in hand, ms: negative when it comes too late, {@link Long#MIN_VALUE} where it cannot come at all. */
    public long slackMillis() {
        return etaMillis == Long.MAX_VALUE ? Long.MIN_VALUE : deadlineMillis - etaMillis;
    }
}
