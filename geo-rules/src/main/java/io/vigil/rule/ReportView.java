package io.vigil.rule;

import io.vigil.geo.RouteFix;
import io.vigil.geo.ZoneHits;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is given of one mover at one moment. Everything in it was computed once, for all rules and lanes. A rule
 * keeps no reference to it.
 */
public interface ReportView {
    /** Event time of the moment: that of the report, or of the deadline that is being fired. */
    long timeMillis();

    /** The report, or the last one when a deadline is being fired; of a {@link #pass} where and when it was seen. */
    PositionReport report();

    /** Whether a deadline is being fired, not a report judged. */
    boolean isSilence();

    /** The checkpoint pass that is judged, or null: only rules that see passes are ever asked about one. */
    @Nullable
    PassReport pass();

    /** The report before this one, or before the pass, that passed the quality gate, or null. */
    @Nullable
    PositionReport previous();

    /** Time since {@link #previous}, milliseconds, or {@link Long#MAX_VALUE} without one. */
    long gapMillis();

    /** Distance from {@link #previous}, m, or NaN without one. */
    double movedMeters();

    /** The reported speed, or where there is none the mean speed since the previous report, m/s; NaN when unknown. */
    double speedMps();

    /** Why the quality gate keeps this report from the rules, or null. Only the rule that judges quality sees others. */
    @Nullable
    String fault();

    /** When the last report came whose place could not be true, event time, or {@link PositionReport#NO_TIME}. */
    long lastDriftMillis();

    /** The mover. */
    MoverId mover();

    /** Its class by registry, else by its own claim, else null. */
    @Nullable
    String moverClass();

    /** What the registry knows of it at this moment, or null. */
    @Nullable
    RegistryRecord registry();

    /**
     * Until when class, claims, registry records and routes stay as they are, event time, unless the mover says something
     * new of itself; {@link Long#MAX_VALUE}: for good.
     */
    long knownUntilMillis();

    /** What the mover says of itself under that name of {@link io.vigil.model.IdentityReport}, or null. */
    @Nullable
    String claim(String name);

    /** Licence number of who drives, or null where nobody knows, as after a card was taken out. */
    @Nullable
    String driver();

    /** What the registry knows of who drives, or null. */
    @Nullable
    RegistryRecord driverRecord();

    /** Ordinals of the zones that hold the position, ascending. */
    ZoneHits hits();

    /** Ordinals of the zones that the straight line from the previous position touches; empty without a previous one. */
    ZoneHits crossed();

    /**
     * Of some zones, those on the straight way ahead, those that hold the position included; empty without a course. The
     * answer is overwritten by the next call.
     *
     * @param meters how far ahead, above 0
     * @param among ordinals of the zones looked for
     */
    ZoneHits ahead(double meters, BitSet among);

    /** How far ahead a zone of the last {@link #ahead} begins, m: 0 from inside, NaN where it is not among them. */
    double aheadMeters(int zone);

    /**
     * Distance to the nearest zone of type {@code land}, m: 0 on land, infinite where no land is known. Computed when a
     * rule first asks at this moment. Errors as {@link io.vigil.geo.ZoneIndex#distanceMeters}.
     */
    double shoreMeters();

    /**
     * Whether a rule of the same file says at this moment that the mover is in a state, such as
     * {@value FishingActivityRule#FISHING} or {@value AbnormalStopRule#STOPPED_WORD} (see {@link Rule#state}). False where no rule that tells states is in the file.
     */
    boolean isIn(String state);

    /**
     * No approved route is needed to know this: an upper bound of the distance to the nearest one, m, from the last time
     * it was looked up and the way made since; infinite where that says nothing.
     */
    double routeBoundMeters();

    /** Ordinals of the routes this mover is approved for now. */
    int[] approvedRoutes();

    /** Ordinal of the nearest of the routes this mover is approved for now, or -1 where there is none. */
    int nearestRoute();

    /** Where on {@link #nearestRoute} it is; meaningless without one. */
    RouteFix routeFix();

    /** Local time of day in the ruleset's time zone, milliseconds since midnight. */
    int localMillisOfDay();

    /** When the driver last changed, event time, or {@link PositionReport#NO_TIME}. */
    long driverChangedMillis();

    /** When its terminal last logged out in good order, event time, or {@link PositionReport#NO_TIME}. */
    long loggedOutMillis();
}
