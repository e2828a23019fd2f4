package io.vigil.evaluate;

import io.vigil.geo.RouteFix;
import io.vigil.geo.ZoneHits;
import io.vigil.model.MoverId;
import io.vigil.model.PassReport;
import io.vigil.model.PositionReport;
import io.vigil.model.Registry;
import io.vigil.model.RegistryRecord;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairSample;
import io.vigil.rule.LocalClock;
import io.vigil.rule.PairRule;
import io.vigil.rule.PairView;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one view a pair judge fills anew for every instant; what is dear is computed when first asked for. */
final class PairMoment implements PairView, JudgedView {
    private static final int[] NO_ROUTES = new int[0];

    private final Engine engine;
    private final Supplier<Registry> registry;
    private final LocalClock[] clocks;
    private final ZoneHits hits = new ZoneHits();
    private final ZoneHits nothing = new ZoneHits();
    private final RouteFix noRoute = new RouteFix();

    private @Nullable PairSample one;
    private @Nullable PairSample other;
    private @Nullable PairSample groupMate;
    private @Nullable PairSample third;
    private @Nullable PairLayer layer;
    private @Nullable PositionReport report;
    private @Nullable CompiledRule judged;
    private boolean ofCompany;
    private boolean silence;
    private boolean warned;
    private boolean located;
    private long timeMillis;
    private double distanceMeters;

    PairMoment(Engine engine, Supplier<Registry> registry) {
        this.engine = engine;
        this.registry = registry;
        clocks = engine.timeZones.stream().map(LocalClock::new).toArray(LocalClock[]::new);
    }

    /** A meeting. */
    void show(PairLayer newLayer, PairMeeting meeting, @Nullable PairSample mate) {
        layer = newLayer;
        one = meeting.one();
        other = meeting.other();
        groupMate = mate;
        third = meeting.third();
        ofCompany = meeting.company() != null;
        timeMillis = meeting.timeMillis();
        silence = false;
        report = null;
        located = false;
        distanceMeters = other == null ? Double.NaN : PairRule.distanceMeters(one.now(), other.now());
    }

    /** An instant without a meeting, when the last one stands. */
    void showLater(PairLayer newLayer, PairMeeting last, long time) {
        show(newLayer, last, null);
        timeMillis = time;
        silence = true;
    }

    @Override
    public PairSample one() {
        if (one == null) {
            throw new IllegalStateException("no pair is being judged");
        }
        return one;
    }

    @Override
    public PairSample other() {
        if (other == null) {
            throw new IllegalStateException("there is no second mover");
        }
        return other;
    }

    @Override
    public boolean hasOther() {
        return other != null;
    }

    @Override
    public @Nullable PairSample groupMate() {
        return groupMate;
    }

    @Override
    public @Nullable PairSample third() {
        return third;
    }

    @Override
    public boolean wasWarned() {
        return warned;
    }

    /** Says of the rule whose turn it is whether it has warned of the two before. */
    void warned(boolean value) {
        warned = value;
    }

    @Override
    public double distanceMeters() {
        return distanceMeters;
    }

    @Override
    public @Nullable RegistryRecord otherRegistry() {
        return other == null ? null : registry.get().at(other.mover(), timeMillis);
    }

    @Override
    public List<MoverId> movers() {
        return other == null || ofCompany ? List.of(mover()) : List.of(mover(), other.mover());
    }

    /** Which of several it is, only the mover's own state knows: the first stands for them. */
    @Override
    public @Nullable CompiledRule raiserOf(CompiledRule raised) {
        if (raised.raisers.isEmpty() || layer == null) {
            return null;
        }
        long bit = 1L << layer.rules.indexOf(raised);
        long open = one().raised() | (other == null || ofCompany ? 0 : other.raised());
        return (open & bit) == 0 ? null : raised.raisers.get(0);
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public PositionReport report() {
        if (report == null) {
            report = one().asReport();
        }
        return report;
    }

    @Override
    public boolean isSilence() {
        return silence;
    }

    @Override
    public MoverId mover() {
        return one().mover();
    }

    @Override
    public @Nullable String moverClass() {
        return one().moverClass();
    }

    @Override
    public @Nullable RegistryRecord registry() {
        return registry.get().at(mover(), timeMillis);
    }

    @Override
    public double speedMps() {
        return one().now().speedMps();
    }

    /** Zones at the place of the first mover. */
    @Override
    public ZoneHits hits() {
        if (!located) {
            located = true;
            engine.zones.locate(one().now().latitude(), one().now().longitude(), hits);
        }
        return hits;
    }

    @Override
    public int localMillisOfDay() {
        return clocks[layer == null ? 0 : layer.gate].millisOfDay(timeMillis);
    }

    @Override
    public void judging(CompiledRule rule) {
        judged = rule;
    }

    @Override
    public boolean isRaised() {
        return judged != null && raiserOf(judged) != null;
    }

    // What follows is known of a mover's own track only.

    @Override
    public boolean isIn(String state) {
        return false;
    }

    @Override
    public double shoreMeters() {
        return Double.NaN;
    }

    @Override
    public @Nullable PassReport pass() {
        return null;
    }

    @Override
    public @Nullable PositionReport previous() {
        return null;
    }

    @Override
    public long gapMillis() {
        return Long.MAX_VALUE;
    }

    @Override
    public double movedMeters() {
        return Double.NaN;
    }

    @Override
    public @Nullable String fault() {
        return null;
    }

    @Override
    public long lastDriftMillis() {
        return PositionReport.NO_TIME;
    }

    @Override
    public long knownUntilMillis() {
        return timeMillis;
    }

    @Override
    public @Nullable String claim(String name) {
        return null;
    }

    @Override
    public @Nullable String driver() {
        return null;
    }

    @Override
    public @Nullable RegistryRecord driverRecord() {
        return null;
    }

    @Override
    public ZoneHits crossed() {
        return nothing;
    }

    @Override
    public ZoneHits ahead(double meters, BitSet among) {
        return nothing;
    }

    @Override
    public double aheadMeters(int zone) {
        return Double.NaN;
    }

    @Override
    public double routeBoundMeters() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public int[] approvedRoutes() {
        return NO_ROUTES;
    }

    @Override
    public int nearestRoute() {
        return -1;
    }

    @Override
    public RouteFix routeFix() {
        return noRoute;
    }

    @Override
    public long driverChangedMillis() {
        return PositionReport.NO_TIME;
    }

    @Override
    public long loggedOutMillis() {
        return PositionReport.NO_TIME;
    }
}
