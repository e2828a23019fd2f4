package io.vigil.evaluate;

import io.vigil.rule.Parameters;
import io.vigil.rule.SurgeGuardRule;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's rule file says of guards.
 *
 * @param feeds parameters of its rule of the kind {@code feed-outage}, or null
 * @param surge its rule of the kind {@code surge-guard}, or null
 */
public record Guards(@Nullable Parameters feeds, @Nullable Surge surge) {
    /** Nothing is guarded. */
    static final Guards NONE = new Guards(null, null);

    /**
     * A surge guard.
     *
     * @param rule says which rules are guarded
     * @param parameters its values
     */
    public record Surge(SurgeGuardRule rule, Parameters parameters) {}

    /** Both together; of two that guard the same this one. */
    Guards with(Guards other) {
        return new Guards(feeds == null ? other.feeds : feeds, surge == null ? other.surge : surge);
    }
}
