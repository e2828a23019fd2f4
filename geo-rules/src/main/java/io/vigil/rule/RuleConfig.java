package io.vigil.rule;

import io.vigil.model.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a ruleset: a kind with values.
 *
 * @param id unique and stable: part of every warning's identity
 * @param kind what it judges
 * @param parameters checked values, onset and clear knobs included
 * @param applies CEL condition over {@code mover} and {@code registry}, or null for all
 * @param tier urgency of its warnings, at least
 * @param escalation steps in ascending age
 * @param exemptions who is exempt until when
 * @param raisedBy ids of rules of the same file: while one of them has a warning open on the mover, this rule's
 *     warnings are one tier more urgent
 * @param mode whether it is judged and where its warnings go
 */
public record RuleConfig(
        String id,
        RuleKind kind,
        Parameters parameters,
        @Nullable String applies,
        Tier tier,
        List<RuleKind.Escalation> escalation,
        List<Exemption> exemptions,
        List<String> raisedBy,
        Mode mode) {
    public RuleConfig {
        escalation = List.copyOf(escalation);
        exemptions = List.copyOf(exemptions);
        raisedBy = List.copyOf(raisedBy);
    }

    /** Where a rule's warnings go. */
    public enum Mode {
        LIVE,
        SHADOW,
        OFF
    }

    /**
     * An exemption from a rule.
     *
     * @param where CEL condition over {@code mover} and {@code registry}
     * @param untilMillis first instant at which it no longer holds, or {@link Long#MAX_VALUE}
     */
    public record Exemption(String where, long untilMillis) {}

    /** The same rule in another mode. */
    public RuleConfig withMode(Mode other) {
        return new RuleConfig(id, kind, parameters, applies, tier, escalation, exemptions, raisedBy, other);
    }

    /** The onset and clear knobs as this rule has them. */
    public Onset onset() {
        return new Onset(
                parameters.count("k"),
                parameters.count("m"),
                parameters.millis("hold"),
                parameters.millis("maxGap"),
                parameters.count("clearCount"),
                parameters.millis("release"),
                parameters.millis("merge"));
    }
}
