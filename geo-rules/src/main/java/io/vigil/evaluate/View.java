package io.vigil.evaluate;

import io.vigil.geo.Crossing;
import io.vigil.geo.Geodesy;
import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteLine;
import io.vigil.geo.ZoneHits;
import io.vigil.model.Grant;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.RegistryRecord;
import io.vigil.model.Tier;
import io.vigil.rule.LocalClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one view a runner fills anew for every moment; what is dear is computed when first asked for. */
final class View implements JudgedView {
    /** Over longer silences a mean speed says nothing of the speed now. */
    private static final long LONGEST_DERIVED_MILLIS = 300_000;

    /** A little more than fixes scatter: so much nearer another passage of the route must be to be believed, m. */
    private static final double ROUTE_SCATTER_METERS = 50;

    private final Engine engine;
    private final LocalClock[] clocks;
    private final ZoneHits hits = new ZoneHits();
    private final ZoneHits crossed = new ZoneHits();
    private final ZoneHits ahead = new ZoneHits();
    private final RouteFix routeFix = new RouteFix();
    private final RouteFix candidateFix = new RouteFix();

    /** The rule whose turn it is. */
    @Nullable
    private CompiledRule judged;

    private MoverState state;
    private PositionReport report;
    private @Nullable PositionReport previous;
    private double previousLatitude;
    private double previousLongitude;
    private @Nullable String fault;
    private @Nullable PassReport pass;
    private long timeMillis;
    private long gapMillis;
    private boolean silence;
    private int gate;

    // Computed when first asked for.
    private boolean movedKnown;
    private double movedMeters;
    private boolean speedKnown;
    private double speedMps;

    private boolean shoreKnown;
    private double shoreMeters;
    private boolean crossedKnown;
    private double aheadMeters;
    private @Nullable BitSet aheadAmong;
    private Geodesy.@Nullable Position aheadEnd;
    private boolean routeKnown;
    private int nearestRoute;

    View(Engine engine, MoverState nobody, PositionReport nothing) {
        this.engine = engine;
        clocks = engine.timeZones.stream().map(LocalClock::new).toArray(LocalClock[]::new);
        state = nobody;
        report = nothing;
    }

    /** A report, before the gate has seen it; then comes {@link #show} or {@link #showFault}. */
    void begin(MoverState mover, PositionReport current, GateState seen, int gateIndex, long time) {
        reset(mover, current, gateIndex, time);
        previous = seen.lastGood;
        previousLatitude = seen.lastLatitude;
        previousLongitude = seen.lastLongitude;
        gapMillis = previous == null ? Long.MAX_VALUE : time - seen.lastMillis;
    }

    /** It passed the gate. */
    void show() {
        locate();
    }

    /** The gate keeps it from the rules; it has no zones. */
    void showFault(String why) {
        fault = why;
        previous = null;
        gapMillis = Long.MAX_VALUE;
        hits.clear();
    }

    /** A checkpoint pass; what passed the gate last came before it, whatever the order of their times. */
    void showPass(MoverState mover, PassReport seen, int gateIndex, long time) {
        begin(mover, seen.asPosition(), mover.gate(gateIndex), gateIndex, time);
        pass = seen;
        locate();
    }

    /** A moment without a report; the last good one stands. */
    void showSilence(MoverState mover, PositionReport last, int gateIndex, long time) {
        reset(mover, last, gateIndex, time);
        previous = null;
        gapMillis = Long.MAX_VALUE;
        silence = true;
        locate();
    }

    private void reset(MoverState mover, PositionReport current, int gateIndex, long time) {
        state = mover;
        report = current;
        timeMillis = time;
        gate = gateIndex;
        fault = null;
        pass = null;
        silence = false;
        shoreKnown = false;
        crossedKnown = false;
        aheadMeters = Double.NaN;
        aheadEnd = null;
        routeKnown = false;
        movedKnown = false;
        speedKnown = false;
    }

