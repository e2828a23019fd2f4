package io.vigil.rule;

import io.vigil.model.RegistryRecord;
import io.vigil.pair.PairSample;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is given of two movers at one instant. What it has from {@link ReportView} is of the first of the two, whose
 * aligned place stands for a report.
 */
public interface PairView extends ReportView {
    /** The mover whose text comes first. */
    PairSample one();

    /** The second one; for a rule about company the nearest, which may be missing: see {@link #hasOther}. */
    PairSample other();

    /** Whether there is a second one; only rules about company are ever asked without. */
    boolean hasOther();

    /** For a rule about company: the nearest of its own group, or null where none was heard. */
    @Nullable
    PairSample groupMate();

    /** For a rule that sees a third: the nearest other mover of a class that neither has, or null where there is none. */
    @Nullable
    PairSample third();

    /** Whether a warning of the same two has ended so lately that a new one would continue it. */
    boolean wasWarned();

    /** Whether a warning of either makes those of the rule that is asked more urgent, see {@code raisedBy}. */
    boolean isRaised();

    /** Distance between the two, m; NaN without a second one. */
    double distanceMeters();

    /** What the registry knows of the second one at this instant, or null. */
    @Nullable
    RegistryRecord otherRegistry();
}
