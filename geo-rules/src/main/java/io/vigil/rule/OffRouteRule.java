package io.vigil.rule;

import static io.vigil.rule.Parameter.duration;
import static io.vigil.rule.Parameter.number;
import static io.vigil.rule.Parameter.texts;

import io.vigil.geo.Geodesy;
import io.vigil.geo.RouteFix;
import io.vigil.geo.RouteLine;
import io.vigil.geo.ZoneIndex;
import io.vigil.model.Route;
import io.vigil.model.Tier;
import io.vigil.model.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a mover leaves every route it is approved for, or passes a mandatory stop without stopping.
 *
 * <p>Time off the route is not enough: a detour around a jam is short, so the distance travelled off the route counts
 * too. Inside an announced detour area nothing is off route, and a
 * mandatory stop that lies in one need not be served.
 */
public final class OffRouteRule implements Rule {
    static final RuleKind KIND = new RuleKind(
            "off-route",
            "V06",
            "偏离路线",
            "Off route",
            "A vehicle or vessel is farther from all its approved routes than allowed, for some time and distance; or it"
                    + " passes a mandatory stop without stopping.",
            "车辆或船舶偏离全部核准路线超过允许距离并持续一定时间和里程；或经过必停站点而未停。",
            "Within 0.7 of the allowed distance for five reports.",
            "连续五次报告回到允许距离的0.7以内。",
            "JT/T 808 alarm bit 23 (路线偏离); GB/T 35658-2017 6.1.2.1 (偏离路线)",
            true,
            Onset.VEHICLE.withHold(Duration.ofMinutes(3)),
            List.of(
                    number(
                            "widthM",
                            500,
                            10,
                            50_000,
                            "allowed distance where the route has no halfWidthM, m",
                            "路线未给 halfWidthM 时的允许偏离，米"),
                    number(
                            "hazmatUrbanWidthM",
                            200,
                            10,
                            50_000,
                            "the same for hazmat in a zone of a type in urbanTypes, m",
                            "危货车在 urbanTypes 区域内的允许偏离，米"),
                    texts("urbanTypes", List.of("urban"), "zone types that are city", "城区的区域类型"),
                    number(
                            "exitShare",
                            0.7,
                            0.1,
                            1,
                            "back on the route is within this share of the allowed distance",
                            "回到允许距离的此比例以内视为回到路线"),
                    number(
                            "minOffM",
                            1_000,
                            0,
                            100_000,
                            "distance that must be travelled off the route, m",
                            "偏离路线后至少须行驶的里程，米"),
                    texts("detourTypes", List.of("detour"), "zone types in which nothing is off route", "其中不判偏离的区域类型"),
                    texts("forbiddenTypes", List.of("forbidden"), "zone types that make it red", "使其升为红色的区域类型"),
                    number("stopSpeedKmh", 5, 0.5, 20, "below this speed it has stopped, km/h", "低于此速度视为已停，km/h"),
                    duration(
                            "stopGap",
                            "PT2M",
                            "PT10S",
                            "a silence this long at a stop counts as having stopped",
                            "在站点静默达到此时长视为已停")),
            List.of(),
            OffRouteRule::new);

    private static final int ROUTE = 0;
    private static final int PROGRESS_METERS = 1;
    private static final int JOINED_METERS = 2;
    private static final int STOPPED_AT = 3;
    private static final int SKIPPED = 4;
    private static final int LAST_ON_MILLIS = 5;

    private static final int OFF_METERS = 0;
    private static final int PEAK_METERS = 1;
    private static final int WIDTH_METERS = 2;
    private static final int LAST_OFF_MILLIS = 3;
    private static final int SIDE = 4;

    /** A mask of stops has to fit the exact integers of a double. */
    private static final int MOST_STOPS = 52;
    /** So far past a stop it has been passed, whatever the noise of the fix. */
    private static final double PAST_STOP_METERS = 300;

    /** Back on its route within this time a mover goes on with it. */
    private static final long REJOIN_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final String STOP_KEY = "stop/";

    private final ZoneIndex zones;
    private final List<RouteLine> routes;
    private final ZoneSelection urban;
    private final ZoneSelection detours;
    private final ZoneSelection forbidden;
    private final double widthMeters;
    private final double hazmatUrbanWidthMeters;
    private final double exitShare;
    private final double minOffMeters;
    private final double stopSpeedMps;
    private final long stopGapMillis;
    private final Onset onset;

