package io.vigil.jobs;

import io.vigil.json.WarningJson;
import io.vigil.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * One transition on its way out: the finished line and what sinks need to place it. Flat, so that Flink writes it as it
 * is.
 *
 * @param lane which ruleset found it
 * @param warningId the episode
 * @param sequence the transition's number within the episode
 * @param transition what happened, as in messages
 * @param permitted whether it is a record of an exemption, not a warning
 * @param rule the rule's id
 * @param tier urgency, as in messages
 * @param detectedMillis event time at which the rule became true
 * @param timeMillis event time of the transition
 * @param moverClass class of the mover when it happened, or empty when nobody knows
 * @param json the CloudEvents line without line end, UTF-8
 */
public record WarningRecord(
        String lane,
        String warningId,
        int sequence,
        String transition,
        boolean permitted,
        String rule,
        String tier,
        long detectedMillis,
        long timeMillis,
        String moverClass,
        byte[] json) {
    /** The record of a transition. */
    public static WarningRecord of(Warning warning) {
        return of(warning, null);
    }

    /** The same of a mover of that class. */
    public static WarningRecord of(Warning warning, @Nullable String moverClass) {
        return new WarningRecord(
                warning.lane(),
                warning.warningId(),
                warning.sequence(),
                warning.transition().word(),
                warning.explain().exemption() != null,
                warning.rule(),
                warning.tier().word(),
                warning.detectedMillis(),
                warning.timeMillis(),
                moverClass == null ? "" : moverClass,
                WarningJson.write(warning));
    }
}