    private void locate() {
        double latitude = report.latitude();
        double longitude = report.longitude();
        if (isInSafeBox(latitude, longitude)) {
            hits.set(state.hits);
            return;
        }
        PositionReport before = previous;
        if (before == null) {
            engine.zones.locate(latitude, longitude, hits);
        } else {
            double north = latitude - before.latitude();
            double east = Geodesy.unwrapLongitude(longitude, before.longitude()) - before.longitude();
            engine.zones.locate(latitude, longitude, north, east, hits);
        }
        state.boxSouth = hits.safeSouth();
        state.boxNorth = hits.safeNorth();
        state.boxWest = hits.safeWest();
        state.boxEast = hits.safeEast();
        if (!hits.isSame(state.hits)) {
            state.hits = hits.toArray();
        }
    }

    private boolean isInSafeBox(double latitude, double longitude) {
        return latitude > state.boxSouth
                && latitude < state.boxNorth
                && longitude > state.boxWest
                && longitude < state.boxEast;
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public PositionReport report() {
        return report;
    }

    @Override
    public boolean isSilence() {
        return silence;
    }

    @Override
    public @Nullable PositionReport previous() {
        return previous;
    }

    @Override
    public long gapMillis() {
        return gapMillis;
    }

    @Override
    public double movedMeters() {
        if (!movedKnown) {
            movedKnown = true;
            movedMeters = previous == null
                    ? Double.NaN
                    : Geodesy.distanceMeters(
                            previousLatitude, previousLongitude, report.latitude(), report.longitude());
        }
        return movedMeters;
    }

    @Override
    public double speedMps() {
        if (!speedKnown) {
            speedKnown = true;
            speedMps = report.speedMps();
            if (Double.isNaN(speedMps) && gapMillis > 0 && gapMillis <= LONGEST_DERIVED_MILLIS) {
                speedMps = movedMeters() * 1000 / gapMillis;
            }
        }
        return speedMps;
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public @Nullable PassReport pass() {
        return pass;
    }

    @Override
    public long lastDriftMillis() {
        return state.gate(gate).lastDriftMillis;
    }

    @Override
    public void judging(CompiledRule rule) {
        judged = rule;
    }

    @Override
    public List<MoverId> movers() {
        return List.of(state.mover);
    }

    @Override
    public @Nullable CompiledRule raiserOf(CompiledRule raised) {
        return others().raiserOf(raised);
    }

    @Override
    public @Nullable CompiledRule compoundOf(CompiledRule raised, Tier tier) {
        return others().compoundOf(raised, tier);
    }

    /** What the desk has allowed the mover of what an episode is about, or null. */
    @Override
    public @Nullable String grantOf(CompiledRule rule, Episode episode) {
        for (Grant grant : state.grants) {
            String zone = episode.zone == Episode.NO_ZONE ? null : episode.key;
            if (grant.covers(rule.config.id(), zone, timeMillis)) {
                return grant.kind().word() + ' ' + grant.subject() + " until "
                        + Instant.ofEpochMilli(grant.untilMillis())
                        + (grant.by().isEmpty() ? "" : " by " + grant.by());
            }
        }
        return null;
    }

    /** What the other rules of the lane know of this mover. */
    private OtherRules others() {
        return new OtherRules(state);
    }

    @Override
    public MoverId mover() {
        return state.mover;
    }

    @Override
    public @Nullable String moverClass() {
        return state.moverClass;
    }

    @Override
    public @Nullable RegistryRecord registry() {
        return state.registry;
    }

    @Override
    public long knownUntilMillis() {
        return state.applicableUntilMillis;
    }

    @Override
    public @Nullable String claim(String name) {
        return state.facts.get(name);
    }

    @Override
    public @Nullable String driver() {
        return state.boundDriver();
    }

    @Override
    public @Nullable RegistryRecord driverRecord() {
        return state.driverRecord;
    }

    @Override
    public ZoneHits hits() {
        return hits;
    }

    @Override
    public ZoneHits crossed() {
        if (!crossedKnown) {
            crossedKnown = true;
            crossed.clear();
            if (previous != null) {
                engine.zones.crossed(
                        previousLatitude, previousLongitude, report.latitude(), report.longitude(), crossed);
            }
        }
        return crossed;
    }

    @Override
    public ZoneHits ahead(double meters, BitSet among) {
        if (meters == aheadMeters && among.equals(aheadAmong)) {
            return ahead;
        }
        aheadMeters = meters;
        aheadAmong = among;
        ahead.clear();
        double course = report.courseDegrees();
        if (!Double.isNaN(course)) {
            double latitude = report.latitude();
            double longitude = report.longitude();
            ahead.setAmong(hits, among);
            aheadEnd = Geodesy.destinationNear(latitude, longitude, course, meters);
            // A box from meridian to meridian holds the end of a way across the antimeridian, and not the way.
            double endLongitude = Geodesy.unwrapLongitude(aheadEnd.longitude(), longitude);
            if (!isInSafeBox(aheadEnd.latitude(), endLongitude)) {
                engine.zones.addCrossed(latitude, longitude, aheadEnd.latitude(), aheadEnd.longitude(), among, ahead);
            }
        }
        return ahead;
    }

    @Override
    public double aheadMeters(int zone) {
        Geodesy.Position end = aheadEnd;
        if (end == null || !ahead.contains(zone)) {
            return Double.NaN;
        }
        Crossing crossing =
                engine.zones.crossing(zone, report.latitude(), report.longitude(), end.latitude(), end.longitude());
        return crossing == null ? Double.NaN : crossing.entryFraction() * aheadMeters;
    }

    @Override
    public double shoreMeters() {
        if (!shoreKnown) {
            shoreKnown = true;
            shoreMeters = engine.shore.distanceMeters(report.latitude(), report.longitude());
        }
        return shoreMeters;
    }

    @Override
    public boolean isIn(String word) {
        if (judged == null) {
            return false;
        }
        if (!judged.rule.asksForState()) {
            throw new IllegalStateException("rule " + judged.config.id() + " asks for a state and does not say so");
        }
        return others().isIn(judged, word, timeMillis);
    }

    @Override
    public double routeBoundMeters() {
        if (state.routeMeters == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        return state.routeMeters
                + Geodesy.distanceMeters(
                        state.routeLatitude, state.routeLongitude, report.latitude(), report.longitude());
    }

    @Override
    public int[] approvedRoutes() {
        return state.routes;
    }

    @Override
    public int nearestRoute() {
        if (!routeKnown) {
            routeKnown = true;
            nearestRoute = -1;
            for (int route : state.routes) {
                find(route);
                if (nearestRoute < 0 || candidateFix.crossTrackMeters() < routeFix.crossTrackMeters()) {
                    nearestRoute = route;
                    routeFix.copyFrom(candidateFix);
                }
            }
            if (nearestRoute >= 0) {
                state.routeHint = nearestRoute;
                state.routeProgress = routeFix.progressMeters();
                state.routeMeters = routeFix.crossTrackMeters() + 2 * RouteLine.ERROR_METERS;
                state.routeLatitude = report.latitude();
                state.routeLongitude = report.longitude();
            }
        }
        return nearestRoute;
    }

    /** On the route it was on last it is looked for where the way made since would bring it, else nearest. */
    private void find(int route) {
        engine.routes
                .get(route)
                .followFrom(
                        route == state.routeHint ? state.routeProgress : Double.NaN,
                        state.routeLatitude,
                        state.routeLongitude,
                        report.latitude(),
                        report.longitude(),
                        ROUTE_SCATTER_METERS,
                        candidateFix);
    }

    @Override
    public RouteFix routeFix() {
        return routeFix;
    }

    @Override
    public int localMillisOfDay() {
        return clocks[gate].millisOfDay(timeMillis);
    }

    @Override
    public long driverChangedMillis() {
        return state.driverChangedMillis;
    }

    @Override
    public long loggedOutMillis() {
        return state.loggedOutMillis;
    }

    @Override
    public String toString() {
        return report + " zones " + Arrays.toString(hits.toArray());
    }
}
