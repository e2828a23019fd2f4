package io.vigil.pair;

import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import org.jspecify.annotations.Nullable;

/**
 * One mover at one instant, with what the pair rules need to know of it: what its evaluation hands to the pairs.
 *
 * @param layer the rules that are judged together, see {@code Engine}
 * @param mover whose
 * @param moverClass by registry, else by its own claim, or null
 * @param lengthMeters by registry, else by its own claim, or NaN
 * @param navStatus navigational status of AIS, or {@link PositionReport#NO_NAV_STATUS}
 * @param source the feed of the fix it rests on
 * @param group the registered group it works in, or null
 * @param exempt the rules of the layer it is exempt from, a bit each
 * @param raised the rules of the layer made more urgent by an open warning of its own, a bit each
 * @param roles of the rules that judge two of different roles, those for which it has the second one, a bit each
 * @param now where it is
 * @param before where it was at the last instant before, or null if it came into question for no rule there
 */
public record PairSample(
        long layer,
        MoverId mover,
        @Nullable String moverClass,
        double lengthMeters,
        int navStatus,
        String source,
        @Nullable String group,
        long exempt,
        long raised,
        long roles,
        PairPoint now,
        @Nullable PairPoint before) {
    /** The same without the place before. */
    PairSample withoutBefore() {
        return before == null
                ? this
                : new PairSample(
                        layer,
                        mover,
                        moverClass,
                        lengthMeters,
                        navStatus,
                        source,
                        group,
                        exempt,
                        raised,
                        roles,
                        now,
                        null);
    }

    /** As a report, for messages: at the aligned instant, not at a fix. */
    public PositionReport asReport() {
        return PositionReport.at(mover, now.timeMillis(), now.latitude(), now.longitude())
                .speedMps(now.speedMps())
                .courseDegrees(now.courseDegrees())
                .navStatus(navStatus)
                .source(source)
                .build();
    }
}
