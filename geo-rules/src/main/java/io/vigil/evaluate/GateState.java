package io.vigil.evaluate;

import io.vigil.model.PositionReport;
import org.jspecify.annotations.Nullable;

/** What a quality gate remembers of one mover. */
final class GateState {
    /**
     * Receivers hear one transmission within this time, their clocks included. No AIS station transmits twice within
     * 2 s (ITU-R M.1371-5, annex 1, table 1).
     */
    static final long HEARD_AGAIN_MILLIS = 1_500;

    /** The last report that passed; set by {@link #pass}. */
    @Nullable
    PositionReport lastGood;

    // The most asked for of it, here so that most reports need no look at it.
    double lastLatitude;
    double lastLongitude;
    long lastMillis;

    /** What the next gate remembers, where lanes have several. */
    @Nullable
    GateState next;

    /** The last report that jumped, while it is open whether the jump was the error or what came before. */
    @Nullable
    PositionReport elsewhere;
    /** How many reports in a row agree with {@link #elsewhere}. */
    int agreeing;
    /** Since when the coordinates stand still while the mover says it moves, or {@link PositionReport#NO_TIME}. */
    long frozenSinceMillis = PositionReport.NO_TIME;

    /** When the last report came whose place could not be true, event time, or {@link PositionReport#NO_TIME}. */
    long lastDriftMillis = PositionReport.NO_TIME;

    /** The class whose highest speed is looked up below; not stored. */
    @Nullable
    String speedClass;

    /** How fast a displacement is a jump for that class, m/s; NaN before it was looked up. Not stored. */
    double jumpMps = Double.NaN;

    /** Another engine has other limits. */
    void forgetLimits() {
        speedClass = null;
        jumpMps = Double.NaN;
    }

    /** Remembers a report that passed. */
    void pass(PositionReport report) {
        lastGood = report;
        lastLatitude = report.latitude();
        lastLongitude = report.longitude();
        lastMillis = report.eventTimeMillis();
    }

    /**
     * Whether a report is the transmission remembered last, heard by another receiver a moment later. Counted as reports
     * of their own, three receivers would make three of three out of one wrong position.
     */
    boolean hasHeard(PositionReport report) {
        return isSame(lastGood, report) || isSame(elsewhere, report);
    }

    private static boolean isSame(@Nullable PositionReport before, PositionReport report) {
        return before != null
                && Math.abs(report.eventTimeMillis() - before.eventTimeMillis()) < HEARD_AGAIN_MILLIS
                && before.latitude() == report.latitude()
                && before.longitude() == report.longitude()
                && Double.compare(before.speedMps(), report.speedMps()) == 0
                && Double.compare(before.courseDegrees(), report.courseDegrees()) == 0
                && Double.compare(before.headingDegrees(), report.headingDegrees()) == 0
                && before.navStatus() == report.navStatus()
                && before.source().equals(report.source());
    }
}