    OffRouteRule(RuleConfig config, Surroundings surroundings) {
        Parameters parameters = config.parameters();
        zones = surroundings.zones();
        routes = surroundings.routes();
        urban = new ZoneSelection(surroundings, parameters.texts("urbanTypes"));
        detours = new ZoneSelection(surroundings, parameters.texts("detourTypes"));
        forbidden = new ZoneSelection(surroundings, parameters.texts("forbiddenTypes"));
        widthMeters = parameters.number("widthM");
        hazmatUrbanWidthMeters = parameters.number("hazmatUrbanWidthM");
        exitShare = parameters.number("exitShare");
        minOffMeters = parameters.number("minOffM");
        stopSpeedMps = Units.kphToMps(parameters.number("stopSpeedKmh"));
        stopGapMillis = parameters.millis("stopGap");
        onset = config.onset();
    }

    @Override
    public int memorySize() {
        return 6;
    }

    @Override
    public int measureCount() {
        return 5;
    }

    @Override
    public void controlChanged(double[] memory) {
        Arrays.fill(memory, Double.NaN);
    }

    @Override
    public void observe(ReportView view, double[] memory) {
        memory[SKIPPED] = -1;
        if (!hasStops(view)) {
            memory[ROUTE] = Double.NaN;
            return;
        }
        int nearest = view.nearestRoute();
        if (nearest < 0 || routes.get(nearest).route().stops().isEmpty()) {
            memory[ROUTE] = Double.NaN;
            return;
        }
        RouteFix fix = view.routeFix();
        RouteLine line = routes.get(nearest);
        boolean onRoute = fix.crossTrackMeters() <= allowedMeters(view, line);
        if (!onRoute && memory[ROUTE] == nearest && view.timeMillis() - memory[LAST_ON_MILLIS] <= REJOIN_MILLIS) {
            // A way round a stop is no way round the rule: it is judged when the mover is back.
            return;
        }
        memory[LAST_ON_MILLIS] = view.timeMillis();
        if (!onRoute || memory[ROUTE] != nearest || fix.progressMeters() < memory[PROGRESS_METERS] - PAST_STOP_METERS) {
            // Joined anew, or going the other way: stops behind are none of its business.
            memory[ROUTE] = onRoute ? nearest : Double.NaN;
            memory[JOINED_METERS] = fix.progressMeters();
            memory[STOPPED_AT] = 0;
        } else {
            noteStops(view, line, fix, memory);
        }
        memory[PROGRESS_METERS] = fix.progressMeters();
    }

    @Override
    public void subjects(ReportView view, double[] memory, SubjectSink out) {
        if (view.approvedRoutes().length == 0) {
            return;
        }
        out.mover(Stage.BREACH);
        if (memory[SKIPPED] >= 0) {
            out.named(stopKey((int) memory[ROUTE], (int) memory[SKIPPED]), Stage.BREACH);
        }
    }

    @Override
    public Verdict judge(ReportView view, Subject subject, double[] memory, double[] measures) {
        if (subject.key().startsWith(STOP_KEY)) {
            boolean now =
                    memory[SKIPPED] >= 0 && subject.key().equals(stopKey((int) memory[ROUTE], (int) memory[SKIPPED]));
            return now ? Verdict.PROVEN : Verdict.FAILS;
        }
        if (view.approvedRoutes().length == 0) {
            return Verdict.ENDS;
        }
        if (view.routeBoundMeters() <= leastAllowedMeters(view) * exitShare) {
            return Verdict.FAILS;
        }
        int nearest = view.nearestRoute();
        double offMeters = view.routeFix().crossTrackMeters();
        double allowedMeters = allowedMeters(view, routes.get(nearest));
        if (offMeters <= allowedMeters) {
            return offMeters <= allowedMeters * exitShare ? Verdict.FAILS : Verdict.NEAR;
        }
        if (detours.anyActive(view.hits(), view.timeMillis(), view.moverClass())) {
            return Verdict.FAILS;
        }
        if (view.gapMillis() <= onset.maxGapMillis()) {
            boolean wasOff = measures[LAST_OFF_MILLIS] == view.timeMillis() - view.gapMillis();
            // Of the way from the route only what lies beyond the allowed distance was travelled off it.
            measures[OFF_METERS] +=
                    wasOff ? view.movedMeters() : Math.min(view.movedMeters(), offMeters - allowedMeters);
        }
        measures[LAST_OFF_MILLIS] = view.timeMillis();
        if (offMeters > measures[PEAK_METERS]) {
            measures[PEAK_METERS] = offMeters;
            measures[WIDTH_METERS] = allowedMeters;
            measures[SIDE] = view.routeFix().side();
        }
        return measures[OFF_METERS] >= minOffMeters ? Verdict.HOLDS : Verdict.BUILDING;
    }

