package io.vigil.evaluate;

import io.vigil.rule.Parameters;
import java.util.Set;
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
     * @param guarded ids of the rules that may be switched to the shadow
     * @param parameters its values
     */
    public record Surge(Set<String> guarded, Parameters parameters) {
        public Surge {
            guarded = Set.copyOf(guarded);
        }
    }

    /** Both together; of two that guard the same this one. */
    Guards with(Guards other) {
        return new Guards(feeds == null ? other.feeds : feeds, surge == null ? other.surge : surge);
    }
}
