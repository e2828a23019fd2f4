package io.vigil.evaluate;

import io.vigil.pair.PairPoint;
import org.jspecify.annotations.Nullable;

/** What is remembered of a mover for one layer of pair rules. */
final class PairTrack {
    /** Which layer it is of; another ruleset has others. */
    final long layerId;

    /** Where it was last told to be, or null if it came into question for no rule there. */
    @Nullable
    PairPoint before;

    /** The next instant at which it is to be told without a report, or {@link Long#MAX_VALUE}. */
    long dueMillis = Long.MAX_VALUE;

    PairTrack(long layerId) {
        this.layerId = layerId;
    }
}