    @Override
    public @Nullable Tier tier(ReportView view, Subject subject, double[] measures) {
        if (isInForbiddenZone(view)) {
            return Tier.RED;
        }
        return MoverClasses.isHazmat(view.moverClass()) ? Tier.ORANGE : null;
    }

    /** Where it has a permit it may be, off its route or not. */
    private boolean isInForbiddenZone(ReportView view) {
        for (int i = 0; i < view.hits().size(); i++) {
            int zone = view.hits().ordinal(i);
            if (forbidden.isActive(zone, view.timeMillis(), view.moverClass())
                    && ForbiddenZoneRule.permitFor(view, zones.zone(zone).id()) == null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void explain(ReportView view, Subject subject, double[] measures, Explanation out) {
        if (subject.key().startsWith(STOP_KEY)) {
            String stop = subject.key().substring(subject.key().lastIndexOf('/') + 1);
            out.measured("skippedStop", stop)
                    .threshold("stopSpeedKmh", Units.mpsToKph(stopSpeedMps))
                    .message("未在规定停靠点“" + stop + "”停车", "did not stop at mandatory stop " + stop);
            return;
        }
        long peak = Math.round(measures[PEAK_METERS]);
        long off = Math.round(measures[OFF_METERS]);
        out.measured("offRouteM", peak)
                .measured("travelledOffM", off)
                .measured("side", measures[SIDE] < 0 ? "left" : "right")
                .threshold("widthM", measures[WIDTH_METERS])
                .threshold("minOffM", minOffMeters)
                .message(
                        "偏离批准路线最远" + peak + "米,已偏离行驶" + off + "米",
                        "off every approved route by up to " + peak + " m, " + off + " m travelled off it");
    }

    /** Whether any approved route has a stop to watch for; the distance alone mostly needs no look at the route. */
    private boolean hasStops(ReportView view) {
        for (int route : view.approvedRoutes()) {
            if (!routes.get(route).route().stops().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private double leastAllowedMeters(ReportView view) {
        double least = Double.POSITIVE_INFINITY;
        for (int route : view.approvedRoutes()) {
            least = Math.min(least, allowedMeters(view, routes.get(route)));
        }
        return least;
    }

    private double allowedMeters(ReportView view, RouteLine line) {
        double own = line.route().halfWidthMeters();
        double allowed = Double.isNaN(own) ? widthMeters : own;
        boolean strict = MoverClasses.isHazmat(view.moverClass())
                && urban.anyActive(view.hits(), view.timeMillis(), view.moverClass());
        return strict ? Math.min(allowed, hazmatUrbanWidthMeters) : allowed;
    }

    private void noteStops(ReportView view, RouteLine line, RouteFix fix, double[] memory) {
        List<Route.Stop> stops = line.route().stops();
        long stopped = (long) memory[STOPPED_AT];
        for (int i = 0; i < Math.min(stops.size(), MOST_STOPS); i++) {
            long bit = 1L << i;
            double atMeters = line.stopProgressMeters(i);
            if ((stopped & bit) != 0
                    || atMeters <= memory[JOINED_METERS] + stops.get(i).radiusMeters()) {
                continue;
            }
            if (hasStopped(view, stops.get(i), atMeters, fix, memory)) {
                stopped |= bit;
            } else if (fix.progressMeters() > atMeters + stops.get(i).radiusMeters() + PAST_STOP_METERS) {
                stopped |= bit;
                memory[SKIPPED] = isDetoured(view, stops.get(i)) ? memory[SKIPPED] : i;
            }
        }
        memory[STOPPED_AT] = stopped;
    }

    /** A stop that a detour closes cannot be served. */
    private boolean isDetoured(ReportView view, Route.Stop stop) {
        return !detours.isEmpty()
                && detours.anyActiveWithin(stop.latitude(), stop.longitude(), 0, view.timeMillis(), view.moverClass());
    }

    private boolean hasStopped(ReportView view, Route.Stop stop, double atMeters, RouteFix fix, double[] memory) {
        boolean within = Geodesy.distanceMeters(
                        view.report().latitude(), view.report().longitude(), stop.latitude(), stop.longitude())
                <= stop.radiusMeters();
        if (within && view.speedMps() < stopSpeedMps) {
            return true;
        }
        boolean passedInSilence = view.gapMillis() >= stopGapMillis
                && memory[PROGRESS_METERS] <= atMeters + stop.radiusMeters()
                && fix.progressMeters() >= atMeters - stop.radiusMeters();
        return passedInSilence;
    }

    private String stopKey(int route, int stop) {
        Route approved = routes.get(route).route();
        return STOP_KEY + approved.id() + "/" + approved.stops().get(stop).name();
    }
}
