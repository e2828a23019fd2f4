package io.vigil.json;

import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transition as read back from its CloudEvents line: who, which rule, when, how urgent, without the evidence.
 *
 * @param warningId the same for all transitions of an episode
 * @param sequence from 1
 * @param transition what happened
 * @param timeMillis event time at which it happened
 * @param lane the ruleset under evaluation
 * @param rule the rule's id
 * @param kind the rule's kind
 * @param stage {@code breach}, or {@code pre} for the notice before it
 * @param tier urgency after the transition
 * @param state state of the episode after the transition
 * @param movers whom it is about, at least one
 * @param zone id of the zone or route it is about, or null
 * @param order id of the order it is about, or null
 * @param onsetMillis event time of the first report of the evidence
 * @param detectedMillis event time at which the rule became true
 * @param closedMillis event time at which the episode ended, or {@link io.vigil.model.PositionReport#NO_TIME}
 * @param reason why it was amended, closed or retracted, or null
 * @param late whether it rests on reports that came late
 */
public record WarningLine(
        String warningId,
        int sequence,
        Warning.Transition transition,
        long timeMillis,
        String lane,
        String rule,
        String kind,
        String stage,
        Tier tier,
        Warning.State state,
        List<MoverId> movers,
        @Nullable String zone,
        @Nullable String order,
        long onsetMillis,
        long detectedMillis,
        long closedMillis,
        @Nullable String reason,
        boolean late) {
    public WarningLine {
        movers = List.copyOf(movers);
    }
}
