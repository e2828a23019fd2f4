package io.vigil.evaluate;

import io.vigil.model.PositionReport;
import org.jspecify.annotations.Nullable;

/** What a quality gate remembers of one mover. */
final class GateState {
    /** The last report that passed. */
    @Nullable
    PositionReport lastGood;
    /** The last report that jumped, while it is open whether the jump was the error or what came before. */
    @Nullable
    PositionReport elsewhere;
    /** How many reports in a row agree with {@link #elsewhere}. */
    int agreeing;
    /** Since when the coordinates stand still while the mover says it moves, or {@link PositionReport#NO_TIME}. */
    long frozenSinceMillis = PositionReport.NO_TIME;

    /** The class whose highest speed is looked up below; not stored. */
    @Nullable
    String speedClass;

    /** How fast a displacement is a jump for that class, m/s; NaN before it was looked up. Not stored. */
    double jumpMps = Double.NaN;
}
